"""One page of the publisher's HTML: what is read from it and what is put right in it.

Read by patterns, not by a parser: the publisher writes known markup, and a parser would take as
long as the publisher itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from ..pages.escape import split
from .barred import TAG
from .policy import inline_scripts, policy_element

_ARTICLE = "<article"
_ARTICLE_END = "</article>"
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
_AWAY = re.compile(r'<a\b([^>]*?)\bhref="(https?://[^"]*)"([^>]*)>')
_REL = re.compile(r'\s*\brel="[^"]*"')
_HREF = re.compile(r'<(?:a|link|script|img|source)\b[^>]*?\b(?:href|src)="([^"]*)"')
_ID = re.compile(r'id="([^"]*)"')
_NUMBER = re.compile(r'<a\b[^>]*\bclass="(?:[^"]* )?fig[ "]')
# Each starts with a literal, which a search finds fast; a hit is looked at again within its tag.
_SUSPECTS = [re.compile(p) for p in (r"style\s*=", r"on[a-z]+\s*=", "javascript:", "data:")]
# As Markdown aligns the cells of a table: a style in an attribute, which the policy would block.
_ALIGNED = re.compile(r'(<t[dh]) style="text-align: (left|right|center);"')
HEAD = "<head>"
NOINDEX = '<meta name="robots" content="noindex">'


@dataclass(frozen=True)
class Page:
    """A finished page."""

    html: str
    links: frozenset[str]
    """Every address that it leads to or loads, as written, entities resolved."""
    ids: frozenset[str]
    numbers: int
    """Links to figures."""
    barred: tuple[str, ...]
    """The tags in the page's own text that the policy would block."""
    unlisted: bool = False
    """Whether it asks not to be indexed."""
    text: str = ""
    """The page's own part: what stands in its article."""


def finish_page(html: str, host: str) -> Page:
    """Put right what the publisher wrote: policy, links to elsewhere, noise.

    ``host`` is the site's own. The policy allows the theme's inline scripts only; one in the text
    of the page (between the article's tags) is barred, so that text can never bless itself.
    """
    before, text, after = _parts(html)
    text = _ALIGNED.sub(r'\1 class="cf-\2"', text)
    links = frozenset(unescape(link) for link in _HREF.findall(html))
    barred = [f"<script>{script[:60]}" for script in inline_scripts(text)]
    lower = text.lower()
    if any(suspect.search(lower) for suspect in _SUSPECTS):
        barred += [match[0] for match in TAG.finditer(text)]
    before, after = _tidy(before), _tidy(after)
    policy = policy_element(inline_scripts(before) + inline_scripts(after))
    before = before.replace(HEAD, f"{HEAD}\n    {policy}", 1)
    whole = f"{before}{_mark_away(text, host)}{_mark_away(after, host)}"
    return Page(
        html=whole,
        links=links,
        ids=frozenset(_ID.findall(html)),
        numbers=len(_NUMBER.findall(text)),
        unlisted=NOINDEX in before,
        barred=tuple(barred),
        text=text,
    )


def _parts(html: str) -> tuple[str, str, str]:
    """Before the article, the article, and after it."""
    start = html.find(_ARTICLE)
    end = html.rfind(_ARTICLE_END)
    if start < 0 or end < start:
        return html, "", ""
    return html[:start], html[start:end], html[end:]


def _tidy(theme: str) -> str:
    """The theme's part without blank lines."""
    return _BLANK.sub("", theme)


def _mark_away(text: str, host: str) -> str:
    """Mark links to other hosts: ``rel="external noopener noreferrer"``."""

    def mark(match: re.Match[str]) -> str:
        parts = split(unescape(match[2]))
        if parts is not None and parts.hostname == host:
            return match[0]
        rest = _REL.sub("", match[1]), _REL.sub("", match[3])
        kept = "license " if 'rel="license' in match[0] else ""
        return f'<a{rest[0]}href="{match[2]}"{rest[1]} rel="{kept}external noopener noreferrer">'

    return _AWAY.sub(mark, text) if "http" in text else text
