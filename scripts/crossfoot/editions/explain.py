"""What is another now than in the last edition, though nobody says why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..claims.model import Claim
from ..diagnostics import Diagnostics, SourceLocation
from ..ledger.field_types import INFERRED
from ..ledger.model import Ledger
from ..ledger.schema import Correction
from ..quantity.period import parse_period
from .compare import Change, changed_claims, changed_figures
from .model import ClaimRecord, CorrectionRecord, Edition, FigureRecord

_COMING = ("open", "overdue")
"""What a forecast is with nothing changed but the day."""


def warn_of_unexplained(
    last: Edition,
    figures: Mapping[str, FigureRecord],
    claims: Mapping[str, ClaimRecord],
    ledger: Ledger,
    judged: Mapping[str, Claim],
    problems: Diagnostics,
) -> None:
    """Warn of each value and verdict that changed since ``last``, at its row or entry.

    ``figures`` and ``claims`` are the records of now. A value is explained by a correction of it
    since then, or by a source newer than that edition; one that a formula makes also where only
    what it is made of changed, which is told there. A verdict is explained by a correction of it,
    or by either of a figure that it rests on.
    """
    changed = [c for c in changed_figures(last.figures, figures) if _valued(c)]
    known = _Known(last, ledger, frozenset(change.id for change in changed))
    right = "an entry in data/corrections.yml, or a source newer than that edition"
    for change in changed:
        assert change.old is not None and change.new is not None
        if not known.explains(change.id, change.new.formula == change.old.formula):
            what = f"{change.id} {_moved(change.old, change.new)} in the edition {last.id}"
            problems.warn(ledger.figures[change.id].place, what, right)
    for turned in changed_claims(last.claims, claims):
        if turned.old is None or turned.new is None:
            continue
        before, now = turned.old.verdict, turned.new.verdict
        claim = judged[turned.id]
        if (before, now) != _COMING and not known.explains_verdict(claim):
            what = f"{claim.id} comes out {now}, and came out {before} in the edition {last.id}"
            problems.warn(claim.place, what, right)


def warn_of_later(editions: Iterable[Edition], ledger: Ledger, problems: Diagnostics) -> None:
    """Warn where the ledger is of a day before that of an edition, which is history by then."""
    last = max((edition.as_of for edition in editions), default="")
    if last > ledger.as_of:
        what = f"this is as of {ledger.as_of}, and an edition is of {last}"
        problems.warn(ledger.briefing.at("as_of"), what, f"{last} or a later day")


def warn_of_lost(last: Edition, there: Collection[str], problems: Diagnostics) -> None:
    """Warn of each page of ``last`` whose address leads nowhere now.

    ``there`` are the addresses that lead somewhere, moved ones too.
    """
    head = last.head
    kinds = {"entities": head.entities, "sources": head.sources}
    had = [f"{kind}/{id}/" for kind, ids in kinds.items() for id in ids]
    had += [claim.address for claim in last.claims.values()]
    had += [f"charts/{id}/" for id in last.charts]
    for address in had:
        if address not in there:
            what = f"{address} led somewhere in the edition {last.id}, and does not now"
            problems.warn(SourceLocation("data/moved.yml"), what, f"an entry with old: {address}")


def correction_record(entry: Correction) -> CorrectionRecord:
    """What an edition keeps of a correction."""
    return CorrectionRecord(date=entry.date, figure=entry.figure, claim=entry.claim)


def _valued(change: Change[FigureRecord]) -> bool:
    """Whether it has another value or interval, not only other words."""
    old, new = change.old, change.new
    keys = ("value", "low", "high", "low_open", "high_open", "unit")
    return bool(old and new) and any(getattr(old, key) != getattr(new, key) for key in keys)


def _moved(old: FigureRecord, new: FigureRecord) -> str:
    if old.text == new.text:
        return "has another range than it had"
    return f"is {new.text}, and was {old.text}"


@dataclass(frozen=True)
class _Known:
    """What has been said since an edition."""

    last: Edition
    ledger: Ledger
    changed: frozenset[str]
    """The figures whose values changed."""

    @cached_property
    def corrected(self) -> frozenset[str]:
        """The figures and claims corrected since."""
        last = self.last
        since = (
            entry
            for entry in self.ledger.corrections
            if entry.date >= last.as_of and correction_record(entry) not in last.head.corrections
        )
        return frozenset(n for e in since for n in (_figure(e.figure), f"claim {e.claim}") if n)

    @cached_property
    def newer(self) -> frozenset[str]:
        """The sources that were published since."""
        days = {
            id: parse_period(source.date.removesuffix(INFERRED)).first.isoformat()
            for id, source in self.ledger.sources.items()
            if source.date
        }
        return frozenset(id for id, day in days.items() if day > self.last.as_of)

    def explains(self, id: str, same_formula: bool) -> bool:
        """Whether it is said why this figure changed."""
        figure = self.ledger.figures[id]
        if id in self.corrected or figure.source in self.newer:
            return True
        return same_formula and any(
            _figure(ref) in self.changed or self._source(ref) in self.newer for ref in figure.inputs
        )

    def explains_verdict(self, claim: Claim) -> bool:
        """Whether it is said why this verdict changed."""
        if f"claim {claim.id}" in self.corrected:
            return True
        refs = self._below(claim.inputs)
        return any(_figure(r) in self.corrected or self._source(r) in self.newer for r in refs)

    def _below(self, refs: Iterable[str]) -> set[str]:
        """These figures and rows, and all that they are made of."""
        found: set[str] = set()
        waiting = [*refs]
        while waiting:
            ref = waiting.pop()
            if ref not in found and ref in self.ledger.figures:
                waiting += self.ledger.figures[ref].inputs
            found.add(ref)
        return found

    def _source(self, ref: str) -> str:
        ledger = self.ledger
        return (ledger.rows[ref] if "@" in ref else ledger.figures[ref]).source


def _figure(ref: str) -> str:
    return ref.partition("@")[0]
