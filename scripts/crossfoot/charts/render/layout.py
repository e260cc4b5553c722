"""Where the texts of a drawing stand: none cut off, none on another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from xml.etree import ElementTree as ET

from ..text_measure import text_width
from .svg import CleanSvg

_STEP = re.compile(r"(translate|rotate|scale)\(([^)]*)\)")
Matrix = tuple[float, float, float, float, float, float]
_TOLD = 3
"""Overlaps that are told one by one: a crowded axis has hundreds."""
_SLACK = 1.5
"""Pixels by which boxes may touch: side bearings and half-leading."""


@dataclass(frozen=True)
class Box:
    """A line of text: its words, and left, top, right, bottom in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    turned: bool

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > _SLACK
            and min(self.bottom, other.bottom) - max(self.top, other.top) > _SLACK
        )


def layout_faults(drawing: CleanSvg) -> tuple[list[str], list[str]]:
    """Texts cut off by the frame (wrong), and texts on one another or turned (doubtful)."""
    boxes = list(_boxes(drawing.root, (1, 0, 0, 1, 0, 0), 16.0, 400))
    cut = [
        f"the text {b.text!r} is cut off"
        for b in boxes
        if b.left < -_SLACK
        or b.top < -_SLACK
        or b.right > drawing.width + _SLACK
        or b.bottom > drawing.height + _SLACK
    ]
    doubts = [f"the text {b.text!r} is turned" for b in boxes if b.turned]
    doubts += [f"the text {b.text!r} is cut short" for b in boxes if b.text.endswith("…")]
    on = [
        f"the texts {other.text!r} and {one.text!r} overlap"
        for n, one in enumerate(boxes)
        for other in boxes[:n]
        if one.meets(other)
    ]
    more = [f"{len(on) - _TOLD} more texts overlap"] if len(on) > _TOLD else []
    return cut, [*doubts, *on[:_TOLD], *more]


def _boxes(node: ET.Element, at: Matrix, size: float, weight: int) -> Iterator[Box]:
    at = _times(at, _matrix(node.get("transform", "")))
    size = float(node.get("font-size", size))
    weight = 600 if node.get("font-weight", str(weight)) in ("600", "700", "bold") else 400
    if node.tag == "text":
        anchor = node.get("text-anchor", "start")
        lines = [node.text or "", *((t.text or "") for t in node)] if len(node) else [node.text]
        drop = 0.0
        for line, part in zip(lines, [None, *node], strict=False):
            drop += float(part.get("dy", 0)) if part is not None else 0
            if line and line.strip():
                yield _box(line, anchor, drop, at, size, weight)
        return
    for child in node:
        yield from _boxes(child, at, size, weight)


def _box(text: str, anchor: str, drop: float, at: Matrix, size: float, weight: int) -> Box:
    wide = text_width(text, size, weight)
    left = {"start": 0.0, "middle": -wide / 2, "end": -wide}[anchor]
    # Ascenders and descenders of the font, not its line height: two lines may stand close.
    corners = [
        (at[0] * x + at[2] * y + at[4], at[1] * x + at[3] * y + at[5])
        for x in (left, left + wide)
        for y in (drop - 0.74 * size, drop + 0.2 * size)
    ]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return Box(text, min(xs), min(ys), max(xs), max(ys), abs(at[1]) > 1e-6)


def _matrix(text: str) -> Matrix:
    out: Matrix = (1, 0, 0, 1, 0, 0)
    for kind, inside in _STEP.findall(text):
        n = [float(v) for v in re.split(r"[ ,]+", inside.strip())]
        if kind == "translate":
            step: Matrix = (1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0)
        elif kind == "rotate":
            c, s = cos(radians(n[0])), sin(radians(n[0]))
            step = (c, s, -s, c, 0, 0)
        else:
            step = (n[0], 0, 0, n[-1], 0, 0)
        out = _times(out, step)
    return out


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[2] * b[1],
        a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3],
        a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4],
        a[1] * b[4] + a[3] * b[5] + a[5],
    )
