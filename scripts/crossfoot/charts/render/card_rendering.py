"""Pages' cards on their way: drawn by the children while the build goes on, kept by content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future

from ...diagnostics import Diagnostics, SourceLocation
from ...store import Store
from ..og_image.page_card import PageCard, render_card
from .picture_cache import cache_key
from .render_pool import RenderError, RenderPool

PendingCards = Mapping[str, Callable[[], bytes]]
"""Files that are still being made, by path: each call waits for one. Empty where that failed."""


def submit_cards(
    cards: Mapping[str, tuple[PageCard, SourceLocation]],
    problems: Diagnostics,
    stored: Store,
    drawer: RenderPool,
) -> PendingCards:
    """Begin to draw every card, by its path; what cannot be drawn is a problem of its page."""

    def one(path: str, card: PageCard, place: SourceLocation) -> Callable[[], bytes]:
        name = cache_key(card)
        kept = stored.read(name)
        coming = drawer.submit_card(card) if kept is None else None

        def made() -> bytes:
            if coming is None:
                return kept or b""
            return _drawn(coming, path, place, problems, stored, name)

        return made

    found = {path: one(path, card, place) for path, (card, place) in cards.items()}
    stored.sweep()
    return found


def lay_out_cards(
    cards: Mapping[str, tuple[PageCard, SourceLocation]], problems: Diagnostics, stored: Store
) -> PendingCards:
    """Lay out every card that is not drawn yet; what cannot be is a problem of its page.

    For who needs no pictures: to draw one takes twenty times as long. None comes of it.
    """
    for path, (it, place) in cards.items():
        if stored.read(cache_key(it)) is None:
            try:
                render_card(it)
            except ValueError as wrong:
                problems.add(place, f"the picture {path}: {wrong}")
    return {}


def _drawn(
    coming: Future[bytes],
    path: str,
    place: SourceLocation,
    problems: Diagnostics,
    stored: Store,
    name: str,
) -> bytes:
    try:
        picture = coming.result()
    except RenderError as wrong:
        for fault in wrong.messages:
            problems.add(place, f"the picture {path}: {fault}")
        return b""
    stored.write(name, picture)
    return picture
