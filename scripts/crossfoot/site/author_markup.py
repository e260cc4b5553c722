"""What somebody typed in pages: each link leads somewhere, and nothing stands there that may not.

Both are read in the HTML that the publisher's Markdown makes of a file, as a browser reads it; the
file itself is only searched for the place of what was found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import unescape
from pathlib import Path

from ..diagnostics import Diagnostics, SourceLocation
from ..markup import Refusal, parse_html, refused_markup
from ..pages import Pages, TemplateRenderer
from ..pages.escaping import split_address
from ..pages.front_matter import strip_front_matter
from ..pages.markdown_limits import find_excess

_ADDRESS = re.compile(
    r"""\]\([ ]*(?:<([^<>\n]*)>|((?:[^\s()<>]|\([^\s()<>]*\))+))"""
    r"""|(?<![\w-])(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
    r"""|^[ ]{0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*(?:<([^<>\n]+)>|([^\s<>]+))""",
    re.MULTILINE,
)
_TAG = re.compile(
    r"""<([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^>"']){0,1000}>?"""
    r"""|!?\[[^\[\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\)){0,1000}\)|\[[^\[\]\n]*\])"""
    r"""|^[ ]{0,3}\[[^\]\n^]+\]:[^\n]*"""
    r"""|\{:?[ ][^{}\n]*\}""",
    re.MULTILINE | re.IGNORECASE,
)
"""What may become an element: a tag, a link or an image, a definition, a list of attributes."""
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ ]+([^\n]*)", re.MULTILINE)
_SILENT = re.compile(
    r"<!--.*?-->|\{#.*?#\}|^[ ]*(`{3,}|~{3,}).*?(?:^[ ]*\1|\Z)|(`+)(?!`).+?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_MADE = "\uf8ff"
"""Stands for what a template makes: no input may hold it."""
_LEADING = ("a", "area", "img", "source")
MOST = 50
"""Refusals of one file that are told."""


@dataclass(frozen=True)
class TypedLink:
    """A link as it stands in an input."""

    link: str
    place: SourceLocation
    pages: tuple[str, ...]
    """The paths under build/docs of the pages that have it; ``index.md`` from the site's root."""
    address: bool = False
    """Whether it is an address already, not what Markdown makes one of: ``claims/index.md``."""


@dataclass
class AuthorFile:
    """A file that somebody wrote: its text as it stands, and its HTML."""

    path: str
    """As problems name it."""
    text: str
    html: str
    body: str = ""
    """What of the text was converted, each character in its place."""
    _taken: dict[str, int] = field(default_factory=dict)

    @cached_property
    def _clear(self) -> str:
        """The text with blanks in the place of its code and its comments."""
        return _SILENT.sub(_blank, self.text)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _addresses(self) -> dict[str, list[int]]:
        """Where each address stands, by what Markdown makes of it."""
        found: dict[str, list[int]] = {}
        for one in _ADDRESS.finditer(self._clear):
            group = next(n for n in range(1, 8) if one[n] is not None)
            found.setdefault(unescape(one[group]).strip(), []).append(one.start(group))
        return found

    @cached_property
    def _tags(self) -> list[tuple[int, str, str, str]]:
        """Where what becomes an element stands: its tag if it is one, its text, and as it reads."""
        # What looks like code comes last: not everything that does is code to the publisher.
        return [
            (one.start(), (one[1] or "").lower(), one[0], unescape(one[0]))
            for text in (self._clear, self.text)
            for one in _TAG.finditer(text)
        ]

    def links(self) -> Iterator[tuple[str, SourceLocation]]:
        """The addresses that its page leads to or loads; none that a template makes."""
        for element in parse_html(self.html):
            for _, address in element.addresses() if element.tag in _LEADING else ():
                if address and _MADE not in address:
                    yield address, self.place_of(address)

    def refusals(self) -> Iterator[tuple[Refusal, str, SourceLocation]]:
        """What may not stand there, as it was typed (empty: nobody knows) and its place."""
        used: set[tuple[int, str]] = set()
        for refusal in refused_markup(self.html)[:MOST]:
            typed, place = self.find(refusal, used)
            yield refusal, typed, place

    def find(self, refusal: Refusal, used: set[tuple[int, str]]) -> tuple[str, SourceLocation]:
        """What was refused as it was typed, and where; not where ``used`` has it already."""
        at, typed = self._tag_of(refusal, used)
        return typed, self._at(at)

    def place_of(self, address: str) -> SourceLocation:
        """Where an address stands; of one that stands there again, the next place."""
        known = self._addresses.get(address, ())
        number = self._taken.get(address, 0)
        self._taken[address] = number + 1
        if known:
            return self._at(known[min(number, len(known) - 1)])
        return self._at(max(self.text.find(address), 0))

    def place_of_id(self, *ids: str) -> SourceLocation:
        """Where the last element with one of the ids stands, be it a heading that makes it."""
        given = "|".join(map(re.escape, ids))
        named = re.compile(rf"""(?:\bid\s*=\s*["']?|[#"'])({given})(?![\w-])""")
        places = [one.start(1) for one in named.finditer(self._clear)]
        for heading in _HEADING.finditer(self._clear):
            if re.sub(r"\W+", "-", heading[1].lower()).strip("-") in ids:
                places.append(heading.start(1))
        return self._at(max(places, default=0))

    def excess(self) -> tuple[SourceLocation, str, str] | None:
        """What asks too much of the converter, so that nothing was converted."""
        found = find_excess(self.body)
        # Front matter is blank lines in the body, so lines are the file's, and columns too.
        line = self.body.count("\n", 0, found.offset) + 1 if found else 1
        column = found.offset - self.body.rfind("\n", 0, found.offset) if found else 1
        return (
            (SourceLocation(self.path, line, column), found.message, found.hint) if found else None
        )

    def _tag_of(self, refusal: Refusal, used: set[tuple[int, str]]) -> tuple[int, str]:
        value = refusal.value.strip()

        def alike(tag: str, text: str) -> int:
            """How much a piece of the text looks like what was refused; 0: not at all."""
            named = refusal.name in text.lower()
            held = value[:200] in text
            if tag:
                same = tag == refusal.tag or (tag, refusal.tag) == ("image", "img")
                return same * (1 + (2 * held + named if refusal.name else 2))
            if text.startswith("{"):
                return 3 * (bool(refusal.name) and named and held)
            markdown = refusal.tag in ("a", "img") and refusal.name in ("href", "src")
            return 3 * (markdown and held)

        best, found = 0, (0, "")
        for at, tag, typed, text in self._tags:
            if (at, refusal.name) not in used and (score := alike(tag, text)) > best:
                best, found = score, (at, typed)
        if best:
            used.add((found[0], refusal.name))
            return found
        return max(self.text.find(value), 0) if value else 0, ""

    def _at(self, offset: int) -> SourceLocation:
        line = bisect_right(self._lines, offset)
        return SourceLocation(self.path, line, offset - self._lines[line - 1] + 1)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def template_file(texts: TemplateRenderer, shown: str, text: str) -> AuthorFile:
    """A template file, with what its Jinja makes left open."""

    def made(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", _MADE, found[0]) if found[0][:2] == "{{" else _blank(found)

    body = _JINJA.sub(made, strip_front_matter(text))
    return AuthorFile(shown, text, _html(texts, body), body)


def handwritten_file(texts: TemplateRenderer, root: Path, path: str) -> AuthorFile:
    """The hand-written page ``path``, below ``root``/docs."""
    text = (root / "docs" / path).read_text("utf-8-sig", "replace")
    body = strip_front_matter(text)
    return AuthorFile(f"docs/{path}", text, _html(texts, body), body)


def _html(texts: TemplateRenderer, body: str) -> str:
    """The HTML that the publisher's Markdown makes of a page's body."""
    made = partial(texts.check.html, body)
    return str(texts.memo.keep(("html", body), texts.problems, made))


def html_of(texts: TemplateRenderer, text: str) -> str:
    """The HTML of a page as it goes to the publisher, without its front matter."""
    return _html(texts, strip_front_matter(text))


def links_in_templates(
    sources: Iterable[AuthorFile], texts: TemplateRenderer, pages: Pages
) -> Iterator[TypedLink]:
    """The links in the briefing's templates and texts, and the pages that have them."""
    files = {file.shown: file for file in texts.templates.files.values()}
    for source in sources:
        for link, place in source.links():
            having = (
                page.path
                for page in pages.pages.values()
                if (page.template == source.path)
                or (files[source.path].partial and page.holds(link))
            )
            yield TypedLink(link, place, tuple(having))
    for address, place in texts.words.asked.items():
        yield TypedLink(address, place, ("index.md",), address=True)


def links_by_hand(sources: Iterable[AuthorFile]) -> Iterator[TypedLink]:
    """The links in hand-written pages."""
    for source in sources:
        for link, place in source.links():
            yield TypedLink(link, place, (source.path.removeprefix("docs/"),))


def check_markup(sources: Iterable[AuthorFile], problems: Diagnostics) -> None:
    """Note what may not stand on a page, or is too much of it, at its place."""
    for source in sources:
        if too_much := source.excess():
            problems.add(*too_much)
        for refusal, typed, place in source.refusals():
            if refusal.name == "href" and split_address(refusal.value) is None:
                continue  # no address at all: told as a link that leads nowhere
            problems.add(place, refusal.told(typed), refusal.hint)
