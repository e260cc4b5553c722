"""Which row is the figure, and how the others stand to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ..quantity.period import parse_period
from .field_types import INFERRED, STATUSES
from .model import Figure, Relation
from .schema import Source

NOTED = 5
"""The rank of a source that is noted, not relied on."""


def reconcile_rows(
    rows: Mapping[str, Figure], sources: Mapping[str, Source]
) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """The figures by id, and the rows again with their relation to the figure of their id."""
    groups: dict[str, list[Figure]] = {}
    for row in rows.values():
        groups.setdefault(row.id.partition("@")[0], []).append(row)
    figures: dict[str, Figure] = {}
    related: dict[str, Figure] = {}
    for name, group in sorted(groups.items()):
        replaced = _replaced(group, sources)
        standing = [row for row in group if row.source not in replaced]
        best = min(standing, key=lambda row: preference_key(row, sources))
        others = []
        for row in sorted(group, key=lambda row: preference_key(row, sources)):
            if row is best:
                related[row.id] = row
                continue
            relation: Relation = "replaced"
            if row.source not in replaced:
                relation = _relation(best, row, sources)
            other = replace(row, relation=relation)
            related[row.id] = other
            others.append(other)
        disputed = any(other.relation == "disputes" for other in others)
        figures[name] = replace(best, id=name, others=tuple(others), disputed=disputed)
    return figures, dict(sorted(related.items()))


def _replaced(group: list[Figure], sources: Mapping[str, Source]) -> set[str]:
    present = {row.source for row in group}
    gone: set[str] = set()
    todo = list(present)
    while todo:  # what replaces a source replaces what that one replaced
        for old in sources[todo.pop()].replaces:
            if old not in gone and old in sources:
                gone.add(old)
                todo.append(old)
    # Those that replace each other, which is told elsewhere, would leave nothing.
    return gone if present - gone else set()


def preference_key(row: Figure, sources: Mapping[str, Source]) -> tuple[object, ...]:
    """What sorts rows of one id, the best first."""
    source = sources[row.source]
    width = row.interval.width
    wide = (width is None, Fraction(0) if width is None else width * row.unit.factor)
    return (
        source.rank == NOTED,
        STATUSES.index(row.status),
        source.rank,
        wide,
        -earliest_day(source.date).toordinal(),
        row.source,
    )


def earliest_day(text: str) -> date:
    """The day that a source's date counts as: a month or a year as its first; none as day one."""
    return parse_period(text.removesuffix(INFERRED)).first if text else date.min


def _relation(best: Figure, row: Figure, sources: Mapping[str, Source]) -> Relation:
    if NOTED in (sources[row.source].rank, sources[best.source].rank):
        return "noted"
    if row.unit.dimension != best.unit.dimension:
        return "noted"  # another currency, or prices of another year: never converted
    if row.expected != best.expected:
        return "expected"
    if rows_disagree(best, row, sources):
        return "disputes"
    same = row.interval.scale(row.unit.convert_to(best.unit)) == best.interval
    return "agrees" if same else "within rounding"


def rows_disagree(a: Figure, b: Figure, sources: Mapping[str, Source]) -> bool:
    """Whether two rows of one id, both relied on and both about what is or both about what is
    expected, leave no value in common."""
    if NOTED in (sources[a.source].rank, sources[b.source].rank) or a.expected != b.expected:
        return False
    if a.unit.dimension != b.unit.dimension:
        return False
    return b.interval.scale(b.unit.convert_to(a.unit)).intersect(a.interval) is None
