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
_PARTED = re.compile(r"[+-]?[0-9]{1,3}([,' \u00a0\u2009\u202f])[0-9]{3}(\1[0-9]{3})*(\.[0-9]+)?")
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?"
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


def number_as_it_was(text: str) -> str:
    """What a number that is none should read; empty where nobody can tell."""
    if re.fullmatch(r"#+|#[A-Z/0]+[!?]?", text):
        return "the number itself: a spreadsheet's formula or column has failed"
    if _PARTED.fullmatch(text):
        return f"write {re.sub('[^0-9.+-]', '', text)}, without thousands separators"
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text):
        return f"write {text.replace(',', '.')}, with a decimal point"
    if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", text):
        return f"write {text.replace('.', '').replace(',', '.')}, with a decimal point"
    if bracketed := re.fullmatch(r"\(([0-9.]+)\)", text):
        return f"write -{bracketed[1]}, with a minus"
    if printed := re.fullmatch(r"\u2212([0-9.]+)", text):
        return f"write -{printed[1]}, with the minus of the keyboard"
    if quoted := re.fullmatch(rf"'({_NUMBER})", text):
        return f"write {quoted[1]}, without a spreadsheet's apostrophe"
    if re.search(r"[0-9] *[-–—] *[0-9]", text):
        return 'write a range with "to": 91 to 93'
    if counted := re.fullmatch(rf"[^0-9+.-]*({_NUMBER}) ?[^0-9.]*", text):
        return f"write {counted[1]}; what is counted stands under unit"
    return ""
