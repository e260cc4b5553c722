"""What the ledger holds: sources, entities, metrics, figures; frozen, read by every later stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from ..diagnostics import SourceLocation, UnknownName
from ..memo import Memo, Watched
from ..quantity.interval import Interval
from ..quantity.interval_text import format_interval
from ..quantity.number_format import MARKS, WORDS, NumberFormat
from ..quantity.period import Period
from ..quantity.unit import Unit, UnitParser
from ..quantity.value_parsing import parse_number_value
from .dataset import Dataset
from .schema import Briefing, Correction, DerivedEntry, Entity, Metric, Moved, Source

Relation = Literal["", "agrees", "within rounding", "disputes", "expected", "noted", "replaced"]


@dataclass(frozen=True)
class Figure:
    """One number of the ledger: an observation, or a derived figure.

    ``id`` is ``entity.metric.period``; an observation that is asked for by its source, or that
    did not become the figure, has ``id@source``.
    """

    id: str
    label: str
    """The metric's label, or the derived figure's own: "operating loss"."""
    entity: str
    metric: str
    period: Period
    unit: Unit
    """The unit as written in the row or the derived entry."""
    written: str
    """The value as the source wrote it; empty for a derived figure."""
    value: Fraction | None
    """The digits as written, or the formula worked out from them, in ``unit``; None for a range."""
    interval: Interval
    """What the digits leave open, in ``unit``."""
    text: str
    """As the pages write it: "more than $4.9 billion"."""
    status: str
    qualifier: str
    source: str
    """The source's id; empty for a derived figure."""
    locator: str
    note: str
    formula: str
    """Empty for an observation."""
    inputs: tuple[str, ...]
    """The ids, with @source where the formula has it, in order of first use."""
    disputed: bool
    others: tuple[Figure, ...]
    """The rows that did not win; for a derived figure, it worked out with each disputing row."""
    relation: Relation
    """How a row that did not win stands to the figure; empty for a figure."""
    flow: Fraction | None
    """Length of the period in years where this is a flow, else None."""
    working: str
    """Derived: the formula with the numbers in it: "$7.7 billion × 4"; else empty."""
    place: SourceLocation = field(compare=False)
    digits: int | None = None
    note_place: SourceLocation = field(default=SourceLocation(""), compare=False)
    """Where the note stands: a cell of the row, or a key of the derived entry."""

    @property
    def address(self) -> str:
        """Where a reader finds it, relative to the site's root."""
        return f"entities/{self.entity}/#{self.id.split('@')[0]}"

    @property
    def derived(self) -> bool:
        """Whether a formula made it."""
        return bool(self.formula)

    @property
    def expected(self) -> bool:
        """Whether it is about what is expected (projected, targeted), not about what is."""
        return self.status in ("projected", "targeted")


@dataclass(frozen=True)
class Footing:
    """One check of the ledger by itself: parts against their total, by one source."""

    total: str
    parts: tuple[str, ...]
    source: str
    verdict: Literal["holds", "fails", "undetermined"]
    sum: Interval
    """The sum of the parts, in the total's unit."""
    text: str
    """The working in words: "$365 million + $88 million = $453 million, against $465 million"."""
    place: SourceLocation = field(compare=False)


