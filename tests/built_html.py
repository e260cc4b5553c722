"""What a built page holds, as a browser's parser reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import html

FRAMED = re.compile(r"(?:/embed/|editions/[^/]+/charts/[^/]+/)$")
"""The address of a page for somebody else's frame: a chart with its sources, and no way on."""
LEADS = ("href", "src", "poster", "data-src", "action")


@dataclass(frozen=True)
class Document:
    """A page at an absolute address."""

    address: str
    text: str

    @cached_property
    def tree(self) -> Any:
        return html.document_fromstring(
            self.text.encode(), parser=html.HTMLParser(encoding="utf-8")
        )

    @cached_property
    def ids(self) -> frozenset[str]:
        found = self.tree.xpath("//@id") + self.tree.xpath("//a/@name")
        return frozenset(str(name) for name in found)

    def links(self) -> Iterator[str]:
        """Every address that the page leads to or loads, absolute, as a browser resolves it."""
        for element in self.tree.iter():
            if not isinstance(element.tag, str):
                continue
            for name in LEADS:
                if (link := element.get(name)) is not None:
                    yield urljoin(self.address, link.strip())
            for candidate in (element.get("srcset") or "").split(","):
                if candidate.strip():
                    yield urljoin(self.address, candidate.split()[0])
        for content in self.tree.xpath(
            "//meta[@property='og:image' or @property='og:url' or @name='twitter:image']/@content"
        ):
            yield urljoin(self.address, content)
        for content in self.tree.xpath("//meta[@http-equiv='refresh']/@content"):
            yield urljoin(self.address, content.partition("url=")[2])

    @cached_property
    def listed(self) -> bool:
        """Whether search engines may list it: no chart in a frame, no edition of the past."""
        return not self.tree.xpath("//meta[@name='robots' and contains(@content, 'noindex')]")

    def canonical(self) -> list[str]:
        return [str(link) for link in self.tree.xpath("//link[@rel='canonical']/@href")]

    def main(self) -> Any:
        """The page's own text: what stands between the theme's parts."""
        return self.tree.xpath("//article")[0]


def framed(address: str) -> bool:
    """Whether a page is for a frame on somebody else's, and no page by itself."""
    return bool(FRAMED.search(address))


def without_anchor(address: str) -> tuple[str, str]:
    """An address in two: the page, and the place in it."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(fragment="")), parts.fragment
