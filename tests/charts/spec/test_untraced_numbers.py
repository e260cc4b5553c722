"""Which numbers in a text came from the ledger."""

from __future__ import annotations

import pytest

from crossfoot.charts.spec.untraced_numbers import VouchedTexts

SPOKEN = VouchedTexts(["about 49 m", "2025", "H100", "5", "4.1 thousand"])


@pytest.mark.parametrize(
    "text",
    ["about 49 m in 2025", "an H100 lamp", "third floor", "one tower", "4.1 thousand,\nprojected"],
)
def test_what_was_handed_out_may_stand(text):
    assert SPOKEN.typed(text) == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("49 m", "49"),
        ("in 20250", "20250"),
        ("15", "15"),
        ("0.5", "0.5"),
        ("5.5 times", "5.5"),
        ("H1000", "1000"),
        ("twice as high", "twice"),
        ("Half the towers", "Half"),
        ("two thirds", "two"),
    ],
)
def test_what_is_cut_out_of_a_longer_number_or_typed_is_found(text, number):
    assert SPOKEN.typed(text) == number


def test_what_is_asked_twice_is_answered_twice():
    assert [SPOKEN.typed(text) for text in ("in 2025", "in 2026", "in 2025", "in 2026")] == [
        *("", "2026", "", "2026")
    ]
