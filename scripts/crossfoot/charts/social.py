"""The picture that other sites show beside a link: the finding, large, with its chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .measure import SERIF, width
from .poster import Caption, Lines, on_ground, place, set_in
from .svg import Cleaned, alone
from .theme import FAMILY, colour

SIZE = (1200, 630)
"""Pixels of the picture."""
EDGE = 56
TITLES = (56, 50, 44, 40)
"""Sizes of the title: the largest that leaves room is taken. Sites show it at half its size."""
_SMALL, _FOOT = 24, 22
_COLUMN = 470
_MOST = 1.7
_MARK = "M4 3h3v13H4zM10.5 8h3v8h-3zM17 5h3v11h-3zM2 18h20v1.5H2zM2 21h20v1.5H2z"


@dataclass(frozen=True)
class _Plan:
    """One way to share the room out."""

    title: Lines
    subtitle: Lines
    drawing: Cleaned
    x: float
    y: float
    scale: float


def social(drawings: Sequence[Cleaned], caption: Caption, prefix: str) -> str:
    """The SVG that the social picture is made from: the light ground, our fonts.

    The title stands above the drawing or, where the drawing is then more legible, beside it.
    """
    above, beside = _above(drawings, caption), _beside(drawings, caption)
    plan = beside if beside.scale > 1.1 * above.scale else above
    root = ET.Element("svg")
    end = plan.title.put(root, EDGE, EDGE - 14)
    plan.subtitle.put(root, EDGE, end + 10)
    place(root, plan.drawing, plan.x, plan.y, plan.scale)
    _foot(root, caption)
    whole = on_ground(root, (0, 0, *SIZE), SIZE)
    return alone(whole, prefix, caption.title, caption.description)


_END = SIZE[1] - 84
"""Where the foot begins."""


def _above(drawings: Sequence[Cleaned], caption: Caption) -> _Plan:
    room = SIZE[0] - 2 * EDGE
    title = _title(caption.title, room, 2)
    subtitle = _cut(set_in(caption.subtitle, _SMALL, "muted", room), 2)
    top = EDGE - 14 + title.height + 10 + subtitle.height + 22
    drawing, scale = _clearest(drawings, room, _END - 16 - top)
    spare = _END - 16 - top - drawing.height * scale
    return _Plan(title, subtitle, drawing, EDGE, top + spare / 2, scale)


def _beside(drawings: Sequence[Cleaned], caption: Caption) -> _Plan:
    title = _title(caption.title, _COLUMN, 6)
    subtitle = _cut(set_in(caption.subtitle, _SMALL, "muted", _COLUMN), 4)
    left = EDGE + _COLUMN + 56
    room, high = SIZE[0] - left - EDGE, _END - 16 - (EDGE - 8)
    drawing, scale = _clearest(drawings, room, high)
    x = left + (room - drawing.width * scale) / 2
    return _Plan(title, subtitle, drawing, x, EDGE - 8 + (high - drawing.height * scale) / 2, scale)


def _clearest(drawings: Sequence[Cleaned], wide: float, high: float) -> tuple[Cleaned, float]:
    """The drawing whose texts are largest in a room, and how large it stands there."""
    best, scale = drawings[0], 0.0
    for it in drawings:
        fits = min(wide / it.width, high / it.height, _MOST)
        if fits > 1.1 * scale:
            best, scale = it, fits
    return best, scale


def _title(text: str, room: float, lines: int) -> Lines:
    for size in TITLES:
        found = set_in(text, size, "ink", room, 600, SERIF)
        longest = max(width(line, size, 600, SERIF) for line in found.texts)
        if len(found.texts) <= lines and longest <= room:
            break
    while True:  # lines of about one length: no last word by itself
        room *= 0.96
        closer = set_in(text, size, "ink", room, 600, SERIF)
        longest = max(width(line, size, 600, SERIF) for line in closer.texts)
        if len(closer.texts) > len(found.texts) or longest > room:
            break
        found = closer
    return found


def _cut(lines: Lines, most: int) -> Lines:
    """At most so many lines; what is cut off ends in a clause of its own where there is one."""
    if len(lines.texts) <= most:
        return lines
    text = " ".join(lines.texts[:most])
    clause = max(text.rfind("; "), text.rfind(". "))
    kept = text[:clause] if clause > 0 else text
    room = max(width(line, lines.size) for line in lines.texts)
    return set_in(kept, lines.size, lines.role, room + 1)


def _foot(root: ET.Element, caption: Caption) -> None:
    line = {"x": f"{EDGE}", "y": f"{_END}", "width": f"{SIZE[0] - 2 * EDGE}", "height": "1"}
    ET.SubElement(root, "rect", {**line, "fill": colour("grid")})
    y = _END + 22
    mark = {"transform": f"translate({EDGE - 3},{y - 1:g}) scale(1.5)", "fill": colour("1")}
    ET.SubElement(ET.SubElement(root, "g", mark), "path", {"d": _MARK})
    Lines((caption.brand,), _FOOT, "ink", 600, SERIF).put(root, EDGE + 46, y)
    x = SIZE[0] - EDGE - width(caption.maker, _FOOT)
    Lines((caption.maker,), _FOOT, "muted", 400, FAMILY).put(root, x, y)
