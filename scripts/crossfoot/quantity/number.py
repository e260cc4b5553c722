"""Decimal text to exact numbers: matched before it is parsed, so nothing odd gets through."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ..diagnostics import InvalidValue
from .number_hints import number_hint

DECIMAL = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?"
_DECIMAL = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,3}))?", re.ASCII)
DIGITS_AT_MOST = 60
EXPONENT_AT_MOST = 60


@dataclass(frozen=True)
class ParsedNumber:
    """A number as written: its exact value and the worth of one unit of its last digit."""

    value: Fraction
    last: Fraction
    vague: bool
    """A whole number ending in three zeros, of which nobody knows how many were measured."""


def parse_number(text: str) -> ParsedNumber:
    """``6.40`` to 32/5 with a last digit of 1/100; ``5.5e2`` to 550 with a last digit of 10.

    Raises InvalidValue for anything but an ASCII decimal of at most 60 digits.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        right = "a decimal such as 6.4, 5.56e5 or a range such as 91 to 93"
        raise InvalidValue(f"{text!r} is no number", number_hint(text) or right)
    sign, whole, part, power = match.groups()
    part, exponent = part or "", int(power or 0)
    if len(whole) + len(part) > DIGITS_AT_MOST or abs(exponent) > EXPONENT_AT_MOST:
        raise InvalidValue(
            f"{text[:20]!r}… has too many digits",
            f"at most {DIGITS_AT_MOST} digits and a power of ten up to {EXPONENT_AT_MOST}",
        )
    last = Fraction(10) ** (exponent - len(part))
    value = int(whole + part) * last
    vague = not part and power is None and whole.endswith("000") and int(whole) != 0
    return ParsedNumber(-value if sign == "-" else value, last, vague)
