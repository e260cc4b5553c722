"""What a publisher's HTML still needs: policy, marks, twins, redirects, checksums.

It reads only the HTML that the publisher made, so any publisher will do.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from ...diagnostics import Diagnostics, SourceLocation
from ...memo import Memo
from ...pages.links import page_address
from ...pages.number_check import visible_text
from ...pages.numerals import count_numbers, text_of_html
from ..author_markup import MOST, AuthorFile
from .broken_links import find_broken_links
from .finished_page import HtmlPage, finish_page
from .markdown_alternate import build_alternate
from .template_tags import check_tags

_TOLD = re.compile(r"---\n(?:.*\n)*?numbers: (\d+)\n(?:.*\n)*?---\n")
_TAG = re.compile(r"(?:\{|&#|&l)")
"""What a tag begins with, as it is or as an entity: without it there is none to look for."""
_CHART = "chart-"
"""What the id of a chart's figure begins with."""
CHECKSUMS = "checksums.txt"
FACTS = "build.json"


@dataclass(frozen=True)
class FinishedSite:
    """The whole site, and what was counted in its HTML."""

    files: Mapping[str, bytes]
    """By path, sorted."""
    pages: int
    numbers: int
    """Links to figures, on all pages."""
    checksum: str
    """SHA-256 of checksums.txt, and so of the whole site."""


def finish_site(
    built: Mapping[str, bytes],
    docs: Mapping[str, bytes],
    address: str,
    facts: Mapping[str, Any],
    moved: Mapping[str, str],
    names: frozenset[str],
    problems: Diagnostics,
    memo: Memo | None = None,
    origins: Mapping[str, tuple[str, str]] | None = None,
) -> FinishedSite:
    """Finish the site ``built``, files by path, that a publisher made of ``docs``.

    ``address`` is the absolute address of its root, ``facts`` what build.json says, ``moved`` old
    addresses to new ones, both relative to the root, ``names`` what is no number though it holds a
    digit. A link that leads nowhere, a tag that the policy blocks, and a page that shows another
    count of numbers than its template vouched for are problems, placed in ``build/docs``. ``memo``
    keeps the pages that are the same. ``origins`` are the paths and texts of the files that pages
    were made from, by the pages' paths in ``docs``: problems are placed there.
    """
    memo = memo or Memo()
    written = _Written(docs, origins or {})
    sources = {f"{page_address(path)}index.html": path for path in docs if path.endswith(".md")}
    pages = _finish_pages(built, address, sources, written, problems, memo)
    _recount(pages, sources, docs, names, problems, memo)
    files = {**built, **{path: page.html.encode() for path, page in pages.items()}}
    alone = frozenset(
        html.removesuffix("index.html") for html, page in pages.items() if page.unlisted
    )
    for html, source in sources.items():
        # What nobody should index is no page to read by itself.
        if html in pages and not pages[html].unlisted:
            key = ("twin", source, docs[source], address, alone)
            beside = html.removesuffix("html") + "md"
            files[beside] = memo.keep(key, problems, partial(_twin, *key[1:]))
    for old, new in sorted(moved.items()):
        path = _file(old)
        if path in pages:
            problems.add(
                SourceLocation("data/moved.yml"), f"{old} is still a page", "an address of old"
            )
        files[path] = redirect_page(old, new, address).encode()
    for path, link, what in find_broken_links(pages, files.keys() | {FACTS, CHECKSUMS}, address):
        place = written.source(sources.get(path), path).place_of(link)
        problems.warn(place, f"the link {link} leads nowhere: {what}")
    _check_tags(
        pages, sources, files | {FACTS: json.dumps(facts).encode()}, written, problems, memo
    )
    checksum = _seal(files, facts, memo)
    numbers = sum(page.numbers for page in pages.values())
    return FinishedSite(dict(sorted(files.items())), len(pages), numbers, checksum)


def _twin(source: str, text: bytes, address: str, alone: frozenset[str]) -> bytes:
    return build_alternate(source, text.decode(), address, alone).encode()


def redirect_page(old: str, new: str, address: str) -> str:
    """A page that leads from an old address to a new one, with and without a visit by robots.

    Wherever the site stands it leads within it; only what it tells search engines is absolute.
    """
    whole, folder = escape(urljoin(address, new)), posixpath.dirname(old)
    path, mark, anchor = new.partition("#")
    within = escape(posixpath.relpath(path or ".", folder or ".") + "/" * path.endswith("/"))
    to = f"{within}{mark}{escape(anchor)}"
    page = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Moved</title>\n'
        f'<link rel="canonical" href="{whole}">\n'
        f'<meta http-equiv="refresh" content="0; url={to}">\n'
        f'</head>\n<body>\n<p>This page has moved to <a href="{to}">{whole}</a>.</p>\n</body>\n'
        "</html>\n"
    )
    return finish_page(page, address).html


