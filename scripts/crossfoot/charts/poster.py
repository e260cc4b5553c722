"""A picture that stands alone: title, subtitle, drawing and sources on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .measure import wrap
from .svg import Cleaned, alone
from .theme import FRAME, TEXT, colour

MARGIN = 24
TITLE = 20
PNG = (1700, 1200)
"""Pixels of the PNG."""


@dataclass(frozen=True)
class Caption:
    """What stands around the drawing, rendered."""

    title: str
    subtitle: str
    description: str
    footer: tuple[str, ...] = ()
    """Sources, note, licence: a line or paragraph each."""


def sheet(drawing: Cleaned, caption: Caption) -> tuple[ET.Element, float, float]:
    """The whole sheet as a tree, with its width and height in pixels."""
    width = max(FRAME["wide"], drawing.width) + 2 * MARGIN
    room = width - 2 * MARGIN
    root = ET.Element("svg")
    y = float(MARGIN)
    y = _lines(root, wrap(caption.title, TITLE, room, 600), y, TITLE, "ink", 600)
    if caption.subtitle:
        y = _lines(root, wrap(caption.subtitle, TEXT, room), y + 4, TEXT, "muted")
    y += 14
    body = ET.SubElement(root, "g", {"transform": f"translate({MARGIN},{y:g})"})
    body.extend(drawing.root)
    y += drawing.height + 10
    for text in caption.footer:
        y = _lines(root, wrap(text, TEXT, room), y + 2, TEXT, "muted")
    return root, width, y + MARGIN - 6


def _lines(
    root: ET.Element, lines: list[str], y: float, size: int, role: str, weight: int = 400
) -> float:
    """Set lines of text below ``y``; returns where they end."""
    for line in lines:
        y += round(size * 1.3)
        node = ET.SubElement(
            root,
            "text",
            {
                "x": f"{MARGIN}",
                "y": f"{y - size * 0.3:g}",
                "font-size": f"{size}",
                "font-weight": f"{weight}",
                "fill": colour(role),
            },
        )
        node.text = line
    return y


def posters(drawing: Cleaned, caption: Caption, prefix: str) -> tuple[str, str]:
    """The SVG to download, and the one that the PNG (1700 × 1200) is made from."""
    root, width, height = sheet(drawing, caption)
    file = _on_ground(root, (0, 0, width, height), (width, height))
    across = max(width, height * PNG[0] / PNG[1])
    down = across * PNG[1] / PNG[0]
    box = ((width - across) / 2, (height - down) / 2, across, down)
    picture = _on_ground(root, box, PNG)
    names = (prefix, caption.title, caption.description)
    return alone(file, *names), alone(picture, *names)


def _on_ground(
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
