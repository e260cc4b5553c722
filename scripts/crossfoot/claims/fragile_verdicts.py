"""Judged claims to look at again: a verdict by a thin margin, a forecast that comes due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from ..diagnostics import Diagnostics
from ..ledger.formula import parse_formula
from ..ledger.model import Figure, Ledger
from ..ledger.repeated_operands import warn_of_repeated_operands
from ..quantity import value_parsing
from ..quantity.period import parse_period
from .model import Claim, Margin
from .sensitivity import format_margin

FINER = "a figure with more digits, or a test that says how near"
DAYS = 30
"""A forecast due within so many days is worth a look for its figures."""


def warn_of_fragile_verdicts(
    claims: Mapping[str, Claim], ledger: Ledger, problems: Diagnostics
) -> None:
    """Warn of each of these, where it stands in claims.yml."""
    for claim in claims.values():
        _due(claim, ledger.as_of, problems)
        _thin(claim, ledger, problems)
        _twice(claim, problems)


def _due(claim: Claim, as_of: str, problems: Diagnostics) -> None:
    entry = claim.entry
    if claim.verdict != "open":
        return
    due = parse_period(entry.due)
    days = (due.last - date.fromisoformat(as_of)).days
    if days <= DAYS:
        when = "today" if not days else f"in {days} {'day' if days == 1 else 'days'}"
        what = f"the forecast {claim.id} is due {when}"
        problems.warn(entry.at("due"), what, "actual figures, once there are any")


def _thin(claim: Claim, ledger: Ledger, problems: Diagnostics) -> None:
    """The verdict would be another if one input were moved by less than its digits leave open."""
    if claim.verdict not in ("holds", "fails"):
        return
    thinnest = min(claim.margins, key=lambda margin: _share(margin, ledger), default=None)
    if thinnest is not None and _share(thinnest, ledger) < 1:
        what = f"{claim.id} {claim.verdict} by less than the rounding of {thinnest.input}"
        problems.warn(claim.entry.at("is"), f"{what}: {format_margin(thinnest, ledger)}", FINER)


def _share(margin: Margin, ledger: Ledger) -> Fraction:
    """How far the nearer end is, as a share of the rounding; 1 where there is none."""
    half = _rounding(ledger.rows[margin.input])
    ends = [abs(end - margin.present) for end in (margin.down, margin.up) if end is not None]
    return min(ends) / half if ends and half else Fraction(1)


def _rounding(row: Figure) -> Fraction:
    """Half a unit of a row's last digit; 0 for a range, a date and what a word or ± makes wide."""
    stated = row.qualifier or value_parsing.PLUS_MINUS in row.written
    if row.unit.text == "date" or row.value is None or stated:
        return Fraction(0)
    width = value_parsing.parse_number_value(row.written).interval.width
    return (width or Fraction(0)) / 2


def _twice(claim: Claim, problems: Diagnostics) -> None:
    if claim.bound is not None:  # else it asks for a status
        warn_of_repeated_operands(parse_formula(claim.entry.of), claim.entry.at("of"), problems)
