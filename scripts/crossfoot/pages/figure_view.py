"""What templates see of a figure: its row or formula, who disagrees, what rests on it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..diagnostics import InvalidValue
from ..ledger.model import Figure
from ..quantity.interval_text import format_interval
from .corrections import CorrectionView, correction_views
from .dependents import Dependents, dependents_of_figure
from .environment import TemplateObject, TracedText
from .prose import label_key, note_key

if TYPE_CHECKING:
    from .site_index import SiteIndex
    from .views import SourceView

RELATED = {
    "agrees": "agrees",
    "within rounding": "differs within rounding",
    "disputes": "disputes it: no value fits both",
    "expected": "was expected",
    "noted": "noted, not relied on",
    "replaced": "replaced by a later source",
}
"""How a row that did not win stands to the figure, in words."""


@dataclass(frozen=True)
class FigureView(TemplateObject):
    """A figure or one row of it, as templates see it."""

    _shelf: SiteIndex
    _it: Figure

    def __getattr__(self, name: str) -> TracedText:
        if name in ("id", "text", "status", "locator", "formula"):
            return TracedText(getattr(self._it, name))
        if name in ("entity", "metric", "working"):
            return TracedText(getattr(self._it, name))
        raise AttributeError(name)

    @cached_property
    def label(self) -> TracedText:
        """What it measures: "operating loss"."""
        return self._shelf.plain(*label_key(self._it))

    @property
    def note(self) -> Markup:
        """What else there is to say of it."""
        return self._shelf.marked(*note_key(self._it))

    @cached_property
    def anchor(self) -> Markup:
        """Its id for an ``id`` attribute: the ledger's ids hold nothing that needs escaping."""
        return Markup(self._it.id)

    @cached_property
    def heading(self) -> TracedText:
        """Its label with a capital."""
        return TracedText(str.__str__(self.label)[:1].upper() + str.__str__(self.label)[1:])

    @property
    def figure(self) -> TracedText:
        """The figure's id, without the source."""
        return TracedText(self._it.id.split("@")[0])

    @property
    def name(self) -> TracedText:
        """Its entity's name."""
        entity = self._shelf.ledger.entities.get(self._it.entity)
        return TracedText(entity.name if entity else self._it.entity)

    @property
    def definition(self) -> Markup:
        """What its metric measures."""
        return self._shelf.marked("metric", self._it.metric, "definition")

    @cached_property
    def period(self) -> TracedText:
        """The period as a page writes it."""
        return TracedText(self._it.period.name)

    @property
    def period_id(self) -> str:
        """The period as rows have it, for sorting."""
        return self._it.period.text

    @property
    def relation(self) -> TracedText:
        """How a row that did not win stands to the figure, in words; empty for a figure."""
        return TracedText(RELATED.get(self._it.relation, ""))

    @property
    def unit(self) -> TracedText:
        """Its unit as the ledger has it; a date in words, and none for a pure number."""
        named = {"1": "", "date": "a date"}
        return TracedText(named.get(self._it.unit.text, self._it.unit.text))

    @property
    def written(self) -> TracedText:
        """Value and unit as the row has them; empty for a derived figure."""
        if not self._it.written:
            return TracedText("")
        unit = "" if self._it.unit.text in ("1", "date") else self._it.unit.text
        words = (self._it.qualifier.replace("_", " "), self._it.written, unit)
        return TracedText(" ".join(filter(None, words)))

    @cached_property
    def range(self) -> TracedText:
        """What the digits leave open, in words; empty for an exact number."""
        return TracedText(
            format_interval(self._shelf.ledger.style, self._it.interval, self._it.unit)
        )

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
        with contextlib.suppress(InvalidValue, ArithmeticError):
            value *= self._shelf.scale(self._it.unit)
        return f"{float(value):.12g}"

    @property
    def instead(self) -> list[FigureView]:
        """Of a derived figure's other: the disputing row that was put in."""
        known, usual = self._shelf.figures, self._shelf.ledger.figures[self.figure].inputs
        return [known[ref] for ref in self._it.inputs if ref in known and ref not in usual]

    @property
    def corrections(self) -> list[CorrectionView]:
        """What this briefing had wrong of it."""
        return correction_views(self._shelf, "figure", self.figure)

    @property
    def resting(self) -> Dependents:
        """All that rests on it, directly or through others."""
        return self._shelf.once(
            ("figure", self._it.id), lambda: dependents_of_figure(self._shelf, self._it.id)
        )
