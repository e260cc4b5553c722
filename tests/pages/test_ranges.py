"""The picture of an interval against a bound."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.pages.ranges import range_picture
from crossfoot.quantity.interval import Interval


def interval(low, high, low_open=False, high_open=False) -> Interval:
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    return Interval(ends[0], ends[1], low_open or low is None, high_open or high is None)


def test_the_picture_shows_open_ends_as_arrows_and_needs_no_style():
    svg = range_picture(Fraction(3), interval(2, 4), interval(None, 3, high_open=True), "told")
    assert svg.count("<rect") == 3, "two bars, and what the bound allows"
    assert "z" in svg and "cf-end-open" in svg
    assert "<text" not in svg, "a text would shrink with the picture"
    assert "style=" not in svg and "<script" not in svg
    assert 'aria-label="told"' in svg


def test_a_picture_of_nothing_is_nothing():
    assert range_picture(None, interval(None, None), interval(None, None), "told") == ""
