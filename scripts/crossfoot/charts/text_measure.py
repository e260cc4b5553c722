"""How wide a text is in the vendored fonts, and which signs they have."""

from __future__ import annotations

import re

from .font import load_font
from .theme import FAMILY

SERIF = "Crossfoot Serif"
"""The pages' own face, in which large titles are set."""
_SPACES = re.compile(r"[ \t\n]+")


def text_width(text: str, size: float, weight: int = 400, family: str = FAMILY) -> float:
    """Width of one line in pixels at ``size``; kerning, which only narrows it, left out."""
    it = load_font(family, weight)
    usual = it.advances[ord("0")]
    return sum(it.advances.get(ord(c), usual) for c in text) * size / it.em


def missing_glyphs(text: str, weight: int = 400, family: str = FAMILY) -> str:
    """The signs of ``text`` that the font lacks, in order, each once."""
    known = load_font(family, weight).advances
    return "".join(dict.fromkeys(c for c in text if ord(c) not in known))


def without_missing_glyphs(text: str, weight: int = 400, family: str = FAMILY) -> str:
    """``text`` without the words that have a sign which the font lacks."""
    return " ".join(w for w in text.split() if not missing_glyphs(w, weight, family))


def wrap_text(
    text: str, size: float, room: float, weight: int = 400, family: str = FAMILY
) -> list[str]:
    """``text`` in lines of at most ``room`` pixels, broken at spaces; a longer word is one.

    No line ends at a no-break space; a blank text has no line.
    """
    lines: list[str] = []
    for word in filter(None, _SPACES.split(text)):
        if lines and text_width(f"{lines[-1]} {word}", size, weight, family) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def break_words(
    text: str, size: float, room: float, weight: int = 400, family: str = FAMILY
) -> str:
    """``text`` with a space in words that are wider than ``room`` pixels, as addresses are."""
    words = []
    for word in text.split(" "):
        start, wide = 0, 0.0
        for end, letter in enumerate(word):
            more = text_width(letter, size, weight, family)
            if end > start and wide + more > room:
                words.append(word[start:end])
                start, wide = end, 0.0
            wide += more
        words.append(word[start:])
    return " ".join(words)
