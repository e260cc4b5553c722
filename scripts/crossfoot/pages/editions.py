"""What templates see of published editions: what stood in them, and what changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from markupsafe import Markup

from ..editions.compare import Change, compared
from ..editions.model import Chart, ClaimRecord, Edition, FigureRecord
from .chart_foot import said
from .cite import embed_code
from .environment import Count, Said, Seen
from .escape import escape
from .links import Links, Piece, Reference
from .views import day

if TYPE_CHECKING:
    from .shelf import Shelf

T = TypeVar("T")


@dataclass(frozen=True)
class EditionView(Seen):
    """An edition, as templates see it."""

    _shelf: Shelf
    _it: Edition
    _before: str
    """The id of the one before it; empty for the first."""

    def __getattr__(self, name: str) -> Said:
        if name in ("title", "finding", "publisher", "licence"):
            return Said(getattr(self._it.head, name))
        raise AttributeError(name)

    @property
    def id(self) -> Said:
        """Its id."""
        return Said(self._it.id)

    @property
    def anchor(self) -> Markup:
        """Its id for an ``id`` attribute: it holds nothing that needs escaping."""
        return Markup(self._it.id)

    @property
    def number(self) -> Count:
        """Counted from 1, the earliest."""
        return Count(self._it.number)

    @property
    def day(self) -> Said:
        """The day that it is as of."""
        return day(self._it.as_of)

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return self._it.address

    @property
    def before(self) -> EditionView | None:
        """The edition before it."""
        return self._shelf.editions.get(self._before)

    @property
    def figures(self) -> list[KeptFigure]:
        """Its figures, by id."""
        return [KeptFigure(self._it, figure) for figure in self._it.figures.values()]

    @property
    def claims(self) -> list[KeptClaim]:
        """Its claims, in their order."""
        return [KeptClaim(self._shelf, self._it, claim) for claim in self._it.claims.values()]

    @property
    def charts(self) -> list[KeptChart]:
        """Its charts."""
        return [KeptChart(self._shelf, self._it, chart) for chart in self._it.charts.values()]

    @property
    def changes(self) -> ChangesView:
        """What changed since the edition before it; of the first, nothing."""
        return self._shelf.once(("changes", self._it.id), self._changes)

    def _changes(self) -> ChangesView:
        before = self.before
        if before is None:
            return ChangesView((), (), (), ())
        found, shelf = compared(before._it, self._it), self._shelf
        figures = [FigureChange(shelf, before._it, self._it, c) for c in found.figures]
        return ChangesView(
            tuple(ClaimChange(shelf, before._it, self._it, c) for c in found.claims),
            tuple(f for f in figures if not f._change.thing.formula),
            tuple(f for f in figures if f._change.thing.formula),
            tuple(ChartChange(shelf, before._it, self._it, c) for c in found.charts),
        )


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


@dataclass(frozen=True)
class _Changed(Seen, Generic[T]):
    """A thing that changed from one edition to the next."""

    _shelf: Shelf
    _old: Edition
    _new: Edition
    _change: Change[T]

    @property
    def how(self) -> Literal["new", "gone", "changed"]:
        """Whether it came, went or is another than it was."""
        change = self._change
        return "new" if change.old is None else "gone" if change.new is None else "changed"


@dataclass(frozen=True)
class FigureChange(_Changed[FigureRecord]):
    """A figure that came, went or has another value."""

    @property
    def old(self) -> Said:
        """What it was."""
        return Said(self._change.old.text if self._change.old else "")

    @property
    def new(self) -> Said:
        """What it is."""
        return Said(self._change.new.text if self._change.new else "")

    @property
    def name(self) -> Said:
        """What it is of, what it measures, and when."""
        edition = self._old if self._change.new is None else self._new
        kept = KeptFigure(edition, self._change.thing)
        return Said(f"{kept.name}, {kept.label}, {kept.period}")

    @property
    def address(self) -> str:
        """Where it stands today; empty where it does not any more."""
        return self._change.thing.address if self._change.id in self._shelf.figures else ""


@dataclass(frozen=True)
class ClaimChange(_Changed[ClaimRecord]):
    """A claim that came, went or comes out otherwise."""

    @property
    def old(self) -> str:
        """The verdict that it had."""
        return self._change.old.verdict if self._change.old else ""

    @property
    def new(self) -> str:
        """The verdict that it has."""
        return self._change.new.verdict if self._change.new else ""

    @property
    def name(self) -> Said:
        """The claim."""
        return Said(self._change.thing.statement.removesuffix("."))

    @property
    def address(self) -> str:
        """Its page today; empty where there is none any more."""
        return KeptClaim(self._shelf, self._new, self._change.thing).address


@dataclass(frozen=True)
class ChartChange(_Changed[Chart]):
    """A chart that came, went or is drawn otherwise."""

    @property
    def name(self) -> Said:
        """Its title."""
        return Said(self._change.thing.title)

    @property
    def address(self) -> str:
        """The chart as that edition has it; as the edition before has it, where it went."""
        edition = self._old if self._change.new is None else self._new
        return KeptChart(self._shelf, edition, self._change.thing).address


@dataclass(frozen=True)
class ChangesView(Seen):
    """What changed from one edition to the next."""

    claims: tuple[ClaimChange, ...]
    reported: tuple[FigureChange, ...]
    """Figures that a source gives."""
    derived: tuple[FigureChange, ...]
    """Figures that a formula makes."""
    charts: tuple[ChartChange, ...]

    @property
    def any(self) -> bool:
        """Whether anything did."""
        return bool(self.claims or self.reported or self.derived or self.charts)


@dataclass(frozen=True)
class Step(Seen):
    """A verdict, and since when a claim has it."""

    edition: EditionView | None
    """None: it has it now, and had it in no edition yet."""
    verdict: str


def history(editions: Sequence[EditionView], id: str, now: str) -> list[Step]:
    """The verdicts that a claim had in ``editions`` (earliest first), and has now, each once."""
    steps: list[Step] = []
    for edition in editions:
        claim = edition._it.claims.get(id)
        if claim is not None and (not steps or steps[-1].verdict != claim.verdict):
            steps.append(Step(edition, claim.verdict))
    if steps and steps[-1].verdict != now:
        steps.append(Step(None, now))
    return steps
