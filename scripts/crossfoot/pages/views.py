"""What templates see of entities and sources, escaped where shown, and of dates and pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..diagnostics import InvalidValue
from ..ledger.field_types import INFERRED
from ..ledger.schema import Entity, Source
from ..quantity.period import parse_period
from .dependents import Dependents, dependents_of_source
from .environment import TemplateObject, TracedInt, TracedText
from .escaping import host_of, safe_link

if TYPE_CHECKING:
    from .claim_view import ClaimView
    from .figure_view import FigureView
    from .site_index import SiteIndex


RANKS = {
    1: ("original", "the filing, measurement or paper itself"),
    2: ("own word", "the subject’s own word"),
    3: ("report", "a report of an original or of the subject’s word"),
    4: ("retold", "a report of a report"),
    5: ("noted", "kept on record, not relied on"),
}
"""How near a source stands to what it says: in a word, and what that means."""


def format_day(text: str) -> TracedText:
    """A date of the data as pages write it; empty stays empty."""
    stated = text.removesuffix(INFERRED)
    try:
        name = parse_period(stated).name if stated else ""
    except InvalidValue:
        return TracedText(text)
    return TracedText(name if stated == text else f"{name} (inferred)")


@dataclass(frozen=True)
class PageView(TemplateObject):
    """A page of this site."""

    title: TracedText
    address: str


@dataclass(frozen=True)
class SourceView(TemplateObject):
    """A source, as templates see it; what is not known is empty."""

    _shelf: SiteIndex
    _it: Source

    def __getattr__(self, name: str) -> TracedText:
        if name in ("id", "title", "publisher", "author", "licence"):
            return TracedText(getattr(self._it, name))
        raise AttributeError(name)

    @property
    def note(self) -> Markup:
        """What else a reader should know of it."""
        return self._shelf.marked("source", self._it.id, "note")

    @property
    def date(self) -> TracedText:
        """When it was published, as a page writes it."""
        return format_day(self._it.date)

    @property
    def read(self) -> TracedText:
        """When it was read."""
        return format_day(self._it.read)

    @property
    def rank(self) -> TracedInt:
        """1 to 5, as the method page says."""
        return TracedInt(self._it.rank)

    @property
    def first_hand(self) -> bool:
        """Whether it is the filing, the measurement or the paper, or the subject's own word."""
        return self._it.rank <= 2

    @property
    def standing(self) -> str:
        """Its rank in a word."""
        return RANKS[self._it.rank][0]

    @property
    def nearness(self) -> str:
        """What its rank means."""
        return RANKS[self._it.rank][1]

    @cached_property
    def address(self) -> str:
        """Where it is, if that is an http, https or mailto address."""
        return safe_link(self._it.address)

    @property
    def archive(self) -> str:
        """A kept copy, likewise."""
        return safe_link(self._it.archive)

    @property
    def host(self) -> TracedText:
        """The name of the host that ``address`` leads to."""
        return TracedText(host_of(self._it.address))

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

    @property
    def resting(self) -> Dependents:
        """All that rests on it: if it is revised, these may change."""
        return self._shelf.once(
            ("source", self._it.id), lambda: dependents_of_source(self._shelf, self._it.id)
        )

    @property
    def claims(self) -> list[ClaimView]:
        """What it claims."""
        return [c for c in self._shelf.claims.values() if c._it.entry.source == self._it.id]


def _rows(shelf: SiteIndex, id: str) -> tuple[str, ...]:
    return (id, *shelf.rows_of.get(id, ()))


@dataclass(frozen=True)
class EntityView(TemplateObject):
    """An entity, as templates see it."""

    _shelf: SiteIndex
    _it: Entity

    def __getattr__(self, name: str) -> TracedText:
        if name in ("id", "name"):
            return TracedText(getattr(self._it, name))
        raise AttributeError(name)

    @property
    def kind(self) -> TracedText:
        """What it is, in a word."""
        return self._shelf.plain("entity", self._it.id, "kind")

    @property
    def summary(self) -> Markup:
        """A sentence or two for its page."""
        return self._shelf.marked("entity", self._it.id, "summary")

    @property
    def note(self) -> Markup:
        """What else a reader should know of it."""
        return self._shelf.marked("entity", self._it.id, "note")

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
        own = [ref for id in shelf.by_entity.get(self._it.id, ()) for ref in _rows(shelf, id)]
        return [shelf.claims[c] for c in shelf.claims_on(own)]

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
