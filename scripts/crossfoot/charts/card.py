"""A page's card: what other sites show beside a link to a page that shows no chart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from .measure import SERIF, break_words, missing
from .poster import Lines, on_ground, outlined, set_in
from .sharing import EDGE, END, MOST, SIZE, balanced, cut, foot, headline, in_one, longest
from .svg import alone

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
class Verdict:
    """A claim's verdict as pages show it."""

    word: str
    tone: str
    """Its colour on the light ground."""
    sign: str
    """The path of its sign in a box of 16 by 16."""


@dataclass(frozen=True)
class Card:
    """What stands on a card, in plain words."""

    title: str
    """The page's finding."""
    text: str
    """One sentence or two below it, or nothing."""
    over: str
    """A word or two above it, where no verdict stands there."""
    brand: str
    """The briefing."""
    maker: str
    """Who published it, and under which licence."""
    verdict: Verdict | None = None

    @property
    def said(self) -> str:
        """The same for those who do not see it; what the page's own title says is not repeated."""
        title = f"{self.verdict.word.capitalize()}: {self.title}" if self.verdict else self.title
        ended = title if title.endswith((".", "!", "?", "…")) or not self.text else f"{title}."
        return f"{ended} {self.text}".strip()


def set_able(card: Card) -> Card:
    """The card without a text above or below its title that has a sign which our fonts lack.

    They are all that a picture may show: another would be the machine's, and the bytes too.
    """
    text, over = ("" if missing(words) else words for words in (card.text, card.over))
    return replace(card, text=text, over=over)


def card(it: Card) -> str:
    """The SVG that the card is made from: the light ground, our fonts."""
    whole = on_ground(laid(it), (0, 0, *SIZE), SIZE)
    outlined(whole)
    return alone(whole, "cf-card", it.title, it.text)


def laid(it: Card) -> ET.Element:
    """Where everything stands, texts as texts: the title as large as its length allows."""
    root = ET.Element("svg")
    y = _over(root, it)
    title, text = _set(it, END - 24 - y)
    y = title.put(root, EDGE, y)
    text.put(root, EDGE, y + _GAP)
    foot(root, it.brand, it.maker)
    return root


def _over(root: ET.Element, it: Card) -> float:
    """The verdict, or the words above the title; returns where they end."""
    if it.verdict is None:
        over = Lines((it.over,) if it.over else (), _OVER, "muted")
        over = in_one(over, _ROOM) if it.over else over
        return over.put(root, EDGE, _TOP) + (10 if it.over else 0)
    size = 40
    sign = {"transform": f"translate({EDGE},{_TOP + 6}) scale(2.2)", "fill": it.verdict.tone}
    path = {"d": it.verdict.sign, "fill-rule": "evenodd"}
    ET.SubElement(ET.SubElement(root, "g", sign), "path", path)
    word = Lines((it.verdict.word.capitalize(),), size, it.verdict.tone, 600)
    return word.put(root, EDGE + 46, _TOP) + 14


def _set(it: Card, high: float) -> tuple[Lines, Lines]:
    """Title and text in sizes and lines that fit the height."""
    title = break_words(_bound(it.title[:MOST]), TITLES[-1], _ROOM, 600, SERIF)
    text = _text(_bound(it.text[:MOST]))
    for size in TITLES:
        large = headline(title, _ROOM, LINES, (size,))
        most = min(len(text.texts), _MOST)
        fits = large.height + (_GAP + most * text.lead if most else 0) <= high
        if fits and len(large.texts) <= LINES and longest(large) <= _ROOM:
            break
    large = cut(large, int(high // large.lead), _ROOM)
    left = high - large.height - _GAP
    return large, cut(text, min(_MOST, int(left // text.lead)), _ROOM)


def _text(text: str) -> Lines:
    text = break_words(text, _TEXT, _ROOM)
    lines = replace(set_in(text, _TEXT, "muted", _ROOM), leading=_LEAD)
    return balanced(text, lines) if 1 < len(lines.texts) <= _MOST else lines


def _bound(text: str) -> str:
    """An amount stands in one line with its magnitude or unit."""
    return _AMOUNT.sub("\\1\N{NO-BREAK SPACE}", text)
