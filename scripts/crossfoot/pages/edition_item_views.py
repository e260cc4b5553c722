"""What templates see of a figure, a claim or a chart as an edition keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..editions.model import Chart, ClaimRecord, Edition, FigureRecord
from .citation import embed_code
from .environment import TemplateObject, TracedText
from .escaping import escape
from .links import LinkResolver, PageElement, Reference
from .trust_marks import as_sentence
from .views import format_day

if TYPE_CHECKING:
    from .site_index import SiteIndex


@dataclass(frozen=True)
class EditionFigureView(TemplateObject):
    """A figure as it was."""

    _edition: Edition
    _it: FigureRecord

    def __getattr__(self, name: str) -> TracedText:
        if name in ("id", "label", "text", "status", "formula"):
            return TracedText(getattr(self._it, name) or "")
        raise AttributeError(name)

    @property
    def name(self) -> TracedText:
        """Its entity's name, as it was then."""
        return TracedText(self._edition.head.entities.get(self._it.entity, self._it.entity))

    @property
    def period(self) -> TracedText:
        """The period as a page writes it."""
        return format_day(self._it.period)

    @property
    def disputed(self) -> bool:
        """Whether a source disagreed."""
        return self._it.disputed

    @property
    def source(self) -> TracedText:
        """The title of its source; empty for a derived figure."""
        id = self._it.source or ""
        return TracedText(self._edition.head.sources.get(id, id))


@dataclass(frozen=True)
class EditionClaimView(TemplateObject):
    """A claim as it came out."""

    _shelf: SiteIndex
    _edition: Edition
    _it: ClaimRecord

    def __getattr__(self, name: str) -> TracedText:
        if name in ("id", "statement", "conclusion"):
            return TracedText(getattr(self._it, name))
        raise AttributeError(name)

    @property
    def verdict(self) -> str:
        """One word."""
        return self._it.verdict

    @property
    def address(self) -> str:
        """Its page as it is today; empty where there is none any more."""
        return self._it.address if self._it.id in self._shelf.beside else ""


@dataclass(frozen=True)
class EditionChartView(TemplateObject):
    """A chart as it was drawn."""

    _shelf: SiteIndex
    _edition: Edition
    _it: Chart

    def __getattr__(self, name: str) -> TracedText:
        if name in ("title", "subtitle", "description"):
            return TracedText(getattr(self._it.record, name))
        raise AttributeError(name)

    @property
    def id(self) -> str:
        """Of the edition and of the chart: its address under ``editions/``."""
        return f"{self._edition.id}/charts/{self._it.record.id}"

    @property
    def address(self) -> str:
        """Its page, from the site's root: it by itself, for a frame."""
        return f"editions/{self.id}/"

    @property
    def day(self) -> TracedText:
        """The day of its edition."""
        return format_day(self._edition.as_of)

    @property
    def code(self) -> Markup:
        """The HTML that puts it, as it was, into another page."""
        begun, ended = self._whence()
        last = f"{begun} the edition of {self.day}, kept as it was. {ended} The chart of today."
        below = (*self._it.record.below, last)
        frame = f"{self._shelf.address}{self.address}"
        return Markup(escape(embed_code(self._it, frame, below)))

    def _whence(self) -> tuple[TracedText, TracedText]:
        """The last line under it, before and after the name of its edition's page."""
        head = self._edition.head
        return TracedText(f"From {head.title},"), TracedText(f"{head.publisher}, {head.licence}.")

    def element(self, links: LinkResolver, alone: bool) -> Markup:
        """The ``<figure>``, with the marks of what it says; its drawings go in last.

        ``alone`` on a page of its own, for a frame on somebody else's.
        """
        it, id = self._it, self._it.record.id
        tag = "h1" if alone else "p"
        begun, ended = self._whence()
        named = TracedText(f"the edition of {self.day}").__html__()
        edition = links.refer(Reference("page", "", self._edition.address), named)
        last = f"{begun.__html__()} {edition}, kept as it was. {ended.__html__()}"
        other = self._today(id) if alone else (self.address, "This chart by itself")
        if other:
            last += f" {links.refer(Reference('page', '', other[0]), other[1])}."
        below = "".join(f"<p>{line}</p>" for line in (*map(as_sentence, it.record.below), last))
        parts = [
            f'<figure class="cf-chart cf-wide-block" id="chart-{id}" data-search-exclude>',
            f'<{tag} class="cf-chart-title">{as_sentence(it.title)}</{tag}>',
            f'<p class="cf-chart-subtitle">{as_sentence(it.subtitle)}</p>' if it.subtitle else "",
            f'<div class="cf-wide">{_drawing(it.svg_wide, links)}</div>',
            f'<div class="cf-narrow">{_drawing(it.svg_narrow, links)}</div>',
            f'<footer class="cf-chart-footer">{below}</footer>',
            "</figure>",
        ]
        return Markup("".join(parts))

    def _today(self, id: str) -> tuple[str, str] | None:
        """The address and the name of the chart that has its id now."""
        return (f"charts/{id}/", "The chart of today") if id in self._shelf.titles else None


def _drawing(svg: str, links: LinkResolver) -> str:
    flat = re.sub(r"\n\s*", " ", svg.strip())
    return links.insert(
        PageElement("", "", lambda: flat.replace("<svg", "<svg data-search-exclude", 1))
    )
