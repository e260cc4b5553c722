"""What templates see of published editions, and of the verdicts that a claim had in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..editions.model import Edition
from .edition_changes import ChangesView, build_changes_view
from .edition_item_views import EditionChartView, EditionClaimView, EditionFigureView
from .environment import TemplateObject, TracedInt, TracedText
from .views import format_day

if TYPE_CHECKING:
    from .site_index import SiteIndex


@dataclass(frozen=True)
class EditionView(TemplateObject):
    """An edition, as templates see it."""

    _shelf: SiteIndex
    _it: Edition
    _before: str
    """The id of the one before it; empty for the first."""

    def __getattr__(self, name: str) -> TracedText:
        if name in ("title", "finding", "publisher", "licence"):
            return TracedText(getattr(self._it.head, name))
        raise AttributeError(name)

    @property
    def id(self) -> TracedText:
        """Its id."""
        return TracedText(self._it.id)

    @property
    def anchor(self) -> Markup:
        """Its id for an ``id`` attribute: it holds nothing that needs escaping."""
        return Markup(self._it.id)

    @property
    def number(self) -> TracedInt:
        """Counted from 1, the earliest."""
        return TracedInt(self._it.number)

    @property
    def day(self) -> TracedText:
        """The day that it is as of."""
        return format_day(self._it.as_of)

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return self._it.address

    @property
    def before(self) -> EditionView | None:
        """The edition before it."""
        return self._shelf.editions.get(self._before)

    @property
    def figures(self) -> list[EditionFigureView]:
        """Its figures, by id."""
        return [EditionFigureView(self._it, figure) for figure in self._it.figures.values()]

    @property
    def claims(self) -> list[EditionClaimView]:
        """Its claims, in their order."""
        return [
            EditionClaimView(self._shelf, self._it, claim) for claim in self._it.claims.values()
        ]

    @property
    def charts(self) -> list[EditionChartView]:
        """Its charts."""
        return [
            EditionChartView(self._shelf, self._it, chart) for chart in self._it.charts.values()
        ]

    @property
    def changes(self) -> ChangesView:
        """What changed since the edition before it; of the first, nothing."""
        return self._shelf.once(("changes", self._it.id), self._changes)

    def _changes(self) -> ChangesView:
        before = self.before
        none = ChangesView((), (), (), ())
        return build_changes_view(self._shelf, before._it, self._it) if before else none


@dataclass(frozen=True)
class VerdictStep(TemplateObject):
    """A verdict, and since when a claim has it."""

    edition: EditionView | None
    """None: it has it now, and had it in no edition yet."""
    verdict: str


def verdict_history(editions: Sequence[EditionView], id: str, now: str) -> list[VerdictStep]:
    """The verdicts that a claim had in ``editions`` (earliest first), and has now, each once."""
    steps: list[VerdictStep] = []
    for edition in editions:
        claim = edition._it.claims.get(id)
        if claim is not None and (not steps or steps[-1].verdict != claim.verdict):
            steps.append(VerdictStep(edition, claim.verdict))
    if steps and steps[-1].verdict != now:
        steps.append(VerdictStep(None, now))
    return steps
