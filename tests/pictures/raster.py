"""Drawings as pixels: rendered by vl-convert in our fonts, read and written as PNG."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from functools import cache

from crossfoot.charts.theme import FONTS

_START = b"\x89PNG\r\n\x1a\n"
_VAR = re.compile(r"var\(--[\w-]+, ([^()]+)\)")


@dataclass(frozen=True)
class Raster:
    """A picture of 8-bit red, green, blue and alpha; a row is 4 × ``width`` bytes."""

    width: int
    height: int
    rows: tuple[bytes, ...]

    @property
    def pixels(self) -> int:
        return self.width * self.height


@cache
def png(svg: str, scale: float = 1) -> bytes:
    """A drawing of a page on the light ground, as PNG."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    white = re.sub(r"(<svg\b[^>]*>)", r'\1<rect width="100%" height="100%" fill="#fff"/>', svg)
    return vl_convert.svg_to_png(_VAR.sub(r"\1", white), scale=scale)


def read(data: bytes) -> Raster:
    """The pixels of a PNG as vl-convert writes it: 8-bit RGBA, not interlaced (RFC 2083)."""
    assert data.startswith(_START)
    at, packed, head = len(_START), b"", b""
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        head = body if kind == b"IHDR" else head
        packed += body if kind == b"IDAT" else b""
        at += 12 + size
    width, height, *form = struct.unpack(">IIBBBBB", head)
    assert form == [8, 6, 0, 0, 0], form
    raw, size, rows = zlib.decompress(packed), 4 * width, []
    above = bytes(size)
    for n in range(height):
        start = n * (size + 1)
        above = _plain(raw[start], raw[start + 1 : start + 1 + size], above)
        rows.append(above)
    return Raster(width, height, tuple(rows))


def _plain(kind: int, row: bytes, above: bytes) -> bytes:
    """A row without its filter: none, left, up, average or Paeth."""
    if kind == 0:
        return row
    if kind == 2:
        return bytes((a + b) & 255 for a, b in zip(row, above, strict=True))
    out = bytearray(row)
    for i in range(len(out)):
        left, up = (out[i - 4] if i >= 4 else 0), above[i]
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + up) // 2
        else:
            corner = above[i - 4] if i >= 4 else 0
            by = (abs(up - corner), abs(left - corner), abs(left + up - 2 * corner))
            guess = (left, up, corner)[by.index(min(by))]
        out[i] = (out[i] + guess) & 255
    return bytes(out)


def write(raster: Raster) -> bytes:
    """A PNG of these pixels."""
    head = struct.pack(">IIBBBBB", raster.width, raster.height, 8, 6, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in raster.rows))
    parts = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return _START + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
