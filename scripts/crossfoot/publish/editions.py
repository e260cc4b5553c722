"""Editions to the feed's entries, and to files that a reader may take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..editions.change_summary import change_lines
from ..editions.compare import compare_editions
from ..editions.model import CLAIMS, FIGURES, Edition
from ..quantity.period import parse_period
from .feed import Entry


def edition_entries(editions: Sequence[Edition]) -> tuple[Entry, ...]:
    """An entry for each edition, the earliest first: its finding, and what it changed."""
    told: list[tuple[str, ...]] = [("The first edition.",)]
    told += [
        tuple(change_lines(compare_editions(old, new), old, new)) for old, new in pairwise(editions)
    ]
    return tuple(
        Entry(
            edition.as_of,
            f"{edition.head.title}, {parse_period(edition.as_of).name}",
            edition.head.finding,
            edition.address,
            changed,
        )
        for edition, changed in zip(editions, told, strict=False)
    )


def edition_files(editions: Iterable[Edition]) -> dict[str, bytes]:
    """The figures and claims of each edition by address, as they were published."""
    return {
        f"{edition.address}{name}": edition.files[name].encode()
        for edition in editions
        for name in (FIGURES, CLAIMS)
    }
