"""Hints beside a period or a date that is written as print or a spreadsheet has it."""

from __future__ import annotations

import re

import pytest

from crossfoot.diagnostics import InvalidValue
from crossfoot.quantity.calendar_months import FiscalCalendar
from crossfoot.quantity.period import parse_period
from crossfoot.quantity.period_hints import date_hint, period_hint
from crossfoot.quantity.value_parsing import parse_date_value

APRIL = FiscalCalendar(4)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Mar-26", "2026-03, which a spreadsheet has rewritten"),
        ("Mar-85", "1985-03 or 2085-03, which a spreadsheet has rewritten"),
        ("March 2026", "write 2026-03"),
        ("2026-3", "write 2026-03"),
        ("202603", "write 2026-03"),
        ("03/2026", "write 2026-03"),
        ("03/04/2026", "2026-04-03 or 2026-03-04, which a spreadsheet has rewritten"),
        ("3.3.2026", "2026-03-03, which a spreadsheet has rewritten"),
        ("31.03.2026", "2026-03-31, which a spreadsheet has rewritten"),
        ("2026-03-31 00:00:00", "2026-03-31, which a spreadsheet has rewritten"),
        ("2026-03-31T08:00:00Z", "2026-03-31, which a spreadsheet has rewritten"),
        ("46112", "2026-03-31, which a spreadsheet has made the number of a day"),
        ("2026-2-3", "write 2026-02-03"),
        ("2026/02/03", "write 2026-02-03"),
        ("20260203", "write 2026-02-03"),
        ("31 March 2026", "write 2026-03-31"),
        ("March 31, 2026", "write 2026-03-31"),
        ("31-Mar-26", "write 2026-03-31"),
    ],
)
def test_a_date_that_is_written_otherwise_is_named_as_it_was(text: str, right: str) -> None:
    for reader in (parse_period, parse_date_value):
        with pytest.raises(InvalidValue) as wrong:
            reader(text)
        assert wrong.value.hint == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Q1 2026", "2026Q1"), ("2026 Q1", "2026Q1"), ("1Q26", "2026Q1"), ("2026-Q1", "2026Q1"),
        ("2026q1", "2026Q1"), ("first quarter of 2026", "2026Q1"), ("Jan–Mar 2026", "2026Q1"),
        ("H1 2025", "2025H1"), ("1H25", "2025H1"), ("first half of 2025", "2025H1"),
        ("9M 2025", "9M2025"), ("Q1-Q3 2025", "9M2025"), ("6M 2025", "2025H1"),
        ("FY25", "FY2025"), ("FY 2025", "FY2025"), ("fiscal year 2025", "FY2025"),
        ("2026W12", "2026-W12"), ("2026-W1", "2026-W01"), ("Week 12 2026", "2026-W12"),
        ("KW 12/2026", "2026-W12"), ("2026-W12-3", "2026-03-18"), ("2025M09", "2025-09"),
        ("CY2025", "2025"), ("2020s", "2020--2029"), ("2025–2028", "2025--2028"),
        ("2026Q1--2026Q2", "2026H1"), ("2026-01-01--2026-03-31", "2026Q1"),
        ("1Q99", "1999Q1 or 2099Q1"),
    ],
)  # fmt: skip
def test_a_period_as_publishers_write_it_is_named_as_ours(text: str, right: str) -> None:
    assert period_hint(text) == f"write {right}"
    for form in right.split(" or "):
        assert parse_period(form, APRIL).text == form


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2024/25", "write FY2025 for one fiscal year, 2024--2025 for two years"),
        ("2024-2025", "write FY2025 for one fiscal year, 2024--2025 for two years"),
        ("2009/10", "write FY2010 for one fiscal year, 2009--2010 for two years, 2009-10 for a m"),
        ("FY2024/25", "write FY2025 for one fiscal year"),
        ("FY24/25", "write FY2025 for one fiscal year"),
        ("2025E", "write 2025; what E says stands under status"),
        ("YTD", "the months that it is of, such as 9M2025 or 2025-01--2025-08"),
        ("FY2025Q1", "the calendar months that it is of, such as 2025Q3 or 2025-02--2025-04"),
    ],
)
def test_what_can_be_read_in_two_ways_is_told_with_both(text: str, right: str) -> None:
    assert period_hint(text, APRIL).startswith(right)


def test_a_month_that_is_none_may_be_the_end_of_a_fiscal_year() -> None:
    with pytest.raises(InvalidValue, match="there is no month 26") as wrong:
        parse_period("2025-26")
    assert wrong.value.hint.startswith("write FY2026 for one fiscal year (with fiscal_year in")
    assert period_hint("2024/25", FiscalCalendar(4, "start")).startswith("write FY2024 for one")


@pytest.mark.parametrize("text", ["Foo-26", "32/13/2026", "99999", "", "Q5 2026", "week 54 2026",
                                  "0000W12", "0000-Q1", "13/2026", "9" * 200])  # fmt: skip
def test_what_stands_for_no_period_is_not_guessed(text: str) -> None:
    with pytest.raises(InvalidValue) as wrong:
        parse_period(text)
    assert wrong.value.hint.startswith("one of 2025, ")


def test_a_date_is_told_days_months_and_years_alone() -> None:
    assert [date_hint(text) for text in ("Q1 2026", "FY25", "week 12 2026")] == [""] * 3


def test_every_form_that_a_hint_names_can_be_read() -> None:
    for year in ("2026", "26", "'26"):
        for part in ("q1", "Q4", "1H", "h2", "9M", "W07", "Mar", "March", "fy"):
            for text in (f"{part} {year}", f"{year} {part}", f"{part}{year}", f"{part}-{year}"):
                for form in re.findall(r"[0-9FHMQW-]{4,}", period_hint(text)):
                    parse_period(form, APRIL)


@pytest.mark.parametrize("text", ["2024.1", "2024.5"])
def test_a_month_that_may_be_another_is_not_guessed(text):
    assert period_hint(text) == ""
    assert period_hint("2024.05") == "write 2024-05"
