"""What every picture beside a link has in common: its size, its large title, and its foot."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from .measure import SERIF, break_words, drawable, width
from .poster import Lines, set_in
from .theme import FAMILY, colour

SIZE = (1200, 630)
"""Pixels of the picture."""
EDGE = 56
END = SIZE[1] - 84
"""Where the foot begins."""
TITLES = (56, 50, 44, 40)
"""Sizes of a title: the largest that leaves room is taken. Sites show it at half its size."""
MOST = 2000
"""Characters of a text: no picture has room for more."""
_FOOT = 22
_MARK = "M4 3h3v13H4zM10.5 8h3v8h-3zM17 5h3v11h-3zM2 18h20v1.5H2zM2 21h20v1.5H2z"


def headline(text: str, room: float, lines: int, sizes: tuple[int, ...] = TITLES) -> Lines:
    """A title in at most so many lines, where one of the sizes allows it; else in the smallest."""
    for size in sizes:
        found = set_in(text, size, "ink", room, 600, SERIF)
        if len(found.texts) <= lines and longest(found) <= room:
            break
    return balanced(text, found)


def balanced(text: str, lines: Lines) -> Lines:
    """A text in as many lines as ``lines``, of about one length: no last word by itself."""
    room, known = longest(lines), lines
    # Ends when a word is wider than the room, which it is one day: there is one of some width.
    while room > 0:
        room *= 0.96
        closer = set_in(text, known.size, known.role, room, known.weight, known.family)
        if len(closer.texts) > len(known.texts) or longest(closer) > room:
            break
        known = replace(known, texts=closer.texts)
    return known


def longest(lines: Lines) -> float:
    """How wide the longest of these lines is, in pixels."""
    return max((wide(line, lines) for line in lines.texts), default=0.0)


def wide(line: str, lines: Lines) -> float:
    """How wide a text is in the type of these lines, in pixels."""
    return width(line, lines.size, lines.weight, lines.family)


def shortened(lines: Lines, most: int) -> Lines:
    """At most so many lines; what is cut off ends in a clause of its own where there is one."""
    if len(lines.texts) <= most:
        return lines
    text = " ".join(lines.texts[:most])
    clause = max(text.rfind("; "), text.rfind(". "))
    kept = text[:clause] if clause > 0 else text
    room = max(width(line, lines.size) for line in lines.texts)
    return set_in(kept, lines.size, lines.role, room + 1)


def cut(lines: Lines, most: int, room: float) -> Lines:
    """At most so many lines; where some are cut off, the last ends in a mark that says so."""
    if len(lines.texts) <= most:
        return lines
    if most < 1:
        return replace(lines, texts=())
    *kept, last = lines.texts[:most]
    words = last.split()
    while words and wide(f"{' '.join(words)} …", lines) > room:
        words.pop()
    return replace(lines, texts=(*kept, f"{' '.join(words).rstrip(',;:')} …".lstrip()))


def foot(root: ET.Element, brand: str, maker: str) -> None:
    """The mark and the briefing's name, and who published it, under a rule.

    Words with a sign that the fonts lack are left out, and what is too long is cut.
    """
    line = {"x": f"{EDGE}", "y": f"{END}", "width": f"{SIZE[0] - 2 * EDGE}", "height": "1"}
    ET.SubElement(root, "rect", {**line, "fill": colour("grid")})
    y = END + 22
    mark = {"transform": f"translate({EDGE - 3},{y - 1:g}) scale(1.5)", "fill": colour("1")}
    ET.SubElement(ET.SubElement(root, "g", mark), "path", {"d": _MARK})
    right = SIZE[0] - EDGE
    by = in_one(Lines((drawable(maker),), _FOOT, "muted", 400, FAMILY), SIZE[0] * 0.55)
    x = right - longest(by)
    name = Lines((drawable(brand, 600, SERIF),), _FOOT, "ink", 600, SERIF)
    in_one(name, x - 24 - EDGE - 46).put(root, EDGE + 46, y)
    by.put(root, x, y)


def in_one(line: Lines, room: float) -> Lines:
    """One line of at most ``room`` pixels."""
    (text,) = line.texts
    if longest(line) <= room:
        return line
    text = break_words(text[:MOST], line.size, room, line.weight, line.family)
    return cut(set_in(text, line.size, line.role, room, line.weight, line.family), 1, room)
