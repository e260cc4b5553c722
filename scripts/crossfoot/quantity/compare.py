"""Whether a number agrees with what it is compared to, as far as both are written."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from .interval import Interval

Agreement = Literal["holds", "fails", "undetermined"]


def compare_interval(found: Interval, bound: Interval) -> Agreement:
    """The whole interval inside holds, wholly outside fails, astride is undetermined."""
    common = found.intersect(bound)
    if common is None:
        return "fails"
    return "holds" if common == found else "undetermined"


def compare_rounded(value: Fraction, found: Interval, bound: Interval) -> Agreement:
    """Two numbers as written: holds if the value worked out from the digits lies in ``bound``."""
    if bound.contains(value):
        return "holds"
    return "fails" if found.intersect(bound) is None else "undetermined"
