"""What is written, in a row and in a check alike, to the interval it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..diagnostics import InvalidValue
from .interval import Interval
from .number import ParsedNumber, parse_number
from .number_hints import number_hint
from .period import parse_period
from .period_hints import date_hint

ENDLESS = ("more_than", "less_than", "up_to", "at_least")
"""Without an end at one side, if no floor cuts it."""
QUALIFIERS = ("about", "nearly", "more_than", "less_than", "up_to", "at_least")
ABOUT = Fraction(5, 100)
"""``about``: 5 % of the magnitude to each side, or half the last digit where that is wider."""
NEARLY = Fraction(9, 10)
"""``nearly``: from nine tenths up to, not including, the number."""

PLUS_MINUS = " ± "
"""Between a value and the margin that its source gives it."""
_RANGE = re.compile(r"(\S+) to (\S+)", re.ASCII)
_CENTRE = re.compile(rf"([+-]?[0-9]\S*){PLUS_MINUS}([0-9]\S*)", re.ASCII)


@dataclass(frozen=True)
class ParsedValue:
    """Written digits: the value they name, and what they leave open; both in the written unit."""

    point: Fraction | None
    """None for a range."""
    interval: Interval
    vague: bool = False
    """A whole number ending in three zeros, with no word on how near it is."""


def parse_number_value(text: str, qualifier: str = "") -> ParsedValue:
    """``6.4``, ``91 to 93``, ``1.45 ± 0.12``, ``4`` (qualifier apart); raises InvalidValue."""
    if (match := _CENTRE.fullmatch(text)) is not None:
        if qualifier:
            raise InvalidValue(
                f"a number with ± takes no qualifier, here {qualifier}", "the number alone"
            )
        centre, margin = (_end(text, part).value for part in match.groups())
        return ParsedValue(centre, Interval(centre - margin, centre + margin))
    match = _RANGE.fullmatch(text)
    if match is not None:
        low, high = _end(text, match[1]), _end(text, match[2])
        if qualifier:
            raise InvalidValue(f"a range takes no qualifier, here {qualifier}", "the range alone")
        if low.value > high.value:
            raise InvalidValue(f"the range {text} goes backwards", f"{match[2]} to {match[1]}")
        return ParsedValue(None, Interval(low.value, high.value))
    digits = parse_number(text)
    # A qualifier says how near the number is; then its last digit says nothing.
    vague = digits.vague and not qualifier
    return ParsedValue(digits.value, _qualified(digits.value, digits.last, qualifier), vague)


def _end(text: str, part: str) -> ParsedNumber:
    """One of the two numbers of ``text``; what is wrong with it is said of the whole."""
    try:
        return parse_number(part)
    except InvalidValue as wrong:
        hint = number_hint(text) or 'two decimals such as "91 to 93"'
        if "too many digits" in wrong.message:
            raise
        raise InvalidValue(f"{text!r} is no range", hint) from None


def _qualified(value: Fraction, last: Fraction, qualifier: str) -> Interval:
    half = last / 2
    match qualifier:
        case "":
            return Interval(value - half, value + half)
        case "about":
            margin = max(abs(value) * ABOUT, half)
            return Interval(value - margin, value + margin)
        case "nearly":
            if value == 0:
                raise InvalidValue("nothing is nearly zero", "about 0, or less than a number")
            if value > 0:
                return Interval(NEARLY * value, value, False, True)
            return Interval(value, NEARLY * value, True, False)
        case "more_than" | "at_least":
            return Interval(value, None, qualifier == "more_than")
        case "less_than" | "up_to":
            return Interval(None, value, True, qualifier == "less_than")
    raise InvalidValue(
        f"unknown qualifier {qualifier!r}", f"empty or one of {', '.join(QUALIFIERS)}"
    )


def parse_date_value(text: str, qualifier: str = "") -> ParsedValue:
    """A date, month or year to day numbers (proleptic Gregorian, 1 January 1 is day 1).

    ``2028`` is its first to its last day; ``up_to`` it, the same day or before.
    """
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text, re.ASCII):
        right = date_hint(text) or "a day, month or year such as 2026-05-20"
        raise InvalidValue(f"{text!r} is no date", right)
    span = parse_period(text)
    first, last = Fraction(span.first.toordinal()), Fraction(span.last.toordinal())
    point = first if first == last else None
    match qualifier:
        case "":
            return ParsedValue(point, Interval(first, last))
        case "at_least":
            return ParsedValue(point, Interval(first, None))
        case "more_than":
            return ParsedValue(point, Interval(last, None, True))
        case "up_to":
            return ParsedValue(point, Interval(None, last))
        case "less_than":
            return ParsedValue(point, Interval(None, first, True, True))
    raise InvalidValue(
        f"a date cannot be {qualifier!r}", "empty, up_to, at_least, more_than or less_than"
    )


def date_of_ordinal(ordinal: Fraction) -> date:
    """The day with this number."""
    return date.fromordinal(int(ordinal))


def clip_interval(interval: Interval, floor: Fraction) -> Interval:
    """What of ``interval`` is not below ``floor``; raises InvalidValue where nothing is."""
    kept = interval.intersect(Interval(floor, None))
    if kept is None:
        raise InvalidValue(
            "the value lies below its metric's floor", "a value at or above the floor"
        )
    return kept
