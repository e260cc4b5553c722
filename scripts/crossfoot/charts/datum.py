"""One mark's data, and the values and short texts that stand in it."""

from __future__ import annotations

import re
from fractions import Fraction

from ..quantity.value_parsing import PLUS_MINUS

Value = str | float | int | bool | None
Datum = dict[str, Value]
"""One mark's data: ``id value low high unit text short bare range label name entity metric
period period_name status expected disputed source source_name``, and the keyword extras."""

MARKED = "≈<>≤≥"
"""Signs for about, less and more."""
MINUS = "−"
_NUMBER = re.compile(r"\u2212?\d[\d,]*(?:\.\d+)?")


def json_number(value: Fraction | None) -> float | int | None:
    """The nearest number that JSON can hold; whole ones without a point."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 and abs(value) < 2**53 else float(value)


def without_unit(short: str) -> str:
    """A figure's text without its unit, for marks whose unit the subtitle says: ``>4.9``."""
    mark = short[:1] if short[:1] in MARKED else ""
    minus = MINUS if MINUS in short.partition(" to ")[0] else ""
    joint = next((j for j in (" to ", PLUS_MINUS) if j in short), "")
    text = joint.join(_NUMBER.findall(short)[: 2 if joint else 1])
    return mark + (text if text.startswith(MINUS) else minus + text)
