"""What templates see of published editions, and of the verdicts that a claim had in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..editions.model import Edition
from .changes import ChangesView, changes
from .environment import Count, Said, Seen
from .kept import KeptChart, KeptClaim, KeptFigure
from .views import day

if TYPE_CHECKING:
    from .shelf import Shelf


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
        none = ChangesView((), (), (), ())
        return changes(self._shelf, before._it, self._it) if before else none


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
