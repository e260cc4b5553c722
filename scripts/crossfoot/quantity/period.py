"""Periods: a year, half, quarter, month, week or day, nine months, a span, a fiscal year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from ..diagnostics import InvalidValue
from .calendar_months import (
    MONTHS,
    FiscalCalendar,
    month_end,
    months_between,
    shortest_span,
    weeks_in_year,
)
from .period_hints import period_hint

PeriodKind = Literal["year", "half", "quarter", "month", "week", "day", "months", "span", "fiscal"]
_FORM = re.compile(
    r"FY(?P<fiscal>[0-9]{4})|(?P<count>[0-9]{1,2})M(?P<of>[0-9]{4})"
    r"|(?P<year>[0-9]{4})(?:--(?P<end>[0-9]{4})|H(?P<half>[0-9])|Q(?P<quarter>[0-9])"
    r"|-W(?P<week>[0-9]{2})|-(?P<month>[0-9]{2})"
    r"(?:-(?P<day>[0-9]{2})|--(?P<last_year>[0-9]{4})-(?P<last_month>[0-9]{2}))?)?",
    re.ASCII,
)
FORMS = (
    "2025, 2025H1, 2026Q1, 2026-03, 2026-03-31, 2026--2028, FY2025, 2026-W12, "
    "2026-01--2026-02 or 9M2025"
)
DAY_YEARS = Fraction(4, 1461)
"""A day's length in years of 365.25 days; no form of ours, so ``annual`` refuses it."""
WEEK_YEARS = 7 * DAY_YEARS
"""A week's; no year is a whole number of weeks, so ``annual`` refuses it too."""
_MONTHS_IN = {"year": 12, "half": 6, "quarter": 3, "month": 1, "fiscal": 12}


_ANY = FiscalCalendar(4)
"""For what asks for a period's name alone, which is the same in every calendar."""


@dataclass(frozen=True)
class Period:
    """A stretch of time, named by its form."""

    text: str
    kind: PeriodKind
    first: date
    last: date

    @property
    def years(self) -> Fraction | None:
        """Its length in years, by form: a quarter is 1/4. None for a day or a week."""
        if self.kind in ("span", "months"):
            return Fraction(months_between(self.first, self.last), 12)
        months = _MONTHS_IN.get(self.kind)
        return None if months is None else Fraction(months, 12)

    @property
    def flow_years(self) -> Fraction:
        """Its length as that of a flow: of a day and a week one that no other form has."""
        return self.years or (WEEK_YEARS if self.kind == "week" else DAY_YEARS)

    @property
    def name(self) -> str:
        """As a page writes it: "March 2026", "Q1 2026", "week 12 of 2026", "2026 to 2028"."""
        year, month = self.first.year, MONTHS[self.first.month - 1]
        match self.kind:
            case "year":
                return str(year)
            case "half":
                return f"H{1 + self.first.month // 7} {year}"
            case "quarter":
                return f"Q{1 + self.first.month // 3} {year}"
            case "month":
                return f"{month} {year}"
            case "day":
                return f"{self.first.day} {month} {year}"
            case "span":
                return f"{year} to {self.last.year}"
            case "fiscal":
                return f"fiscal year {self.text.removeprefix('FY')}"
            case "week":
                of, week, _ = self.first.isocalendar()
                return f"week {week} of {of}"
            case "months":
                if self.text[1] == "M":
                    return f"nine months of {year}"
                end = f"{MONTHS[self.last.month - 1]} {self.last.year}"
                return f"{month} to {end}" if year == self.last.year else f"{month} {year} to {end}"

    def quarters(self) -> tuple[str, ...]:
        """The four quarters of a year."""
        return tuple(f"{self.first.year}Q{q}" for q in range(1, 5))

    def __str__(self) -> str:
        return self.text


