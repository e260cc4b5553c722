"""Which rows a claim is tested against, by its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..diagnostics import InvalidValue, UnknownName
from ..ledger.formula import DEPTH_AT_MOST, Node, Ref, depth, parse_formula, substitute
from ..ledger.model import Figure, Ledger
from ..ledger.reconcile import NOTED, earliest_day, preference_key, rows_disagree
from ..ledger.schema import Source
from ..quantity.period import parse_period


@dataclass(frozen=True)
class Evidence:
    """Rows for one claim: each bare id with the row read for it, and the rows that dispute it."""

    tree: Node
    """The formula with derived ids spelt out; each bare id is in ``rows``."""
    rows: Mapping[Ref, Figure]
    rivals: Mapping[Ref, tuple[Figure, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    """Ids that no other source has (fact only)."""


def gather_evidence(tree: Node, ledger: Ledger, kind: str, source: str) -> Evidence:
    """Read each id of the formula of a claim of this kind, which ``source`` makes.

    Raises InvalidValue for an unknown id.
    """
    tree = _spelt_out(tree, ledger)
    rows: dict[Ref, Figure] = {}
    rivals: dict[Ref, tuple[Figure, ...]] = {}
    missing: list[str] = []
    for ref in _refs(tree):
        if ref.source:
            rows[ref] = _known(str(ref), ledger.rows, ref)
        elif kind == "arithmetic":
            rows[ref] = _own(source, ref, ledger)
        elif kind == "fact":
            _known(ref.id, ledger.figures, ref)
            witnesses = _witnesses(source, ref.id, ledger)
            if witnesses:
                rows[ref] = witnesses[0]
                rivals[ref] = tuple(
                    w for w in witnesses[1:] if rows_disagree(witnesses[0], w, ledger.sources)
                )
            else:
                missing.append(ref.id)
        else:
            figure = _known(ref.id, ledger.figures, ref)
            rows[ref] = ledger.rows[f"{ref.id}@{figure.source}"]
            rivals[ref] = tuple(o for o in figure.others if o.relation == "disputes")
    return Evidence(tree, rows, rivals, tuple(missing))


def _refs(tree: Node) -> list[Ref]:
    found: list[Ref] = []

    def note(ref: Ref) -> Node:
        found.append(ref)
        return ref

    substitute(tree, note)
    return found


def _spelt_out(tree: Node, ledger: Ledger, below: int = 0) -> Node:
    below += 1 + depth(tree)

    def by(ref: Ref) -> Node:
        entry = ledger.derived.get(ref.id)
        # A derived figure that was refused, a cycle among them, has its own problem.
        if ref.source or entry is None or ref.id not in ledger.figures:
            return ref
        if below > DEPTH_AT_MOST:
            raise InvalidValue(
                f"{ref.id} is derived too deep", "figures nearer to the rows", ref.at
            )
        inner = _spelt_out(parse_formula(entry.formula), ledger, below)
        # A fault found inside is shown where the claim names the derived figure.
        return substitute(inner, lambda r: Ref(r.id, r.source, ref.at))

    return substitute(tree, by)


def _known(name: str, known: Mapping[str, Figure], ref: Ref) -> Figure:
    if name not in known:
        raise UnknownName("figure", name, known, "the id of a figure", ref.at)
    return known[name]


def _own(source: str, ref: Ref, ledger: Ledger) -> Figure:
    row = ledger.rows.get(f"{ref.id}@{source}")
    if row is None:
        hint, what = "a row of its own, or an id with @source", f"{source} has no row {ref.id}"
        raise UnknownName("figure", f"{ref.id}@{source}", (), hint, ref.at, what)
    return row


def _witnesses(source: str, name: str, ledger: Ledger) -> list[Figure]:
    """Rows of other sources, best first."""
    figure = ledger.figures[name]
    best = ledger.rows.get(f"{name}@{figure.source}")
    group = [] if best is None else [best, *figure.others]
    found = [
        row
        for row in group
        if row.source != source
        and row.relation != "replaced"
        and ledger.sources[row.source].rank != NOTED
        and not _repeats(row.source, source, ledger.sources)
    ]
    return sorted(found, key=lambda row: preference_key(row, ledger.sources))


def _repeats(source: str, other: str, sources: Mapping[str, Source]) -> bool:
    seen: set[str] = set()
    todo = [source]
    while todo:
        for original in sources[todo.pop()].repeats:
            if original == other:
                return True
            if original not in seen:
                seen.add(original)
                todo.append(original)
    return False


def published_later(rows: list[Figure], said: str, ledger: Ledger) -> bool:
    """Whether a row's source is dated after the last day of ``said``."""
    if not said:
        return False
    day = parse_period(said).last
    return any(
        ledger.sources[row.source].date and earliest_day(ledger.sources[row.source].date) > day
        for row in rows
    )
