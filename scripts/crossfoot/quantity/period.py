"""Periods: a year, half, quarter, month, day, or a span of years."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from ..problem import Wrong
from .spoilt import date_as_it_was

Kind = Literal["year", "half", "quarter", "month", "day", "span"]
_FORM = re.compile(
    r"(?P<year>[0-9]{4})(?:--(?P<end>[0-9]{4})|H(?P<half>[12])|Q(?P<quarter>[1-4])"
    r"|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?",
    re.ASCII,
)
FORMS = "2025, 2025H1, 2026Q1, 2026-03, 2026-03-31 or 2026--2028"
MONTHS = (
    "January February March April May June July August September October November December"
).split()
DAY_YEARS = Fraction(4, 1461)
"""A day's length in years of 365.25 days; no form of ours, so ``annual`` refuses it."""
_MONTHS_IN = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True)
class Period:
    """A stretch of time, named by its form."""

    text: str
    kind: Kind
    first: date
    last: date

    @property
    def years(self) -> Fraction | None:
        """Its length in years, by form: a quarter is 1/4. None for a day, which has none."""
        if self.kind == "span":
            return Fraction(self.last.year - self.first.year + 1)
        months = _MONTHS_IN.get(self.kind)
        return None if months is None else Fraction(months, 12)

    @property
    def name(self) -> str:
        """As a page writes it: "March 2026", "Q1 2026", "2026 to 2028"."""
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

    def quarters(self) -> tuple[str, ...]:
        """The four quarters of a year."""
        return tuple(f"{self.first.year}Q{q}" for q in range(1, 5))

    def __str__(self) -> str:
        return self.text


def period(text: str) -> Period:
    """Read ``2025 2025H1 2026Q1 2026-03 2026-03-31 2026--2028``; raises Wrong otherwise."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise Wrong(f"{text!r} is no period", date_as_it_was(text) or f"one of {FORMS}")
    part = match.groupdict()
    year = int(part["year"])
    if year < 1:
        raise Wrong(f"{text!r} is no period", "a year from 0001")
    if part["end"]:
        end = int(part["end"])
        if end <= year:
            raise Wrong(f"the span {text} does not go forward", "first year before last")
        return Period(text, "span", date(year, 1, 1), date(end, 12, 31))
    if part["half"]:
        start = 6 * int(part["half"]) - 5
        return Period(text, "half", date(year, start, 1), _month_end(year, start + 5))
    if part["quarter"]:
        start = 3 * int(part["quarter"]) - 2
        return Period(text, "quarter", date(year, start, 1), _month_end(year, start + 2))
    if part["month"] is None:
        return Period(text, "year", date(year, 1, 1), date(year, 12, 31))
    month = int(part["month"])
    if not 1 <= month <= 12:
        raise Wrong(f"there is no month {part['month']}", "a month from 01 to 12", 5)
    if part["day"] is None:
        return Period(text, "month", date(year, month, 1), _month_end(year, month))
    try:
        day = date(year, month, int(part["day"]))
    except ValueError:
        raise Wrong(f"there is no day {text}", "a day of the calendar", 8) from None
    return Period(text, "day", day, day)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
