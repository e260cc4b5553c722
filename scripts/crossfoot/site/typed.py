"""Links as they are typed in inputs: each leads somewhere, known before there is a site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..pages import Pages, Texts
from ..pages.escape import split
from ..pages.links import page_address
from ..pages.made import KINDS
from ..problem import PUBLISHED, Place, Problems, closest

_LINK = re.compile(
    r"""\]\(\s*<?([^\s()<>]+)|(?<![\w-])(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
    r"""|^[ ]{0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*<?([^\s<>]+)""",
    re.MULTILINE,
)
_SILENT = re.compile(
    r"<!--.*?-->|\{#.*?#\}|^[ ]*(`{3,}|~{3,}).*?(?:^[ ]*\1|\Z)|(`+)(?!`).+?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)
_ID = re.compile(r"""(?<![\w-])id\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True)
class Typed:
    """A link as it stands in an input."""

    link: str
    place: Place
    pages: tuple[str, ...]
    """The paths under build/docs of the pages that have it; ``index.md`` from the site's root."""
    address: bool = False
    """Whether it is an address already, not what Markdown makes one of: ``claims/index.md``."""


@dataclass(frozen=True)
class Site:
    """What there will be to lead to."""

    address: str
    """The absolute address of its root, with a slash at the end."""
    pages: Mapping[str, Callable[[], str]]
    """For each page's path under build/docs its HTML, made when it is asked for."""
    files: Collection[str]
    """All other paths."""
    old: Collection[str] = ()
    """Addresses that lead to new ones."""


def spoken(text: str) -> str:
    """The Markdown or HTML with blanks in the place of its code and its comments."""
    return _SILENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def typed(text: str, path: str) -> Iterator[tuple[str, Place]]:
    """The links in the Markdown or HTML of the file ``path``; not in code, and none with Jinja."""
    clear = spoken(text)
    for found in _LINK.finditer(clear):
        group = next(n for n in (1, 2, 3, 4) if found[n] is not None)
        if found[group] and "{" not in found[group]:
            at = found.start(group)
            line, column = clear.count("\n", 0, at) + 1, at - clear.rfind("\n", 0, at)
            yield found[group], Place(path, line, column)


def in_templates(texts: Texts, pages: Pages) -> Iterator[Typed]:
    """The links that the briefing's templates and texts ask for, and the pages that have them."""
    for file in texts.templates.files.values():
        for link, place in () if file.own else typed(file.text, file.shown):
            having = (
                page.path
                for page in pages.pages.values()
                if (file.partial or page.template == file.shown) and page.holds(link)
            )
            yield Typed(link, place, tuple(having))
    for address, place in texts.words.asked.items():
        yield Typed(address, place, ("index.md",), address=True)


def by_hand(root: Path, paths: Iterable[str]) -> Iterator[Typed]:
    """The links in the hand-written pages ``paths``, below ``root``/docs."""
    for path in paths:
        text = (root / "docs" / path).read_text("utf-8-sig", "replace")
        for link, place in typed(text, f"docs/{path}"):
            yield Typed(link, place, (path,))


def astray(links: Iterable[Typed], site: Site, problems: Problems) -> None:
    """Note each link inside the site that leads nowhere from one of its pages."""
    where = _Where(site, problems)
    for one in links:
        for page in one.pages:
            right = where.instead(one, page)
            if right is not None:
                to = "to a draft" if right == PUBLISHED else "nowhere"
                problems.add(one.place, f"the link {one.link} leads {to}", right)
                break


def _things(address: str) -> list[tuple[str, str]]:
    """Kind and name of what may stand at an address, or at the path of a source."""
    bare = address.rstrip("/")
    folder, _, name = bare.rpartition("/")
    about = [(KINDS[folder], name.partition(".")[0])] if folder in KINDS else []
    paths = (bare, f"{bare}.md", posixpath.join(bare, "index.md"))
    return [*about, *(("page", path) for path in paths)]


class _Where:
    """Finds out whether a link leads somewhere."""

    def __init__(self, site: Site, problems: Problems) -> None:
        self.site, self.problems = site, problems
        self.addresses = {page_address(path): path for path in site.pages}
        self.ids: dict[str, set[str]] = {}

    def instead(self, one: Typed, page: str) -> str | None:
        """What would be right; None where the link is, or may be."""
        parts, root = split(one.link), urlsplit(self.site.address)
        if parts is None:
            return "an address such as https://example.org/"
        if parts.scheme or (parts.netloc and parts.netloc != root.netloc):
            return None
        to, anchor = unquote(parts.path), unquote(parts.fragment)
        found: str | None = page
        if to:
            found = self._target(to, page, root.path, one.address)
            if found is None:
                draft = self._draft(to, page, one.address)
                return PUBLISHED if draft else self._near(to, page, one.address)
        if not anchor or not found or found not in self.site.pages:
            return None
        known = self._ids(found)
        if anchor in known:
            return None
        close = closest(anchor, known)
        hint = f"did you mean {one.link.partition('#')[0]}#{close}?"
        return hint if close else "the id of a place on that page"

    def _target(self, to: str, page: str, base: str, address: bool) -> str | None:
        """The page or file, or an empty text where one may be; None where none is."""
        if to.startswith("/"):
            return self._at(to.removeprefix(base)) if to.startswith(base) else None
        if not address:
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(page), to))
            if beside in self.site.pages or beside in self.site.files:
                return beside
            if to.endswith(".md"):
                return "" if self.problems.has_lost("page", beside) else None
        joined = posixpath.normpath(posixpath.join(page_address(page), to))
        slash = "/" if to.endswith(("/", "/.", "/..")) or to in (".", "..") else ""
        return self._at("" if joined == "." else joined + slash)

    def _at(self, address: str) -> str | None:
        if address in self.addresses:
            return self.addresses[address]
        if address in self.site.files or f"{address}index.html" in self.site.files:
            return ""
        lost = any(self.problems.has_lost(*thing) for thing in _things(address))
        return "" if address in self.site.old or lost else None

    def _draft(self, to: str, page: str, address: bool) -> bool:
        """Whether a draft would be there."""
        base = page_address(page) if address or not to.endswith(".md") else posixpath.dirname(page)
        there = posixpath.normpath(posixpath.join(base, to))
        return not self.problems.drafts.isdisjoint(_things(there))

    def _near(self, to: str, page: str, address: bool) -> str:
        """The page whose path or address is like the one asked for, as a link from ``page``."""
        source = to.endswith(".md") and not address
        start, slash = (posixpath.dirname(page), "") if source else (page_address(page), "/")
        known = self.site.pages if source else self.addresses
        close = closest(posixpath.normpath(posixpath.join(start, to)) + slash, known)
        beside = posixpath.relpath(close or ".", start or ".") + slash
        return f"did you mean {beside}?" if close else "a page or a file of the site"

    def _ids(self, page: str) -> set[str]:
        if page not in self.ids:
            found = _ID.finditer(self.site.pages[page]())
            self.ids[page] = {one[1] or one[2] for one in found}
        return self.ids[page]
