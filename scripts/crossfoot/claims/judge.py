"""Claims to verdicts, out of the checks alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..ledger.derive import amount_of, weakest
from ..ledger.formula import Ref, parse, spelt, work_out, written
from ..ledger.model import Figure, Ledger
from ..ledger.schema import ClaimEntry
from ..problem import Problems, nearest
from ..quantity.compare import by_digits, by_word
from ..quantity.interval import Interval
from ..quantity.period import period
from .evidence import Evidence, gather, published_later
from .model import Claim, Other, Verdict
from .test import Test, read_test

OWN_WORD = "only its own word"
LATER = "published later"
DISAGREE = "the sources disagree"
NO_FIGURE = "no figure can settle it"
_STATUS = re.compile(r"status\(\s*(\S+?)\s*\)")


@dataclass(frozen=True)
class _Result:
    """One working-out of a claim."""

    verdict: Verdict
    reason: str
    text: str
    value: Fraction | None = None
    interval: Interval | None = None
    late: bool = False
    """Whether it rests on a row that was published after the claim was made."""


@dataclass(frozen=True)
class _Question:
    """A claim's formula and test, read."""

    entry: ClaimEntry
    evidence: Evidence
    test: Test
    of_status: bool


def judge(
    ledger: Ledger, entries: Mapping[str, ClaimEntry], problems: Problems
) -> dict[str, Claim]:
    """Every claim with its verdict, in the file's order; one that cannot be tested is a problem."""
    claims: dict[str, Claim] = {}
    for entry in entries.values():
        if not _complete(entry, ledger, problems):
            continue
        if not entry.of:
            claims[entry.id] = _untested(entry, ledger)
            continue
        question = _question(entry, ledger, problems)
        if question is not None:
            with problems.at(entry.at("of")):
                claims[entry.id] = _tested(question, ledger)
    return claims


def _complete(entry: ClaimEntry, ledger: Ledger, problems: Problems) -> bool:
    before = len(problems.found)
    if entry.source not in ledger.sources:
        hint = nearest(entry.source, ledger.sources) or "a source's id"
        problems.add(entry.at("source"), f"unknown source {entry.source}", hint)
    if bool(entry.of) != bool(entry.is_):
        there, gone = ("of", "is") if entry.of else ("is", "of")
        problems.add(entry.at(there), f"{there} stands without {gone}", "both, or neither")
    if entry.kind == "forecast" and not entry.due:
        problems.add(entry.place, "a forecast without due", "due: the day it should have come")
    untested = not (entry.of or entry.is_ or entry.kind == "forecast")
    if (untested or entry.kind == "opinion") and not entry.settled_by:
        what = "an opinion" if entry.kind == "opinion" else "a claim without of"
        problems.add(entry.place, f"{what} has no settled_by", "settled_by: what would settle it")
    return len(problems.found) == before


def _question(entry: ClaimEntry, ledger: Ledger, problems: Problems) -> _Question | None:
    test: Test | None = None
    with problems.at(entry.at("is")):
        test = read_test(entry.is_, ledger.units, ledger.style)
    evidence: Evidence | None = None
    status = _STATUS.fullmatch(entry.of)
    with problems.at(entry.at("of").right(status.start(1) if status else 0)):
        evidence = gather(entry, parse(status[1] if status else entry.of), ledger)
    if test is None or evidence is None:
        return None
    if test.vague:
        problems.warn(
            entry.at("is"),
            f"{entry.is_} ends in three zeros: how many digits are meant is not said",
            "as few as it can be, such as 3e3, or a word such as about",
        )
    if bool(status) != (test.kind == "status"):
        what = "a status is compared with a number" if status else "a number with a status"
        problems.add(entry.at("is"), what, "status(ID) with one of the statuses")
        return None
    return _Question(entry, evidence, test, bool(status))


