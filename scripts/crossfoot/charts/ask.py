"""``Ask``: what a chart function may know, and the record of what it was told."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from ..diagnostics import InvalidValue, SourceLocation, closest_word, did_you_mean
from .datum import Datum, Value, json_number, without_unit
from .table_rows import Where, select_rows

if TYPE_CHECKING:
    from ..claims.model import Claim
    from ..ledger.model import Figure, Ledger


class RenderText(Protocol):
    """Renders a template over the ledger; notes what is wrong with it at ``place`` itself."""

    def __call__(self, template: str, place: SourceLocation) -> str:
        """The text of ``template``, which stands at ``place``."""
        ...


class Ask:
    """The ledger and the judged claims as a chart function sees them.

    Whatever it hands out is recorded: from that come the chart's sources, statuses and data
    file, and the check that no number in the picture was typed.
    """

    def __init__(
        self,
        ledger: Ledger,
        claims: Mapping[str, Claim],
        render: RenderText,
        place: SourceLocation,
    ) -> None:
        self._ledger, self._claims, self._render, self._place = ledger, claims, render, place
        self.given: dict[tuple[str, str], Datum] = {}
        """Every datum handed out, by id and unit."""
        self.handed: set[str] = set()
        """Every text handed out."""
        self.judged = False
        """Whether the claims were asked for."""
        self.columns: dict[str, tuple[str, ...]] = {}
        """The columns of each table that was asked for, in order."""
        self.units: dict[str, None] = {}
        """The units of all numbers handed out, in order."""
        self.shown: list[str] = []
        """The figures whose texts were asked for, and the tables, in order."""

    def figures(
        self, *ids: str, unit: str | None = None, digits: int | None = None, **extra: str | bool
    ) -> list[Datum]:
        """One datum for each figure ``id`` or row ``id@source``, in the order asked for.

        ``value``, ``low`` and ``high`` are numbers in ``unit`` (left out: the figures' own, which
        must then be one), None where the source gave a range or the end is open; ``range`` says
        in words what the digits leave open. What is named in ``extra`` goes into each datum. A
        point in time has ``date``, its day as ``2028-12-31``, in place of a number. Raises
        InvalidValue for an unknown id or a unit of another dimension.
        """
        _no_slip("figures", extra, ("unit", "digits"))
        _one_by_one("figures", "ids", ids)
        found = [self._ledger.figure(ref) for ref in ids]
        units = dict.fromkeys(f.unit.text for f in found)
        self.units |= dict.fromkeys([unit] if unit else units)
        if unit is None and len(units) > 1:
            raise InvalidValue(
                f"figures in {', '.join(units)} on one scale", f'unit="{next(iter(units))}"'
            )
        return [
            self._hand(self._datum(ref, figure, unit or figure.unit.text, digits), extra)
            for ref, figure in zip(ids, found, strict=True)
        ]

    def rows(self, id: str, unit: str | None = None, **extra: str | bool) -> list[Datum]:
        """Every observation of figure ``id``, the winning one first; ids are ``id@source``."""
        _one_by_one("rows", "id", (id,))
        figure = self._ledger.figure(id)
        if figure.formula:
            raise InvalidValue(f"{id} is derived and has no rows", "the rows of its inputs")
        refs = [f"{id}@{figure.source}", *(o.id for o in figure.others)]
        return self.figures(*refs, unit=unit or figure.unit.text, digits=None, **extra)

    def table(
        self,
        name: str,
        *columns: str,
        where: Where | None = None,
        unit: str | None = None,
        **extra: str | bool,
    ) -> list[Datum]:
        """One datum for each row of ``data/tables/NAME``, in the file's order.

        ``id`` is ``tables/NAME#N``, N the row's number from 1; then one key a column (left out:
        every column). Numbers are numbers, in ``unit`` where it is given; a period is its first
        day, ``2028-01-01``; an empty cell of either is None. Beside each of them ``COLUMN_text``
        has it as the pages write it, with its unit. ``where`` keeps the rows whose cells, as
        written, are what it says: a column to one text or to several. What is named in ``extra``
        goes into each datum. Raises InvalidValue for an unknown table, column or cell, and for a
        unit of another dimension.
        """
        _one_by_one("table", "columns", (name, *columns))
        dataset = self._ledger.dataset(name)
        if taken := next((column for column in extra if column in dataset.columns), ""):
            raise InvalidValue(
                f"{taken} is a column of {dataset.id}", "another name for what is added"
            )
        _no_slip("table", extra, ("unit", "where"))
        found = select_rows(self._ledger, name, columns, where, unit)
        self.columns[dataset.id] = tuple(dataset.columns)
        of = [dataset.column(column) for column in columns or dataset.columns]
        self.units |= {unit or c.unit.text: None for c in of if c.numeric and c.unit is not None}
        self.shown.append(dataset.id)
        for datum in found:
            key = str(datum["id"]), unit or ""
            # Layers may ask for other columns of the same row.
            self.given[key] = {**self.given.get(key, {}), **datum, **extra}
            self.handed.update(v for v in datum.values() if isinstance(v, str))
        return [{**datum, **extra} for datum in found]

    def claims(
        self, verdict: str | None = None, kind: str | None = None, **extra: str | bool
    ) -> list[Datum]:
        """One datum for each claim, by id: ``id title verdict kind due due_name said source
        source_name order``; ``order`` counts from 1 within the verdict. Raises InvalidValue for a
        verdict or kind that there is none of."""
        self.judged = True
        _known_words(verdict, (kind,))
        chosen = sorted(
            (c for c in self._claims.values() if kind in (None, c.entry.kind)), key=lambda c: c.id
        )
        place: dict[str, int] = {}
        found = []
        for claim in chosen:
            place[claim.verdict] = place.get(claim.verdict, 0) + 1
            if verdict in (None, claim.verdict):
                found.append(self._hand(self._claim(claim, place[claim.verdict]), extra))
        return found

    def total(
        self, verdict: str | None = None, kind: str | None = None, without: str | None = None
    ) -> str:
        """How many claims there are, of a kind or ``without`` one, as text: "12".

        Raises InvalidValue for a verdict or kind that there is none of."""
        self.judged = True
        _known_words(verdict, (kind, without))
        chosen = [
            claim
            for claim in self._claims.values()
            if verdict in (None, claim.verdict)
            and kind in (None, claim.entry.kind)
            and without != claim.entry.kind
        ]
        return self._say(f"{len(chosen):,}")

    def show(
        self, id: str, unit: str | None = None, digits: int | None = None, words: bool = True
    ) -> str:
        """A figure as a text for an annotation: "more than $4.9 billion"."""
        text = self._say(self._ledger.format_value(id, unit=unit, digits=digits, words=words))
        self.shown.append(id)
        return text

    def text(self, template: str) -> str:
        """A template over the ledger, rendered: for a chart's annotations."""
        return self._say(self._render(template, self._caller()))

    def _say(self, text: str) -> str:
        self.handed.add(text)
        return text

    def _hand(self, datum: Datum, extra: Mapping[str, Value]) -> Datum:
        if taken := next((name for name in extra if name in datum and name not in FLAGS), ""):
            raise InvalidValue(
                f"{taken} is a field of {datum['id']}", "another name for what is added"
            )
        # An extra with a digit in it would be a typed number: only what the ledger says counts.
        self.handed.update(v for v in datum.values() if isinstance(v, str))
        self.given[(str(datum["id"]), str(datum.get("unit", "")))] = {**datum, **extra}
        return {**datum, **extra}

    def _datum(self, ref: str, figure: Figure, unit: str, digits: int | None) -> Datum:
        dated = figure.unit.text == "date"
        value, interval = self._ledger.value_and_interval(ref, unit)
        source = self._ledger.sources.get(figure.source)
        entity = self._ledger.entities.get(figure.entity)
        datum: Datum = {
            "id": ref,
            "value": None if dated else json_number(value),
            "low": None if dated else json_number(interval.low),
            "high": None if dated else json_number(interval.high),
            "unit": unit,
            "text": self._ledger.format_value(ref, unit=unit, digits=digits),
            "short": (
                short := self._ledger.format_value(ref, unit=unit, digits=digits, words=False)
            ),
            "bare": short if dated else without_unit(short),
            "range": self._ledger.format_range(ref, unit),
            "label": figure.label,
            "name": entity.name if entity else figure.entity,
            "entity": figure.entity,
            "metric": figure.metric,
            "period": figure.period.text,
            "period_name": figure.period.name,
            "status": figure.status,
            "expected": figure.expected,
            "disputed": figure.disputed,
            "source": figure.source,
            "source_name": (source.publisher or source.title) if source else "",
        }
        if dated:
            datum["date"] = _day(value if value is not None else interval.low or interval.high)
        return datum

    def _claim(self, claim: Claim, order: int) -> Datum:
        from ..quantity.period import parse_period

        entry = claim.entry
        source = self._ledger.sources.get(entry.source)
        return {
            "id": claim.id,
            "title": entry.statement,
            "verdict": claim.verdict,
            "kind": entry.kind,
            "due": entry.due,
            "due_name": parse_period(entry.due).name if entry.due else "",
            "said": entry.said,
            "source": entry.source,
            "source_name": (source.publisher or source.title) if source else "",
            "order": order,
        }

    def _caller(self) -> SourceLocation:
        """The line of the chart module that is asking."""
        frame: FrameType | None = sys._getframe(1)
        name = self._place.path.rsplit("/", 1)[-1]
        while frame is not None:
            if name and Path(frame.f_code.co_filename).name == name:
                return SourceLocation(self._place.path, frame.f_lineno)
            frame = frame.f_back
        return self._place


