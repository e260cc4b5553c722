from __future__ import annotations

import pytest

from crossfoot.ledger.formula import parse_formula
from crossfoot.ledger.repeated_operands import find_repeated_operands

A, B, C = "m.a.2025", "m.b.2025", "m.c.2025"


def spelt(text: str) -> str:
    """``a / b`` as a formula over figures."""
    return text.replace("a", A).replace("b", B).replace("c", C)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("(a - b) / b", "a / b - 1"),
        ("(b + a) / b", "1 + a / b"),
        ("(b - a) / b", "1 - a / b"),
        ("a / (a + b)", "1 / (1 + b / a)"),
        ("a / (b + a)", "1 / (b / a + 1)"),
        ("a / (a - b)", "1 / (1 - b / a)"),
        ("a * c + b * c", "(a + b) * c"),
        ("c * a - b * c", "c * (a - b)"),
        ("a / c - b / c", "(a - b) / c"),
        ("a + a", "2 * a"),
        ("a * a", "a^2"),
        ("a / a", "1"),
        ("a - a", "0"),
        ("(a * c - b) / b", "a * c / b - 1"),
    ],
)
def test_a_form_that_uses_each_figure_once_is_named(written: str, form: str) -> None:
    found = list(find_repeated_operands(parse_formula(spelt(written))))
    assert [part.form for part in found] == [spelt(form)]


def test_sum_and_share_are_the_operators_that_they_stand_for() -> None:
    (part,) = find_repeated_operands(parse_formula(f"share({A}, sum({A}, {B}))"))
    assert part.form == f"1 / (1 + {B} / {A})"
    assert part.message == f"share({A}, sum({A}, {B}))"


def test_it_is_found_inside_a_longer_formula_at_its_operator() -> None:
    text = f"100 * (({A} - {B}) / {B})"
    (part,) = find_repeated_operands(parse_formula(text))
    assert part.at == text.index("/")


@pytest.mark.parametrize(
    "written",
    ["a / b - 1", "(a - b) / c", "2 + 2", "a * 2 + b * 2", "a + b - c", "a^2 + a", "c / (a + b)"],
)
def test_where_no_such_form_is_known_nothing_is_said(written: str) -> None:
    assert list(find_repeated_operands(parse_formula(spelt(written)))) == []


def test_a_row_and_the_figure_are_not_the_same() -> None:
    assert list(find_repeated_operands(parse_formula(f"{A}@book / {A}"))) == []
