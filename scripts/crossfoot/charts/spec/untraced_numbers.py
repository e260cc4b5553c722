"""Numbers in a text that nothing in the ledger put there."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundreds?|dozens?|half|halves|halved|a third|thirds|twice|thrice|doubled?|tripled?"
    r"|quadrupled?)\b",
    re.IGNORECASE,
)


def names_with_digits(texts: Iterable[str]) -> set[str]:
    """Those of ``texts`` that hold a number, in digits or words; their spaces made plain."""
    known = (" ".join(text.split()) for text in texts)
    return {t for t in known if _DIGITS.search(t) or _WORDS.search(t)}


class VouchedTexts:
    """The texts that may hold numbers: what ``Ask`` handed out, and names like A4 or R-101."""

    def __init__(self, texts: Iterable[str]) -> None:
        known = names_with_digits(texts)
        # Longest first is only for speed: any cover will do.
        self._texts = sorted(known, key=lambda t: (-len(t), t))
        self._answers: dict[str, str] = dict.fromkeys(known, "")
        """What was asked, for a spec says the same many times."""

    def typed(self, text: str) -> str:
        """The first number of ``text``, in digits or words, that no known text covers; or ""."""
        if text not in self._answers:
            self._answers[text] = self._uncovered(" ".join(text.split()))
        return self._answers[text]

    def _uncovered(self, text: str) -> str:
        numbers = sorted(
            (*_DIGITS.finditer(text), *_WORDS.finditer(text)), key=lambda match: match.start()
        )
        if not numbers:
            return ""
        covered = [False] * len(text)
        for known in (t for t in self._texts if t in text):
            for start in _whole(known, text):
                covered[start : start + len(known)] = [True] * len(known)
        for match in numbers:
            if not all(covered[match.start() : match.end()]):
                return match[0]
        return ""


def _whole(known: str, text: str) -> Iterable[int]:
    """Where ``known`` stands in ``text`` not cut out of a longer word or number."""
    start = text.find(known)
    while start >= 0:
        end = start + len(known)
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        if not _joins(before[-1:], known[0], before[:-1]) and not _joins(
            after[:1], known[-1], after[1:]
        ):
            yield start
        start = text.find(known, start + 1)


def _joins(outside: str, edge: str, beyond: str) -> bool:
    if not outside or not edge.isalnum():
        return False
    return outside.isalnum() or (outside in ".," and edge.isdigit() and beyond[:1].isdigit())
