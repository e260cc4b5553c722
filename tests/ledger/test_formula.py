"""Formulas: a grammar of their own, never Python's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.diagnostics import InvalidValue
from crossfoot.ledger.formula import (
    Apply,
    Number,
    Ref,
    evaluate,
    format_formula,
    format_with_values,
    parse_formula,
    references,
)


def shape(text: str) -> str:
    def of(node) -> str:
        if isinstance(node, Number):
            return node.text
        if isinstance(node, Ref):
            return str(node)
        return f"({node.name} {' '.join(of(a) for a in node.arguments)})"

    return of(parse_formula(text))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", "(+ 1 (* 2 3))"),
        ("1 - 2 - 3", "(- (- 1 2) 3)"),
        ("8 / 4 / 2", "(/ (/ 8 4) 2)"),
        ("2 ^ 3 ^ 2", "(^ 2 (^ 3 2))"),
        ("-2 ^ 2", "(neg (^ 2 2))"),
        ("2 ^ -3", "(^ 2 (neg 3))"),
        ("(1 + 2)*3", "(* (+ 1 2) 3)"),
        ("a-b.m_x.2025Q1 - c.d.2024--2026", "(- a-b.m_x.2025Q1 c.d.2024--2026)"),
        ("a.b.2025-03-31@s-t/2", "(/ a.b.2025-03-31@s-t 2)"),
        ("sum(1, 2,\n  3)", "(sum 1 2 3)"),
        ("growth (a.b.2024, a.b.2025)", "(growth a.b.2024 a.b.2025)"),
        ("1 - -2", "(- 1 (neg 2))"),
        ("1.5e-3", "1.5e-3"),
        ("a.sum.2025 + sum(1)", "(+ a.sum.2025 (sum 1))"),
    ],
)
def test_a_formula_reads_as_one_would_read_it(text, tree):
    assert shape(text) == tree


@pytest.mark.parametrize(
    ("text", "offset", "what"),
    [
        ("", 0, "the formula is empty"),
        ("a.b.2025-c.d.2025", 8, "cannot be read"),
        ("1 + a-b.c.2025-d.e.2025", 14, "cannot be read"),
        ("a.b.2025 -c.d.2025", 9, "cannot be read"),
        ("a.b.2025- c.d.2025", 8, "cannot be read"),
        ("3 -4", 2, "cannot be read"),
        ("3- 4", 1, "cannot be read"),
        ("1 + ", 4, "ends too early"),
        ("(1", 2, "ends too early"),
        ("1)", 1, "cannot be read"),
        ("1 % 2", 2, "cannot be read"),
        ("2 ** 3", 3, "cannot be read"),
        ("2 × 3", 2, "cannot be read"),
        ("1,5", 1, "cannot be read"),
        ("total(1)", 0, "unknown function total"),
        ("1 + grow(1, 2)", 4, "unknown function grow"),
        ("1 + growth(1)", 4, "growth() has 1 arguments"),
        ("abs(1, 2)", 0, "abs() has 2 arguments"),
        ("sum()", 4, "cannot be read"),
        ("a.b", 0, "cannot be read"),
        ("a.b.2025@", 0, "cannot be read"),
        ("A.b.2025", 0, "cannot be read"),
        ("__import__('os')", 0, "cannot be read"),
        ("a.b.2025.real", 0, "cannot be read"),
        ("1 + 1e61", 4, "too many digits"),
        ("1 + ٣", 4, "cannot be read"),
        ("1" + " + 1" * 150, 402, "nested too deep"),
        ("-" * 150 + "1", 49, "nested too deep"),
        ("x" * 2001, 0, "too long"),
    ],
)
def test_a_formula_that_does_not_parse_says_where(text, offset, what):
    with pytest.raises(InvalidValue) as wrong:
        parse_formula(text)
    assert what in wrong.value.message
    assert wrong.value.offset == offset


def test_a_minus_without_spaces_is_told_to_stand_between_them():
    with pytest.raises(InvalidValue) as wrong:
        parse_formula("a.b.2025 -c.d.2025")
    assert wrong.value.hint == "a minus between spaces: a - b"


def test_brackets_cost_no_depth():
    assert shape("(" * 500 + "1" + ")" * 500) == "1"


def test_figures_are_listed_in_the_order_of_first_use():
    tree = parse_formula("b.m.2025 + a.m.2025@s - b.m.2025 * a.m.2025")
    assert [str(r) for r in references(tree)] == ["b.m.2025", "a.m.2025@s", "a.m.2025"]


leaves = st.sampled_from(["1", "2.5", "a.b.2025", "a.b.2025@s"]).map(parse_formula)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(
            lambda sign, a, b: Apply(sign, (a, b), 0), st.sampled_from("+-*/^"), inner, inner
        ),
        st.builds(lambda a: Apply("neg", (a,), 0), inner),
        st.builds(
            lambda name, a, b: Apply(name, (a, b), 0),
            st.sampled_from(["sum", "min", "growth", "share"]), inner, inner,
        ),
    ),
    max_leaves=8,
)  # fmt: skip


@given(trees)
def test_a_formula_spelt_out_parses_to_itself(tree):
    def same(a, b) -> bool:
        if isinstance(a, Apply) and isinstance(b, Apply):
            return a.name == b.name and all(map(same, a.arguments, b.arguments))
        return str(getattr(a, "text", a)) == str(getattr(b, "text", b))

    text = format_formula(tree, str)
    assert same(parse_formula(text), tree), text


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("(1 + 2) * 3", "(1 + 2) × 3"),
        ("1 - (2 - 3)", "1 − (2 − 3)"),
        ("8 / (4 / 2)", "8 ÷ (4 ÷ 2)"),
        ("(2 ^ 3) ^ 2", "(2 ^ 3) ^ 2"),
        ("growth(4, 6)", "6 ÷ 4 − 1"),
        ("share(1, 4 + 4)", "1 ÷ (4 + 4)"),
        ("sum(1, 2) * 3", "(1 + 2) × 3"),
        ("cagr(1, 8, 3)", "(8 ÷ 1) ^ (1 ÷ 3) − 1"),
        ("max(1, 2)", "the greatest of (1; 2)"),
    ],
)
def test_the_working_shows_the_numbers_with_the_brackets_they_need(formula, text):
    assert format_with_values(parse_formula(formula), str) == text


@pytest.mark.parametrize(
    ("formula", "value"),
    [("1 - 2 - 3", -4), ("2 ^ 3 ^ 2", 512), ("-2 ^ 2", -4), ("growth(4, 6) * 100", 50),
     ("share(1, 4) * 8", 2), ("cagr(1, 4, 2)", 1), ("sum(1, 2, 3) - max(1, 5) + min(2, 7)", 3),
     ("abs(-7) + sqrt(9)", 10), ("2 ^ -1 * 4", 2)],
)  # fmt: skip
def test_exact_numbers_give_exact_results(formula, value):
    amount = evaluate(parse_formula(formula), lambda ref: None)
    assert amount.value == value and amount.interval.exact


@pytest.mark.parametrize(
    ("text", "offset", "right"),
    [
        ("sum(1,234, 5)", 4, "1234 for one, 1, 234 for several"),
        ("a.b.2025 − 1", 9, "a minus of the keyboard between spaces: a - b"),
        ("a.b.2025 × 2", 9, "* for a product"),
        ("a.b.2025 ÷ 2", 9, "/ for a quotient"),
        ("a.b.2025 * 12%", 13, "/ 100 behind the number"),
        ("a.b.2025 * １２", 11, "write 12"),
    ],
)
def test_a_sign_of_print_in_a_formula_is_told_as_ours(text, offset, right):
    with pytest.raises(InvalidValue) as wrong:
        parse_formula(text)
    assert (wrong.value.offset, wrong.value.hint) == (offset, right)
