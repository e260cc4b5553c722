"""The picture that other sites show beside a link to a page: its chart, or a card of its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..charts.og_image.page_card import PageCard, drawable_card
from ..charts.og_image.verdict_badges import verdict_badge as looked
from ..charts.text_measure import SERIF, missing_glyphs
from ..diagnostics import InvalidValue, SourceLocation
from ..ledger.licence import parse_licence
from ..ledger.schema import Briefing
from .chart_element import ChartView
from .claim_view import ClaimView
from .template_renderer import TemplateRenderer
from .templates import TemplateFile
from .views import EntityView, SourceView

PICTURE = "social.png"
"""The file's name, in the folder of the page's address."""
_HEADING = re.compile(
    r"^#[ \t]+(.+?)(?:[ \t]*\{[^{}\n]*\})?[ \t#]*$|<h1\b[^>]*>(.*?)</h1>", re.MULTILINE | re.DOTALL
)
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*`\\]")
_KICKER = re.compile(r'<p class="cf-kicker">(.*?)</p>', re.DOTALL)


@dataclass(frozen=True)
class PageTexts:
    """What a page says, as far as its card needs it."""

    address: str
    """From the site's root."""
    body: str
    """Markdown, which may hold marks."""
    title: str
    description: str


@dataclass(frozen=True)
class SiteIdentity:
    """What all cards of a briefing have in common."""

    brand: str
    maker: str
    finding: str
    """In plain words: what the front page's card says."""

    @classmethod
    def of(cls, briefing: Briefing, finding: str) -> SiteIdentity:
        """The face of the cards of this briefing: its name, its publisher and its licence."""
        maker = f"{briefing.publisher}, {parse_licence(briefing.licence).name}"
        return cls(briefing.title, maker, finding)

    def card(self, page: PageTexts, plain: Callable[[str], str], verdict: str = "") -> PageCard:
        """The card of a page. ``plain`` gives a piece of its text in plain words.

        The card's title is the page's heading, which is the finding. Above it stands what the
        page calls itself, or a claim's verdict.
        """
        found = _HEADING.search(page.body)
        heading = _line(plain(_unmarked(found[1] or found[2]))) if found else page.title
        kicker = _KICKER.search(page.body)
        over = _line(plain(kicker[1])) if kicker else page.title
        text = page.description.removeprefix(f"{heading}: ")
        return PageCard(
            title=heading,
            text="" if _same(text, heading) else text,
            kicker=""
            if _same(over, heading) or over == self.brand
            else over[:1].upper() + over[1:],
            briefing=self.brand,
            publisher=self.maker,
            verdict=looked(verdict) if verdict else None,
        )

    def front(self) -> dict[str, PageCard]:
        """A card of the finding by its path, for a briefing whose front page has none of its own.

        None where our fonts cannot set it.
        """
        card = PageCard(self.finding, "", "", self.brand, self.maker)
        return {} if missing_glyphs(card.title, 600, SERIF) else {PICTURE: card}

    def shared(
        self, page: PageTexts, card: PageCard, own: bool = True
    ) -> tuple[dict[str, str], dict[str, PageCard]]:
        """What a page says of its card in its front matter, and the card by the picture's path.

        A page that has none of its ``own``, or whose heading our fonts cannot set, is shown by the
        front page's picture; raises InvalidValue where that is the front page's own.
        """
        front = {"picture": PICTURE, "picture_alt": self.finding}
        if lacks := missing_glyphs(card.title, 600, SERIF):
            if not page.address:
                what = f"the font of its picture lacks {lacks!r}, which its heading has"
                raise InvalidValue(what, "a heading without it")
            return front, {}
        heading = {"headline": card.title} if card.title != page.title else {}
        if not own:
            return {**heading, **front}, {}
        drawn = drawable_card(card)
        path = f"{page.address}{PICTURE}"
        return {**heading, "picture": path, "picture_alt": drawn.alt_text}, {path: drawn}


def og_image_of(
    texts: TemplateRenderer, file: TemplateFile, page: PageTexts, item: object
) -> tuple[Mapping[str, str], Mapping[str, PageCard]]:
    """What the page of a template says of its picture, and the card to draw for it, if any.

    A chart's own page shows its chart; that of an entity or a source, which are many and seldom
    passed on, the briefing's picture. A page that names a picture of its own, or that nobody should
    index, needs none. ``item`` is what the page is about.
    """
    if {"picture", "robots"} & file.front.passed.keys():
        return {}, {}
    if isinstance(item, ChartView):
        it = item._it
        alt = f"{it.title}. {it.description}"
        return {"picture": f"charts/{it.id}.social.png", "picture_alt": alt}, {}
    face = SiteIdentity.of(texts.ledger.briefing, texts.worded(texts.finding))
    verdict = item.verdict if isinstance(item, ClaimView) else ""
    own = not isinstance(item, (EntityView, SourceView))
    try:
        return face.shared(page, face.card(page, texts.worded, verdict), own)
    except InvalidValue as wrong:
        texts.problems.add(SourceLocation(file.shown), wrong.message, wrong.hint)
        return {}, {}


def _unmarked(text: str) -> str:
    return _MARKUP.sub(lambda found: found[1] or "", text)


def _line(text: str) -> str:
    return " ".join(text.split())


def _same(one: str, other: str) -> bool:
    return one.rstrip(".").casefold() == other.rstrip(".").casefold()
