"""What programs that read whole sites are told: robots.txt, and llms.txt (llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SECTIONS = {
    "": "Pages",
    "data": "Data",
    "claim": "Claims",
    "chart": "Charts",
    "entity": "Subjects",
    "source": "Sources",
}
"""Headings of llms.txt by the kind of what stands under them, in their order."""
_ACTIVE = re.compile(r"[\\`*_\[\]<>]")


@dataclass(frozen=True)
class Listed:
    """A page's Markdown, or a data file, as llms.txt lists it: plain words."""

    kind: str
    """One of SECTIONS."""
    address: str
    """From the site's root."""
    title: str
    note: str = ""
    verdict: str = ""


def robots_txt(site_url: str) -> bytes:
    """All may read everything. ``site_url`` is the site's absolute address, with a slash."""
    return (
        "# Crawlers ask for this file at the root of a host only: where the site stands under a\n"
        "# path, the sitemap below is to be named to them.\n"
        f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
    ).encode()


def llms_txt(
    title: str, finding: str, description: str, listed: Iterable[Listed], site_url: str
) -> bytes:
    """The publication and its finding, then each page's Markdown and each data file by sections."""
    entries = list(listed)
    parts = [f"# {_escaped(title)}", f"> {_escaped(finding)}"]
    parts += [_escaped(description)] if description and description != finding else []
    parts.append(
        "Every number on these pages has a source or a formula, and every claim is a check that "
        "runs at each build. The links lead to the pages as Markdown."
    )
    for kind, heading in SECTIONS.items():
        lines = [_line(entry, site_url) for entry in entries if entry.kind == kind]
        parts += [f"## {heading}", "\n".join(lines)] if lines else []
    return ("\n\n".join(parts) + "\n").encode()


def in_order(pages: Sequence[Listed], order: Sequence[str]) -> list[Listed]:
    """``pages`` with those first whose addresses are in ``order``, in that order."""
    known = {address: n for n, address in enumerate(order)}
    return sorted(pages, key=lambda page: known.get(page.address, len(known)))


def _line(entry: Listed, site_url: str) -> str:
    title, note = entry.title, "" if entry.note == entry.title else entry.note
    note = f"{entry.verdict}. {note}".strip() if entry.verdict else note
    said = f": {_escaped(note)}" if note else ""
    return f"- [{_escaped(title)}]({site_url}{entry.address}){said}"


def _escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", " ".join(text.split()))
