"""The picture that other sites show beside a link: the finding, large, with its chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from ..render.export import TextBlock, fit_text, place_drawing, with_background
from ..render.svg import CleanSvg, standalone_svg
from ..render_job import Caption
from ..text_measure import SERIF, break_words
from .og_layout import (
    EDGE,
    END,
    MOST,
    SIZE,
    TITLES,
    draw_footer,
    fit_headline,
    shorten_lines,
    truncate_lines,
)

_SMALL = 24
_COLUMN = 470
_MOST = 1.7


@dataclass(frozen=True)
class _Plan:
    """One way to share the room out."""

    title: TextBlock
    subtitle: TextBlock
    drawing: CleanSvg
    x: float
    y: float
    scale: float


def render_og_chart(drawings: Sequence[CleanSvg], caption: Caption, prefix: str) -> str:
    """The SVG that the social picture is made from: the light ground, our fonts.

    The title stands above the drawing or, where the drawing is then more legible, beside it.
    """
    whole = with_background(layout_og_chart(drawings, caption), (0, 0, *SIZE), SIZE)
    return standalone_svg(whole, prefix, caption.title, caption.description)


def layout_og_chart(drawings: Sequence[CleanSvg], caption: Caption) -> ET.Element:
    """Where everything stands, texts as texts."""
    above, beside = _above(drawings, caption), _beside(drawings, caption)
    plan = beside if beside.scale > 1.1 * above.scale else above
    root = ET.Element("svg")
    end = plan.title.put(root, EDGE, EDGE - 14)
    plan.subtitle.put(root, EDGE, end + 10)
    place_drawing(root, plan.drawing, plan.x, plan.y, plan.scale)
    draw_footer(root, caption.briefing, caption.publisher)
    return root


def _above(drawings: Sequence[CleanSvg], caption: Caption) -> _Plan:
    room = SIZE[0] - 2 * EDGE
    title, subtitle = _headed(caption, room, 2, 4), _below(caption, room, 2)
    top = EDGE - 14 + title.height + 10 + subtitle.height + 22
    drawing, scale = _clearest(drawings, room, END - 16 - top)
    spare = END - 16 - top - drawing.height * scale
    return _Plan(title, subtitle, drawing, EDGE, top + spare / 2, scale)


def _beside(drawings: Sequence[CleanSvg], caption: Caption) -> _Plan:
    title, subtitle = _headed(caption, _COLUMN, 6, 7), _below(caption, _COLUMN, 4)
    left = EDGE + _COLUMN + 56
    room, high = SIZE[0] - left - EDGE, END - 16 - (EDGE - 8)
    drawing, scale = _clearest(drawings, room, high)
    x = left + (room - drawing.width * scale) / 2
    return _Plan(title, subtitle, drawing, x, EDGE - 8 + (high - drawing.height * scale) / 2, scale)


def _headed(caption: Caption, room: float, wanted: int, most: int) -> TextBlock:
    """The title in ``wanted`` lines, if one of its sizes allows it, and never in more than
    ``most``."""
    text = break_words(caption.title[:MOST], TITLES[-1], room, 600, SERIF)
    return truncate_lines(fit_headline(text, room, wanted), most, room)


def _below(caption: Caption, room: float, most: int) -> TextBlock:
    """The subtitle, cut to so many lines."""
    text = break_words(caption.subtitle[:MOST], _SMALL, room)
    return truncate_lines(shorten_lines(fit_text(text, _SMALL, "muted", room), most), most, room)


def _clearest(drawings: Sequence[CleanSvg], wide: float, high: float) -> tuple[CleanSvg, float]:
    """The drawing whose texts are largest in a room, and how large it stands there."""
    best, scale = drawings[0], 0.0
    for it in drawings:
        fits = min(wide / it.width, high / it.height, _MOST)
        if fits > 1.1 * scale:
            best, scale = it, fits
    return best, scale
