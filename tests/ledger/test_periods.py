"""Weeks, fiscal years and spans of months on their way through the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import SMALL

FISCAL = SMALL["briefing.yml"] + "fiscal_year: {start: 04}\n"
PLACE = "data/briefing.yml:9:14: fiscal_year: "


def made(formula: str, key: str = "mill.found.2025", unit: str = "1") -> str:
    return f"- {{id: {key}, label: made, unit: '{unit}', formula: '{formula}'}}\n"


@pytest.fixture
def rows(row):
    return "".join(
        row(f"mill.flour.{when}", value)
        for when, value in {
            "FY2025": "90", "FY2024": "80", "2024": "60", "9M2024": "45", "2024-W12": "2",
            "2024-11--2025-01": "20", "2024-02--2025-01": "70",
        }.items()
    )  # fmt: skip


def test_they_are_rows_with_their_days_and_names(desks, rows):
    figures = desks(rows=rows, briefing=FISCAL).ledger.figures
    fiscal = figures["mill.flour.FY2025"].period
    assert (fiscal.first, fiscal.last) == (date(2024, 4, 1), date(2025, 3, 31))
    assert [f.period.name for f in figures.values()] == [
        "2024", "February 2024 to January 2025", "November 2024 to January 2025",
        "week 12 of 2024", "nine months of 2024", "fiscal year 2024", "fiscal year 2025",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "unit", "text"),
    [
        ("growth(mill.flour.FY2024, mill.flour.FY2025)", "%", "13%"),
        ("mill.flour.FY2025 / mill.flour.2024", "1", "1.5"),
        ("mill.flour.2024-02--2025-01 - mill.flour.2024", "t", "10 t"),
        ("annual(mill.flour.9M2024)", "t", "60 t"),
        ("annual(mill.flour.2024-11--2025-01)", "t", "80 t"),
    ],
)
def test_they_are_worked_with_by_their_lengths(desks, rows, formula, unit, text):
    ledger = desks(rows=rows, briefing=FISCAL, derived=made(formula, unit=unit)).ledger
    assert ledger.figures["mill.found.2025"].text == text


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("mill.flour.9M2024 + mill.flour.2024", "flows of 9 months and of a year cannot be added"),
        ("growth(mill.flour.2024-W12, mill.flour.2024)", "flows of a week and of a year cannot be"),
        ("annual(mill.flour.2024-W12)", "a week's flow cannot be annualised"),
    ],
)
def test_flows_of_other_lengths_are_kept_apart(desks, rows, formula, said):
    (error,) = desks.refused(rows=rows, briefing=FISCAL, derived=made(formula))
    assert said in error


def test_a_derived_figure_may_be_of_a_fiscal_year(desks, rows):
    derived = made("mill.flour.FY2025 * 2", "mill.twice.FY2025", "t")
    assert desks(rows=rows, briefing=FISCAL, derived=derived).ledger.figures["mill.twice.FY2025"]


def test_a_fiscal_year_needs_its_first_month(desks, row):
    (error,) = desks.refused(rows=row("mill.flour.FY2025", "90"))
    assert error.startswith("data/figures/all.csv:2:12: when FY2025 begins is not said; fiscal_yea")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{start: 13}", "start cannot be '13'; a month from 02 to 12"),
        ("{start: April}", "start cannot be 'April'; a month from 02 to 12"),
        ("{start: 01}", "a fiscal year that starts in January is a year; periods such as 2025"),
        ("{named: end}", "the first month of a fiscal year is missing; {start: 04}, with"),
        ("April", "the first month of a fiscal year is missing; {start: 04}, with"),
        ("{start: 04, name: end}", "unknown key name; start, and named where it is not the end"),
        ("{start: 04, named: middle}", "named cannot be 'middle'; end or start"),
    ],
)
def test_a_fiscal_year_that_is_none_is_told(desks, given, said):
    (error,) = desks.refused(briefing=f"{SMALL['briefing.yml']}fiscal_year: {given}\n")
    assert error.startswith(f"{PLACE}{said}")


def test_a_table_may_hold_them(desks):
    yml = (
        "title: Wheat\nsource: book\ncolumns:\n  when: {label: when, unit: date}\n"
        "  wheat: {label: wheat, unit: t, status: actual}\n"
    )
    files = {"tables/wheat.yml": yml, "tables/wheat.csv": "when,wheat\nFY2025,1\n2025-W02,2\n"}
    desk = desks.blank(briefing=FISCAL).write(files).run()
    assert desk.errors() == []
    column = desk.ledger.dataset("wheat").column("when")
    assert column.fiscal.start == 4
    (error,) = desks.blank().write(files).run().errors()
    assert error.startswith("data/tables/wheat.csv:2:1: when FY2025 begins is not said")
