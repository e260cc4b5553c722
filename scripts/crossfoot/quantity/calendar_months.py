"""Months, the spans that they make up, and fiscal years, which begin with one of them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True)
class FiscalCalendar:
    """When fiscal years begin, and which of their two years they are named after."""

    start: int
    """The month of their first day, 2 to 12."""
    named: Literal["end", "start"] = "end"

    def first_year(self, year: int) -> int:
        """The calendar year in which the fiscal year of that name begins."""
        return year - 1 if self.named == "end" else year


def shortest_span(first: tuple[int, int], last: tuple[int, int]) -> str:
    """The one form of the months from first to last, each as year and month."""
    (year, begin), (end_year, end) = first, last
    if first == last:
        return f"{year:04}-{begin:02}"
    if (begin, end) == (1, 12):
        return f"{year:04}" if year == end_year else f"{year:04}--{end_year:04}"
    if year == end_year:
        length = end - begin + 1
        if length == 6 and begin in (1, 7):
            return f"{year:04}H{1 + begin // 7}"
        if length == 3 and begin % 3 == 1:
            return f"{year:04}Q{1 + begin // 3}"
        if length == 9 and begin == 1:
            return f"9M{year:04}"
    return f"{year:04}-{begin:02}--{end_year:04}-{end:02}"


def months_between(first: date, last: date) -> int:
    """How many months begin in the stretch."""
    return 12 * (last.year - first.year) + last.month - first.month + 1


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def weeks_in_year(year: int) -> int:
    """How many weeks a year has by ISO 8601; of 9999 only those that end in it."""
    if not 1 <= year < 9999:
        return 51 if year == 9999 else 0
    return date(year, 12, 28).isocalendar().week
