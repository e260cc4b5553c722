"""A page as it was made, and all of them: their Markdown waits for the drawings in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from ..charts.og_image.page_card import PageCard
from ..diagnostics import SourceLocation
from .front_matter import write_front_matter
from .links import LinkResolver
from .trust_marks import strip_marks

KINDS = {
    "entities": "entity",
    "claims": "claim",
    "sources": "source",
    "charts": "chart",
    "editions": "edition",
}
"""What the pages of a folder are about, one each."""
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True)
class Page:
    """One page, and what it asked for."""

    path: str
    """Under build/docs: ``claims/lit/index.md``."""
    address: str
    """From the site's root: ``claims/lit/``."""
    template: str
    """The template's path as problems name it."""
    title: str
    description: str
    nav: bool
    figures: tuple[str, ...]
    """Figures and rows (``id@source``), in the order in which they stand there."""
    claims: tuple[str, ...]
    charts: tuple[str, ...]
    entities: tuple[str, ...]
    sources: tuple[str, ...]
    numbers: int
    """Numbers on the page."""
    traced: int
    """Those of them that a row, a formula or a count of the engine vouches for."""
    plains: int
    """How often a word of plain() stands on it."""
    cards: Mapping[str, PageCard]
    """The picture that other sites show of it, by its path, where it has one of its own."""
    _front: Mapping[str, object] = field(repr=False)
    _marked: str = field(repr=False)
    _trails: str = field(repr=False)
    """Where its numbers come from: HTML without marks."""
    _links: LinkResolver = field(repr=False)

    @property
    def indexed(self) -> bool:
        """Whether anybody should find it by search."""
        return "robots" not in self._front

    @property
    def kind(self) -> str:
        """``claim`` ``entity`` ``source`` ``chart`` where it is about one; else empty."""
        return str(self._front["kind"]) if self._front["kind"] in KINDS.values() else ""

    @property
    def verdict(self) -> str:
        """Of the claim that it is about; else empty."""
        return next((card.verdict.word for card in self.cards.values() if card.verdict), "")

    def holds(self, text: str) -> bool:
        """Whether ``text`` stands in its Markdown, with nothing of the engine's in it."""
        return text in self._marked

    @property
    def words(self) -> tuple[str, ...]:
        """What its own text says, a paragraph each, without its charts and what is folded away."""
        plain = unescape(strip_marks(_TAG.sub("", _FIGURE.sub("", self._marked))))
        paragraphs = (" ".join(block.split()) for block in plain.split("\n\n"))
        return tuple(filter(None, (self.title, self.description, *paragraphs)))

    @property
    def own(self) -> bool:
        """Whether somebody wrote it for this briefing, as its one page of this template."""
        return not (self.template.startswith("crossfoot/") or self.kind)

    @property
    def headline(self) -> str:
        """Its heading, which is what it finds."""
        return str(self._front.get("headline") or self.title)

    @cached_property
    def text(self) -> str:
        """Markdown with its front matter; waits for the drawings that stand in it."""
        body = _BLANK.sub("\n\n", strip_marks(self._links.late(self._marked))).strip("\n")
        whole = f"{body}\n\n{self._trails}" if self._trails else body
        return f"{write_front_matter(self._front)}\n{whole}\n"


@dataclass(frozen=True)
class Pages:
    """All pages by path, and the texts that other stages need."""

    pages: Mapping[str, Page]
    finding: str
    description: str
    statements: Mapping[str, str]
    """Each claim's statement in plain words."""
    conclusions: Mapping[str, str]
    names: frozenset[str]
    """Names that hold a digit and are no numbers."""

    @property
    def cards(self) -> dict[str, tuple[PageCard, SourceLocation]]:
        """Every card by its path, and where its page comes from."""
        return {
            path: (card, SourceLocation(page.template))
            for page in self.pages.values()
            for path, card in page.cards.items()
        }

    @property
    def files(self) -> dict[str, str]:
        """What to write under build/docs, by path."""
        return {path: page.text for path, page in self.pages.items()}


def pages_by_item(pages: Iterable[Page]) -> dict[str, dict[str, tuple[str, str]]]:
    """The pages that use a thing, by ``kind:id`` and path: their addresses and titles."""
    users: dict[str, dict[str, tuple[str, str]]] = {}
    for page in pages:
        told = {"figure": page.figures, "claim": page.claims, "chart": page.charts}
        for kind, ids in told.items():
            for id in ids:
                users.setdefault(f"{kind}:{id}", {})[page.path] = (page.address, page.title)
    return users