def _finish_pages(
    built: Mapping[str, bytes],
    address: str,
    sources: Mapping[str, str],
    written: _Written,
    problems: Diagnostics,
    memo: Memo,
) -> dict[str, HtmlPage]:
    pages: dict[str, HtmlPage] = {}
    for path, content in built.items():
        if not path.endswith(".html"):
            continue
        key = ("finished", path, content, address)
        page = memo.keep(key, problems, partial(_finished, content, address))
        pages[path] = page
        used: set[tuple[int, str]] = set()
        for refusal in page.refused[:MOST]:
            typed, place = written.source(sources.get(path), path).find(refusal, used)
            problems.add(place, refusal.told(typed), refusal.hint)
        charts = tuple(
            f"cf-{id.removeprefix(_CHART)}-" for id in page.duplicate_ids if _CHART in id
        )
        for id in page.duplicate_ids[:MOST]:
            if not id.startswith(charts):  # what is in a chart is there as often as it is
                _warn_of_doubled(id, written.source(sources.get(path), path), problems)
    return pages


def _warn_of_doubled(id: str, source: AuthorFile, problems: Diagnostics) -> None:
    chart = id.removeprefix(_CHART)
    if chart != id:
        what, right = f"the chart {chart} stands twice on the page", "it once, and a link to it"
    else:
        what, right = f"two elements of the page have the id {id}", "another id for one of them"
    problems.warn(source.place_of_id(id, chart), f"{what}: links lead to the first", right)


def _finished(content: bytes, address: str) -> HtmlPage:
    return finish_page(content.decode(), address)


def _recount(
    pages: Mapping[str, HtmlPage],
    sources: Mapping[str, str],
    docs: Mapping[str, bytes],
    names: frozenset[str],
    problems: Diagnostics,
    memo: Memo,
) -> None:
    """What a page's foot says of its numbers is counted again in the built HTML."""
    for path, source in sources.items():
        told = _TOLD.match(docs[source].decode())
        if told is None or path not in pages:
            continue
        text = pages[path].text
        key = ("counted", path, text, names)
        shown = memo.keep(key, problems, partial(_counted, text, names))
        vouched = int(told[1])
        if shown != vouched:
            problems.add(
                SourceLocation(f"build/docs/{source}"),
                f"the built page shows {shown:,} numbers, its template vouched for {vouched:,}",
                "no number from the publisher's theme or extensions",
            )


def _check_tags(
    pages: Mapping[str, HtmlPage],
    sources: Mapping[str, str],
    files: Mapping[str, bytes],
    written: _Written,
    problems: Diagnostics,
    memo: Memo,
) -> None:
    """No tag of a template stands in the site outside of code."""

    def seen(path: str, html: str) -> str:
        key = ("visible", path, html)
        return memo.keep(key, problems, partial(visible_text, html)) if _TAG.search(html) else ""

    def authors(path: str) -> tuple[str, str]:
        source = written.source(sources.get(path), path)
        return source.path, source.text

    check_tags(files, {path: pages[path].html for path in pages}, seen, authors, problems)


def _counted(text: str, names: frozenset[str]) -> int:
    return count_numbers(text_of_html(text), names)


def _seal(files: dict[str, bytes], facts: Mapping[str, Any], memo: Memo) -> str:
    """Add checksums.txt over every file but build.json, and build.json with its checksum."""

    def digest(content: bytes) -> str:
        return memo.keep(
            ("sha256", content), Diagnostics(), lambda: hashlib.sha256(content).hexdigest()
        )

    listed = sorted(path for path in files if path not in (CHECKSUMS, FACTS))
    sums = "".join(f"{digest(files[path])}  {path}\n" for path in listed).encode()
    checksum = hashlib.sha256(sums).hexdigest()
    whole = {**facts, "site": {"checksums": CHECKSUMS, "sha256": checksum}}
    text = json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    files |= {CHECKSUMS: sums, FACTS: text.encode()}
    return checksum


def _file(address: str) -> str:
    path = urlsplit(address).path
    return f"{path}index.html" if path == "" or path.endswith("/") else path


@dataclass
class _Written:
    """The files that pages were made from."""

    docs: Mapping[str, bytes]
    origins: Mapping[str, tuple[str, str]]
    _known: dict[str, AuthorFile] = field(default_factory=dict)

    def source(self, source: str | None, path: str) -> AuthorFile:
        """The file that the page at ``path`` in the site was made from, to find a place in it."""
        if path not in self._known:
            where, text = f"build/site/{path}", ""
            if source is not None:
                made = f"build/docs/{source}", self.docs[source].decode()
                where, text = self.origins.get(source, made)
            self._known[path] = AuthorFile(where, text, "")
        return self._known[path]