def parse_period(text: str, fiscal: FiscalCalendar | None = None) -> Period:
    """Read one of ``FORMS``; raises InvalidValue with what is right.

    ``fiscal`` says when fiscal years begin; without it ``FY2025`` is refused.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise InvalidValue(f"{text!r} is no period", period_hint(text, fiscal) or f"one of {FORMS}")
    part = match.groupdict()
    if part["fiscal"]:
        return _fiscal(text, int(part["fiscal"]), fiscal)
    year = int(part["year"] or part["of"])
    if year < 1:
        raise InvalidValue(f"{text!r} is no period", "a year from 0001")
    if part["count"]:
        return _first_months(text, int(part["count"]), year)
    if part["end"]:
        end = int(part["end"])
        if end <= year:
            raise InvalidValue(f"the span {text} does not go forward", "first year before last")
        return Period(text, "span", date(year, 1, 1), date(end, 12, 31))
    if part["half"]:
        start = 6 * _of(part["half"], 2, "half", "H") - 5
        return Period(text, "half", date(year, start, 1), month_end(year, start + 5))
    if part["quarter"]:
        start = 3 * _of(part["quarter"], 4, "quarter", "Q") - 2
        return Period(text, "quarter", date(year, start, 1), month_end(year, start + 2))
    if part["week"]:
        return _week(text, year, int(part["week"]))
    if part["month"] is None:
        return Period(text, "year", date(year, 1, 1), date(year, 12, 31))
    month = _month(part["month"], 5, period_hint(text, fiscal))
    if part["last_month"]:
        return _span(text, (year, month), (int(part["last_year"]), part["last_month"]))
    if part["day"] is None:
        return Period(text, "month", date(year, month, 1), month_end(year, month))
    try:
        day = date(year, month, int(part["day"]))
    except ValueError:
        raise InvalidValue(f"there is no day {text}", "a day of the calendar", 8) from None
    return Period(text, "day", day, day)


def format_period(text: str) -> str:
    """A period as pages write it, whenever fiscal years may begin; raises InvalidValue."""
    return parse_period(text, _ANY).name


def _of(text: str, most: int, noun: str, letter: str) -> int:
    number = int(text)
    if not 1 <= number <= most:
        right = f"{letter}1 to {letter}{most}"
        raise InvalidValue(f"there is no {noun} {number} of a year", right, 5)
    return number


def _month(text: str, offset: int, hint: str = "") -> int:
    if not 1 <= int(text) <= 12:
        raise InvalidValue(f"there is no month {text}", hint or "a month from 01 to 12", offset)
    return int(text)


def _week(text: str, year: int, week: int) -> Period:
    weeks = weeks_in_year(year)
    if not 1 <= week <= weeks:
        right = f"{year} has the weeks 01 to {weeks}"
        raise InvalidValue(f"there is no week {week:02} of {year}", right, 6)
    first, last = (date.fromisocalendar(year, week, day) for day in (1, 7))
    return Period(text, "week", first, last)


def _fiscal(text: str, year: int, fiscal: FiscalCalendar | None) -> Period:
    if fiscal is None:
        what = f"when {text} begins is not said"
        raise InvalidValue(
            what, "fiscal_year: {start: 04} in data/briefing.yml, with its first month"
        )
    begin = fiscal.first_year(year)
    if begin < 1 or begin > 9998:
        raise InvalidValue(f"{text!r} is no period", "a year from 0002 to 9998")
    first = date(begin, fiscal.start, 1)
    return Period(text, "fiscal", first, month_end(begin + 1, fiscal.start - 1))


def _first_months(text: str, count: int, year: int) -> Period:
    if not 1 <= count <= 12:
        raise InvalidValue(f"a year has no {count} months", "nine months as 9M2025, a year as 2025")
    right = shortest_span((year, 1), (year, count))
    if text != right:
        raise InvalidValue(f"{text} has a form of its own", right)
    return Period(text, "months", date(year, 1, 1), month_end(year, count))


def _span(text: str, first: tuple[int, int], last: tuple[int, str]) -> Period:
    end = last[0], _month(last[1], 14)
    if not last[0] >= 1 or end <= first:
        raise InvalidValue(f"the span {text} does not go forward", "first month before last")
    right = shortest_span(first, end)
    if text != right:
        raise InvalidValue(f"{text} has a form of its own", right)
    return Period(text, "months", date(*first, 1), month_end(*end))
