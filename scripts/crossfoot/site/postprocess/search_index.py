"""The search's index: what the publisher found in texts, and what the ledger knows by name.

A figure, claim, chart, source or entity is one entry, made from the published data and from the
head of its page; a story is found by its sections. Each entry says what kind of thing it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from ...pages.links import page_address
from ...quantity.period import format_period
from ..mkdocs_runner import INDEX

_BY_NAME = ("claim", "chart", "source", "entity")
"""The kinds of pages that are found by their names, and their entries' kinds too."""
_WHOLE = (*_BY_NAME, "index")
"""The kinds of pages that are one entry each: an index lists what has entries itself."""
_BETWEEN = r"[\s\-_,:;!?=()\[\]\"“”$/]+|\.(?!\d)|(?<!\d)\."
"""What stands between words: an id falls into its parts, a decimal stays whole."""
_WEIGHTS = {"title": {"boost": 10}, "tags": {"boost": 2}, "text": {"boost": 1}}
_HEAD = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r'^(title|description|kind|robots): (".*")$', re.MULTILINE)

Entry = dict[str, Any]
"""``location`` from the site's root, ``title`` and ``text`` as HTML, ``kind``."""


def rewrite_search_index(site: Mapping[str, bytes], docs: Mapping[str, bytes]) -> dict[str, bytes]:
    """The index of ``site``, files by path, anew where the publisher made one from ``docs``."""
    if INDEX not in site:
        return {}
    made = rewritten_index(json.loads(site[INDEX]), docs)
    return {INDEX: json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()}


def rewritten_index(made: Mapping[str, Any], docs: Mapping[str, bytes]) -> dict[str, Any]:
    """The publisher's index ``made`` with entries by name instead of those pages' sections."""
    heads = {page_address(path): _head(docs[path]) for path in docs if path.endswith(".md")}
    heads = {at: head for at, head in heads.items() if "title" in head and "robots" not in head}
    named = {at for at, head in heads.items() if head.get("kind") in _WHOLE}
    sections = [
        _section(entry, heads.get(_page(entry), {}))
        for entry in made["docs"]
        if _page(entry) not in named and (entry["text"] or "#" not in entry["location"])
    ]
    named |= heads.keys() - {_page(entry) for entry in made["docs"]}
    pages = [_by_name(at, heads[at]) for at in sorted(named)]
    config = {**made["config"], "separator": _BETWEEN, "fields": _WEIGHTS}
    return {**made, "config": config, "docs": [*sections, *pages, *_figures(docs)]}


def _figures(docs: Mapping[str, bytes]) -> Iterator[Entry]:
    names = {it["id"]: it["name"] for it in _data(docs, "entities")}
    for it in _data(docs, "figures"):
        whose = names.get(it["entity"], it["entity"])
        title = f"{whose}: {it['label']}, {format_period(it['period'])}"
        signs = f"{it['status']}, disputed" if it["disputed"] else it["status"]
        yield _entry(it["address"], title, f"{it['text']}, {signs}", "figure", it["id"])


def _by_name(location: str, head: Mapping[str, str]) -> Entry:
    kind = head.get("kind", "")
    known = kind if kind in _BY_NAME else "page"
    id = location.rstrip("/").rpartition("/")[2]
    return _entry(location, head["title"], head.get("description", ""), known, id)


def _section(entry: Entry, head: Mapping[str, str]) -> Entry:
    """What the publisher found, a page also by the name that it has in the navigation."""
    name, title = escape(head.get("title", ""), quote=False), entry["title"]
    if name and "#" not in entry["location"] and name != title:
        title = f"{name}: {title}"
    return {**entry, "title": title, "kind": "page"}


def _entry(location: str, title: str, text: str, kind: str, id: str) -> Entry:
    plain = {"title": escape(title, quote=False), "text": escape(text, quote=False)}
    return {"location": location, **plain, "kind": kind, "tags": [id]}


def _page(entry: Entry) -> str:
    return str(entry["location"]).partition("#")[0]


def _data(docs: Mapping[str, bytes], name: str) -> list[dict[str, Any]]:
    return list(json.loads(docs.get(f"data/{name}.json", b"[]")))


def _head(page: bytes) -> dict[str, str]:
    """What a page that we made says of itself; nothing of one written by hand."""
    head = _HEAD.match(page.decode())
    return {name: json.loads(text) for name, text in _LINE.findall(head[1])} if head else {}
