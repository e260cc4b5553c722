"""A formula that its own periods contradict is a warning at the part of it."""

from __future__ import annotations

import pytest

from crossfoot.diagnostics import Diagnostics, SourceLocation
from crossfoot.ledger.formula import parse_formula
from crossfoot.ledger.period_order import contradictions, warn_of_sum


@pytest.mark.parametrize(
    ("formula", "what", "form", "at"),
    [
        (
            "2 * growth(a.b.2025, a.b.2024)",
            "growth from 2025 to 2024 goes back in time",
            "growth(a.b.2024, a.b.2025)",
            4,
        ),
        (
            "cagr(a.b.2025, a.b.2020@x, 5)",
            "cagr from 2025 to 2020 goes back in time",
            "cagr(a.b.2020@x, a.b.2025, 5)",
            0,
        ),
        (
            "cagr(a.b.2020, a.b.2025, 6)",
            "2020 and 2025 lie 5 years apart, not 6",
            "5 for the years",
            25,
        ),
        (
            "cagr(a.b.2020Q1, a.b.2021Q3, 2)",
            "Q1 2020 and Q3 2021 lie 3 / 2 years apart, not 2",
            "3 / 2 for the years",
            29,
        ),
    ],
)
def test_what_the_periods_contradict_is_told(formula, what, form, at):
    (found,) = contradictions(parse_formula(formula))
    assert (found.message, found.form, found.at) == (what, form, at)


@pytest.mark.parametrize(
    "formula",
    [
        "growth(a.b.2024, a.b.2025)",
        "growth(a.b.2025@x, a.b.2025@y)",
        "growth(a.b.2025, c.b.2024)",
        "growth(a.b.FY2024, a.b.FY2025)",
        "cagr(a.b.2020, a.b.2025, 5)",
        "cagr(a.b.2020, a.b.2025Q3, 5)",
        "cagr(a.b.2020-03-01, a.b.2025-03-01, 4)",
        "cagr(a.b.2020, a.b.2025, c.years.2025)",
        "share(a.b.2025, a.b.2024)",
    ],
)
def test_what_they_leave_open_is_not(formula):
    assert list(contradictions(parse_formula(formula))) == []


def test_a_formula_and_a_claim_are_warned_of_at_their_place(desks, row):
    rows = row("mill.flour.2024", "2") + row("mill.flour.2023", "1")
    of = "growth(mill.flour.2024, mill.flour.2023)"
    derived = f"- {{id: mill.index.2024, label: x, unit: '%', formula: '{of}'}}\n"
    claims = (
        f"- {{id: c, statement: s, source: book, kind: comparison, of: '{of}', "
        "is: less than 0 %, conclusion: x}\n"
    )
    desk = desks(rows=rows, derived=derived, claims=claims)
    warned = [str(p) for p in desk.problems.warnings if "back in time" in str(p)]
    assert [line.split(": ")[0] for line in warned] == [
        "data/claims.yml:1:62",
        "data/derived.yml:1:56",
    ]


@pytest.mark.parametrize(
    ("id", "formula", "told"),
    [
        ("a.b.2024", "a.b.2023 + a.b.2024", "it adds 2023 to 2024, and is of 2024"),
        ("a.b.2023--2024", "a.b.2023 + a.b.2024", ""),
        ("a.b.2024", "a.b.2024Q1 + a.b.2024Q2@x + a.b.2024Q3", ""),
        ("a.b.2024Q2", "a.b.2024Q1 + a.b.2024Q2", "it adds Q1 2024 to Q2 2024, and is of Q2 2024"),
        ("a.c.2024", "a.c.2023 + a.c.2024", ""),
        ("a.b.2024", "(a.b.2023 + a.b.2024) / 2", ""),
        ("a.b.2024", "a.b.2024 + c.b.2023", ""),
    ],
)
def test_a_flow_added_up_over_periods_is_of_all_of_them(id, formula, told):
    problems, place = Diagnostics(), SourceLocation("data/derived.yml", 3, 7)
    warn_of_sum(parse_formula(formula), id, {"b"}, place, problems)
    assert [p.message for p in problems.warnings] == ([told] if told else [])
