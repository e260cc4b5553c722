"""Two states of a briefing, and what changed between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from ..charts import RenderJob
from ..charts.spec.title_check import Finding
from ..kind import Kind
from ..records import ItemRecords


@dataclass(frozen=True)
class State:
    """What a briefing came to: facts and words, nothing of where it lay."""

    title: str
    """The briefing's."""
    as_of: str
    records: ItemRecords
    data: Mapping[str, str]
    """The CSV of each chart, by id."""
    jobs: Mapping[str, RenderJob] = field(repr=False)
    """What would draw each chart."""
    findings: Mapping[str, tuple[Finding, ...]]
    """What the title of each states, of those too that cannot be drawn."""
    typed: Mapping[str, tuple[str, str]]
    """Statement and conclusion of each claim as they stand in its entry."""
    words: Mapping[str, tuple[str, ...]]
    """The paragraphs of each of the briefing's own pages, by path."""
    problems: tuple[str, ...] = ()
    """What is wrong with it, as check tells it."""
    lost: frozenset[tuple[str, str]] = frozenset()
    """Kind and name of what was left out because of that."""

    @cached_property
    def rows_of(self) -> dict[str, dict[str, None]]:
        """The rows of each figure that has any."""
        found: dict[str, dict[str, None]] = {}
        for ref, row in self.records[Kind.ROW].items():
            found.setdefault(row["figure"], {})[ref] = None
        return found


class Weight(IntEnum):
    """How much a change matters, the most first."""

    FLIP = 1
    """Another verdict."""
    BROKEN = 2
    """A chart whose title states what no longer holds."""
    LEFT = 3
    """A figure outside what its old digits left open, or a thing that is new or gone."""
    MOVED = 4
    """Another number, another title, other data, other words on a page."""
    REWRITTEN = 5
    """Other digits that are worth the same; what stands around a number."""


@dataclass(frozen=True)
class Change:
    """A thing that is another than it was."""

    kind: Kind
    id: str
    weight: Weight
    what: str
    """What it is, in words: a label, a statement, a title."""
    old: str
    """As a page says it: a number, a verdict, a title; empty where there was none."""
    new: str
    by: str = ""
    """The change of its number: ``+2.1%``, or ``−3 pp`` where it is a percentage."""
    notes: tuple[str, ...] = ()
    """What else is to be said: what no longer holds, which words changed."""
    reasons: tuple[str, ...] = ()
    """What was changed in the inputs that did it."""
    lines: tuple[tuple[str, str], ...] = ()
    """Of a page: its paragraphs that changed, old and new; either may be empty."""


@dataclass(frozen=True)
class Difference:
    """All that changed, what matters most first."""

    changes: tuple[Change, ...]
    causes: tuple[str, ...]
    """What was changed in the inputs, each once."""
    problems: tuple[str, ...] = ()
    """What is wrong with the new state and was not with the old."""
    before: tuple[str, ...] = ()
    """What is wrong with the old state, which lacks all that this touches."""

    @property
    def flips(self) -> bool:
        """Whether any verdict flips."""
        return any(change.weight is Weight.FLIP for change in self.changes)
