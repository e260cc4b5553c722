"""The nearest number with another answer is found, exactly, and told in few digits."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.quantity.threshold import SPARE, ThresholdSearch


def away(start, sign, last=1000):
    """Steps that double, from a thousandth on."""
    steps, step = [F(start)], F(1, 1000)
    while step < last:
        steps.append(F(start) + sign * step)
        step *= 2
    return steps


def search(answer, doubt=lambda a, b: 0, **kwargs):
    return ThresholdSearch(answer, doubt, **kwargs)


@pytest.mark.parametrize(
    ("start", "sign", "answer", "wanted"),
    [
        (0, 1, lambda v: v >= F("4.5"), "4.5"),
        (0, 1, lambda v: v > F("4.5"), "4.51"),
        (0, 1, lambda v: v > F(9, 2) + F(1, 10**6), "4.51"),
        (9, -1, lambda v: v <= F("4.5"), "4.5"),
        (9, -1, lambda v: v < F("4.5"), "4.49"),
        (5, -1, lambda v: v < F("-0.1234"), "-0.124"),
        # Three digits would say more of the number than of the way to it.
        (F("12.727"), 1, lambda v: v > F("12.7281"), "12.7282"),
        # A narrow stretch of a third answer comes first.
        (0, 1, lambda v: (v >= F("4.4999")) + (v >= F("4.49995")), "4.4999"),
        # Right at the start: a thousand first steps on, for want of a way.
        (2, 1, lambda v: v > 2, "3"),
        (2, 1, lambda v: False, None),
    ],
)
def test_a_change_is_rounded_away_to_the_fewest_digits_that_will_do(start, sign, answer, wanted):
    found = search(answer).nearest(away(start, sign))
    assert found == (None if wanted is None else F(wanted))


@given(st.fractions(min_value=-900, max_value=900, max_denominator=999), st.booleans())
def test_a_change_anywhere_is_found_beyond_it_and_hardly(edge, up):
    sign = 1 if up else -1
    found = search(lambda v: sign * v > sign * edge).nearest(away(edge - sign * 7, sign))
    assert found is not None and 0 < sign * (found - edge) <= F(7, 10)


def test_where_answers_end_the_search_ends_but_looks_close_before():
    def answer(v):
        return None if 5 <= v <= 6 else v > 6

    assert search(answer).nearest(away(0, 1)) is None
    near = search(lambda v: None if 5 <= v <= 6 else v > F("4.99999")).nearest(away(0, 1))
    assert F("4.99999") < near < 5


def test_a_change_between_two_steps_alike_is_found_where_it_is_doubted():
    def answer(v):
        return 700 <= v <= F("700.001")

    steps = away(0, 1, 4000)
    assert search(answer).nearest(steps) is None
    found = search(answer, lambda a, b: 40 if a <= 700 <= b else 0).nearest(steps)
    assert 700 <= found <= F("700.001")


def test_a_change_hidden_nearer_than_another_comes_first():
    def answer(v):
        return 5 <= v <= F("5.2") or v >= 7

    found = search(answer, lambda a, b: 40 if a <= 5 <= b else 0).nearest(away(0, 1))
    assert found == 5


def test_a_change_close_to_the_last_point_is_not_rounded_past_it():
    found = search(lambda v: v >= F("4.9995")).nearest([F(0), F(4), F("4.9999")])
    assert found == F("4.9995")


def test_what_is_surely_alike_is_not_tried():
    tried = []
    assert search(tried.append, lambda a, b: None).nearest(away(0, 1)) is None
    assert tried == []


def test_whole_numbers_stay_whole():
    found = search(lambda v: v > F("736.2"), whole=True).nearest([F(0), F(512), F(1024)])
    assert found == 737


def test_a_doubt_that_never_ends_is_given_up():
    tried = set()
    endless = search(tried.add, lambda a, b: 40)
    assert endless.nearest(away(0, 1)) is None
    assert len(tried) <= SPARE + 40


def test_a_way_of_one_point_leads_nowhere():
    assert search(lambda v: v).nearest([F(3)]) is None
