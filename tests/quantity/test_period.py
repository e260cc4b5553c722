"""Periods: exactly one of six forms, each with its length."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from crossfoot.problem import Wrong
from crossfoot.quantity.period import period


@pytest.mark.parametrize(
    ("text", "years", "first", "last", "name"),
    [
        ("2025", 1, "2025-01-01", "2025-12-31", "2025"),
        ("2025H1", F(1, 2), "2025-01-01", "2025-06-30", "H1 2025"),
        ("2025H2", F(1, 2), "2025-07-01", "2025-12-31", "H2 2025"),
        ("2026Q1", F(1, 4), "2026-01-01", "2026-03-31", "Q1 2026"),
        ("2026Q2", F(1, 4), "2026-04-01", "2026-06-30", "Q2 2026"),
        ("2026Q3", F(1, 4), "2026-07-01", "2026-09-30", "Q3 2026"),
        ("2026Q4", F(1, 4), "2026-10-01", "2026-12-31", "Q4 2026"),
        ("2024-02", F(1, 12), "2024-02-01", "2024-02-29", "February 2024"),
        ("2026-03-31", None, "2026-03-31", "2026-03-31", "31 March 2026"),
        ("2026--2028", 3, "2026-01-01", "2028-12-31", "2026 to 2028"),
        ("9999-12", F(1, 12), "9999-12-01", "9999-12-31", "December 9999"),
    ],
)
def test_each_form_has_its_days_its_length_and_its_name(text, years, first, last, name):
    found = period(text)
    assert (found.years, found.name, str(found)) == (years, name, text)
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "25", "20255", "2025-1", "2025H3", "2025Q5", "2025Q0", "2025-13", "2025-00", "2025-02-30",
     "2025-02-29", "2026--2026", "2028--2026", "2026-2028", "0000", "２０２５", "2025 ", "2025q1",
     "2025-W03",
     "2026Q1--2026Q2", "2025\n"],
)  # fmt: skip
def test_any_other_form_is_refused(text):
    with pytest.raises(Wrong):
        period(text)


def test_a_year_has_its_four_quarters():
    assert period("2025").quarters() == ("2025Q1", "2025Q2", "2025Q3", "2025Q4")
