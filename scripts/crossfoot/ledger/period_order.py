"""A formula whose periods contradict it: growth that goes back in time, another count of years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..diagnostics import Diagnostics, InvalidValue, SourceLocation
from ..quantity.calendar_months import FiscalCalendar
from ..quantity.period import Period, parse_period
from .formula import Apply, Node, Number, Ref, format_formula

_ANY = FiscalCalendar(4)
"""How far two fiscal years lie apart is the same in every calendar."""


@dataclass(frozen=True)
class Contradiction:
    """What the periods of a part of a formula contradict, and what they would agree with."""

    message: str
    form: str
    at: int
    """Where in the formula the part stands."""


def warn_of_order(tree: Node, place: SourceLocation, problems: Diagnostics) -> None:
    """Warn of each part of a formula, which stands at ``place``, that its periods contradict."""
    for part in contradictions(tree):
        problems.warn(place.right(part.at), part.message, part.form)


def contradictions(tree: Node) -> Iterator[Contradiction]:
    """The parts of a formula that compare one metric's periods backwards, or over other years."""
    if not isinstance(tree, Apply):
        return
    if tree.name in ("growth", "cagr"):
        found = _contradiction(tree)
        if found is not None:
            yield found
    for argument in tree.arguments:
        yield from contradictions(argument)


def _contradiction(part: Apply) -> Contradiction | None:
    start, end, *years = part.arguments
    if not (isinstance(start, Ref) and isinstance(end, Ref)) or _what(start) != _what(end):
        return None
    try:
        first, last = (parse_period(ref.id.rsplit(".", 1)[1], _ANY) for ref in (start, end))
    except InvalidValue:
        return None  # no such period: that is told where it stands
    if last.first < first.first:
        what = f"{part.name} from {first.name} to {last.name} goes back in time"
        turned = Apply(part.name, (end, start, *years), part.at)
        return Contradiction(what, format_formula(turned, str), part.at)
    apart = _years_apart(first, last)
    if years and apart and isinstance(years[0], Number) and years[0].value != apart:
        what = f"{first.name} and {last.name} lie {_number(apart)} years apart, not {years[0].text}"
        return Contradiction(what, f"{_number(apart)} for the years", years[0].at)
    return None


def _what(ref: Ref) -> str:
    return ref.id.rsplit(".", 1)[0]


def _years_apart(first: Period, last: Period) -> Fraction | None:
    """From the beginning of one to that of the other; None where they are of unlike forms, or
    not of whole months."""
    if first.kind != last.kind or first.years is None:
        return None
    months = 12 * (last.first.year - first.first.year) + last.first.month - first.first.month
    return Fraction(months, 12)


def _number(years: Fraction) -> str:
    return str(years) if years.denominator == 1 else f"{years.numerator} / {years.denominator}"
