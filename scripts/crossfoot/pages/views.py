"""What templates see of figures, entities and sources: escaped where shown, traced to a row."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..ledger.model import Figure
from ..ledger.schema import Entity, Source
from ..problem import Wrong
from ..quantity.period import period
from ..quantity.spread import spread
from .environment import Count, Said, Seen
from .escape import host, link
from .resting import Resting, on_figure, on_source

if TYPE_CHECKING:
    from .judged import ClaimView
    from .shelf import Shelf


RELATED = {
    "agrees": "agrees",
    "within rounding": "differs within rounding",
    "disputes": "disputes it: no value fits both",
    "expected": "was expected",
    "noted": "noted, not relied on",
    "replaced": "replaced by a later source",
}
"""How a row that did not win stands to the figure, in words."""


RANKS = {
    1: "the filing, measurement or paper itself",
    2: "the company’s own word",
    3: "a report of it",
    4: "a report of a report",
    5: "noted, not relied on",
}
"""How near a source stands to what it says."""


def day(text: str) -> Said:
    """A date of the data as pages write it; empty stays empty."""
    try:
        return Said(period(text).name if text else "")
    except Wrong:
        return Said(text)


@dataclass(frozen=True)
class PageView(Seen):
    """A page of this site."""

    title: Said
    address: str


@dataclass(frozen=True)
class SourceView(Seen):
    """A source, as templates see it; what is not known is empty."""

    _shelf: Shelf
    _it: Source

    def __getattr__(self, name: str) -> Said:
        if name in ("id", "title", "publisher", "author", "licence", "note"):
            return Said(getattr(self._it, name))
        raise AttributeError(name)

    @property
    def date(self) -> Said:
        """When it was published, as a page writes it."""
        return day(self._it.date)

    @property
    def read(self) -> Said:
        """When it was read."""
        return day(self._it.read)

    @property
    def rank(self) -> Count:
        """1 to 5, as the method page says."""
        return Count(self._it.rank)

    @property
    def first_hand(self) -> bool:
        """Whether it is the filing, the measurement or the paper, or the company's own word."""
        return self._it.rank <= 2

    @property
    def nearness(self) -> str:
        """What its rank means."""
        return RANKS[self._it.rank]

    @cached_property
    def address(self) -> str:
        """Where it is, if that is an http, https or mailto address."""
        return link(self._it.address)

    @property
    def archive(self) -> str:
        """A kept copy, likewise."""
        return link(self._it.archive)

    @property
    def host(self) -> Said:
        """The name of the host that ``address`` leads to."""
        return Said(host(self._it.address))

    @property
    def repeats(self) -> list[SourceView]:
        """The sources that it repeats."""
        return [self._shelf.sources[s] for s in self._it.repeats if s in self._shelf.sources]

    @property
    def replaces(self) -> list[SourceView]:
        """The sources that it replaces."""
        return [self._shelf.sources[s] for s in self._it.replaces if s in self._shelf.sources]

    @property
    def rows(self) -> list[FigureView]:
        """What it says: its rows."""
        return [self._shelf.figures[ref] for ref in self._shelf.by_source.get(self._it.id, ())]

    @cached_property
    def resting(self) -> Resting:
        """All that rests on it: if it is revised, these may change."""
        return on_source(self._shelf, self._it.id)

    @property
    def claims(self) -> list[ClaimView]:
        """What it claims."""
        return [c for c in self._shelf.claims.values() if c._it.entry.source == self._it.id]


def _rows(shelf: Shelf, id: str) -> tuple[str, ...]:
    return (id, *shelf.rows_of.get(id, ()))


@dataclass(frozen=True)
class EntityView(Seen):
    """An entity, as templates see it."""

    _shelf: Shelf
    _it: Entity

    def __getattr__(self, name: str) -> Said:
        if name in ("id", "name", "kind", "summary", "note"):
            return Said(getattr(self._it, name))
        raise AttributeError(name)

    @property
    def part_of(self) -> EntityView | None:
        """The entity that it is a part of."""
        return self._shelf.entities.get(self._it.part_of)

    @property
    def parts(self) -> list[EntityView]:
        """Its parts."""
        return [self._shelf.entities[p] for p in self._it.parts if p in self._shelf.entities]

    @property
    def figures(self) -> list[FigureView]:
        """Its figures, by id."""
        return [self._shelf.figures[id] for id in self._shelf.by_entity.get(self._it.id, ())]

    @property
    def claims(self) -> list[ClaimView]:
        """The claims that test one of its figures."""
        shelf = self._shelf
        own = {ref for id in shelf.by_entity.get(self._it.id, ()) for ref in _rows(shelf, id)}
        return [shelf.claims[c] for c, refs in shelf.claim_inputs.items() if own & set(refs)]

    @property
    def reported(self) -> list[list[FigureView]]:
        """Its figures that a source gives, those of one metric together."""
        return _by_metric(f for f in self.figures if not f.derived)

    @property
    def derived(self) -> list[list[FigureView]]:
        """Its figures that a formula makes, likewise."""
        return _by_metric(f for f in self.figures if f.derived)


