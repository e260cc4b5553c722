"""What templates see of claims and of the ledger's own checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..charts.spec.title_check import Finding
from ..claims.model import Claim, Margin
from ..claims.sensitivity import format_margin
from ..claims.verdict import ASKS, MEANING
from ..ledger.field_types import INFERRED
from ..ledger.model import Footing
from ..quantity.interval_text import format_interval
from .corrections import CorrectionView, correction_views
from .dependents import Dependents, dependents_of_claim
from .edition_views import VerdictStep, verdict_history
from .environment import TemplateObject, TracedText
from .figure_view import FigureView
from .ranges import range_picture
from .views import PageView, SourceView, format_day

if TYPE_CHECKING:
    from .site_index import SiteIndex


@dataclass(frozen=True)
class OtherView(TemplateObject):
    """A claim worked out with a disputing row."""

    instead: FigureView | None
    text: TracedText
    verdict: str


@dataclass(frozen=True)
class MarginView(TemplateObject):
    """How far one input would have to move, alone, to change the verdict."""

    figure: FigureView
    told: TracedText


@dataclass(frozen=True)
class _Judged(TemplateObject):
    """What was tested and came out: of a claim, or of a chart's title."""

    _shelf: SiteIndex
    _it: Claim | Finding

    @property
    def verdict(self) -> str:
        """One word."""
        return self._it.verdict

    @property
    def formula(self) -> TracedText:
        """What is tested, each id with the source that it was read from."""
        return TracedText(self._it.of)

    @property
    def inputs(self) -> list[FigureView]:
        """The rows and figures that it used."""
        known = self._shelf.figures
        return [known[ref] for ref in self._it.inputs if ref in known]


