"""A picture that stands alone: title, subtitle, drawing and sources on one sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from ..font import load_font
from ..render_job import Caption
from ..text_measure import break_words, wrap_text
from ..theme import FAMILY, FRAME, TEXT, colour
from .svg import CleanSvg, standalone_svg

MARGIN = 24
TITLE = 20
PNG = (1700, 1200)
"""Pixels of the PNG."""
_LARGE = 1.6
"""How many times a drawing may be enlarged on a sheet: then its texts are as large as a title."""


@dataclass(frozen=True)
class TextBlock:
    """Lines of text in one size."""

    texts: tuple[str, ...]
    size: float
    role: str
    """Of the theme's colours, or a colour."""
    weight: int = 400
    family: str = FAMILY
    leading: float = 0.0
    """From one baseline to the next, by the size; 0: as the size needs."""

    @property
    def height(self) -> float:
        """What they take, a line's lead included."""
        return len(self.texts) * self.lead

    @property
    def lead(self) -> float:
        """From one baseline to the next."""
        return round(self.size * (self.leading or (1.18 if self.size >= 24 else 1.3)))

    def put(self, root: ET.Element, x: float, y: float) -> float:
        """Set them below ``y``; returns where they end."""
        for line in self.texts:
            y += self.lead
            given = {"x": f"{x:g}", "y": f"{y - self.size * 0.3:g}", "font-size": f"{self.size:g}"}
            node = ET.SubElement(root, "text", given)
            node.set("font-weight", f"{self.weight}")
            node.set("fill", self.role if self.role.startswith("#") else colour(self.role))
            if self.family != FAMILY:
                node.set("font-family", self.family)
            node.text = line
        return y


def text_as_outlines(root: ET.Element) -> None:
    """Turn each text of a tree into the outlines of its letters, for a picture of pixels.

    vl-convert opens a font's file anew for each letter of a text: from outlines a few lines are
    drawn in a quarter of the time.
    """
    for node in root.iter():
        if node.tag != "text":
            continue
        text, size = node.text or "", float(node.attrib.pop("font-size"))
        it = load_font(node.attrib.pop("font-family", FAMILY), int(node.attrib.pop("font-weight")))
        scale = size / it.em
        at = f"translate({node.attrib.pop('x')} {node.attrib.pop('y')}) scale({scale:g} {-scale:g})"
        node.tag, node.text = "g", None
        node.set("transform", at)
        for x, shape in it.line(text):
            ET.SubElement(node, "path", {"transform": f"translate({x} 0)", "d": shape})


def fit_text(
    text: str, size: float, role: str, room: float, weight: int = 400, family: str = FAMILY
) -> TextBlock:
    """``text`` in lines that fit ``room`` pixels."""
    return TextBlock(tuple(wrap_text(text, size, room, weight, family)), size, role, weight, family)


def export_sheet(drawing: CleanSvg, caption: Caption) -> tuple[ET.Element, float, float]:
    """The whole sheet as a tree, as high as it needs, with its width and height in pixels."""
    width = max(FRAME["wide"], drawing.width) + 2 * MARGIN
    room = width - 2 * MARGIN
    root = ET.Element("svg")
    y = _headed(root, caption, room, TITLE, TEXT) + 14
    place_drawing(root, drawing, MARGIN, y, 1)
    y += drawing.height + 10
    for text in caption.footer:
        y = _fitted(text, TEXT, "muted", room).put(root, MARGIN, y + 2)
    return root, width, y + MARGIN - 6


def _headed(root: ET.Element, caption: Caption, room: float, title: int, text: int) -> float:
    """Title and subtitle at the top; returns where they end."""
    y = _fitted(caption.title, title, "ink", room, 600).put(root, MARGIN, MARGIN)
    return _fitted(caption.subtitle, text, "muted", room).put(root, MARGIN, y + 4)


def _fitted(text: str, size: float, role: str, room: float, weight: int = 400) -> TextBlock:
    """``text`` in lines that fit, words that are wider than all the room broken."""
    return fit_text(break_words(text, size, room, weight), size, role, room, weight)


def fill_sheet(drawings: Iterable[CleanSvg], caption: Caption) -> tuple[ET.Element, float, float]:
    """The sheet in the shape of the PNG: the title on top, sources at the foot, and between them
    the drawing that fills most of what is left, as large as it fits."""
    width = FRAME["wide"] + 2.0 * MARGIN
    height = width * PNG[1] / PNG[0]
    room = width - 2 * MARGIN
    root = ET.Element("svg")
    top = _headed(root, caption, room, TITLE + 6, TEXT + 2) + 18
    foot = [_fitted(text, TEXT - 1, "muted", room) for text in caption.footer]
    end = height - MARGIN - sum(lines.height + 2 for lines in foot)
    drawing, scale = largest_fit(drawings, room, end - top - 14)
    if scale < 1:
        return export_sheet(next(iter(drawings)), caption)
    spare = end - top - 14 - drawing.height * scale
    place_drawing(root, drawing, MARGIN, top + spare / 2, scale)
    for lines in foot:
        end = lines.put(root, MARGIN, end + 2)
    return root, width, height


def largest_fit(
    drawings: Iterable[CleanSvg], width: float, height: float, most: float = _LARGE
) -> tuple[CleanSvg, float]:
    """The drawing that covers most of a room, and how large it stands there."""

    def scale(it: CleanSvg) -> float:
        return min(width / it.width, height / it.height, most)

    def covered(it: CleanSvg) -> float:
        return it.width * it.height * scale(it) ** 2

    best = max(drawings, key=covered)
    return best, scale(best)


def place_drawing(root: ET.Element, drawing: CleanSvg, x: float, y: float, scale: float) -> None:
    """Put a drawing on a sheet."""
    where = f"translate({x:g},{round(y, 2):g})"
    if scale != 1:
        where += f" scale({round(scale, 4):g})"
    ET.SubElement(root, "g", {"transform": where}).extend(drawing.root)


def export_sheets(
    wide: CleanSvg, narrow: CleanSvg, caption: Caption, prefix: str
) -> tuple[str, str]:
    """The SVG to download, and the one that the PNG (1700 × 1200) is made from."""
    root, width, height = export_sheet(wide, caption)
    file = with_background(root, (0, 0, width, height), (width, height))
    root, width, height = fill_sheet((wide, narrow), caption)
    across = max(width, height * PNG[0] / PNG[1])
    down = across * PNG[1] / PNG[0]
    box = ((width - across) / 2, (height - down) / 2, across, down)
    picture = with_background(root, box, PNG)
    names = (prefix, caption.title, caption.description)
    return standalone_svg(file, *names), standalone_svg(picture, *names)


def with_background(
    root: ET.Element, box: tuple[float, float, float, float], size: tuple[float, float]
) -> ET.Element:
    """With a ground of the light theme behind it: who downloads it may look in the dark."""
    x, y, w, h = (f"{n:g}" for n in (round(n, 2) for n in box))
    out = ET.Element(
        "svg", {"viewBox": f"{x} {y} {w} {h}", "width": f"{size[0]:g}", "height": f"{size[1]:g}"}
    )
    ground = {"x": x, "y": y, "width": w, "height": h, "fill": colour("ground")}
    ET.SubElement(out, "rect", ground)
    group = ET.SubElement(out, "g", {"fill": "none"})
    group.extend(root)
    return out
