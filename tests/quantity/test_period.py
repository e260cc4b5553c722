"""Periods: exactly one of ten forms, each with its length."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction as F

import pytest

from crossfoot.diagnostics import InvalidValue
from crossfoot.ledger.field_types import PERIOD
from crossfoot.quantity.amount import Amount, add, annualise
from crossfoot.quantity.calendar_months import FiscalCalendar
from crossfoot.quantity.interval import Interval
from crossfoot.quantity.period import format_period, parse_period

APRIL = FiscalCalendar(4)


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
        ("2026-W12", None, "2026-03-16", "2026-03-22", "week 12 of 2026"),
        ("2026-W53", None, "2026-12-28", "2027-01-03", "week 53 of 2026"),
        ("2025-W01", None, "2024-12-30", "2025-01-05", "week 1 of 2025"),
        ("FY2025", 1, "2024-04-01", "2025-03-31", "fiscal year 2025"),
        ("9M2025", F(3, 4), "2025-01-01", "2025-09-30", "nine months of 2025"),
        ("2026-01--2026-02", F(1, 6), "2026-01-01", "2026-02-28", "January to February 2026"),
        ("2025-11--2026-01", F(1, 4), "2025-11-01", "2026-01-31", "November 2025 to January 2026"),
        ("2024-02--2025-01", 1, "2024-02-01", "2025-01-31", "February 2024 to January 2025"),
    ],
)
def test_each_form_has_its_days_its_length_and_its_name(text, years, first, last, name):
    found = parse_period(text, APRIL)
    assert (found.years, found.name, str(found)) == (years, name, text)
    assert re.fullmatch(PERIOD, text)
    assert format_period(text) == name
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "25", "20255", "2025-1", "2025H3", "2025Q5", "2025Q0", "2025-13", "2025-00", "2025-02-30",
     "2025-02-29", "2026--2026", "2028--2026", "2026-2028", "0000", "２０２５", "2025 ", "2025q1",
     "2025-W00", "2025-W53", "2026-W54", "0000-W01", "13M2025", "FY0001", "FY25", "2026-W1",
     "2026-13--2027-01", "2026-01--2027-13", "2026-03--2026-01", "2026-01--2026-01",
     "2026Q1--2026Q2", "2025\n"],
)  # fmt: skip
def test_any_other_form_is_refused(text):
    with pytest.raises(InvalidValue):
        parse_period(text, APRIL)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-01--2026-03", "2026Q1"),
        ("2026-10--2026-12", "2026Q4"),
        ("2026-07--2026-12", "2026H2"),
        ("2026-01--2026-12", "2026"),
        ("2026-01--2028-12", "2026--2028"),
        ("2026-01--2026-09", "9M2026"),
        ("3M2026", "2026Q1"),
        ("6M2026", "2026H1"),
        ("12M2026", "2026"),
        ("1M2026", "2026-01"),
        ("2M2026", "2026-01--2026-02"),
    ],
)
def test_what_has_two_forms_is_refused_with_the_shorter_one(text, right):
    with pytest.raises(InvalidValue, match="has a form of its own") as wrong:
        parse_period(text)
    assert wrong.value.hint == right
    assert parse_period(right).text == right


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-W54", "there is no week 54 of 2026; 2026 has the weeks 01 to 53"),
        ("2025-02-30", "there is no day 2025-02-30; a day of the calendar"),
        ("2026Q5", "there is no quarter 5 of a year; Q1 to Q4"),
        ("2026H3", "there is no half 3 of a year; H1 to H2"),
        ("FY2025", "when FY2025 begins is not said; fiscal_year: {start: 04} in data/briefing.yml"),
    ],
)
def test_what_cannot_be_says_why(text, said):
    with pytest.raises(InvalidValue) as wrong:
        parse_period(text)
    assert f"{wrong.value.message}; {wrong.value.hint}".startswith(said)


def test_a_fiscal_year_is_named_after_its_end_unless_the_briefing_says_its_start():
    assert parse_period("FY2025", FiscalCalendar(10)).first == date(2024, 10, 1)
    assert parse_period("FY2025", FiscalCalendar(4, "start")).last == date(2026, 3, 31)


def test_flows_of_other_lengths_are_not_added_and_weeks_not_annualised():
    def flow(text):
        return Amount(F(1), Interval.point(1), (), (parse_period(text, APRIL).flow_years, 1))

    for other in ("2025", "2025Q1", "2025-03", "2025-03-01", "2025-01--2025-02"):
        for odd in ("9M2025", "2025-W12"):
            with pytest.raises(InvalidValue, match="cannot be added"):
                add(flow(odd), flow(other))
    assert annualise(flow("9M2025")).value == F(4, 3)
    assert add(flow("FY2025"), flow("2025")).value == 2
    with pytest.raises(InvalidValue, match="a week's flow cannot be annualised"):
        annualise(flow("2025-W12"))


def test_a_year_has_its_four_quarters():
    assert parse_period("2025").quarters() == ("2025Q1", "2025Q2", "2025Q3", "2025Q4")
