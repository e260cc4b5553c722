"""What a page's Markdown may ask of its converter, whose work else grows faster than the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

DEEPEST = 50
"""Lists, quotations and notes in one another; the converter calls itself for each."""
UNFINISHED = 1_000
"""Brackets and tags that are begun and not finished: for each, the rest of the page is read."""
STYLES_OPEN = 100
"""Letters' styles that are begun and not ended: each is begun again in every paragraph below."""
BOXES_OPEN = 500
"""Elements in one another; a parser looks through all that are open."""

_FENCED = re.compile(r"^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\1|\Z)", re.DOTALL | re.MULTILINE)
_NESTED = re.compile(
    r"^(?P<indent>[ \t]*)"
    r"(?P<marks>(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|!!!|\?\?\?)[ \t]*)+)",
    re.MULTILINE,
)
_MARK = re.compile(r">|[-*+](?=[ \t])|\d+[.)]|!!!|\?\?\?")
_BEGUN = re.compile(
    r"\[[^\[\]]*(?=\[|\Z)|<[^<>]*(?=<|\Z)|\]\([^()\[]*(?=[\[(]|\Z)|\{[^{}]*(?=\{|\Z)|`{100,}"
)
_STYLE = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|s|small|strike|strong|tt|u)\b", re.IGNORECASE)


_BOX = re.compile(
    r"<(/?)(?:abbr|address|article|aside|blockquote|button|dd|del|details|dfn|div|dl|dt|figure|footer"
    r"|g|header|ins|kbd|label|li|main|mark|nav|ol|q|section|span|sub|sup|summary|svg|table|ul|var)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Excess:
    """What there is too much of, and where it is too much."""

    offset: int
    what: str
    instead: str


def excess(text: str) -> Excess | None:
    """The first thing that makes a page too costly to convert; None where it is fine."""
    clear = text
    if "```" in text or "~~~" in text:
        clear = _FENCED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in _NESTED.finditer(clear):
        indent = len(found["indent"].expandtabs(4)) // 4
        if indent + len(_MARK.findall(found["marks"])) > DEEPEST:
            what = f"more than {DEEPEST} lists, quotations or notes in one another"
            return Excess(found.start("marks"), what, "fewer, or a page of their own")
    for number, found in enumerate(_BEGUN.finditer(clear)):
        if number == UNFINISHED:
            what = f"more than {UNFINISHED:,} brackets or tags of this page are begun and never end"
            return Excess(found.start(), what, "their ends, or a \\ before each")
    for tags, most, such in ((_STYLE, STYLES_OPEN, "<b>"), (_BOX, BOXES_OPEN, "<div>")):
        begun = 0
        for found in tags.finditer(clear):
            begun += -1 if found[1] else 1
            if begun > most:
                what = f"more than {most} tags such as {such} are begun and not ended here"
                return Excess(found.start(), what, "the end of each")
    return None
