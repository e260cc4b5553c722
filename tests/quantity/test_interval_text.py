"""A range in words says what the digits leave open, and no digit more."""

from __future__ import annotations

from fractions import Fraction

import pytest

from crossfoot.quantity.interval import Interval
from crossfoot.quantity.interval_text import format_interval
from crossfoot.quantity.number_format import NumberFormat
from crossfoot.quantity.unit import UnitParser

UNITS, STYLE = UnitParser(()), NumberFormat("words", ())


def interval(low, high, low_open=False, high_open=False) -> Interval:
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    return Interval(ends[0], ends[1], low_open or low is None, high_open or high is None)


@pytest.mark.parametrize(
    ("given", "unit", "words"),
    [
        (("6.35", "6.45"), "bn USD", "$6.35 billion to $6.45 billion"),
        (("910", "912"), "MW", "910 to 912 MW"),
        (("0.910", "0.912"), "GW", "0.910 to 0.912 GW"),
        (("2", "2"), "kg", ""),
        (("2", None, True), "kg", "above 2 kg"),
        (("2", None), "kg", "at least 2 kg"),
        ((None, "2.5"), "kg", "at most 2.5 kg"),
        (("3.6", "4", False, True), "kg", "from 3.6 kg up to, not including, 4.0 kg"),
        ((Fraction(1, 3), Fraction(2, 3)), "kg", "0.33 to 0.67 kg"),
    ],
)
def test_a_range_in_words(given, unit, words):
    found = format_interval(STYLE, interval(*given), UNITS.parse(unit))
    assert found == words
