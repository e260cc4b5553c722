"""What rests on what: if a row or a figure is revised, these may change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .environment import Seen

if TYPE_CHECKING:
    from ..ledger.model import Figure
    from .figures import FigureView
    from .judged import ClaimView
    from .shelf import Shelf
    from .views import PageView


@dataclass(frozen=True)
class Resting(Seen):
    """All that rests on some figures, directly or through others."""

    figures: tuple[FigureView, ...]
    """Derived figures, by id."""
    claims: tuple[ClaimView, ...]
    charts: tuple[PageView, ...]
    pages: tuple[PageView, ...]
    """The briefing's own pages."""

    @property
    def any(self) -> bool:
        """Whether anything does."""
        return bool(self.figures or self.claims or self.charts or self.pages)


@dataclass(frozen=True)
class Reach:
    """The ids of all that rests on some figures, and what was given."""

    touched: tuple[str, ...]
    """The figures and rows that it begins with, then the derived figures, each after its inputs."""
    figures: tuple[str, ...]
    """Those that are derived from them, by id."""
    claims: tuple[str, ...]
    charts: tuple[str, ...]


def of_figure(shelf: Shelf, id: str) -> Reach:
    """What rests on a figure, whichever of its rows it uses; or on one row, as far as it counts."""
    row = shelf.ledger.rows.get(id)
    if row is None:
        return _reach(shelf, (id, *shelf.rows_of.get(id, ())))
    return _reach(shelf, (id, id.partition("@")[0]) if _counts(row) else (id,))


def of_source(shelf: Shelf, source: str) -> Reach:
    """What rests on a source: on its rows, and on the figures that they are or dispute."""
    touched: list[str] = []
    for ref in shelf.by_source.get(source, ()):
        touched += [ref, ref.partition("@")[0]] if _counts(shelf.ledger.rows[ref]) else [ref]
    return _reach(shelf, touched)


def on_figure(shelf: Shelf, id: str) -> Resting:
    """What rests on a figure, as templates see it."""
    return _seen(shelf, of_figure(shelf, id))


def on_source(shelf: Shelf, source: str) -> Resting:
    """What rests on a source, as templates see it."""
    return _seen(shelf, of_source(shelf, source))


def on_claim(shelf: Shelf, id: str) -> Resting:
    """The charts that draw a claim and the pages whose own text shows it."""
    charts = tuple(shelf.chart_page(c) for c, ids in shelf.claimed.items() if id in ids)
    return Resting((), (), charts, tuple(shelf.pages_using("claim", [id])))


def _counts(row: Figure) -> bool:
    """Whether a row is its figure, or disputes it."""
    return row.relation in ("", "disputes")


def _reach(shelf: Shelf, refs: Iterable[str]) -> Reach:
    given = dict.fromkeys(refs)
    touched, found = dict(given), [*given]
    while found := [id for id in shelf.using(found) if id not in touched]:
        touched |= dict.fromkeys(found)
    claims = shelf.claims_on(touched)
    charts = [id for id, refs in shelf.charted.items() if not touched.keys().isdisjoint(refs)]
    derived = sorted(touched.keys() - given.keys())
    return Reach(tuple(touched), tuple(derived), tuple(claims), tuple(charts))


def _seen(shelf: Shelf, reach: Reach) -> Resting:
    return Resting(
        tuple(shelf.figures[id] for id in reach.figures),
        tuple(shelf.claims[id] for id in reach.claims),
        tuple(shelf.chart_page(id) for id in reach.charts),
        tuple(shelf.pages_using("figure", reach.touched)),
    )
