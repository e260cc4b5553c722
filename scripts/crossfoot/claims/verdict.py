"""Verdicts, what they mean, and one with a disputing row in place of an input."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..quantity.interval import Interval

Verdict = Literal["holds", "fails", "undetermined", "unverifiable", "open", "overdue"]

MEANING: dict[Verdict, str] = {
    "holds": "Every value that the figures leave open agrees with the claim.",
    "fails": "No value that the figures leave open agrees with the claim.",
    "undetermined": "Some values that the figures leave open agree with the claim and some do not, "
    "or the sources disagree, or what would decide it was published later.",
    "unverifiable": "No figure that is known can settle the claim.",
    "open": "A forecast whose day has not come.",
    "overdue": "A forecast whose day has passed, with no actual figures to settle it yet.",
}

ASKS: dict[str, str] = {
    "arithmetic": "does the source agree with itself?",
    "fact": "is it so, by the best row of another source?",
    "comparison": "does the comparison stand?",
    "forecast": "will it be so, once there are actual figures?",
    "opinion": "no figure can settle it; what would is said here.",
}
"""What each kind of claim is asked."""


@dataclass(frozen=True)
class Alternative:
    """The claim worked out with a disputing row in place of one input."""

    replacement: str
    """The row that was put in, ``id@source``."""
    interval: Interval
    value: Fraction | None
    text: str
    verdict: Verdict