def _untested(entry: ClaimEntry, ledger: Ledger) -> Claim:
    verdict: Verdict = "unverifiable"
    if entry.kind == "forecast":
        verdict = _waiting(entry, ledger.as_of)
    reason = NO_FIGURE if verdict == "unverifiable" else ""
    return Claim(entry, verdict, reason, "", (), None, None, None, "", "", None, "", ())


def _waiting(entry: ClaimEntry, as_of: str) -> Verdict:
    return "open" if date.fromisoformat(as_of) <= period(entry.due).last else "overdue"


def _tested(question: _Question, ledger: Ledger) -> Claim:
    entry, evidence = question.entry, question.evidence
    if evidence.missing:
        return _claim(question, _Result("unverifiable", OWN_WORD, ""), ())
    base = _result(question, evidence.rows, ledger)
    others = tuple(_others(question, ledger))
    if entry.kind == "opinion":
        base = _Result("unverifiable", NO_FIGURE, base.text, base.value, base.interval)
    elif entry.kind == "forecast" and any(r.status != "actual" for r in evidence.rows.values()):
        base = _Result(_waiting(entry, ledger.as_of), "", base.text, base.value, base.interval)
    elif any(other.verdict != base.verdict for other in others):
        base = _Result("undetermined", DISAGREE, base.text, base.value, base.interval)
    elif base.verdict == "fails" and base.late and entry.kind != "forecast":
        base = _Result("undetermined", LATER, base.text, base.value, base.interval)
    return _claim(question, base, others)


def _others(question: _Question, ledger: Ledger) -> list[Other]:
    found: list[Other] = []
    for ref, rivals in question.evidence.rivals.items():
        for rival in rivals:
            rows = {
                r: rival if r.id == ref.id and not r.source else row
                for r, row in question.evidence.rows.items()
            }
            result = _result(question, rows, ledger)
            interval = result.interval or Interval(None, None)
            other = Other(rival.id, interval, result.value, result.text, result.verdict)
            if all(o.instead != rival.id for o in found):
                found.append(other)
    return found


def _result(question: _Question, rows: Mapping[Ref, Figure], ledger: Ledger) -> _Result:
    verdict: Verdict
    test = question.test
    value, interval = None, None
    if question.of_status:
        text = weakest(list(rows.values()))
        verdict = "holds" if text == test.status else "fails"
    else:
        assert test.unit is not None and test.bound is not None
        amount = work_out(question.evidence.tree, lambda ref: amount_of(rows[ref]))
        value, interval = amount.within(test.unit)
        if test.kind == "word" or value is None or amount.worded:
            verdict = by_word(interval, test.bound)
        else:
            verdict = by_digits(value, interval, test.bound)
        shown = None if amount.worded else value
        text = ledger.style.worked(shown, interval, test.unit, None, True)
    late = published_later(list(rows.values()), question.entry.said, ledger)
    return _Result(verdict, "", text, value, interval, late)


def _claim(question: _Question, result: _Result, others: tuple[Other, ...]) -> Claim:
    rows, tree, test = question.evidence.rows, question.evidence.tree, question.test

    def source_of(ref: Ref) -> str:
        return rows[ref].id if ref in rows else str(ref)

    def text_of(ref: Ref) -> str:
        return rows[ref].text if ref in rows else "a figure that no other source gives"

    def flow_of(ref: Ref) -> Fraction | None:
        return rows[ref].flow if ref in rows else None

    of = spelt(tree, source_of)
    working = written(tree, text_of, flow_of)
    if question.of_status:
        of = f"status({of})"
        working = "the status of " + working
    return Claim(
        entry=question.entry,
        verdict=result.verdict,
        reason=result.reason,
        of=of,
        inputs=tuple(dict.fromkeys(row.id for row in rows.values())),
        value=result.value,
        interval=result.interval,
        unit=test.unit,
        text=result.text,
        test=test.text,
        bound=test.bound,
        working=working,
        others=others,
    )
