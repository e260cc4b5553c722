"""One page of the publisher's HTML: what is read from it and what is put right in it.

What it holds is read by a parser, as a browser reads it; only what is put right is found by
patterns, and the parser has the last word on whether that was enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from ...markup import Refusal, parse_html, parse_text, refused_markup
from ...pages.escaping import split_address
from .content_policy import inline_scripts, policy_element

_ARTICLE = re.compile(r"""<article(?:"[^"]*"|'[^']*'|[^>"'])*>""")
_ARTICLE_END = "</article>"
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
_LINK = re.compile(r"""<a(?=[\s/])(?:"[^"]*"|'[^']*'|[^>"'])*+>""", re.IGNORECASE)
"""A link's tag, its attributes in quotes of either kind, or none."""
_ATTRIBUTE = re.compile(r"""([^\s"'>=/]++)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]++))?""")
_WHOLE = re.compile(r"""["']?https?://""", re.IGNORECASE)
_REL = re.compile(r"""\s*(?<![\w-])rel\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
# As Markdown aligns the cells of a table: a style in an attribute, which the policy would block.
_ALIGNED = re.compile(r'(<t[dh]) style="text-align: (left|right|center);"')
HEAD = "<head>"


@dataclass(frozen=True)
class HtmlPage:
    """A finished page."""

    html: str
    links: frozenset[str]
    """Every address that it leads to or loads, as written, entities resolved."""
    ids: frozenset[str]
    numbers: int
    """Links to figures."""
    refused: tuple[Refusal, ...]
    """What may not stand in the page's own text."""
    unlisted: bool = False
    """Whether it asks not to be indexed."""
    text: str = ""
    """The page's own part: what stands in its article."""
    duplicate_ids: tuple[str, ...] = ()
    """Ids that more than one element has."""


def finish_page(html: str, address: str) -> HtmlPage:
    """Put right what the publisher wrote: policy, links to elsewhere, noise.

    ``address`` is the absolute one of the site's root. The policy allows the theme's inline scripts
    only; one in the text of the page (between the article's tags) is refused, so that text can
    never bless itself.
    """
    before, text, after = _parts(html)
    text = _ALIGNED.sub(r'\1 class="cf-\2"', text)
    head = parse_html(before)
    own = parse_text(text)
    whole = parse_html(html)
    parts = split_address(address)
    host = (parts.hostname if parts else "") or ""
    policy = policy_element(inline_scripts(before) + inline_scripts(after))
    before, after = _tidy(before), _tidy(after)
    before = before.replace(HEAD, f"{HEAD}\n    {policy}", 1)
    return HtmlPage(
        html=f"{before}{_mark_away(text, host)}{_mark_away(after, host)}",
        links=frozenset(unescape(to) for e in whole if e.tag != "base" for _, to in e.addresses()),
        ids=frozenset(id for element in whole for id in element.ids),
        numbers=sum(element.tag == "a" and "fig" in element.classes for element in own),
        refused=tuple(refused_markup(text, data=True, before=own)),
        unlisted=any(
            element.tag == "meta"
            and element.attributes.get("name") == "robots"
            and "noindex" in element.attributes.get("content", "")
            for element in head
        ),
        text=text,
        duplicate_ids=_doubled(element.attributes.get("id", "") for element in whole),
    )


def _doubled(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(id for id, count in Counter(ids).items() if id and count > 1)


def _parts(html: str) -> tuple[str, str, str]:
    """Before the article and its tag, what stands in it, and after that."""
    start = _ARTICLE.search(html)
    end = html.rfind(_ARTICLE_END)
    if start is None or end < start.end():
        return html, "", ""
    return html[: start.end()], html[start.end() : end], html[end:]


def _tidy(theme: str) -> str:
    """The theme's part without blank lines."""
    return _BLANK.sub("", theme)


def _mark_away(text: str, host: str) -> str:
    """Mark links to other hosts: ``rel="external noopener noreferrer"``."""

    def mark(match: re.Match[str]) -> str:
        tag = match[0]
        named = (a for a in _ATTRIBUTE.finditer(tag, 2) if a[1].lower() == "href")
        href = next(named, None)
        if href is None or not _WHOLE.match(href[2] or ""):
            return tag
        parts = split_address(unescape(href[2].strip("\"'")))
        if parts is not None and parts.hostname == host:
            return tag
        before, after = tag[2 : href.start()].rstrip(), tag[href.end() : -1]
        rest = _REL.sub("", before), _REL.sub("", after)
        kept = "license " if 'rel="license' in tag else ""
        rel = f'rel="{kept}external noopener noreferrer"'
        return f"<a{rest[0]} href={href[2]}{rest[1]} {rel}>"

    return _LINK.sub(mark, text) if "http" in text.lower() else text
