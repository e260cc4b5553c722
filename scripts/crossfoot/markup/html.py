"""HTML to its elements, as the HTML standard has it (by lexbor)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

_ADDRESSES = frozenset(
    "action background cite data formaction href longdesc manifest ping poster src "
    "xlink:href".split()
)
_SOURCE_SETS = ("srcset", "imagesrcset")


class Element(NamedTuple):
    """An element's start tag as a browser reads it: names in lower case, entities resolved."""

    tag: str
    attributes: Mapping[str, str]
    text: str = ""
    """Of a script: what it holds."""

    @property
    def classes(self) -> frozenset[str]:
        """The names in its ``class``."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def is_data(self) -> bool:
        """Whether it is a script element that holds data: no browser runs it or loads it."""
        kind = self.attributes.get("type", "").strip().lower()
        data = kind in ("application/json", "application/ld+json")
        return self.tag == "script" and data and "src" not in self.attributes

    @property
    def ids(self) -> tuple[str, ...]:
        """The anchors that it is: its ``id``, and the ``name`` of a link."""
        named = self.attributes.get("name", "") if self.tag == "a" else ""
        return tuple(filter(None, (self.attributes.get("id", ""), named)))

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Each address that it leads to or loads: the attribute's name and the address."""
        for name, value in self.attributes.items():
            if name in _ADDRESSES:
                yield name, value.strip()
            elif name in _SOURCE_SETS:
                yield from ((name, address) for address in srcset_candidates(value))


def parse_html(html: str) -> list[Element]:
    """Every element of a document or a part of one, in its order.

    A part is read as the body of a document; ``html``, ``head`` and ``body`` are always there.
    What stands within ``template`` is left out.
    """
    from selectolax.lexbor import LexborHTMLParser

    return [
        Element(
            node.tag or "",
            {name: value or "" for name, value in node.attributes.items()},
            node.text(deep=True) if node.tag == "script" else "",
        )
        for node in LexborHTMLParser(html).css("*")
    ]


def srcset_candidates(srcset: str) -> Iterator[str]:
    """The addresses in a ``srcset``. An address may hold commas, but not at its ends."""
    rest = srcset
    while rest := rest.lstrip(" \t\n\f\r,"):
        address = rest.split(None, 1)[0]
        rest = rest[len(address) :]
        yield address.rstrip(",")
        if not address.endswith(","):
            rest = rest.partition(",")[2]
