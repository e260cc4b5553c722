"""Two records of one number: whether its worth changed, by how much, and beyond what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..publish import Record
from ..quantity.decimal import format_decimal, round_significant

DIGITS = 2
"""Of a change in percent."""


@dataclass(frozen=True)
class ComparableValue:
    """A number in a unit that another can be compared in."""

    unit: str
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool

    def leaves(self, other: ComparableValue) -> bool:
        """Whether it lies outside what ``other`` leaves open: its value, or all of its range."""
        if self.unit != other.unit:
            return True
        low, high = (self.low, self.high) if self.value is None else (self.value, self.value)
        above = _beyond(low, other.high, other.high_open or (self.value is None and self.low_open))
        below = _beyond(other.low, high, other.low_open or (self.value is None and self.high_open))
        return above or below

    def same(self, other: ComparableValue) -> bool:
        """Whether it is worth the same, however it is written."""
        if self.value is None or other.value is None:
            return self == other
        return (self.unit, self.value) == (other.unit, other.value)


def comparable_values(old: Record, new: Record) -> tuple[ComparableValue, ComparableValue]:
    """What two figures' or rows' records are worth: in their unit, in SI where they have two."""
    own = old["unit"] == new["unit"]
    return _worth(old, own), _worth(new, own)


def describe_change(old: Record, new: Record) -> str:
    """``+2.1%``; in points where both are percentages; empty from nought, of dates and ranges."""
    before, after = comparable_values(old, new)
    if before.value is None or after.value is None or before.unit != after.unit:
        return ""
    by = after.value - before.value
    if before.unit in ("%", "pp"):
        return _told(by, " pp")
    dated = before.unit == "date"
    return "" if dated or not before.value else _told(by / abs(before.value) * 100, "%")


def _worth(record: Record, own: bool) -> ComparableValue:
    unit, written = record["unit"], record["value"]
    dated = unit == "date"
    value = None if written is None or " to " in written or dated else Fraction(written)
    factor = Fraction(1)
    if not own and value:
        factor, unit = Fraction(record["value_si"]) / value, record["unit_si"]

    def end(name: str) -> Fraction | None:
        text = record[name]
        if text is None:
            return None
        return Fraction(date.fromisoformat(text).toordinal()) if dated else Fraction(text) * factor

    low, high = end("low"), end("high")
    if dated:
        value = low if low == high else None
    elif value is not None:
        value *= factor
    return ComparableValue(unit, value, low, high, record["low_open"], record["high_open"])


def _told(by: Fraction, unit: str) -> str:
    if not by:
        return ""
    short, last = round_significant(abs(by), DIGITS)
    return f"{'+' if by > 0 else '−'}{format_decimal(short, min(last, 0))}{unit}"


def _beyond(value: Fraction | None, end: Fraction | None, open: bool) -> bool:
    """Whether a value lies above an end, or on one that is left out; no end is beyond nothing."""
    if value is None or end is None:
        return False
    return value > end or (open and value == end)
