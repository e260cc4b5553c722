"""What templates see of what changed from one edition to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from ..editions.compare import Change, compare_editions
from ..editions.model import Chart, ClaimRecord, Edition, FigureRecord
from .edition_item_views import EditionChartView, EditionClaimView, EditionFigureView
from .environment import TemplateObject, TracedText

if TYPE_CHECKING:
    from .site_index import SiteIndex

T = TypeVar("T")


@dataclass(frozen=True)
class _Changed(TemplateObject, Generic[T]):
    """A thing that changed from one edition to the next."""

    _shelf: SiteIndex
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
    def old(self) -> TracedText:
        """What it was."""
        return TracedText(self._change.old.text if self._change.old else "")

    @property
    def new(self) -> TracedText:
        """What it is."""
        return TracedText(self._change.new.text if self._change.new else "")

    @property
    def name(self) -> TracedText:
        """What it is of, what it measures, and when."""
        edition = self._old if self._change.new is None else self._new
        kept = EditionFigureView(edition, self._change.thing)
        return TracedText(f"{kept.name}, {kept.label}, {kept.period}")

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
    def name(self) -> TracedText:
        """The claim."""
        return TracedText(self._change.thing.statement.removesuffix("."))

    @property
    def address(self) -> str:
        """Its page today; empty where there is none any more."""
        return EditionClaimView(self._shelf, self._new, self._change.thing).address


@dataclass(frozen=True)
class ChartChange(_Changed[Chart]):
    """A chart that came, went or is drawn otherwise."""

    @property
    def name(self) -> TracedText:
        """Its title."""
        return TracedText(self._change.thing.title)

    @property
    def address(self) -> str:
        """The chart as that edition has it; as the edition before has it, where it went."""
        edition = self._old if self._change.new is None else self._new
        return EditionChartView(self._shelf, edition, self._change.thing).address


@dataclass(frozen=True)
class ChangesView(TemplateObject):
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


def build_changes_view(shelf: SiteIndex, old: Edition, new: Edition) -> ChangesView:
    """What changed from ``old`` to ``new``."""
    found = compare_editions(old, new)
    figures = [FigureChange(shelf, old, new, change) for change in found.figures]
    return ChangesView(
        tuple(ClaimChange(shelf, old, new, change) for change in found.claims),
        tuple(f for f in figures if not f._change.thing.formula),
        tuple(f for f in figures if f._change.thing.formula),
        tuple(ChartChange(shelf, old, new, change) for change in found.charts),
    )
