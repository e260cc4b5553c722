"""What spreadsheets and print make of numbers and dates, and how each would be right."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED = re.compile(r"([a-z]{3})[a-z]*[-. /]+([0-9]{2}|[0-9]{4})", re.IGNORECASE)
_NUMBERED = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_TIMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9:.]+")
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.0)?")
_DAY_ZERO = date(1899, 12, 30)
"""From which the usual spreadsheets count days."""
_CHANGED = "which a spreadsheet has rewritten"


def date_as_it_was(text: str) -> str:
    """What a date or period that a spreadsheet rewrote should read; empty where none did.

    ``Mar-26`` was 2026-03; ``03/04/2026`` is one of two days.
    """
    if (named := _NAMED.fullmatch(text)) and named[1].lower() in _MONTHS:
        year = named[2] if len(named[2]) == 4 else f"20{named[2]}"
        return f"{year}-{_MONTHS.index(named[1].lower()) + 1:02}, {_CHANGED}"
    if timed := _TIMED.fullmatch(text):
        return f"{timed[1]}, {_CHANGED}"
    if _SERIAL.fullmatch(text):
        day = _DAY_ZERO + timedelta(days=int(float(text)))
        return f"{day}, which a spreadsheet has made the number of a day"
    if numbered := _NUMBERED.fullmatch(text):
        a, b, year = int(numbered[1]), int(numbered[2]), numbered[3]
        found = [f"{year}-{m:02}-{d:02}" for d, m in dict.fromkeys([(a, b), (b, a)]) if m <= 12]
        return f"{' or '.join(found)}, {_CHANGED}" if found else ""
    return ""
