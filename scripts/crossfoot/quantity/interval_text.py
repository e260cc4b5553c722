"""What an interval leaves open, in words."""

from __future__ import annotations

from fractions import Fraction

from .decimal import display_digit, format_decimal, round_down, round_up
from .interval import Interval
from .number_format import NumberFormat
from .unit import Unit


def format_interval(style: NumberFormat, interval: Interval, unit: Unit) -> str:
    """The interval in words: "$6.35 billion to $6.45 billion"; empty where there is no room in it.

    Ends are written outward, with one digit more than the value has.
    """
    if interval.exact or unit.text == "date":
        return ""
    if interval.low is None or interval.high is None:
        return _open(style, interval, unit)
    last = display_digit(interval) - 1
    while last < 0 and _rounds(interval.low, interval.high, last):
        last += 1
    low = (format_decimal(round_down(interval.low, last), last), False)
    high = (format_decimal(round_up(interval.high, last), last), False)
    if interval.low_open or interval.high_open:
        first = style.append_unit(low[0], unit, True)
        second = style.append_unit(high[0], unit, True)
        start = "above" if interval.low_open else "from"
        end = "up to, not including," if interval.high_open else "up to"
        return f"{start} {first} {end} {second}"
    return style.format_spread(low, high, unit, True)


def _rounds(low: Fraction, high: Fraction, last: int) -> bool:
    """Whether both ends, written to ``last``, end in a nought."""
    ends = (round_down(low, last), round_up(high, last))
    return all(round_down(end, last + 1) == end for end in ends)


def _open(style: NumberFormat, interval: Interval, unit: Unit) -> str:
    if interval.low is None and interval.high is None:
        return "any value"
    if interval.high is None:
        assert interval.low is not None
        word = "above" if interval.low_open else "at least"
        return f"{word} {_end(style, interval.low, unit)}"
    assert interval.high is not None
    word = "below" if interval.high_open else "at most"
    return f"{word} {_end(style, interval.high, unit)}"


def _end(style: NumberFormat, end: Fraction, unit: Unit) -> str:
    return style.format_computed(end, Interval.point(end), unit, None, True)