@dataclass(frozen=True)
class ClaimView(_Judged):
    """A judged claim, as templates see it."""

    _shelf: SiteIndex
    _it: Claim

    def __getattr__(self, name: str) -> TracedText:
        if name in ("kind", "locator"):
            return TracedText(getattr(self._it.entry, name))
        if name in ("reason", "text", "test", "working"):
            return TracedText(getattr(self._it, name))
        raise AttributeError(name)

    @property
    def id(self) -> TracedText:
        """Its id."""
        return TracedText(self._it.id)

    @property
    def draft(self) -> bool:
        """Whether it is in no build."""
        return self._it.entry.draft

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return self._it.address

    @property
    def meaning(self) -> str:
        """What that word means."""
        return MEANING[self._it.verdict]

    @property
    def statement(self) -> Markup:
        """The claim restated, its numbers linked."""
        return self._shelf.marked("claim", self._it.id, "statement")

    @property
    def conclusion(self) -> Markup:
        """What the briefing says of it, its numbers linked."""
        return self._shelf.marked("claim", self._it.id, "conclusion")

    @property
    def settled_by(self) -> Markup:
        """What would settle it, where no figure does."""
        return self._shelf.marked("claim", self._it.id, "settled_by")

    @property
    def note(self) -> Markup:
        """How it was read, where it could be read otherwise."""
        return self._shelf.marked("claim", self._it.id, "note")

    @property
    def source(self) -> SourceView | None:
        """Who claims it."""
        return self._shelf.sources.get(self._it.entry.source)

    @property
    def said(self) -> TracedText:
        """The day it was said: inferred where it is its source's date and that is inferred."""
        entry, sources = self._it.entry, self._shelf.ledger.sources
        inferred = f"{entry.said}{INFERRED}"
        source = sources.get(entry.source)
        return format_day(inferred if source and source.date == inferred else entry.said)

    @property
    def due(self) -> TracedText:
        """The last day of a forecast."""
        return format_day(self._it.entry.due)

    @property
    def range(self) -> TracedText:
        """What the figures leave open, in words."""
        if self._it.interval is None or self._it.unit is None:
            return TracedText("")
        return TracedText(
            format_interval(self._shelf.ledger.style, self._it.interval, self._it.unit)
        )

    @property
    def allows(self) -> TracedText:
        """The bound of its test, in words."""
        it = self._it
        if it.bound is None or it.unit is None:
            return TracedText(it.test)
        return TracedText(format_interval(self._shelf.ledger.style, it.bound, it.unit) or it.test)

    @property
    def asks(self) -> str:
        """What a claim of its kind is asked."""
        return ASKS[self._it.entry.kind]

    @property
    def margins(self) -> list[MarginView]:
        """How far an input would have to move, alone, before the check comes out otherwise."""
        known, ledger = self._shelf.figures, self._shelf.ledger
        moving = [m for m in self._it.margins if _moves(m)]
        return [MarginView(known[m.input], TracedText(format_margin(m, ledger))) for m in moving]

    @property
    def steady(self) -> bool:
        """Whether there are inputs of which no value, alone, makes the check come out otherwise."""
        return not all(_moves(m) for m in self._it.margins)

    @property
    def plainly(self) -> str:
        """What comes out with the rows as they are, where that is not the verdict; else empty."""
        plain = {m.verdict for m in self._it.margins} - {self._it.verdict}
        return next(iter(plain), "")

    @property
    def near(self) -> NearView:
        """The claims before and after it, in the file's order."""
        claims = self._shelf.claims
        before, after = self._shelf.beside[self._it.id]
        return NearView(claims.get(before), claims.get(after))

    @property
    def picture(self) -> Markup:
        """The interval against the bound, an SVG; empty where there is nothing to draw."""
        if self._it.interval is None or self._it.bound is None:
            return Markup("")
        told = f"Worked out: {self.range or self._it.text}"
        label = f"The test: {self._it.test}. {told}"
        return Markup(range_picture(self._it.value, self._it.interval, self._it.bound, label))

    @property
    def others(self) -> list[OtherView]:
        """Its verdict with each disputing row."""
        known = self._shelf.figures
        return [
            OtherView(known.get(o.replacement), TracedText(o.text), o.verdict)
            for o in self._it.alternatives
        ]

    @property
    def resting(self) -> Dependents:
        """The charts that draw it and the pages whose own text shows it."""
        return dependents_of_claim(self._shelf, self._it.id)

    @property
    def pages(self) -> list[PageView]:
        """The briefing's pages whose own text shows it."""
        return self._shelf.pages_using("claim", [self._it.id])

    @property
    def history(self) -> list[VerdictStep]:
        """The verdicts that it had in the editions, and has now."""
        return verdict_history(list(self._shelf.editions.values()), self._it.id, self.verdict)

    @property
    def corrections(self) -> list[CorrectionView]:
        """What this briefing had wrong of it."""
        return correction_views(self._shelf, "claim", self._it.id)


def _moves(margin: Margin) -> bool:
    return margin.down is not None or margin.up is not None


@dataclass(frozen=True)
class NearView(TemplateObject):
    """The claims beside one; None at either end."""

    before: ClaimView | None
    after: ClaimView | None


@dataclass(frozen=True)
class FindingView(_Judged):
    """What a chart's title states, as it came out."""

    _shelf: SiteIndex
    _it: Finding

    def __getattr__(self, name: str) -> TracedText:
        if name in ("test", "working", "text", "worked"):
            return TracedText(getattr(self._it, name))
        raise AttributeError(name)


@dataclass(frozen=True)
class FootingView(TemplateObject):
    """One check of the ledger by itself."""

    _shelf: SiteIndex
    _it: Footing

    @property
    def total(self) -> FigureView:
        """The figure that the parts should reach."""
        return self._shelf.figures[self._it.total]

    @property
    def source(self) -> SourceView | None:
        """The source that gives them all."""
        return self._shelf.sources.get(self._it.source)

    @property
    def verdict(self) -> str:
        """One word."""
        return self._it.verdict

    @property
    def text(self) -> TracedText:
        """The working in words."""
        return TracedText(self._it.text)
