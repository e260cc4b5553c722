"""Whether a link that somebody typed leads somewhere, known before there is a site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ..diagnostics import PUBLISHED, Diagnostics, closest_word
from ..markup import parse_html
from ..pages.escaping import split_address
from ..pages.links import page_address
from ..pages.page import KINDS
from .author_markup import TypedLink


@dataclass(frozen=True)
class LinkTargets:
    """What there will be to lead to."""

    address: str
    """The absolute address of its root, with a slash at the end."""
    pages: Mapping[str, Callable[[], str]]
    """For each page's path under build/docs its HTML, made when it is asked for."""
    files: Collection[str]
    """All other paths."""
    old: Collection[str] = ()
    """Addresses that lead to new ones."""


def check_links(links: Iterable[TypedLink], site: LinkTargets, problems: Diagnostics) -> None:
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

    def __init__(self, site: LinkTargets, problems: Diagnostics) -> None:
        self.site, self.problems = site, problems
        self.addresses = {page_address(path): path for path in site.pages}
        self.ids: dict[str, set[str]] = {}

    def instead(self, one: TypedLink, page: str) -> str | None:
        """What would be right; None where the link is, or may be."""
        parts, root = split_address(one.link), urlsplit(self.site.address)
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
        close = closest_word(anchor, known)
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
                return "" if self.problems.has_skipped("page", beside) else None
        joined = posixpath.normpath(posixpath.join(page_address(page), to))
        slash = "/" if to.endswith(("/", "/.", "/..")) or to in (".", "..") else ""
        return self._at("" if joined == "." else joined + slash)

    def _at(self, address: str) -> str | None:
        if address in self.addresses:
            return self.addresses[address]
        if address in self.site.files or f"{address}index.html" in self.site.files:
            return ""
        lost = any(self.problems.has_skipped(*thing) for thing in _things(address))
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
        close = closest_word(posixpath.normpath(posixpath.join(start, to)) + slash, known)
        beside = posixpath.relpath(close or ".", start or ".") + slash
        return f"did you mean {beside}?" if close else "a page or a file of the site"

    def _ids(self, page: str) -> set[str]:
        if page not in self.ids:
            self.ids[page] = {id for e in parse_html(self.site.pages[page]()) for id in e.ids}
        return self.ids[page]
