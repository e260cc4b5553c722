from __future__ import annotations

import pytest

from crossfoot.problem import Wrong
from crossfoot.quantity.number import read
from crossfoot.quantity.period import period
from crossfoot.quantity.written import day


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Mar-26", "2026-03, which a spreadsheet has rewritten"),
        ("March 2026", "2026-03, which a spreadsheet has rewritten"),
        ("03/04/2026", "2026-04-03 or 2026-03-04, which a spreadsheet has rewritten"),
        ("3.3.2026", "2026-03-03, which a spreadsheet has rewritten"),
        ("31.03.2026", "2026-03-31, which a spreadsheet has rewritten"),
        ("2026-03-31 00:00:00", "2026-03-31, which a spreadsheet has rewritten"),
        ("46112", "2026-03-31, which a spreadsheet has made the number of a day"),
    ],
)
def test_a_date_that_a_spreadsheet_rewrote_is_named_as_it_was(text: str, right: str) -> None:
    for reader in (period, day):
        with pytest.raises(Wrong) as wrong:
            reader(text)
        assert wrong.value.instead == right


@pytest.mark.parametrize("text", ["Foo-26", "32/13/2026", "99999", "2026-3", ""])
def test_what_no_spreadsheet_makes_of_a_date_is_not_guessed(text: str) -> None:
    with pytest.raises(Wrong) as wrong:
        period(text)
    assert wrong.value.instead.startswith("one of 2025, ")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("6,4", "write 6.4, with a decimal point"),
        ("-6,45", "write -6.45, with a decimal point"),
        ("1.234,5", "write 1234.5, with a decimal point"),
        ("1,234", "write 1234, without thousands separators"),
        ("1,234,567.8", "write 1234567.8, without thousands separators"),
        ("1 234", "write 1234, without thousands separators"),
        ("1'234", "write 1234, without thousands separators"),
        ("(12)", "write -12, with a minus"),
        ("−12", "write -12, with the minus of the keyboard"),
        ("'12", "write 12, without a spreadsheet's apostrophe"),
        ("$6.4", "write 6.4; what is counted stands under unit"),
        ("12%", "write 12; what is counted stands under unit"),
        ("6.4 bn", "write 6.4; what is counted stands under unit"),
        ("#NAME?", "the number itself: a spreadsheet's formula or column has failed"),
        ("#DIV/0!", "the number itself: a spreadsheet's formula or column has failed"),
        ("#####", "the number itself: a spreadsheet's formula or column has failed"),
        ("91-93", 'write a range with "to": 91 to 93'),
    ],
)
def test_a_number_that_is_written_otherwise_is_told_how_it_would_be_right(
    text: str, right: str
) -> None:
    with pytest.raises(Wrong) as wrong:
        read(text)
    assert wrong.value.instead == right
