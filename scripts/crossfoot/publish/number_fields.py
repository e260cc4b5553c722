"""Numbers as data files write them: plain ASCII text, never floats; dates as ISO days."""

from __future__ import annotations

from fractions import Fraction

from ..quantity.decimal import exact_decimal, exact_decimal_down, exact_decimal_up
from ..quantity.interval import Interval
from ..quantity.unit import Unit
from ..quantity.value_parsing import date_of_ordinal
from .columns import Record

NO_ENDS: Record = {"low": None, "high": None, "low_open": None, "high_open": None}
"""The ends of what is no number."""


def exact_digits(value: Fraction | None, unit: Unit) -> str | None:
    """A value worked out, in ``unit``, to 12 significant digits; None stays None."""
    if value is None:
        return None
    return date_of_ordinal(value).isoformat() if is_date(unit) else exact_decimal(value)


def interval_fields(interval: Interval, unit: Unit) -> Record:
    """``low high low_open high_open`` of an interval in ``unit``.

    ``low`` is rounded down to 12 significant digits and ``high`` up, so that nothing that the
    interval holds falls outside. An end that is not there is None, and open.
    """
    low, high = interval.low, interval.high
    if is_date(unit):
        texts = exact_digits(low, unit), exact_digits(high, unit)
    else:
        texts = (
            None if low is None else exact_decimal_down(low),
            None if high is None else exact_decimal_up(high),
        )
    return {
        "low": texts[0],
        "high": texts[1],
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def is_date(unit: Unit) -> bool:
    """Whether the unit is a point in time, whose values are day numbers."""
    return unit.text == "date"
