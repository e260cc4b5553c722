"""How a chart is cited, and how it is put into another page."""

from __future__ import annotations

import re
from typing import Protocol

from ..charts.spec.chart_spec import ChartSpec
from ..charts.text_measure import SERIF, wrap_text
from ..charts.theme import SWITCH
from ..ledger.licence import parse_licence
from ..ledger.schema import Briefing
from ..quantity.period import parse_period
from .escaping import escape_attribute

PADDING = (16, 12)
"""Of the frame's page, beside and above its text; embed.css has the same."""
NARROWEST = 320
"""The narrowest frame in which nothing scrolls."""
TITLE, TEXT, SMALL = 20, 15, 13
"""Sizes of type in the frame: title, subtitle, and what stands below; embed.css has the same."""
_LEAD = 1.45
_BOX = re.compile(r'viewBox="0 0 \S+ ([\d.]+)"')


def format_citation(it: ChartSpec, briefing: Briefing, as_of: str, address: str) -> str:
    """A sentence to copy. ``address`` is the absolute address of the site's root."""
    licensed = parse_licence(briefing.licence).name
    return (
        f"{briefing.publisher}, “{it.title}”, {briefing.title}, {parse_period(as_of).name}, "
        f"{licensed}. {address}{it.address}"
    )


class Framed(Protocol):
    """A chart that can stand in a frame."""

    @property
    def title(self) -> str:
        """Its finding."""

    @property
    def subtitle(self) -> str:
        """What it shows."""

    @property
    def svg_wide(self) -> str:
        """Its drawing for a wide frame."""

    @property
    def svg_narrow(self) -> str:
        """Its drawing for a narrow one."""


def embed_code(it: Framed, frame: str, below: tuple[str, ...]) -> str:
    """The frame to copy, its page at the absolute address ``frame``; waits for the picture.

    ``below`` are the texts under the drawing.
    """
    return (
        f'<iframe src="{escape_attribute(frame)}" title="{escape_attribute(it.title)}" '
        f'width="100%" height="{embed_height(it, below)}" loading="lazy" style="border:0"></iframe>'
    )


def embed_height(it: Framed, below: tuple[str, ...]) -> int:
    """The pixels that the chart's frame needs at any width from the narrowest on."""
    rooms = ((NARROWEST - 2 * PADDING[0], it.svg_narrow), (SWITCH, it.svg_wide))
    return max(round(_high(it, below, room, _tall(svg))) for room, svg in rooms)


def _tall(svg: str) -> float:
    """The height of a drawing at its own size."""
    found = _BOX.search(svg)
    return float(found[1]) if found else 0.0


def _high(it: Framed, below: tuple[str, ...], room: float, drawing: float) -> float:
    """Texts and drawing one above the other, with the distances of embed.css."""
    title = len(wrap_text(it.title, TITLE, room - 4, 600, SERIF)) * TITLE * 1.25
    subtitle = len(wrap_text(it.subtitle, TEXT, room - 4)) * TEXT * _LEAD
    texts = sum(len(wrap_text(text, SMALL, room - 4)) * SMALL * _LEAD + 3 for text in below)
    return 2 * PADDING[1] + title + 4 + subtitle + 12 + drawing + 12 + texts + 4
