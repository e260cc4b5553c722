"""What rests on what: if a row or a figure is revised, these may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .environment import Seen

if TYPE_CHECKING:
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


def on_figure(shelf: Shelf, id: str) -> Resting:
    """What rests on a figure, whichever of its rows it uses."""
    return _resting(shelf, (id, *shelf.rows_of.get(id, ())))


def on_source(shelf: Shelf, source: str) -> Resting:
    """What rests on a source: on its rows, and on the figures that they are or dispute."""
    touched: list[str] = []
    for ref in shelf.by_source.get(source, ()):
        figure = shelf.ledger.figures[ref.split("@")[0]]
        disputes = any(o.source == source and o.relation == "disputes" for o in figure.others)
        touched += [ref, figure.id] if figure.source == source or disputes else [ref]
    return _resting(shelf, touched)


def on_claim(shelf: Shelf, id: str) -> Resting:
    """The charts that draw a claim and the pages whose own text shows it."""
    charts = tuple(shelf.chart_page(c) for c, ids in shelf.claimed.items() if id in ids)
    return Resting((), (), charts, tuple(shelf.pages_using("claim", [id])))


def _resting(shelf: Shelf, refs: Iterable[str]) -> Resting:
    given = dict.fromkeys(refs)
    touched = dict(given)
    while found := [id for id in shelf.using(touched) if id not in touched]:
        touched |= dict.fromkeys(found)
    derived = sorted(touched.keys() - given.keys())
    claims = _those_using(touched, shelf.claim_inputs)
    charts = _those_using(touched, shelf.charted)
    return Resting(
        tuple(shelf.figures[id] for id in derived),
        tuple(shelf.claims[id] for id in claims),
        tuple(shelf.chart_page(id) for id in charts),
        tuple(shelf.pages_using("figure", touched)),
    )


def _those_using(touched: Mapping[str, None], inputs: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [id for id, refs in inputs.items() if not touched.keys().isdisjoint(refs)]
