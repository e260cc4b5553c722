"""A difference in the order in which it is told: what matters first, then the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..kind import Kind, Plural
from .model import Change, Difference, Weight

ARROW = "→"


@dataclass(frozen=True)
class Section:
    """Changes of one sort."""

    title: str
    count: str
    """How many there are, in words for a headline."""
    changes: tuple[Change, ...]
    first: bool
    """Whether it is among what matters; the others may be folded."""


def build_sections(difference: Difference) -> list[Section]:
    """Those in which something stands."""
    found = []
    for title, count, wanted in _SORTS:
        changes = tuple(change for change in difference.changes if wanted(change))
        if changes:
            one, many = count
            words = f"{len(changes):,} {one if len(changes) == 1 else many}"
            found.append(Section(title, words, changes, changes[0].weight < Weight.MOVED))
    return found


def headline(names: tuple[str, str], difference: Difference) -> str:
    """``HEAD → the working tree: 1 verdict flips``: what matters, or else all that there is.

    Where something is wrong with the old state, it says so: what that touches would seem new.
    """
    found = build_sections(difference)
    first = [section for section in found if section.first]
    counts = ", ".join(section.count for section in first or found)
    told = f"{names[0]} {ARROW} {names[1]}: {counts or 'nothing changes'}"
    if count := len(difference.before):
        wrong, it = (
            ("1 problem", "it touches") if count == 1 else (f"{count:,} problems", "they touch")
        )
        told += f"; {names[0]} has {wrong}, and what {it} is left out of it"
    return told


def describe_move(change: Change) -> str:
    """Old and new in a line; where both are the same, or one is not there, that alone."""
    by = f" ({change.by})" if change.by else ""
    if change.old and change.new and change.old != change.new:
        return f"{change.old} {ARROW} {change.new}{by}"
    return f"{change.new or change.old}{by}"


def _one_of(weight: Weight, *kinds: Kind) -> Callable[[Change], bool]:
    return lambda c: c.weight is weight and (not kinds or c.kind in kinds) and not _only_one(c)


def _only_one(change: Change) -> bool:
    """Whether it is new, or gone."""
    return not (change.old and change.new)


_SORTS: tuple[tuple[str, tuple[str, str], Callable[[Change], bool]], ...] = (
    (
        "Verdicts that flip",
        ("verdict flips", "verdicts flip"),
        _one_of(Weight.FLIP),
    ),
    (
        "Charts whose title no longer holds",
        ("title no longer holds", "titles no longer hold"),
        _one_of(Weight.BROKEN),
    ),
    (
        "Figures outside their old range",
        ("figure leaves its old range", "figures leave their old range"),
        _one_of(Weight.LEFT, Kind.FIGURE),
    ),
    (
        "New and gone",
        ("thing new or gone", "things new or gone"),
        lambda c: c.weight < Weight.REWRITTEN and _only_one(c),
    ),
    (
        "Figures within their old range",
        ("other figure", "other figures"),
        _one_of(Weight.MOVED, Kind.FIGURE, Kind.ROW),
    ),
    ("Claims", ("other claim", "other claims"), _one_of(Weight.MOVED, Kind.CLAIM)),
    ("Charts", ("other chart", "other charts"), _one_of(Weight.MOVED, Kind.CHART)),
    ("Pages", ("page", Plural.PAGES), _one_of(Weight.MOVED, Kind.PAGE)),
    (
        "Sources and entities",
        ("source or entity", "sources and entities"),
        _one_of(Weight.MOVED, Kind.SOURCE, Kind.ENTITY),
    ),
    (
        "Written otherwise, worth the same",
        ("thing written otherwise", "things written otherwise"),
        lambda c: c.weight is Weight.REWRITTEN,
    ),
)
