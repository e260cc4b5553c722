"""A formula and its test, read and worked out: by claims, and by what a chart's title states."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from ..diagnostics import Diagnostics, InvalidValue, SourceLocation
from ..ledger.derive import amount_of, weakest_status
from ..ledger.formula import Node, Ref, evaluate, format_formula, format_with_values, parse_formula
from ..ledger.model import Figure, Ledger
from ..ledger.period_order import warn_of_order
from ..quantity.amount import Amount
from ..quantity.compare import Agreement, compare_interval, compare_rounded
from ..quantity.interval import Interval
from .evidence import Evidence, gather_evidence
from .predicate import Predicate, parse_predicate
from .verdict import Alternative, Verdict

DISAGREE = "the sources disagree"
_STATUS = re.compile(r"status\(\s*(\S+?)\s*\)")


@dataclass(frozen=True)
class CheckSource:
    """What is to be worked out and what is to come of it, as written, with where they stand."""

    of: str
    is_: str
    of_at: SourceLocation
    is_at: SourceLocation
    kind: str = "comparison"
    """Which rows are read; see :func:`~crossfoot.claims.evidence.gather_evidence`."""
    source: str = ""
    """Who says it; what only compares figures has none."""


@dataclass(frozen=True)
class Check:
    """A formula and a test, read."""

    evidence: Evidence
    test: Predicate
    of_status: bool


@dataclass(frozen=True)
class Evaluation:
    """One working-out."""

    verdict: Verdict
    reason: str
    text: str
    value: Fraction | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class Comparison:
    """An amount held against a bound; both numbers in the test's unit."""

    verdict: Agreement
    value: Fraction | None
    interval: Interval
    by_word: bool
    """Whether the whole interval was judged, not the value worked out from the digits."""


def parse_check(
    asked: CheckSource,
    ledger: Ledger,
    problems: Diagnostics,
    tree_of: Callable[[str], Node] = parse_formula,
) -> Check | None:
    """Read a formula (by ``tree_of``) and a test; None with what is wrong noted at its place."""
    test: Predicate | None = None
    with problems.at(asked.is_at):
        test = parse_predicate(asked.is_, ledger.units, ledger.style)
    evidence: Evidence | None = None
    status = _STATUS.fullmatch(asked.of)
    with problems.at(asked.of_at.right(status.start(1) if status else 0)):
        tree = tree_of(status[1] if status else asked.of)
        warn_of_order(tree, asked.of_at, problems)
        evidence = gather_evidence(tree, ledger, asked.kind, asked.source)
    if test is None or evidence is None:
        return None
    if test.vague:
        problems.warn(
            asked.is_at,
            f"{asked.is_} ends in three zeros: how many digits are meant is not said",
            "as few as it can be, such as 3e3, or a word such as about",
        )
    if bool(status) != (test.kind == "status"):
        what = "a status is compared with a number" if status else "a number with a status"
        problems.add(asked.is_at, what, "status(ID) with one of the statuses")
        return None
    return Check(evidence, test, bool(status))


def evaluate_check(question: Check, rows: Mapping[Ref, Figure], ledger: Ledger) -> Evaluation:
    """The check with ``rows``; raises InvalidValue where the formula cannot be worked out."""
    test = question.test
    if question.of_status:
        status = weakest_status(list(rows.values()))
        return Evaluation("holds" if status == test.status else "fails", "", status)
    assert test.unit is not None
    amount = evaluate(question.evidence.tree, lambda ref: amount_of(rows[ref]))
    found = compare_amount(amount, test)
    shown = None if amount.worded else found.value
    text = ledger.style.format_computed(shown, found.interval, test.unit, None, True)
    return Evaluation(found.verdict, "", text, found.value, found.interval)


def compare_amount(amount: Amount, test: Predicate) -> Comparison:
    """An amount against a bound; raises InvalidValue where their units differ in kind."""
    assert test.unit is not None and test.bound is not None
    dated = amount.dimension == (("date", Fraction(1)),)
    if dated and test.unit.text != "date":
        raise InvalidValue("a date is held against a number", "before, on or after a date")
    ends = (test.bound.low, test.bound.high)
    if amount.mark and not test.unit.mark and any(end for end in ends):
        what = f"the formula gives {amount.mark}, and the test has no unit: its 5 is 500 %"
        raise InvalidValue(what, f"{amount.mark} behind its number")
    value, interval = amount.within(test.unit)
    if test.kind == "word" or value is None or amount.worded:
        return Comparison(compare_interval(interval, test.bound), value, interval, True)
    return Comparison(compare_rounded(value, interval, test.bound), value, interval, False)


def evaluate_alternatives(question: Check, ledger: Ledger) -> tuple[Alternative, ...]:
    """The same with each disputing row in place of the one that it disputes."""
    found: list[Alternative] = []
    for ref, rivals in question.evidence.rivals.items():
        for rival in rivals:
            rows = {
                r: rival if r.id == ref.id and not r.source else row
                for r, row in question.evidence.rows.items()
            }
            result = evaluate_check(question, rows, ledger)
            interval = result.interval or Interval(None, None)
            other = Alternative(rival.id, interval, result.value, result.text, result.verdict)
            if all(o.replacement != rival.id for o in found):
                found.append(other)
    return tuple(found)


def combine_alternatives(base: Evaluation, rivals: tuple[Alternative, ...]) -> Evaluation:
    """``base``, undetermined where a disputing row gives another verdict."""
    if all(rival.verdict == base.verdict for rival in rivals):
        return base
    return replace(base, verdict="undetermined", reason=DISAGREE)


def format_check(question: Check) -> tuple[str, str]:
    """The formula with each id's source, and with the numbers in it."""
    rows, tree = question.evidence.rows, question.evidence.tree

    def source_of(ref: Ref) -> str:
        return rows[ref].id if ref in rows else str(ref)

    def text_of(ref: Ref) -> str:
        return rows[ref].text if ref in rows else "a figure that no other source gives"

    def flow_of(ref: Ref) -> Fraction | None:
        return rows[ref].flow if ref in rows else None

    of, working = format_formula(tree, source_of), format_with_values(tree, text_of, flow_of)
    return (f"status({of})", f"the status of {working}") if question.of_status else (of, working)
