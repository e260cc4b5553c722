"""Derived figures: formulas worked out in order, with lineage, status and dispute carried."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from ..diagnostics import Diagnostics, InvalidValue, UnknownName
from ..quantity import value_parsing
from ..quantity.amount import Amount
from ..quantity.number import parse_number
from ..quantity.number_format import NumberFormat
from ..quantity.period import parse_period
from ..quantity.unit import Unit, without_currency_code
from .field_types import STATUSES
from .formula import Node, Ref, evaluate, parse_formula, references
from .formula import format_with_values as with_numbers
from .load import Inputs
from .model import Figure
from .period_order import warn_of_order, warn_of_sum
from .repeated_operands import warn_of_repeated_operands
from .schema import DerivedEntry

CYCLE_AT_MOST = 12
"""Figures of a cycle that its problem names."""
LARGEST = 10**300
"""No figure is as large: what draws and sorts could not hold it."""


def amount_of(figure: Figure) -> Amount:
    """A figure as an amount in a formula."""
    factor = figure.unit.factor
    mark: Literal["", "%", "pp"] = ""
    if figure.unit.text in ("%", "pp"):
        mark = "%" if figure.unit.text == "%" else "pp"
    return Amount(
        None if figure.value is None else figure.value * factor,
        figure.interval.scale(factor),
        figure.unit.dimension,
        None if figure.flow is None else (figure.flow, 1),
        mark,
        # A floor that closes an open end leaves it a bound, not a number as written.
        figure.value is None
        or figure.qualifier in value_parsing.ENDLESS
        or not figure.interval.bounded,
    )


@dataclass
class Derivation:
    """Works out the derived figures of one briefing, each after those that it uses."""

    inputs: Inputs
    style: NumberFormat
    rows: Mapping[str, Figure]
    figures: dict[str, Figure]
    """Grows: begins with the chosen rows."""
    problems: Diagnostics

    def run(self) -> None:
        """Add every derived figure that can be worked out; note the rest as problems."""
        trees: dict[str, Node] = {}
        self._flows = {id for id, metric in self.inputs.metrics.items() if metric.kind == "flow"}
        for entry in self.inputs.derived.values():
            if self._named(entry):
                with self.problems.at(entry.at("formula")):
                    trees[entry.id] = tree = parse_formula(entry.formula)
                    warn_of_repeated_operands(tree, entry.at("formula"), self.problems)
                    warn_of_order(tree, entry.at("formula"), self.problems)
                    warn_of_sum(tree, entry.id, self._flows, entry.at("id"), self.problems)
        self._unknown(trees)
        for name in self._ordered(trees):
            entry, tree = self.inputs.derived[name], trees[name]
            if all(str(r) in self.figures or str(r) in self.rows for r in references(tree)):
                with self.problems.at(entry.at("formula")):
                    self.figures[name] = self._work_out(entry, tree)
        for name in self.inputs.derived.keys() - self.figures.keys():
            self.problems.skip("figure", name)

    def _named(self, entry: DerivedEntry) -> bool:
        name, (entity, metric, when) = entry.id, entry.id.split(".")
        if name in self.figures:
            place = self.figures[name].place
            self.problems.add(
                entry.at("id"),
                f"{name} is also the id of a row",
                f"another id (the row is at {place.path}:{place.line})",
            )
            return False
        if entity not in self.inputs.entities:
            hint, what = "an entry in data/entities.yml", f"unknown entity {entity}"
            missing = UnknownName("entity", entity, self.inputs.entities, hint, message=what)
            self.problems.add_invalid(entry.at("id"), missing)
            self.problems.skip("figure", f"*.{metric}.{when}")
            return False
        right = False
        with self.problems.at(entry.at("id")):
            parse_period(when, self.inputs.briefing.fiscal)
            with self.problems.at(entry.at("unit")):
                unit = self.inputs.units.parse(entry.unit)
                right = self._measured(entry, metric, unit)
        return right

    def _measured(self, entry: DerivedEntry, metric: str, unit: Unit) -> bool:
        """Whether a figure is of the kind that its metric measures, where one is declared."""
        known = self.inputs.metrics.get(metric)
        measured = unit if known is None else self.inputs.units.parse(known.unit)
        if without_currency_code(measured.dimension) == without_currency_code(unit.dimension):
            return True
        right = f"a unit of {measured.kind}, such as {measured.text}, or the id of another metric"
        self.problems.add(entry.at("unit"), f"{metric} is not measured in {unit.text}", right)
        return False

    def _unknown(self, trees: Mapping[str, Node]) -> None:
        bare = {**self.figures, **self.inputs.derived}
        for name, tree in trees.items():
            entry = self.inputs.derived[name]
            for ref in references(tree):
                known: Mapping[str, object] = self.rows if ref.source else bare
                if str(ref) not in known:
                    hint = "the id of a row or a derived figure"
                    missing = UnknownName("figure", str(ref), known, hint)
                    self.problems.add_invalid(entry.at("formula").right(ref.at), missing)

    def _ordered(self, trees: Mapping[str, Node]) -> list[str]:
        """Each derived figure after those that it uses; the cycles among them are problems."""
        used = {
            name: [ref.id for ref in references(tree) if not ref.source and ref.id in trees]
            for name, tree in trees.items()
        }
        order = TopologicalSorter(used)
        while True:
            try:
                order.prepare()
            except CycleError as error:
                cycle = error.args[1][:0:-1]  # as given it leads from what is used to what uses it
                self._cycle(cycle)
                used = {name: uses for name, uses in used.items() if name not in cycle}
                order = TopologicalSorter(used)
                continue
            break
        done: list[str] = []
        while order.is_active():
            ready = order.get_ready()
            done += [name for name in ready if name in used]
            order.done(*ready)
        return done

    def _cycle(self, cycle: Sequence[str]) -> None:
        start = cycle.index(min(cycle))
        turned = (*cycle[start:], *cycle[:start], min(cycle))
        shown = (
            turned if len(turned) <= CYCLE_AT_MOST else (*turned[:CYCLE_AT_MOST], "…", turned[-1])
        )
        self.problems.add(
            self.inputs.derived[turned[0]].at("formula"),
            f"the formula goes round in a cycle: {' -> '.join(shown)}",
            "a formula that ends in rows",
        )

    def _work_out(self, entry: DerivedEntry, tree: Node) -> Figure:
        figure = self._variant(entry, tree, self._look_up, "")
        others = []
        for ref in references(tree):
            if ref.source or not self.figures[ref.id].disputed:
                continue
            for row in self.figures[ref.id].others:
                if row.relation == "disputes":
                    look_up = _instead(ref, row, self._look_up)
                    source = row.id.partition("@")[2]
                    others.append(self._variant(entry, tree, look_up, source, str(ref), row.id))
        return replace(figure, others=tuple(others), disputed=bool(others))

    def _look_up(self, ref: Ref) -> Figure:
        return self.rows[str(ref)] if ref.source else self.figures[ref.id]

    def _variant(
        self,
        entry: DerivedEntry,
        tree: Node,
        look_up: Callable[[Ref], Figure],
        source: str,
        old: str = "",
        new: str = "",
    ) -> Figure:
        amount = evaluate(tree, lambda ref: amount_of(look_up(ref)))
        unit = self.inputs.units.parse(entry.unit)
        if amount.flow is not None and amount.flow[1] != 1:
            amount = replace(amount, flow=None)
        value, interval = amount.within(unit)
        if any(end is not None and abs(end) >= LARGEST for end in (interval.low, interval.high)):
            raise InvalidValue("too many digits for a figure: over 300", "a larger unit")
        if amount.worded and interval.bounded:
            value = None
        entity, metric, when = entry.id.split(".")
        known = self.inputs.metrics.get(metric)
        if known is not None and known.floor:
            measured = self.inputs.units.parse(known.unit)
            if measured.dimension == unit.dimension:
                floor = parse_number(known.floor).value * measured.convert_to(unit)
                interval = value_parsing.clip_interval(interval, floor)
        used = [look_up(ref) for ref in references(tree)]
        return Figure(
            id=f"{entry.id}@{source}" if source else entry.id,
            label=entry.label,
            entity=entity,
            metric=metric,
            period=parse_period(when, self.inputs.briefing.fiscal),
            unit=unit,
            written="",
            value=value,
            interval=interval,
            text=self.style.format_computed(value, interval, unit, entry.digits, True),
            status=weakest_status(used),
            qualifier="",
            source="",
            locator="",
            note=entry.note,
            formula=_renamed(entry.formula, old, new) if source else entry.formula,
            inputs=tuple(new if str(ref) == old and old else str(ref) for ref in references(tree)),
            disputed=False,
            others=(),
            relation="disputes" if source else "",
            flow=None if amount.flow is None else amount.flow[0],
            working=with_numbers(
                tree, lambda ref: look_up(ref).text, lambda ref: look_up(ref).flow
            ),
            place=entry.place,
            digits=entry.digits,
            note_place=entry.at("note"),
        )


def weakest_status(used: list[Figure]) -> str:
    """The weakest status among inputs; ``actual`` for a formula of numbers alone."""
    return max((f.status for f in used), key=STATUSES.index, default=STATUSES[0])


def _renamed(formula: str, old: str, new: str) -> str:
    whole = rf"(?<![A-Za-z0-9_.@-]){re.escape(old)}(?![A-Za-z0-9_.@-])"
    return re.sub(whole, new, formula)


def _instead(old: Ref, row: Figure, look_up: Callable[[Ref], Figure]) -> Callable[[Ref], Figure]:
    return lambda ref: row if str(ref) == str(old) else look_up(ref)