def _by_metric(figures: Iterable[FigureView]) -> list[list[FigureView]]:
    return [list(own) for _, own in groupby(figures, key=lambda f: f._it.metric)]


@dataclass(frozen=True)
class FigureView(Seen):
    """A figure or one row of it, as templates see it."""

    _shelf: Shelf
    _it: Figure

    def __getattr__(self, name: str) -> Said:
        if name in ("id", "label", "text", "status", "locator", "note", "formula"):
            return Said(getattr(self._it, name))
        if name in ("entity", "metric", "working"):
            return Said(getattr(self._it, name))
        raise AttributeError(name)

    @cached_property
    def anchor(self) -> Markup:
        """Its id for an ``id`` attribute: the ledger's ids hold nothing that needs escaping."""
        return Markup(self._it.id)

    @cached_property
    def heading(self) -> Said:
        """Its label with a capital."""
        return Said(self._it.label[:1].upper() + self._it.label[1:])

    @property
    def figure(self) -> Said:
        """The figure's id, without the source."""
        return Said(self._it.id.split("@")[0])

    @cached_property
    def name(self) -> Said:
        """Its entity's name."""
        entity = self._shelf.ledger.entities.get(self._it.entity)
        return Said(entity.name if entity else self._it.entity)

    @property
    def definition(self) -> Said:
        """What its metric measures."""
        metric = self._shelf.ledger.metrics.get(self._it.metric)
        return Said(metric.definition if metric else "")

    @cached_property
    def period(self) -> Said:
        """The period as a page writes it."""
        return Said(self._it.period.name)

    @property
    def period_id(self) -> str:
        """The period as rows have it, for sorting."""
        return self._it.period.text

    @property
    def relation(self) -> Said:
        """How a row that did not win stands to the figure, in words; empty for a figure."""
        return Said(RELATED.get(self._it.relation, ""))

    @property
    def unit(self) -> Said:
        """Its unit as the ledger has it; in words for a pure number and a date."""
        named = {"1": "none, a pure number", "date": "a date"}
        return Said(named.get(self._it.unit.text, self._it.unit.text))

    @property
    def written(self) -> Said:
        """Value and unit as the source wrote them; empty for a derived figure."""
        if not self._it.written:
            return Said("")
        word = self._it.qualifier.replace("_", " ")
        return Said(f"{word} {self._it.written} {self._it.unit.text}".strip())

    @cached_property
    def range(self) -> Said:
        """What the digits leave open, in words; empty for an exact number."""
        return Said(spread(self._shelf.ledger.style, self._it.interval, self._it.unit))

    @property
    def disputed(self) -> bool:
        """Whether another row shares no value with it."""
        return self._it.disputed

    @property
    def derived(self) -> bool:
        """Whether a formula made it."""
        return self._it.derived

    @property
    def expected(self) -> bool:
        """Whether it is projected or targeted."""
        return self._it.expected

    @cached_property
    def address(self) -> str:
        """Where a reader finds it, from the site's root."""
        return self._it.address

    @property
    def source(self) -> SourceView | None:
        """Its source; None for a derived figure."""
        return self._shelf.sources.get(self._it.source)

    @property
    def inputs(self) -> list[FigureView]:
        """The figures and rows of its formula."""
        known = self._shelf.figures
        return [known[ref] for ref in self._it.inputs if ref in known]

    @cached_property
    def others(self) -> list[FigureView]:
        """The rows that did not win; for a derived figure, itself with each disputing row."""
        return [FigureView(self._shelf, other) for other in self._it.others]

    @cached_property
    def order(self) -> str:
        """Its value for sorting, a plain decimal in its dimension's base; empty if it has none."""
        value = self._it.value
        if value is None:
            value = self._it.interval.low if self._it.interval.low is not None else None
        if value is None:
            return ""
        with contextlib.suppress(Wrong, ArithmeticError):
            value *= self._shelf.scale(self._it.unit)
        return f"{float(value):.12g}"

    @property
    def instead(self) -> list[FigureView]:
        """Of a derived figure's other: the disputing row that was put in."""
        known, usual = self._shelf.figures, self._shelf.ledger.figures[self.figure].inputs
        return [known[ref] for ref in self._it.inputs if ref in known and ref not in usual]

    @cached_property
    def resting(self) -> Resting:
        """All that rests on it, directly or through others."""
        return on_figure(self._shelf, self._it.id)
