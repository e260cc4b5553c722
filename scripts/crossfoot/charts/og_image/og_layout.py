"""What every picture beside a link has in common: its size, its large title, and its foot."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from ..render.export import TextBlock, fit_text
from ..text_measure import SERIF, break_words, text_width, without_missing_glyphs
from ..theme import FAMILY, colour

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


def fit_headline(text: str, room: float, lines: int, sizes: tuple[int, ...] = TITLES) -> TextBlock:
    """A title in at most so many lines, where one of the sizes allows it; else in the smallest."""
    for size in sizes:
        found = fit_text(text, size, "ink", room, 600, SERIF)
        if len(found.texts) <= lines and widest_line(found) <= room:
            break
    return balance_lines(text, found)


def balance_lines(text: str, lines: TextBlock) -> TextBlock:
    """A text in as many lines as ``lines``, of about one length: no last word by itself."""
    room, known = widest_line(lines), lines
    # Ends when a word is wider than the room, which it is one day: there is one of some width.
    while room > 0:
        room *= 0.96
        closer = fit_text(text, known.size, known.role, room, known.weight, known.family)
        if len(closer.texts) > len(known.texts) or widest_line(closer) > room:
            break
        known = replace(known, texts=closer.texts)
    return known


def widest_line(lines: TextBlock) -> float:
    """How wide the longest of these lines is, in pixels."""
    return max((line_width(line, lines) for line in lines.texts), default=0.0)


def line_width(line: str, lines: TextBlock) -> float:
    """How wide a text is in the type of these lines, in pixels."""
    return text_width(line, lines.size, lines.weight, lines.family)


def shorten_lines(lines: TextBlock, most: int) -> TextBlock:
    """At most so many lines; what is cut off ends in a clause of its own where there is one."""
    if len(lines.texts) <= most:
        return lines
    text = " ".join(lines.texts[:most])
    clause = max(text.rfind("; "), text.rfind(". "))
    kept = text[:clause] if clause > 0 else text
    room = max(text_width(line, lines.size) for line in lines.texts)
    return fit_text(kept, lines.size, lines.role, room + 1)


def truncate_lines(lines: TextBlock, most: int, room: float) -> TextBlock:
    """At most so many lines; where some are cut off, the last ends in a mark that says so."""
    if len(lines.texts) <= most:
        return lines
    if most < 1:
        return replace(lines, texts=())
    *kept, last = lines.texts[:most]
    words = last.split()
    while words and line_width(f"{' '.join(words)} …", lines) > room:
        words.pop()
    return replace(lines, texts=(*kept, f"{' '.join(words).rstrip(',;:')} …".lstrip()))


def draw_footer(root: ET.Element, brand: str, maker: str) -> None:
    """The mark and the briefing's name, and who published it, under a rule.

    Words with a sign that the fonts lack are left out, and what is too long is cut.
    """
    line = {"x": f"{EDGE}", "y": f"{END}", "width": f"{SIZE[0] - 2 * EDGE}", "height": "1"}
    ET.SubElement(root, "rect", {**line, "fill": colour("grid")})
    y = END + 22
    mark = {"transform": f"translate({EDGE - 3},{y - 1:g}) scale(1.5)", "fill": colour("1")}
    ET.SubElement(ET.SubElement(root, "g", mark), "path", {"d": _MARK})
    right = SIZE[0] - EDGE
    by = fit_one_line(
        TextBlock((without_missing_glyphs(maker),), _FOOT, "muted", 400, FAMILY), SIZE[0] * 0.55
    )
    x = right - widest_line(by)
    name = TextBlock((without_missing_glyphs(brand, 600, SERIF),), _FOOT, "ink", 600, SERIF)
    fit_one_line(name, x - 24 - EDGE - 46).put(root, EDGE + 46, y)
    by.put(root, x, y)


def fit_one_line(line: TextBlock, room: float) -> TextBlock:
    """One line of at most ``room`` pixels."""
    (text,) = line.texts
    if widest_line(line) <= room:
        return line
    text = break_words(text[:MOST], line.size, room, line.weight, line.family)
    return truncate_lines(
        fit_text(text, line.size, line.role, room, line.weight, line.family), 1, room
    )
