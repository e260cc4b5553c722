"""What a page's Markdown may ask of its converter, whose work else grows faster than the page."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass

DEEPEST = 50
"""Lists, quotations and notes in one another; the converter calls itself for each."""
UNFINISHED = 1_000
"""Tags of a page, or brackets of a paragraph, that are begun and not finished: for each, the rest
of it is read."""
STYLES_OPEN = 100
"""Letters' styles that are begun and not ended: each is begun again in every paragraph below."""
BOXES_OPEN = 500
"""Elements in one another; a parser looks through all that are open."""

_RAW = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
"""What is no Markdown: the converter passes it on as it is."""
_BLANK = re.compile(r"\n[ \t]*\n")
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
class MarkdownExcess:
    """What there is too much of, and where it is too much."""

    offset: int
    message: str
    hint: str


def find_excess(text: str) -> MarkdownExcess | None:
    """The first thing that makes a page too costly to convert; None where it is fine."""
    clear = _RAW.sub(_blanked, text)
    if "```" in clear or "~~~" in clear:
        clear = _FENCED.sub(_blanked, clear)
    for found in _NESTED.finditer(clear):
        indent = len(found["indent"].expandtabs(4)) // 4
        if indent + len(_MARK.findall(found["marks"])) > DEEPEST:
            what = f"more than {DEEPEST} lists, quotations or notes in one another"
            return MarkdownExcess(found.start("marks"), what, "fewer, or a page of their own")
    paragraph, tags, brackets = -1, 0, 0
    blanks = [found.start() for found in _BLANK.finditer(clear)]
    for found in _BEGUN.finditer(clear):
        if found[0].startswith("<"):  # its end is looked for to the end of the page
            tags += 1
        else:  # and that of a bracket to the end of its paragraph
            number = bisect(blanks, found.start())
            brackets = brackets + 1 if number == paragraph else 1
            paragraph = number
        if max(tags, brackets) > UNFINISHED:
            what = f"more than {UNFINISHED:,} brackets or tags in one place are begun and never end"
            return MarkdownExcess(found.start(), what, "their ends, or a \\ before each")
    for tag, most, such in ((_STYLE, STYLES_OPEN, "<b>"), (_BOX, BOXES_OPEN, "<div>")):
        begun = 0
        for found in tag.finditer(clear):
            begun += -1 if found[1] else 1
            if begun > most:
                what = f"more than {most} tags such as {such} are begun and not ended here"
                return MarkdownExcess(found.start(), what, "the end of each")
    return None


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