OWN = frozenset(
    "id unit text short bare range label name entity metric period period_name status source "
    "source_name date title verdict kind due due_name said".split()
)
FLAGS = ("expected", "disputed")
"""What an author may say otherwise: how a mark looks, not what it shows."""


def _day(ordinal: Fraction | None) -> str:
    return "" if ordinal is None else date.fromordinal(int(ordinal)).isoformat()


def _no_slip(function: str, extra: Mapping[str, object], options: tuple[str, ...]) -> None:
    """No name for a field of the data is a misspelt option; raises InvalidValue."""
    for name in extra:
        if near := closest_word(name, options):
            raise InvalidValue(f"{function}() has no option {name}", f"did you mean {near}?")


def _one_by_one(function: str, what: str, given: tuple[object, ...]) -> None:
    """Texts, not a list of them; raises InvalidValue."""
    for one in given:
        if isinstance(one, (list, tuple, set)):
            raise InvalidValue(
                f"{function}() takes its {what} one by one", "a star before the list: *ids"
            )
        if not isinstance(one, str):
            raise InvalidValue(
                f"{function}() takes texts, not {type(one).__name__}", '"a.metric.2025"'
            )


def _known_words(verdict: str | None, kinds: tuple[str | None, ...]) -> None:
    """A misspelt verdict would find no claim, and a misspelt kind leave none out; raises
    InvalidValue.
    """
    from ..claims.verdict import ASKS, MEANING

    asked = [("verdict", verdict, [*map(str, MEANING)]), *(("kind", k, [*ASKS]) for k in kinds)]
    for word, of, known in asked:
        if of is not None and of not in known:
            hint = did_you_mean(str(of), known) or f"one of {', '.join(known)}"
            raise InvalidValue(f"no {word} {of}", hint)
