"""What a title states, as a check: a finding must come out ``holds``, or the build says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from ...diagnostics import Diagnostics, InvalidValue, did_you_mean
from ..registry import ChartDeclaration, TitleCheck

if TYPE_CHECKING:
    from ...claims.check import Check, Evaluation
    from ...claims.model import Claim
    from ...claims.verdict import Alternative
    from ...ledger.formula import Node
    from ...ledger.model import Ledger

COMPARING = """
more less fewer most least than only not hardly barely nearly almost first times same
over under above below beyond exceed exceeds exceeded surpass surpasses surpassed
overtake overtakes overtook outpower outpowers outpowered outgrow outgrows outgrew outspend
outspends outspent outsell outsells outsold outnumber outnumbers outpace outpaces outpaced
outweigh outweighs outlast outlasts outstrip outstrips cover covers covered equal equals match
matches beat beats dwarf dwarfs rise rises rose risen fall falls fell fallen grow grows grew grown
shrink shrinks shrank increase increases increased decrease decreases decreased decline declines
declined drop drops dropped climb climbs climbed jump jumps jumped
larger largest smaller smallest bigger biggest greater greatest higher highest lower lowest longer
longest shorter shortest faster fastest slower slowest taller tallest heavier heaviest cheaper
cheapest dearer dearest richer richest poorer poorest stronger strongest weaker weakest better best
worse worst ahead behind leads led trails trailed lags lagged tops topped dominates dominated
earlier earliest later latest sooner newer newest older oldest further farther
""".split()
"""Words by which a title compares; "as much as" and its like count too."""

_COMPARING = re.compile(rf"\b(?:{'|'.join(COMPARING)}|as\s+\w+\s+as)\b", re.I)
_FILLED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_CLAIMS = re.compile(r"(?<![\w.@-])claims\(([^()]*)\)")
_SAID = {"holds": "hold", "fails": "fail"}


@dataclass(frozen=True)
class Finding:
    """A comparison that a title states, worked out."""

    asked: str
    """The formula as it is written."""
    of: str
    """It again, each id with the source that it was read from."""
    test: str
    """What is asked of it, in words: "more than $0"."""
    working: str
    """The formula with the numbers in it."""
    text: str
    """What was worked out, as pages write it."""
    worked: str
    """Working and text as one: "$3 − $2 = $1"."""
    verdict: str
    """``holds``: with any other the title is a problem."""
    inputs: tuple[str, ...]
    """The rows that it used."""


def comparison_word(title: str, judged: Iterable[str] = ()) -> str:
    """The first word by which a title's own text compares, or an empty text.

    What stands in ``{{ }}`` is not looked at: a figure's words are the ledger's. Nor are the words
    in ``judged``.
    """
    text = _FILLED.sub(" … ", title)
    for words in judged:
        text = _phrase(words).sub(" … ", text)
    found = _COMPARING.search(text)
    return found[0] if found else ""


def _phrase(words: str) -> re.Pattern[str]:
    """Where these words stand whole, whatever the spaces and capitals."""
    parts = map(re.escape, words.split())
    return re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.I)


def check_title(
    declared: ChartDeclaration, ledger: Ledger, claims: Mapping[str, Claim], problems: Diagnostics
) -> tuple[Finding, ...]:
    """What a chart's ``holds=`` came to.

    A formula or test that cannot be read and a finding that does not hold are errors where they
    stand; a title that compares without one is a warning, for many a "not" or "above" compares
    nothing.
    """
    for words in declared.judged:
        if not any(_phrase(words).search(text) for text in declared.texts.values()):
            problems.add(
                declared.place_of("judged"),
                f"chart {declared.id}: judged= has {words!r}, and no text of the chart has it",
                "words as they stand in its title",
            )
    word = comparison_word(declared.texts["title"], declared.judged)
    if word and not declared.holds:
        problems.warn(
            declared.place_of("title"),
            f"chart {declared.id}: the title states a comparison (“{word}”) and nothing checks it",
            f'holds=(formula, test), or judged="{word}" where it compares nothing that can be '
            "worked out",
        )
    worked = (_worked(check, declared.id, ledger, claims, problems) for check in declared.holds)
    return tuple(finding for finding in worked if finding is not None)


def _worked(
    check: TitleCheck, id_: str, ledger: Ledger, claims: Mapping[str, Claim], problems: Diagnostics
) -> Finding | None:
    # The children that draw import this package too, and need no ledger.
    from ...claims.check import (
        CheckSource,
        combine_alternatives,
        evaluate_alternatives,
        evaluate_check,
        format_check,
        parse_check,
    )

    if _CLAIMS.search(check.of) and problems.has_skipped("claim"):
        return None
    asked = CheckSource(check.of, check.is_, check.of_at, check.is_at)
    counts = _counts(claims) if _CLAIMS.search(check.of) else Counter()
    read = parse_check(asked, ledger, problems, partial(_tree, counts=counts))
    if read is None:
        return None
    with problems.at(check.of_at):
        rivals = evaluate_alternatives(read, ledger)
        result = combine_alternatives(evaluate_check(read, read.evidence.rows, ledger), rivals)
        of, working = format_check(read)
        working = _CLAIMS.sub(lambda m: f"{counts[m[1]]} {_SAID.get(m[1], m[1])}", working)
        came = result.text
        sum_ = (
            working if working == came else f"{working}{' is' if read.of_status else ' ='} {came}"
        )
        if result.verdict != "holds":
            what = _refused(read, result, rivals, sum_, ledger)
            instead = "another title, or another test"
            problems.add(check.of_at, f"chart {id_}: what the title states {what}", instead)
        inputs = tuple(dict.fromkeys(row.id for row in read.evidence.rows.values()))
        return Finding(check.of, of, read.test.text, working, came, sum_, result.verdict, inputs)
    return None


def _counts(claims: Mapping[str, Claim]) -> Counter[str]:
    return Counter(str(c.verdict) for c in claims.values() if c.entry.kind != "opinion")


def _tree(text: str, counts: Mapping[str, int]) -> Node:
    """A formula in which ``claims(VERDICT)`` stands for how many claims came out so."""
    from ...claims.verdict import MEANING
    from ...ledger.formula import Apply, Number, parse_formula

    terms: dict[int, str] = {}

    def count(found: re.Match[str]) -> str:
        if found[1] not in MEANING:
            hint = did_you_mean(found[1], MEANING) or f"one of {', '.join(MEANING)}"
            raise InvalidValue(f"no verdict {found[1] or 'is named'}", hint, found.start(1))
        terms[found.start()] = found[0]
        return "0".ljust(len(found[0]))  # as long as it was: places stay what they are

    def named(node: Node) -> Node:
        if isinstance(node, Apply):
            return replace(node, arguments=tuple(map(named, node.arguments)))
        if isinstance(node, Number) and node.at in terms:
            term = terms[node.at]
            return Number(term, Fraction(counts.get(term[7:-1], 0)), node.at)
        return node

    return named(parse_formula(_CLAIMS.sub(count, text)))


def _refused(
    question: Check, result: Evaluation, rivals: tuple[Alternative, ...], sum_: str, ledger: Ledger
) -> str:
    """Verdict, working and reason of a finding that does not hold."""
    from ...quantity.interval_text import format_interval

    test, why = question.test, ""
    if result.reason:
        instead = [f"with {r.replacement} it {_verb(r.verdict)}, at {r.text}" for r in rivals]
        why = f" ({result.reason}: {'; '.join(instead)})"
    elif result.verdict == "undetermined" and result.interval is not None and test.unit is not None:
        why = (
            f" (the figures leave open {format_interval(ledger.style, result.interval, test.unit)})"
        )
    return f"{_verb(result.verdict)}: {sum_}, asked for: {test.text}{why}"


def _verb(verdict: str) -> str:
    return verdict if verdict in _SAID else f"is {verdict}"
