"""What rests on what: if a row or a figure is revised, these may change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .environment import TemplateObject

if TYPE_CHECKING:
    from ..ledger.model import Figure
    from .claim_view import ClaimView
    from .figure_view import FigureView
    from .site_index import SiteIndex
    from .views import PageView


@dataclass(frozen=True)
class Dependents(TemplateObject):
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
class FigureReach:
    """The ids of all that rests on some figures, and what was given."""

    touched: tuple[str, ...]
    """The figures and rows that it begins with, then the derived figures, each after its inputs."""
    figures: tuple[str, ...]
    """Those that are derived from them, by id."""
    claims: tuple[str, ...]
    charts: tuple[str, ...]


def reach_of_figure(shelf: SiteIndex, id: str) -> FigureReach:
    """What rests on a figure, whichever of its rows it uses; or on one row, as far as it counts."""
    row = shelf.ledger.rows.get(id)
    if row is None:
        return _reach(shelf, (id, *shelf.rows_of.get(id, ())))
    return _reach(shelf, (id, id.partition("@")[0]) if _counts(row) else (id,))


def reach_of_source(shelf: SiteIndex, source: str) -> FigureReach:
    """What rests on a source: on its rows, and on the figures that they are or dispute."""
    touched: list[str] = []
    for ref in shelf.by_source.get(source, ()):
        touched += [ref, ref.partition("@")[0]] if _counts(shelf.ledger.rows[ref]) else [ref]
    return _reach(shelf, touched)


def dependents_of_figure(shelf: SiteIndex, id: str) -> Dependents:
    """What rests on a figure, as templates see it."""
    return _seen(shelf, reach_of_figure(shelf, id))


def dependents_of_source(shelf: SiteIndex, source: str) -> Dependents:
    """What rests on a source, as templates see it."""
    return _seen(shelf, reach_of_source(shelf, source))


def dependents_of_claim(shelf: SiteIndex, id: str) -> Dependents:
    """The charts that draw a claim and the pages whose own text shows it."""
    charts = tuple(shelf.chart_page(c) for c, ids in shelf.claimed.items() if id in ids)
    return Dependents((), (), charts, tuple(shelf.pages_using("claim", [id])))


def _counts(row: Figure) -> bool:
    """Whether a row is its figure, or disputes it."""
    return row.relation in ("", "disputes")


def _reach(shelf: SiteIndex, refs: Iterable[str]) -> FigureReach:
    given = dict.fromkeys(refs)
    touched, found = dict(given), [*given]
    while found := [id for id in shelf.using(found) if id not in touched]:
        touched |= dict.fromkeys(found)
    claims = shelf.claims_on(touched)
    charts = [id for id, refs in shelf.charted.items() if not touched.keys().isdisjoint(refs)]
    derived = sorted(touched.keys() - given.keys())
    return FigureReach(tuple(touched), tuple(derived), tuple(claims), tuple(charts))


def _seen(shelf: SiteIndex, reach: FigureReach) -> Dependents:
    return Dependents(
        tuple(shelf.figures[id] for id in reach.figures),
        tuple(shelf.claims[id] for id in reach.claims),
        tuple(shelf.chart_page(id) for id in reach.charts),
        tuple(shelf.pages_using("figure", reach.touched)),
    )
