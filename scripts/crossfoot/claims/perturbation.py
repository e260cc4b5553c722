"""One row of a check put elsewhere, the others kept: what then comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from ..diagnostics import InvalidValue
from ..ledger.derive import amount_of
from ..ledger.formula import Apply, Node, Number, Ref, evaluate
from ..ledger.model import Figure, Ledger
from ..quantity import value_parsing
from ..quantity.amount import Amount
from ..quantity.interval import Interval
from ..quantity.number import parse_number
from .check import Check, Comparison, compare_amount

FIRST = Fraction(1, 10**6)
"""The first step away from a row, as a share of its magnitude; each further one is twice it."""
DOUBLINGS = 30
"""The last step is about a thousand times the magnitude."""
STEEP, SLIGHT = 40, 4
"""Halvings between two steps where the verdict must change, and where nothing shows it does."""


def unclipped_interval(row: Figure) -> Interval:
    """What the digits of a row leave open, whatever its metric's floor."""
    reader = (
        value_parsing.parse_date_value
        if row.unit.text == "date"
        else value_parsing.parse_number_value
    )
    return reader(row.written, row.qualifier).interval


def anchor(row: Figure) -> Fraction:
    """The number that stands for a row: its value, a range's middle, the first day of a month."""
    if row.value is not None:
        return row.value
    low, high = unclipped_interval(row).low, unclipped_interval(row).high
    if row.unit.text != "date" and low is not None and high is not None:
        return (low + high) / 2
    end = high if low is None else low
    assert end is not None
    return end


@dataclass(frozen=True)
class Perturbation:
    """A row of a question that may be put elsewhere; what it leaves open moves along."""

    question: Check
    row: Figure
    ledger: Ledger = field(repr=False)
    _known: dict[Fraction, Comparison | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def here(self) -> Fraction:
        """Where the row stands; its anchor."""
        return anchor(self.row)

    @cached_property
    def dated(self) -> bool:
        """Whether it is a date, and so moves by whole days."""
        return self.row.unit.text == "date"

    @cached_property
    def now(self) -> Comparison:
        """What comes out with the row where it is; raises InvalidValue where nothing does."""
        return self._found(self.here, self.here)

    def at(self, place: Fraction) -> Comparison | None:
        """What comes out with the row at ``place``; None where the formula cannot be worked out."""
        known = self._known
        if place not in known:
            try:
                known[place] = self._found(place, place)
            except InvalidValue:
                known[place] = None
        return known[place]

    def doubt(self, a: Fraction, b: Fraction) -> int | None:
        """As :class:`~crossfoot.quantity.threshold.ThresholdSearch` asks.

        Surely the same is a verdict that also comes out with the row as wide as from ``a`` to
        ``b``. Between two verdicts alike on different sides of the bound, and where there may be
        a division by zero, another lies hidden.
        """
        sure = self.now.verdict == "fails" or (self.now.verdict == "holds" and self.now.by_word)
        try:
            within = self._found(min(a, b), max(a, b))
        except InvalidValue:
            return STEEP
        if sure and within.verdict == self.now.verdict:
            return None
        if self._side(a) * self._side(b) < 0:
            return STEEP
        return SLIGHT if sure else 0

    def points(self, sign: int) -> list[Fraction]:
        """Steps away from where the row is, up (1) or down (−1)."""
        here, end = self.here, self._end(sign)
        ends = [abs(e) for e in (self._plain.low, self._plain.high) if e is not None]
        first = Fraction(1) if self.dated else (max(abs(here), *ends) or 1) * FIRST
        steps = [here + sign * first * 2**k for k in range(DOUBLINGS + 1)]
        if end is not None:
            steps = [step for step in steps if sign * step < sign * end]
            steps += [end] if end != here else []
        return [here, *steps]

    @cached_property
    def _plain(self) -> Interval:
        return unclipped_interval(self.row)

    @cached_property
    def _still(self) -> Amount:
        return amount_of(self.row)

    @cached_property
    def _kept(self) -> tuple[Node, Mapping[Ref, Amount]]:
        """The formula with each part that the row is not in worked out once, and those parts."""
        rows = self.question.evidence.rows
        parts = {ref: amount_of(row) for ref, row in rows.items() if row.id != self.row.id}

        def part(node: Node) -> Node:
            if not isinstance(node, Apply):
                return node
            arguments = tuple(part(argument) for argument in node.arguments)
            apply = Apply(node.name, arguments, node.at)
            if any(not isinstance(a, Number) and a not in parts for a in arguments):
                return apply
            name = Ref("", str(len(parts)), node.at)
            parts[name] = evaluate(apply, parts.__getitem__)
            return name

        return part(self.question.evidence.tree), parts

    @cached_property
    def _floor(self) -> Fraction | None:
        metric = self.ledger.metrics[self.row.metric]
        if not metric.floor:
            return None
        floor = parse_number(metric.floor).value
        # Zero is zero in every currency; any other floor was read with the row.
        return floor and floor * self.ledger.units.parse(metric.unit).convert_to(self.row.unit)

    def _end(self, sign: int) -> Fraction | None:
        """As far as it may go: to its metric's floor, a date to the ends of the calendar."""
        low, high = self._plain.low, self._plain.high
        below = self.here - low if self.row.value is None and low is not None else Fraction(0)
        if self.dated:
            above = Fraction(0) if high is None else high - self.here
            return date.max.toordinal() - above if sign > 0 else Fraction(1) + below
        if sign > 0 or self._floor is None:
            return None
        return min(self._floor + below, self.here)

    def _found(self, a: Fraction, b: Fraction) -> Comparison:
        moved, (tree, parts) = self._amount(a, b), self._kept
        return compare_amount(evaluate(tree, lambda ref: parts.get(ref, moved)), self.question.test)

    def _amount(self, a: Fraction, b: Fraction) -> Amount:
        """The row as wide as from ``a`` to ``b``; it has a value only at one place."""
        low, high = self._plain.low, self._plain.high
        interval = Interval(
            None if low is None else low + a - self.here,
            None if high is None else high + b - self.here,
            self._plain.low_open,
            self._plain.high_open,
        )
        if self._floor is not None:
            interval = value_parsing.clip_interval(interval, self._floor)
        factor = self.row.unit.factor
        value = a * factor if a == b and self.row.value is not None else None
        return replace(self._still, value=value, interval=interval.scale(factor))

    def _side(self, place: Fraction) -> int:
        """On which side of the test's bound it comes out: −1, 1, or 0 for neither or both."""
        found, bound = self.at(place), self.question.test.bound
        if found is None or bound is None:
            return 0
        ends = (found.interval.low, found.interval.high)
        low, high = ends if found.by_word else (found.value, found.value)
        below = bound.low is not None and (low is None or low < bound.low)
        above = bound.high is not None and (high is None or high > bound.high)
        return above - below
