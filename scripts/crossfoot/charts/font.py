"""A vendored font, read from its TrueType file: widths, outlines, kerning.

A text of a few lines is drawn five times as fast from its outlines: vl-convert opens the file
anew for each letter. What is read is what our own subsets hold: ``cmap`` 4, ``hmtx``, ``glyf``,
and pairs in ``GPOS`` (OpenType 1.9).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache

from .theme import FONTS

_FILES = {400: "Regular", 600: "SemiBold"}
Point = tuple[float, float]
Contour = list[tuple[Point, bool]]
"""The points of a closed line, and whether it passes through them."""


class Font:
    """One weight of a family; lengths are in font units, of which ``em`` make the type's size."""

    def __init__(self, data: bytes) -> None:
        """Read the tables; raises ValueError or struct.error where the file is none of ours."""
        self._data = data
        self._tables: dict[bytes, int] = {}
        for n in range(self._shorts(4, 1)[0]):
            tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * n)
            self._tables[tag] = offset
        self.em: int = self._shorts(self._tables[b"head"] + 18, 1)[0]
        self.glyphs = dict(self._mapped())
        """Glyph by the code of its character."""
        long = self._shorts(self._tables[b"hhea"] + 34, 1)[0]
        widths = struct.unpack_from(">" + "Hh" * long, data, self._tables[b"hmtx"])[::2]
        self.advances: dict[int, int] = {
            c: widths[min(g, long - 1)] for c, g in self.glyphs.items()
        }
        """Width by the code of a character."""
        self._outlines: dict[int, str] = {}
        self._pairs: dict[tuple[int, int], int] = {}
        self._kerning = list(self._pair_tables()) if b"GPOS" in self._tables else []

    def _shorts(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", self._data, at)

    def _signed(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}h", self._data, at)

    def _mapped(self) -> Iterator[tuple[int, int]]:
        cmap = self._tables[b"cmap"]
        for n in range(self._shorts(cmap + 2, 1)[0]):
            at = cmap + struct.unpack_from(">I", self._data, cmap + 8 + 8 * n)[0]
            if self._shorts(at, 1)[0] == 4:
                break
        else:
            raise ValueError("the font has no character map of format 4")
        count = self._shorts(at + 6, 1)[0] // 2
        ends = self._shorts(at + 14, count)
        starts = self._shorts(at + 16 + 2 * count, count)
        deltas = self._signed(at + 16 + 4 * count, count)
        ranges = at + 16 + 6 * count
        offsets = self._shorts(ranges, count)
        for i in range(count):
            for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
                glyph = code
                if offsets[i]:
                    where = ranges + 2 * i + offsets[i] + 2 * (code - starts[i])
                    glyph = self._shorts(where, 1)[0]
                glyph = (glyph + deltas[i]) & 0xFFFF if glyph else 0
                if glyph:
                    yield code, glyph

    def outline(self, code: int) -> str:
        """The outline of a character as an SVG path, y upwards; empty for a space."""
        glyph = self.glyphs[code]
        if glyph not in self._outlines:
            self._outlines[glyph] = "".join(_path(c) for c in self._contours(glyph))
        return self._outlines[glyph]

    def _contours(self, glyph: int) -> Iterator[Contour]:
        """Each contour's points, and whether the line passes through them."""
        long = self._shorts(self._tables[b"head"] + 50, 1)[0]
        loca, at = self._tables[b"loca"], self._tables[b"glyf"]
        if long:
            start, end = struct.unpack_from(">II", self._data, loca + 4 * glyph)
        else:
            start, end = (2 * n for n in self._shorts(loca + 2 * glyph, 2))
        if start == end:
            return
        (count,) = self._signed(at + start, 1)
        at += start + 10
        yield from self._simple(at, count) if count >= 0 else self._composed(at)

    def _simple(self, at: int, count: int) -> Iterator[Contour]:
        ends = self._shorts(at, count)
        at += 2 * count
        at += 2 + self._shorts(at, 1)[0]
        flags: list[int] = []
        while len(flags) <= ends[-1]:
            flag, times, at = self._data[at], 1, at + 1
            if flag & 8:
                times, at = self._data[at] + 1, at + 1
            flags += [flag] * times
        xs, at = self._coordinates(at, flags, 2, 16)
        ys, at = self._coordinates(at, flags, 4, 32)
        points: Contour = [
            ((x, y), bool(flag & 1)) for x, y, flag in zip(xs, ys, flags, strict=True)
        ]
        start = 0
        for end in ends:
            yield points[start : end + 1]
            start = end + 1

    def _coordinates(
        self, at: int, flags: list[int], short: int, same: int
    ) -> tuple[list[int], int]:
        found, now = [], 0
        for flag in flags:
            if flag & short:
                now += self._data[at] if flag & same else -self._data[at]
                at += 1
            elif not flag & same:
                now += self._signed(at, 1)[0]
                at += 2
            found.append(now)
        return found, at

    def _composed(self, at: int) -> Iterator[Contour]:
        more = 32
        while more & 32:
            more, glyph = self._shorts(at, 2)
            wide = bool(more & 1)
            dx, dy = struct.unpack_from(">hh" if wide else ">bb", self._data, at + 4)
            at += 8 if wide else 6
            count = 1 if more & 8 else 2 if more & 64 else 4 if more & 128 else 0
            turned = [n / 0x4000 for n in self._signed(at, count)]
            at += 2 * count
            if count < 4:
                across, up = (turned or [1.0])[0], (turned or [1.0])[-1]
                turned = [across, 0.0, 0.0, up]
            a, b, c, d = turned
            for contour in self._contours(glyph):
                yield [((a * x + c * y + dx, b * x + d * y + dy), on) for (x, y), on in contour]

    def kerning(self, left: int, right: int) -> int:
        """What is added between two characters, by their codes."""
        pair = self.glyphs.get(left, 0), self.glyphs.get(right, 0)
        if pair not in self._pairs:
            # In each lookup the first table that knows the pair holds.
            found = ([self._pair(at, *pair) for at in tables] for tables in self._kerning)
            self._pairs[pair] = sum(next((n for n in f if n is not None), 0) for f in found)
        return self._pairs[pair]

    def _pair_tables(self) -> Iterator[list[int]]:
        """Where the pairs of each kerning lookup stand; those that look further are left out."""
        gpos = self._tables[b"GPOS"]
        features, lookups = (gpos + n for n in self._shorts(gpos + 6, 2))
        used: set[int] = set()
        for n in range(self._shorts(features, 1)[0]):
            at = features + 2 + 6 * n
            if self._data[at : at + 4] == b"kern":
                feature = features + self._shorts(at + 4, 1)[0]
                used.update(self._shorts(feature + 4, self._shorts(feature + 2, 1)[0]))
        for n in sorted(used):
            lookup = lookups + self._shorts(lookups + 2 + 2 * n, 1)[0]
            kind, _, count = self._shorts(lookup, 3)
            tables = [lookup + n for n in self._shorts(lookup + 6, count)]
            if kind == 9 and {self._shorts(at + 2, 1)[0] for at in tables} == {2}:
                kind = 2
                tables = [at + struct.unpack_from(">I", self._data, at + 4)[0] for at in tables]
            if kind == 2:
                yield tables

    def _pair(self, at: int, left: int, right: int) -> int | None:
        form, coverage, first, second = self._shorts(at, 4)
        index = self._index(at + coverage, left)
        if index is None:
            return None
        size = 2 * (first.bit_count() + second.bit_count())
        advance = 2 * (first & 3).bit_count()
        if form == 1:
            pairs = at + self._shorts(at + 10 + 2 * index, 1)[0]
            for n in range(self._shorts(pairs, 1)[0]):
                where = pairs + 2 + n * (2 + size)
                if self._shorts(where, 1)[0] == right:
                    return self._signed(where + 2 + advance, 1)[0] if first & 4 else 0
            return None
        one, two, _, count = self._shorts(at + 8, 4)
        row, column = self._class(at + one, left), self._class(at + two, right)
        where = at + 16 + (row * count + column) * size
        return self._signed(where + advance, 1)[0] if first & 4 else 0

    def _index(self, at: int, glyph: int) -> int | None:
        """A glyph's place in a coverage table; None where it is not in it."""
        form, count = self._shorts(at, 2)
        if form == 1:
            covered = self._shorts(at + 4, count)
            return covered.index(glyph) if glyph in covered else None
        for n in range(count):
            start, end, index = self._shorts(at + 4 + 6 * n, 3)
            if start <= glyph <= end:
                return index + glyph - start
        return None

    def _class(self, at: int, glyph: int) -> int:
        """A glyph's class; 0 for one that has none."""
        if self._shorts(at, 1)[0] == 1:
            start, count = self._shorts(at + 2, 2)
            inside = start <= glyph < start + count
            return self._shorts(at + 6 + 2 * (glyph - start), 1)[0] if inside else 0
        for n in range(self._shorts(at + 2, 1)[0]):
            start, end, found = self._shorts(at + 4 + 6 * n, 3)
            if start <= glyph <= end:
                return found
        return 0


def _path(contour: Contour) -> str:
    """A contour as a path: between two points off the line stands one on it, half way."""
    points: Contour = []
    for n, (point, on) in enumerate(contour):
        before, was = contour[n - 1]
        if not on and not was:
            points.append((_between(before, point), True))
        points.append((point, on))
    first = next(n for n, (_, on) in enumerate(points) if on)
    points = points[first:] + points[: first + 1]
    out = [f"M{_said(points[0][0])}"]
    for n, (point, on) in enumerate(points[1:], 1):
        if on and points[n - 1][1]:
            out.append(f"L{_said(point)}")
        elif on:
            out.append(f"Q{_said(points[n - 1][0])} {_said(point)}")
    return "".join((*out, "Z"))


def _between(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _said(point: Point) -> str:
    return f"{point[0]:g} {point[1]:g}"


@cache
def font(family: str, weight: int) -> Font:
    """The font of a family in a weight, 400 or 600."""
    return Font((FONTS / f"{family.replace(' ', '')}-{_FILES[weight]}.ttf").read_bytes())
