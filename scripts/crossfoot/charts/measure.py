"""How wide a text is in the vendored font, and which signs it has; read from the TTF itself."""

from __future__ import annotations

import struct
from functools import cache

from .theme import FAMILY, FONTS

SERIF = "Crossfoot Serif"
"""The pages' own face, in which large titles are set."""
_FILES = {400: "Regular", 600: "SemiBold"}


@cache
def _advances(weight: int, family: str = FAMILY) -> tuple[dict[int, int], int]:
    """Advance by character in font units, and the units of one em (OpenType: cmap 4, hmtx)."""
    data = (FONTS / f"{family.replace(' ', '')}-{_FILES[weight]}.ttf").read_bytes()
    tables = {}
    for n in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * n)
        tables[tag] = offset
    em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    long = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    hmtx = tables[b"hmtx"]
    widths = struct.unpack_from(">" + "Hh" * long, data, hmtx)[::2]
    return {
        code: widths[min(glyph, long - 1)] for code, glyph in _glyphs(data, tables[b"cmap"])
    }, em


def _glyphs(data: bytes, cmap: int) -> list[tuple[int, int]]:
    for n in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        _, _, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * n)
        at = cmap + offset
        if struct.unpack_from(">H", data, at)[0] != 4:
            continue
        count = struct.unpack_from(">H", data, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", data, at + 14)
        starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
        deltas = struct.unpack_from(f">{count}h", data, at + 16 + 4 * count)
        ranges = at + 16 + 6 * count
        offsets = struct.unpack_from(f">{count}H", data, ranges)
        found = []
        for i in range(count):
            for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
                if offsets[i]:
                    where = ranges + 2 * i + offsets[i] + 2 * (code - starts[i])
                    glyph = struct.unpack_from(">H", data, where)[0]
                else:
                    glyph = code
                found.append((code, (glyph + deltas[i]) & 0xFFFF if glyph else 0))
        return [(code, glyph) for code, glyph in found if glyph]
    raise ValueError("the font has no character map of format 4")


def width(text: str, size: float, weight: int = 400, family: str = FAMILY) -> float:
    """Width of one line in pixels at ``size``; kerning, which only narrows it, left out."""
    advances, em = _advances(weight, family)
    usual = advances[ord("0")]
    return sum(advances.get(ord(c), usual) for c in text) * size / em


def missing(text: str) -> str:
    """The signs of ``text`` that the font lacks, in order, each once."""
    known = _advances(400)[0]
    return "".join(dict.fromkeys(c for c in text if ord(c) not in known))


def wrap(text: str, size: float, room: float, weight: int = 400, family: str = FAMILY) -> list[str]:
    """``text`` in lines of at most ``room`` pixels, broken at spaces; a longer word is one."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size, weight, family) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
