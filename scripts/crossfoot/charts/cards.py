"""Pages' cards on their way: drawn by the children while the build goes on, kept by content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future

from ..problem import Place, Problems
from ..store import Store
from .cache import key
from .card import Card, card
from .drawer import Drawer, Undrawn

Coming = Mapping[str, Callable[[], bytes]]
"""Files that are still being made, by path: each call waits for one. Empty where that failed."""


def begin_cards(
    cards: Mapping[str, tuple[Card, Place]], problems: Problems, stored: Store, drawer: Drawer
) -> Coming:
    """Begin to draw every card, by its path; what cannot be drawn is a problem of its page."""

    def one(path: str, card: Card, place: Place) -> Callable[[], bytes]:
        name = key(card)
        kept = stored.read(name)
        coming = drawer.card(card) if kept is None else None

        def made() -> bytes:
            if coming is None:
                return kept or b""
            return _drawn(coming, path, place, problems, stored, name)

        return made

    found = {path: one(path, card, place) for path, (card, place) in cards.items()}
    stored.sweep()
    return found


def lay_out_cards(
    cards: Mapping[str, tuple[Card, Place]], problems: Problems, stored: Store
) -> Coming:
    """Lay out every card that is not drawn yet; what cannot be is a problem of its page.

    For who needs no pictures: to draw one takes twenty times as long. None comes of it.
    """
    for path, (it, place) in cards.items():
        if stored.read(key(it)) is None:
            try:
                card(it)
            except ValueError as wrong:
                problems.add(place, f"the picture {path}: {wrong}")
    return {}


def _drawn(
    coming: Future[bytes], path: str, place: Place, problems: Problems, stored: Store, name: str
) -> bytes:
    try:
        picture = coming.result()
    except Undrawn as wrong:
        for fault in wrong.faults:
            problems.add(place, f"the picture {path}: {fault}")
        return b""
    stored.write(name, picture)
    return picture