@dataclass(frozen=True)
class Ledger:
    """The whole ledger: read-only mappings by id, in the order of their ids."""

    briefing: Briefing
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    metrics: Mapping[str, Metric]
    rows: Mapping[str, Figure]
    """Every observation by ``id@source``."""
    figures: Mapping[str, Figure]
    """The figures by ``id``: one observation each, and the derived ones."""
    datasets: Mapping[str, Dataset]
    """The tables under ``data/tables/``, by name."""
    footed: Mapping[str, tuple[Footing, ...]]
    """What the ledger checks of itself, by total."""
    derived: Mapping[str, DerivedEntry]
    corrections: tuple[Correction, ...]
    moved: tuple[Moved, ...]
    as_of: str
    """The one date that the build knows, ``2026-11-23``."""
    units: UnitParser = field(repr=False, compare=False)
    style: NumberFormat = field(repr=False, compare=False)

    @property
    def footings(self) -> tuple[Footing, ...]:
        """Every check of the ledger by itself, sorted by total and source."""
        return tuple(footing for part in self.footed.values() for footing in part)

    def tracked(self, memo: Memo) -> Ledger:
        """The same ledger, its figures, rows and entries cells of ``memo``."""
        memo.rest_on("briefing", (self.as_of, self.briefing.model_dump(), self.units.own))
        memo.watch("figure", {**self.figures, **self.rows})
        return replace(
            self,
            rows=Watched(self.rows, "figure", memo),
            figures=Watched(self.figures, "figure", memo),
            sources=memo.watch("source", self.sources, Source.same),
            entities=memo.watch("entity", self.entities, Entity.same),
            metrics=memo.watch("metric", self.metrics, Metric.same),
            derived=memo.watch("derived", self.derived, DerivedEntry.same),
            datasets=memo.watch("dataset", self.datasets),
            footed=memo.watch("footing", self.footed),
        )

    def figure(self, ref: str) -> Figure:
        """The figure ``id``, or the row ``id@source``; raises InvalidValue with the nearest known
        id.
        """
        known = self.rows if "@" in ref else self.figures
        found = known.get(ref)
        if found is None:
            raise UnknownName("figure", ref, known, "the id of a row or a derived figure")
        return found

    def dataset(self, name: str) -> Dataset:
        """The table ``data/tables/NAME``; raises InvalidValue with the nearest known name."""
        if name not in self.datasets:
            what = f"no table {name} under data/tables"
            raise UnknownName(
                "table", name, self.datasets, "NAME.csv with NAME.yml there", message=what
            )
        return self.datasets[name]

    def value_and_interval(self, ref: str, unit: str) -> tuple[Fraction | None, Interval]:
        """A figure's value and interval in another unit; raises InvalidValue for an unlike one."""
        figure = self.figure(ref)
        if unit == figure.unit.text:
            return figure.value, figure.interval
        factor = figure.unit.convert_to(self.units.parse(unit))
        value = None if figure.value is None else figure.value * factor
        return value, figure.interval.scale(factor)

    def format_value(
        self, ref: str, unit: str | None = None, digits: int | None = None, words: bool = True
    ) -> str:
        """A figure as a page writes it: "more than $4.9 billion".

        ``unit`` converts, ``digits`` (significant) may only be fewer than the interval allows,
        without ``words`` the magnitude and the qualifier are signs (">$4.9bn"). Raises
        InvalidValue.
        """
        figure = self.figure(ref)
        own = unit is None or unit == figure.unit.text
        wanted = figure.unit if own else self.units.parse(str(unit))
        factor = Fraction(1) if own else figure.unit.convert_to(wanted)
        if figure.written and (factor == 1 or wanted.text == "date"):
            return self.style.format_observed(
                figure.written, figure.qualifier, wanted, digits, words
            )
        value = None if figure.value is None else figure.value * factor
        if figure.derived:
            interval = figure.interval.scale(factor)
            return self.style.format_computed(
                value, interval, wanted, digits or figure.digits, words
            )
        # A row in another unit keeps the digits it was written with, and its qualifier.
        plain = parse_number_value(figure.written).interval.scale(factor)
        mark = (WORDS if words else MARKS)[figure.qualifier]
        return mark + self.style.format_computed(value, plain, wanted, digits, words)

    def format_range(self, ref: str, unit: str | None = None) -> str:
        """What a figure's digits leave open, in words: "$6.35 billion to $6.45 billion".

        Empty for an exact number. ``unit`` converts; raises InvalidValue.
        """
        wanted = self.figure(ref).unit if unit is None else self.units.parse(unit)
        return format_interval(self.style, self.value_and_interval(ref, wanted.text)[1], wanted)
