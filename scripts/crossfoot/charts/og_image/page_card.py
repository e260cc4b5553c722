"""A page's card: what other sites show beside a link to a page that shows no chart."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from xml.etree import ElementTree as ET

from ...store import digest_json
from ..render.export import TextBlock, fit_text, text_as_outlines, with_background
from ..render.svg import standalone_svg
from ..text_measure import SERIF, break_words, missing_glyphs
from .og_layout import (
    EDGE,
    END,
    MOST,
    SIZE,
    balance_lines,
    draw_footer,
    fit_headline,
    fit_one_line,
    truncate_lines,
    widest_line,
)

TITLES = (84, 76, 68, 60, 54, 48, 42, 36)
"""Sizes of a card's title: the largest is taken that leaves room for the text below it."""
LINES = 4
"""Of a title, unless the smallest size needs more."""
_TEXT, _MOST, _LEAD = 34, 3, 1.3
"""Size and lines of the text below the title."""
_OVER = 28
_ROOM = SIZE[0] - 2 * EDGE
_TOP, _GAP = EDGE - 12, 20
_AMOUNT = re.compile(r"(\d) (?=(?:thousand|million|billion|trillion|[A-Za-z]?[A-Z]\w?)\b)")


@dataclass(frozen=True)
class VerdictBadge:
    """A claim's verdict as pages show it."""

    word: str
    tone: str
    """Its colour on the light ground."""
    icon: str
    """The path of its sign in a box of 16 by 16."""


@dataclass(frozen=True)
class PageCard:
    """What stands on a card, in plain words."""

    title: str
    """The page's finding."""
    text: str
    """One sentence or two below it, or nothing."""
    kicker: str
    """A word or two above it, where no verdict stands there."""
    briefing: str
    """The briefing."""
    publisher: str
    """Who published it, and under which licence."""
    verdict: VerdictBadge | None = None

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of all that it says."""
        return digest_json(asdict(self))

    @property
    def alt_text(self) -> str:
        """The same for those who do not see it; what the page's own title says is not repeated."""
        title = f"{self.verdict.word.capitalize()}: {self.title}" if self.verdict else self.title
        ended = title if title.endswith((".", "!", "?", "…")) or not self.text else f"{title}."
        return f"{ended} {self.text}".strip()


def drawable_card(card: PageCard) -> PageCard:
    """The card without a text above or below its title that has a sign which our fonts lack.

    They are all that a picture may show: another would be the machine's, and the bytes too.
    """
    text, over = ("" if missing_glyphs(words) else words for words in (card.text, card.kicker))
    return replace(card, text=text, kicker=over)


def render_card(it: PageCard) -> str:
    """The SVG that the card is made from: the light ground, our fonts."""
    whole = with_background(layout_card(it), (0, 0, *SIZE), SIZE)
    text_as_outlines(whole)
    return standalone_svg(whole, "cf-card", it.title, it.text)


def layout_card(it: PageCard) -> ET.Element:
    """Where everything stands, texts as texts: the title as large as its length allows."""
    root = ET.Element("svg")
    y = _over(root, it)
    title, text = _set(it, END - 24 - y)
    y = title.put(root, EDGE, y)
    text.put(root, EDGE, y + _GAP)
    draw_footer(root, it.briefing, it.publisher)
    return root


def _over(root: ET.Element, it: PageCard) -> float:
    """The verdict, or the words above the title; returns where they end."""
    if it.verdict is None:
        over = TextBlock((it.kicker,) if it.kicker else (), _OVER, "muted")
        over = fit_one_line(over, _ROOM) if it.kicker else over
        return over.put(root, EDGE, _TOP) + (10 if it.kicker else 0)
    size = 40
    sign = {"transform": f"translate({EDGE},{_TOP + 6}) scale(2.2)", "fill": it.verdict.tone}
    path = {"d": it.verdict.icon, "fill-rule": "evenodd"}
    ET.SubElement(ET.SubElement(root, "g", sign), "path", path)
    word = TextBlock((it.verdict.word.capitalize(),), size, it.verdict.tone, 600)
    return word.put(root, EDGE + 46, _TOP) + 14


def _set(it: PageCard, high: float) -> tuple[TextBlock, TextBlock]:
    """Title and text in sizes and lines that fit the height."""
    title = break_words(_bound(it.title[:MOST]), TITLES[-1], _ROOM, 600, SERIF)
    text = _text(_bound(it.text[:MOST]))
    for size in TITLES:
        large = fit_headline(title, _ROOM, LINES, (size,))
        most = min(len(text.texts), _MOST)
        fits = large.height + (_GAP + most * text.lead if most else 0) <= high
        if fits and len(large.texts) <= LINES and widest_line(large) <= _ROOM:
            break
    large = truncate_lines(large, int(high // large.lead), _ROOM)
    left = high - large.height - _GAP
    return large, truncate_lines(text, min(_MOST, int(left // text.lead)), _ROOM)


def _text(text: str) -> TextBlock:
    text = break_words(text, _TEXT, _ROOM)
    lines = replace(fit_text(text, _TEXT, "muted", _ROOM), leading=_LEAD)
    return balance_lines(text, lines) if 1 < len(lines.texts) <= _MOST else lines


def _bound(text: str) -> str:
    """An amount stands in one line with its magnitude or unit."""
    return _AMOUNT.sub("\\1\N{NO-BREAK SPACE}", text)
