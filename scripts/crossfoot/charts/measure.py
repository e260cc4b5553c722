"""How wide a text is in the vendored fonts, and which signs they have."""

from __future__ import annotations

import re

from .font import font
from .theme import FAMILY

SERIF = "Crossfoot Serif"
"""The pages' own face, in which large titles are set."""
_SPACES = re.compile(r"[ \t\n]+")


def width(text: str, size: float, weight: int = 400, family: str = FAMILY) -> float:
    """Width of one line in pixels at ``size``; kerning, which only narrows it, left out."""
    it = font(family, weight)
    usual = it.advances[ord("0")]
    return sum(it.advances.get(ord(c), usual) for c in text) * size / it.em


def missing(text: str, weight: int = 400, family: str = FAMILY) -> str:
    """The signs of ``text`` that the font lacks, in order, each once."""
    known = font(family, weight).advances
    return "".join(dict.fromkeys(c for c in text if ord(c) not in known))


def wrap(text: str, size: float, room: float, weight: int = 400, family: str = FAMILY) -> list[str]:
    """``text`` in lines of at most ``room`` pixels, broken at spaces; a longer word is one.

    No line ends at a no-break space.
    """
    lines: list[str] = []
    for word in _SPACES.split(text.strip()):
        if lines and width(f"{lines[-1]} {word}", size, weight, family) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
