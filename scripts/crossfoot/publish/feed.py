"""The feed of changes, in Atom (RFC 4287)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from ..ledger.schema import Briefing

PATH = "feed.xml"


@dataclass(frozen=True)
class Entry:
    """One thing that was published."""

    day: str
    """An ISO day."""
    title: str
    summary: str
    address: str = ""
    """Its page, relative to the site's root."""
    lines: tuple[str, ...] = ()
    """What it changed."""


def atom_feed(briefing: Briefing, entries: tuple[Entry, ...], site_url: str, version: str) -> bytes:
    """The feed of ``entries``, which come earliest first, the latest first.

    It was updated when that was published.
    ``site_url`` is absolute and ends in a slash. An entry's id is a tag (RFC 4151) made of the
    site's host, the entry's day and its address, so that it stays when the words change.
    """
    ordered = entries[::-1]
    root = ET.Element(
        "feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": briefing.language}
    )
    _add(root, "id", site_url)
    _add(root, "title", briefing.title)
    if briefing.description:
        _add(root, "subtitle", briefing.description)
    _add(root, "updated", _instant(ordered[0].day if ordered else briefing.published))
    for author in briefing.authors or (briefing.publisher,):
        _add(ET.SubElement(root, "author"), "name", author)
    _link(root, "self", site_url + PATH, "application/atom+xml")
    _link(root, "alternate", site_url, "text/html")
    _add(root, "rights", briefing.licence)
    _add(root, "generator", "Crossfoot", version=version)
    for entry in ordered:
        _entry(root, entry, site_url)
    ET.indent(root)
    body: str = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def _entry(root: ET.Element, entry: Entry, site_url: str) -> None:
    site = urlsplit(site_url)
    node = ET.SubElement(root, "entry")
    _add(node, "id", f"tag:{site.hostname},{entry.day}:{site.path}{entry.address}")
    _add(node, "title", entry.title)
    _add(node, "published", _instant(entry.day))
    _add(node, "updated", _instant(entry.day))
    _link(node, "alternate", site_url + entry.address, "text/html")
    _add(node, "summary", entry.summary)
    if entry.lines:
        _add(node, "content", "\n".join(entry.lines), type="text")


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"
