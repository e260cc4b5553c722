"""Whether every link inside the site leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from ...pages.escaping import split_address
from .finished_page import HtmlPage


def find_broken_links(
    pages: Mapping[str, HtmlPage], files: Collection[str], address: str
) -> Iterator[tuple[str, str, str]]:
    """Links that lead nowhere: the page's path, the link as written, what is missing.

    ``pages`` by path (``money/index.html``), ``files`` all paths of the site, ``address`` the
    absolute one of its root, under which absolute links are looked up too.
    """
    root = urlsplit(address)
    for path, page in sorted(pages.items()):
        for link in sorted(page.links):
            target = _target(link, path, root.netloc, root.path)
            if target is None:
                continue
            found, anchor = target
            if found not in files:
                yield path, link, f"there is no {found}"
            elif anchor and found in pages and anchor not in pages[found].ids:
                yield path, link, f"{found} has no place called {anchor}"


def _target(link: str, path: str, host: str, base: str) -> tuple[str, str] | None:
    """The file and the anchor that ``link`` on the page at ``path`` leads to; None if elsewhere."""
    parts = split_address(link)
    if parts is None:
        return None
    if parts.scheme and (parts.scheme not in ("http", "https") or parts.netloc != host):
        return None
    if parts.netloc and parts.netloc != host:
        return None
    anchor = unquote(parts.fragment)
    if not parts.path and not parts.netloc:
        return path, anchor
    to = unquote(parts.path) or "/"
    if parts.netloc or to.startswith("/"):
        if not to.startswith(base):
            return None if parts.netloc else (to, anchor)
        to = to[len(base) :]
        joined = posixpath.normpath(to) if to else "."
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), to))
    if joined == ".":
        return "index.html", anchor
    if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
        return f"{joined}/index.html", anchor
    return joined, anchor
