"""How far each input of a check would have to move, alone, before the verdict changes."""

from __future__ import annotations

from fractions import Fraction

from ..ledger.model import Figure, Ledger
from ..quantity.compare import Agreement
from ..quantity.decimal import format_decimal, round_significant
from ..quantity.interval import Interval
from ..quantity.threshold import ThresholdSearch
from .check import Check
from .model import Margin
from .perturbation import Perturbation, anchor, unclipped_interval

NOTHING = "no value of it alone changes the verdict"
SHARE_DIGITS = 2
"""Significant digits of a change, at most."""


def compute_margins(question: Check, ledger: Ledger) -> tuple[Margin, ...]:
    """One for each row that the formula uses; none for a status, or where a row is missing.

    Raises InvalidValue where the formula cannot be worked out with the rows as they are.
    """
    if question.of_status or question.evidence.missing:
        return ()
    rows = {row.id: row for row in question.evidence.rows.values()}
    return tuple(_margin(Perturbation(question, row, ledger)) for row in rows.values())


def _margin(moved: Perturbation) -> Margin:
    def verdict(place: Fraction) -> Agreement | None:
        found = moved.at(place)
        return None if found is None else found.verdict

    def end(sign: int) -> tuple[Fraction | None, Agreement | None]:
        search = ThresholdSearch(verdict, moved.doubt, moved.dated)
        found = search.nearest(moved.points(sign))
        return found, None if found is None else verdict(found)

    row, now = moved.row, moved.now.verdict
    (down, verdict_down), (up, verdict_up) = end(-1), end(1)
    return Margin(row.id, row.unit, moved.here, now, down, up, verdict_down, verdict_up)


def format_margin(margin: Margin, ledger: Ledger) -> str:
    """A margin in words, the nearer end first.

    "at least $4.51 billion instead of $3.2 billion (41% more): then undetermined". Raises
    InvalidValue where the ledger has no such row.
    """
    row = ledger.figure(margin.input)
    ends = [(margin.down, margin.verdict_down), (margin.up, margin.verdict_up)]
    there = [(end, verdict) for end, verdict in ends if end is not None]
    there.sort(key=lambda found: abs(found[0] - margin.present))
    parts: list[str] = []
    for end, verdict in there:
        instead = "" if parts else f" instead of {row.text}"
        change = _change(margin, end, ledger)
        aside = f" ({change})" if change else ""
        parts.append(f"{_bound(row, end, ledger)}{instead}{aside}: then {verdict}")
    return "; or ".join(parts) or NOTHING


def _bound(row: Figure, end: Fraction, ledger: Ledger) -> str:
    """What the row would have to say at least, or at most; what is a stretch moves as a whole."""
    plain, by, style = unclipped_interval(row), end - anchor(row), ledger.style
    dated = row.unit.text == "date"
    if row.value is None and plain.low is not None and plain.high is not None:
        stretch = plain + Interval.point(by)
        assert stretch.low is not None and stretch.high is not None
        low, high = ((_digits(side), False) for side in (stretch.low, stretch.high))
        text = (
            style.format_computed(None, stretch, row.unit, None, True)
            if dated
            else style.format_spread(low, high, row.unit, True)
        )
    else:
        text = style.format_computed(end, Interval.point(end), row.unit, None, True)
    if dated:
        return f"{text} or {'later' if by > 0 else 'earlier'}"
    if row.value is None:
        return f"{text} or {'more' if by > 0 else 'less'}"
    return f"at {'least' if by > 0 else 'most'} {text}"


def _change(margin: Margin, end: Fraction, ledger: Ledger) -> str:
    """The change in words; empty from zero, and where the sign becomes another."""
    style, units, by = ledger.style, ledger.units, end - margin.present
    if margin.unit.text == "date":
        days = style.append_unit(_digits(abs(by)), units.parse("day"), True, abs(by) == 1)
        return f"{days} {'later' if by > 0 else 'earlier'}"
    if margin.unit.text in ("%", "pp"):
        short = round_significant(abs(by), SHARE_DIGITS)[0]
        points = style.append_unit(_digits(short), units.parse("pp"), True, short == 1)
        return f"{points} {'more' if by > 0 else 'less'}"
    if not margin.present or end / margin.present < 0:
        return ""
    factor = end / margin.present
    if factor > 2:
        return f"{_digits(factor, SHARE_DIGITS)} times as much"
    share = round_significant(abs(factor - 1) * 100, SHARE_DIGITS)[0]
    over = ""
    if factor and factor < 1 and share == 100:
        # Rounded to the whole of it, though something is left.
        over, share = "more than ", Fraction(99)
    percent = over + style.append_unit(_digits(share), units.parse("%"), True)
    if margin.present < 0:
        return f"{percent} {'further from' if factor > 1 else 'nearer to'} zero"
    return f"{percent} {'more' if factor > 1 else 'less'}"


def _digits(value: Fraction, digits: int = 12) -> str:
    short, last = round_significant(value, digits)
    return format_decimal(short, min(last, 0))
