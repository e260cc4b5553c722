"""What has changed between the kept drawings and today's, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from pictures.raster import Raster, png, read

LEVELS = 16
"""Steps of 255 by which a channel of a pixel may differ. The same text is drawn the same; what
moves by a hundredth of a pixel stays far below this, and nobody sees it."""
PIXELS = 2
"""How many pixels may differ by more than that. The smallest change that says something else, a
full stop for a comma, takes four."""

_MARKED = bytes((214, 0, 60, 255))


@dataclass(frozen=True)
class Change:
    """One drawing, as kept and as drawn today; ``before`` or ``after`` is empty where it is not."""

    name: str
    before: str
    after: str
    pixels: int = 0
    """How many differ."""
    marked: Raster | None = None
    """Today's, faint, with the pixels marked that differ."""

    @property
    def changed(self) -> bool:
        """Whether somebody must look."""
        return not self.before or not self.after or self.pixels > PIXELS

    def __str__(self) -> str:
        if not self.before:
            return f"{self.name}: there is no kept picture of it"
        if not self.after:
            return f"{self.name}: a picture is kept, and no chart draws it"
        return f"{self.name}: {self.pixels:,} pixels differ"


def changes(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """Every drawing of either side by name; those that changed most come first."""
    names = sorted(before.keys() | after.keys())
    found = [_change(name, before.get(name, ""), after.get(name, "")) for name in names]
    return sorted(found, key=lambda c: (not c.changed, bool(c.before and c.after), -c.pixels))


def _change(name: str, before: str, after: str) -> Change:
    if before == after or not before or not after:
        return Change(name, before, after)
    old, new = read(png(before)), read(png(after))
    differing, rows = 0, []
    width = max(old.width, new.width)
    for one, other in zip_longest(old.rows, new.rows, fillvalue=b""):
        places = _differing(one, other, width)
        differing += len(places)
        rows.append(_faint(other, places, width))
    return Change(name, before, after, differing, Raster(width, len(rows), tuple(rows)))


def _differing(one: bytes, other: bytes, width: int) -> list[int]:
    """The columns of a row where two pictures differ; what only one of them has differs."""
    if one == other:
        return []
    places = list(range(min(len(one), len(other)) // 4, width))
    return places + [
        x
        for x in range(min(len(one), len(other)) // 4)
        if one[4 * x : 4 * x + 4] != other[4 * x : 4 * x + 4]
        and any(abs(one[i] - other[i]) > LEVELS for i in range(4 * x, 4 * x + 4))
    ]


def _faint(row: bytes, places: list[int], width: int) -> bytes:
    out = bytearray(255 - (255 - level) // 4 for level in row.ljust(4 * width, b"\xff"))
    out[3::4] = b"\xff" * width
    for x in places:
        out[4 * x : 4 * x + 4] = _MARKED
    return bytes(out)
