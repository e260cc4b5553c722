"""A formula whose periods contradict it: growth that goes back in time, another count of years."""

from __future__ import annotations

from collections.abc import Container, Iterator
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


def warn_of_sum(
    tree: Node, id: str, flows: Container[str], place: SourceLocation, problems: Diagnostics
) -> None:
    """Warn of a sum of one flow over periods that the figure ``id`` says it is not of.

    ``flows`` are the metrics that are flows. Such a sum is of all its periods together.
    """
    refs = [*_summands(tree)]
    if len({_what(ref) for ref in refs}) != 1 or _what(refs[0]).partition(".")[2] not in flows:
        return
    try:
        parts = {(period := parse_period(_when(ref.id), _ANY)).first: period for ref in refs}
        own = parse_period(_when(id), _ANY)
    except InvalidValue:
        return
    first, last = parts[min(parts)], parts[max(parts)]
    if len(parts) > 1 and not (own.first <= first.first and last.last <= own.last):
        message = f"it adds {first.name} to {last.name}, and is of {own.name}"
        problems.warn(place, message, f"an id of the whole time: …{_spanning(first, last)}")


def _summands(tree: Node) -> Iterator[Ref]:
    """The figures of a sum that is nothing else; none where it is no such sum."""
    if isinstance(tree, Apply) and tree.name == "+":
        parts = [[*_summands(argument)] for argument in tree.arguments]
        yield from (ref for part in parts for ref in part if all(parts))
    elif isinstance(tree, Ref):
        yield tree


def _spanning(first: Period, last: Period) -> str:
    if first.kind == last.kind == "year":
        return f".{first.text}--{last.text}"
    return ""


def _when(id: str) -> str:
    return id.rsplit(".", 1)[1]


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
