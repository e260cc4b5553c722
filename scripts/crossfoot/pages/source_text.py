"""A text laid along the file that it stands in: where each of its characters is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..diagnostics import SourceLocation

LINES_AT_MOST = 60
"""How many lines of its file a text of the data is laid along."""
_OPENING = re.compile(r"[rRuU]?(?:\"\"\"|'''|\"|')|[>|][^\n]*\n\s*")
"""What stands before a text's first character: a quote, or a block's sign in YAML."""
_JOINT = re.compile(r"[\"']\s+[rRuU]?[\"']")
"""Between two texts that Python reads as one."""


@dataclass(frozen=True)
class SourceText:
    """A template's text and where it stands."""

    text: str
    place: SourceLocation
    """Where its first character stands, or the value that it was read from."""
    offsets: Sequence[int] | None = None
    """For each character how far behind ``place`` it stands in ``raw``; None: as in ``text``."""
    raw: str | None = None
    """The file from ``place`` up to the last of them; None where it is ``text`` itself."""

    def at(self, offset: int) -> SourceLocation:
        """Where a character stands."""
        text = self.text if self.raw is None else self.raw
        if self.offsets is not None:
            offset = self.offsets[offset] if offset < len(self.offsets) else 0
        starts = _line_starts(text)
        line = bisect_right(starts, offset) - 1
        if not line:
            return self.place.right(offset)
        return SourceLocation(self.place.path, self.place.line + line, offset - starts[line] + 1)

    def on(self, line: int, word: str) -> SourceLocation:
        """Where ``word`` stands on a line of its file, else the first Jinja tag there, or later."""
        if self.offsets is not None:
            return self.of(word)
        start = 0
        for _ in range(line - self.place.line):
            start = self.text.find("\n", start) + 1
        end = self.text.find("\n", start)
        own = self.text[start : end if end >= 0 else len(self.text)]
        for sought in (word, "{{", "{%"):
            if sought and sought in own:
                return self.at(start + own.index(sought))
        return self.at(start)

    def of(self, *words: str) -> SourceLocation:
        """Where the first of ``words`` that is there stands, else the first Jinja tag."""
        for word in (*words, "{{", "{%"):
            if word and word in self.text:
                return self.at(self.text.index(word))
        return self.place


@lru_cache(maxsize=8)
def _line_starts(text: str) -> list[int]:
    """Where each line begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def align_text(text: str, place: SourceLocation, lines: Sequence[str]) -> SourceText:
    """``text``, which was read from the file of ``lines`` at ``place``: YAML, or Python.

    Where it cannot be found there, character by character, all of it stands at ``place``.
    """
    raw = "\n".join(lines[place.line - 1 : place.line + LINES_AT_MOST])[place.column - 1 :]
    opening = _OPENING.match(raw)
    starts = (0, opening.end()) if opening else (0,)
    found = next((o for start in starts if (o := _offsets(text, raw, start)) is not None), None)
    if not found:
        return SourceText(text, place, (0,) * len(text), "")
    return SourceText(text, place, found, raw[: found[-1]])


def _offsets(text: str, raw: str, at: int) -> tuple[int, ...] | None:
    found = []
    for char in text:
        if char.isspace():
            found.append(at)
            while raw[at : at + 1].isspace():
                at += 1
            continue
        if raw[at : at + 1] != char and (joint := _JOINT.match(raw, at)):
            at = joint.end()
        # Escaped by a backslash, or a quote by its double.
        if raw[at : at + 1] in ("\\", "'") and raw[at + 1 : at + 2] == char:
            at += 1
        if raw[at : at + 1] != char:
            return None
        found.append(at)
        at += 1
    return tuple(found)
