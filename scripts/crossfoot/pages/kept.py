"""What templates see of a figure, a claim or a chart as an edition keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..editions.model import Chart, ClaimRecord, Edition, FigureRecord
from .chart_foot import said
from .cite import embed_code
from .environment import Said, Seen
from .escape import escape
from .links import Links, Piece, Reference
from .views import day

if TYPE_CHECKING:
    from .shelf import Shelf


@dataclass(frozen=True)
class KeptFigure(Seen):
    """A figure as it was."""

    _edition: Edition
    _it: FigureRecord

    def __getattr__(self, name: str) -> Said:
        if name in ("id", "label", "text", "status", "formula"):
            return Said(getattr(self._it, name) or "")
        raise AttributeError(name)

    @property
    def name(self) -> Said:
        """Its entity's name, as it was then."""
        return Said(self._edition.head.entities.get(self._it.entity, self._it.entity))

    @property
    def period(self) -> Said:
        """The period as a page writes it."""
        return day(self._it.period)

    @property
    def disputed(self) -> bool:
        """Whether a source disagreed."""
        return self._it.disputed

    @property
    def source(self) -> Said:
        """The title of its source; empty for a derived figure."""
        id = self._it.source or ""
        return Said(self._edition.head.sources.get(id, id))


@dataclass(frozen=True)
class KeptClaim(Seen):
    """A claim as it came out."""

    _shelf: Shelf
    _edition: Edition
    _it: ClaimRecord

    def __getattr__(self, name: str) -> Said:
        if name in ("id", "statement", "conclusion"):
            return Said(getattr(self._it, name))
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
class KeptChart(Seen):
    """A chart as it was drawn."""

    _shelf: Shelf
    _edition: Edition
    _it: Chart

    def __getattr__(self, name: str) -> Said:
        if name in ("title", "subtitle", "description"):
            return Said(getattr(self._it.record, name))
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
    def day(self) -> Said:
        """The day of its edition."""
        return day(self._edition.as_of)

    @property
    def code(self) -> Markup:
        """The HTML that puts it, as it was, into another page."""
        begun, ended = self._whence()
        last = f"{begun} the edition of {self.day}, kept as it was. {ended} The chart of today."
        below = (*self._it.record.below, last)
        frame = f"{self._shelf.address}{self.address}"
        return Markup(escape(embed_code(self._it, frame, below)))

    def _whence(self) -> tuple[Said, Said]:
        """The last line under it, before and after the name of its edition's page."""
        head = self._edition.head
        return Said(f"From {head.title},"), Said(f"{head.publisher}, {head.licence}.")

    def element(self, links: Links, alone: bool) -> Markup:
        """The ``<figure>``, with the marks of what it says; its drawings go in last.

        ``alone`` on a page of its own, for a frame on somebody else's.
        """
        it, id = self._it, self._it.record.id
        tag = "h1" if alone else "p"
        begun, ended = self._whence()
        named = Said(f"the edition of {self.day}").__html__()
        edition = links.refer(Reference("page", "", self._edition.address), named)
        last = f"{begun.__html__()} {edition}, kept as it was. {ended.__html__()}"
        other = self._today(id) if alone else (self.address, "This chart by itself")
        if other:
            last += f" {links.refer(Reference('page', '', other[0]), other[1])}."
        below = "".join(f"<p>{line}</p>" for line in (*map(said, it.record.below), last))
        parts = [
            f'<figure class="cf-chart cf-wide-block" id="chart-{id}" data-search-exclude>',
            f'<{tag} class="cf-chart-title">{said(it.title)}</{tag}>',
            f'<p class="cf-chart-subtitle">{said(it.subtitle)}</p>' if it.subtitle else "",
            f'<div class="cf-wide">{_drawing(it.svg_wide, links)}</div>',
            f'<div class="cf-narrow">{_drawing(it.svg_narrow, links)}</div>',
            f'<footer class="cf-chart-footer">{below}</footer>',
            "</figure>",
        ]
        return Markup("".join(parts))

    def _today(self, id: str) -> tuple[str, str] | None:
        """The address and the name of the chart that has its id now."""
        return (f"charts/{id}/", "The chart of today") if id in self._shelf.titles else None


def _drawing(svg: str, links: Links) -> str:
    flat = re.sub(r"\n\s*", " ", svg.strip())
    return links.insert(Piece("", "", lambda: flat.replace("<svg", "<svg data-search-exclude", 1)))
