"""A vendored font, read by HarfBuzz: how wide its letters are, and the outlines of a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import uharfbuzz as hb

from .theme import FONTS

_FILES = {400: "Regular", 600: "SemiBold"}
_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False}
"""As vl-convert sets a text, but for ligatures: a letter stays a letter."""


class Font:
    """One weight of a family; lengths are in font units, of which ``em`` make the type's size."""

    def __init__(self, data: bytes) -> None:
        """From the bytes of a font's file; raises ValueError where they are none."""
        face = hb.Face(data)
        if not face.unicodes:
            raise ValueError("no font, or one without letters")
        self._font = hb.Font(face)
        self.em: int = face.upem
        self.advances: dict[int, int] = {
            code: self._font.get_glyph_h_advance(self._font.get_nominal_glyph(code))
            for code in face.unicodes
        }
        """Width by the code of each character that the font has."""
        self._outlines: dict[int, str] = {}

    def line(self, text: str) -> Iterator[tuple[int, str]]:
        """The letters of a line: where each stands, and its outline as an SVG path, y upwards.

        Raises ValueError for a sign that the font lacks.
        """
        if not text:
            return
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, _FEATURES)
        x = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if info.codepoint == 0:
                raise ValueError(f"the font lacks {text[info.cluster]!r}")
            if shape := self._outline(info.codepoint):
                yield x + position.x_offset, shape
            x += position.x_advance

    def _outline(self, glyph: int) -> str:
        if glyph not in self._outlines:
            pen = _Pen()
            self._font.draw_glyph_with_pen(glyph, pen)
            self._outlines[glyph] = "".join(pen.steps)
        return self._outlines[glyph]


class _Pen:
    """Writes down what HarfBuzz draws, in the letters of an SVG path."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def moveTo(self, point: tuple[float, float]) -> None:
        self._step("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._step("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        self._step("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._step("C", *points)

    def closePath(self) -> None:
        self._step("Z")

    def _step(self, sign: str, *points: tuple[float, float]) -> None:
        self.steps.append(sign + " ".join(f"{x:g} {y:g}" for x, y in points))


@cache
def load_font(family: str, weight: int) -> Font:
    """The font of a family in a weight, 400 or 600."""
    return Font((FONTS / f"{family.replace(' ', '')}-{_FILES[weight]}.ttf").read_bytes())
