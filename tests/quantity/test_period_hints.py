from __future__ import annotations

import pytest

from crossfoot.problem import Wrong
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
