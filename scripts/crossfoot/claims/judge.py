"""Claims to verdicts, out of the checks alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from ..diagnostics import Diagnostics, UnknownName
from ..ledger.model import Ledger
from ..ledger.schema import ClaimEntry
from ..memo import Memo
from ..quantity.period import parse_period
from .check import (
    Check,
    CheckSource,
    Evaluation,
    combine_alternatives,
    evaluate_alternatives,
    evaluate_check,
    format_check,
    parse_check,
)
from .evidence import published_later
from .model import Claim, Margin
from .sensitivity import compute_margins
from .verdict import Alternative, Verdict

OWN_WORD = "only its own word"
LATER = "published later"
NO_FIGURE = "no figure can settle it"


def judge_claims(
    ledger: Ledger,
    entries: Mapping[str, ClaimEntry],
    problems: Diagnostics,
    memo: Memo | None = None,
) -> dict[str, Claim]:
    """Every claim with its verdict, in the file's order; one that cannot be tested is a problem.

    ``memo`` keeps those that nothing has changed for.
    """
    memo = memo or Memo()
    known = memo.watch("entry", entries, ClaimEntry.same)
    claims: dict[str, Claim] = {}
    for id, entry in entries.items():
        judged = memo.keep(("claim", id), problems, partial(_judged, id, known, ledger, problems))
        if judged is not None:
            weigh = MarginSearch(judged, ledger, memo) if judged.asked else None
            # It may stand on another line now.
            claims[id] = replace(judged, entry=entry, margin_search=weigh)
    for name in entries.keys() - claims.keys():
        problems.skip("claim", name)
    return claims


def _judged(
    id: str, entries: Mapping[str, ClaimEntry], ledger: Ledger, problems: Diagnostics
) -> Claim | None:
    entry = entries[id]
    if not _complete(entry, ledger, problems):
        return None
    if not entry.of:
        return _untested(entry, ledger)
    asked = parse_check(_asked(entry), ledger, problems)
    if asked is not None:
        with problems.at(entry.at("of")):
            return _tested(entry, asked, ledger)
    return None


def _complete(entry: ClaimEntry, ledger: Ledger, problems: Diagnostics) -> bool:
    before = len(problems.found)
    if entry.source not in ledger.sources:
        what = f"unknown source {entry.source}"
        missing = UnknownName("source", entry.source, ledger.sources, "a source's id", message=what)
        problems.add_invalid(entry.at("source"), missing)
    if bool(entry.of) != bool(entry.is_):
        there, gone = ("of", "is") if entry.of else ("is", "of")
        problems.add(entry.at(there), f"{there} stands without {gone}", "both, or neither")
    if entry.kind == "forecast" and not entry.due:
        problems.add(entry.place, "a forecast without due", "due: the day it should have come")
    untested = not (entry.of or entry.is_ or entry.kind == "forecast")
    if (untested or entry.kind == "opinion") and not entry.settled_by:
        what = "an opinion" if entry.kind == "opinion" else "a claim without of"
        problems.add(entry.place, f"{what} has no settled_by", "settled_by: what would settle it")
    return len(problems.found) == before and entry.source in ledger.sources


def _asked(entry: ClaimEntry) -> CheckSource:
    at = entry.at
    return CheckSource(entry.of, entry.is_, at("of"), at("is"), entry.kind, entry.source)


def _untested(entry: ClaimEntry, ledger: Ledger) -> Claim:
    verdict: Verdict = "unverifiable"
    if entry.kind == "forecast":
        verdict = _waiting(entry, ledger.as_of)
    reason = NO_FIGURE if verdict == "unverifiable" else ""
    return Claim(entry, verdict, reason, "", (), None, None, None, "", "", None, "", ())


def _waiting(entry: ClaimEntry, as_of: str) -> Verdict:
    return "open" if date.fromisoformat(as_of) <= parse_period(entry.due).last else "overdue"


def _tested(entry: ClaimEntry, asked: Check, ledger: Ledger) -> Claim:
    rows = list(asked.evidence.rows.values())
    if asked.evidence.missing:
        return _claim(entry, asked, Evaluation("unverifiable", OWN_WORD, ""), ())
    base = evaluate_check(asked, asked.evidence.rows, ledger)
    rivals = evaluate_alternatives(asked, ledger)
    settled = combine_alternatives(base, rivals)
    if entry.kind == "opinion":
        settled = replace(base, verdict="unverifiable", reason=NO_FIGURE)
        return _claim(entry, asked, settled, rivals)
    if entry.kind == "forecast" and any(row.status != "actual" for row in rows):
        settled = replace(base, verdict=_waiting(entry, ledger.as_of))
        return _claim(entry, asked, settled, rivals)
    if (
        settled.verdict == "fails"
        and entry.kind != "forecast"
        and published_later(rows, entry.said, ledger)
    ):
        settled = replace(base, verdict="undetermined", reason=LATER)
    return _claim(entry, asked, settled, rivals, weighty=True)


def _claim(
    entry: ClaimEntry,
    asked: Check,
    result: Evaluation,
    rivals: tuple[Alternative, ...],
    weighty: bool = False,
) -> Claim:
    of, working = format_check(asked)
    return Claim(
        entry=entry,
        verdict=result.verdict,
        reason=result.reason,
        of=of,
        inputs=tuple(dict.fromkeys(row.id for row in asked.evidence.rows.values())),
        value=result.value,
        interval=result.interval,
        unit=asked.test.unit,
        text=result.text,
        test=asked.test.text,
        bound=asked.test.bound,
        working=working,
        alternatives=rivals,
        asked=asked if weighty else None,
    )


@dataclass(frozen=True)
class MarginSearch:
    """Works out the margins of one claim when it is called; pickled, it goes without its memo."""

    claim: Claim
    ledger: Ledger
    memo: Memo

    def __call__(self) -> tuple[Margin, ...]:
        """The margins, kept in the memo."""
        return self.memo.keep(("margins", self.claim.id), Diagnostics(), self._found)

    def __reduce__(self) -> tuple[type[MarginSearch], tuple[Claim, Ledger, Memo]]:
        return MarginSearch, (self.claim, self.ledger, Memo())

    def _found(self) -> tuple[Margin, ...]:
        assert self.claim.asked is not None
        # A claim may come out the same while what would change it does not.
        self.memo.note("entry", self.claim.id)
        for ref in self.claim.inputs:
            self.memo.note("figure", ref)
        return compute_margins(self.claim.asked, self.ledger)
