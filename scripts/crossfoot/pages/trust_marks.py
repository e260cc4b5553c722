"""Invisible marks that travel with a text while a page is made: where it comes from.

Private-use characters, which no input may hold, stand in the text itself, so every string
operation of a template carries them along. They are gone from what is written.

- *Seal*: ``OPEN hh text CLOSE`` says that the ledger or the engine put this text there. ``hh`` is
  a checksum of its numbers: a template that cuts or changes a sealed number breaks the seal.
- *Ink*: one character after a number that was typed, naming its place in its file.
- *Reference*: ``REF cc text END``, a link that gets its address when its page is known.
- *Insert*: ``INSERT cc``, a large piece (a drawing) that is put in when the page is written.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Generic, TypeVar
from zlib import crc32

from ..diagnostics import SourceLocation
from .escaping import escape
from .numerals import NUMBER

OPEN, CLOSE, REF, END, INSERT = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_PLANE_15, _PLANE_16, _SIZE = 0xF0000, 0x100000, 0xFFF0
_INK_CLASS = "\U000f0000-\U000fffff"
_CODE_CLASS = "\U00100000-\U0010ffff"

PRIVATE = re.compile(rf"[\ue000-\uf8ff{_INK_CLASS}{_CODE_CLASS}]")
"""Any private-use character: none may stand in an input."""
INK = re.compile(f"[{_INK_CLASS}]")
SEALED = re.compile(f"{OPEN}([{_CODE_CLASS}]{{2}})([^{OPEN}{CLOSE}]*){CLOSE}")
REFERENCE = re.compile(f"{REF}([{_CODE_CLASS}]{{2}})([^{REF}{END}]*){END}")
INSERTED = re.compile(f"{INSERT}([{_CODE_CLASS}]{{2}})")
_TAG = re.compile(r"<[^<>]*>")
EDGES = re.compile(f"[{REF}{INSERT}{OPEN}][{_CODE_CLASS}]{{2}}|[{CLOSE}{END}]")

T = TypeVar("T", bound=Hashable)


def _code(number: int) -> str:
    return chr(_PLANE_16 + number // _SIZE % _SIZE) + chr(_PLANE_16 + number % _SIZE)


def _number(code: str) -> int:
    return (ord(code[0]) - _PLANE_16) * _SIZE + ord(code[1]) - _PLANE_16


@lru_cache(maxsize=65536)
def _checksum(raw: str) -> str:
    return _code(crc32(" ".join(NUMBER.findall(raw)).casefold().encode()))


@lru_cache(maxsize=65536)
def mark_trusted(raw: str, shown: str | None = None) -> str:
    """``shown`` (default ``raw``) as a text that the ledger or the engine put there.

    ``raw`` is the text as a reader reads it, ``shown`` the same escaped for Markdown. A text
    without a number comes back as it is: it needs no seal.
    """
    shown = raw if shown is None else shown
    return f"{OPEN}{_checksum(raw)}{shown}{CLOSE}" if NUMBER.search(raw) else shown


def remove_trusted(text: str, blot: str, *, escaped: bool = False) -> str:
    """``text`` with ``blot`` in the place of each seal that holds; a broken one leaves its text.

    ``escaped`` says that the text is still escaped for HTML.
    """

    def opened(found: re.Match[str]) -> str:
        body = EDGES.sub("", found[2])
        read = INK.sub("", _TAG.sub("", body) if escaped else body)
        return blot if found[1] == _checksum(unescape(read) if escaped else read) else body

    return SEALED.sub(opened, text)


def strip_marks(text: str) -> str:
    """``text`` without any mark."""
    return PRIVATE.sub("", text)


@dataclass
class CodeTable(Generic[T]):
    """Numbers for things, in order of first asking."""

    known: dict[T, int] = field(default_factory=dict)
    things: list[T] = field(default_factory=list)

    def number(self, thing: T) -> int:
        """The thing's number."""
        at = self.known.get(thing)
        if at is None:
            at = self.known[thing] = len(self.things)
            self.things.append(thing)
        return at

    def refer(self, thing: T, body: str) -> str:
        """``body`` as a reference to ``thing``."""
        return f"{REF}{_code(self.number(thing))}{body}{END}"

    def insert(self, thing: T) -> str:
        """A mark that stands for ``thing``."""
        return f"{INSERT}{_code(self.number(thing))}"

    def thing(self, code: str) -> T:
        """What two code characters stand for."""
        return self.things[_number(code)]


@dataclass
class LocationCodes:
    """Ink for places: one character each, in order of first asking."""

    places: CodeTable[SourceLocation] = field(default_factory=CodeTable)

    def ink(self, place: SourceLocation) -> str:
        """The character for ``place``; when they run out, the one of the line's start."""
        number = self.places.number(place)
        if number >= _SIZE:  # 65,520 typed places: the last one stands for all that follow
            number = _SIZE - 1
        return chr(_PLANE_15 + number)

    def place(self, ink: str) -> SourceLocation:
        """The place that an ink character stands for."""
        return self.places.things[ord(ink) - _PLANE_15]


def as_sentence(text: str) -> str:
    """A text from the ledger, safe to show, its numbers vouched for."""
    return mark_trusted(text, escape(text))
