"""Templates to pages: each template once, or once an entity, claim, source or chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from ..charts.drawn import Drawn
from ..problem import Place
from .briefing import briefing_view, download_view
from .cards import Words, shared
from .chart import ChartView, Download
from .check import say
from .escape import escape
from .gallery import Gallery
from .links import Uses, page_address
from .made import KINDS, Page, Pages
from .templates import File
from .texts import Texts
from .totals import totals_of
from .trails import Trail, block, notes, trails
from .words import named

FAULTS_AT_MOST = 5
"""After so many pages that failed, a template is not tried with its other items."""


@dataclass(frozen=True)
class _Sheet:
    """A template ready to make pages."""

    file: File
    body: Template
    title: Template | None
    description: Template | None
    picture_alt: Template | None


def render(texts: Texts, charts: Mapping[str, Drawn], downloads: Sequence[Download] = ()) -> Pages:
    """Every page of the briefing. What is wrong with any is noted in the texts' problems.

    ``downloads`` are the published files that the data page lists, with their sizes.
    """
    shelf, words = texts.shelf, texts.words
    shelf.charted = {id: drawn.figures for id, drawn in charts.items()}
    shelf.claimed = {id: drawn.claims for id, drawn in charts.items()}
    shelf.titles = {id: drawn.title for id, drawn in charts.items()}
    words.charts = {id: ChartView(shelf, drawn) for id, drawn in charts.items()}
    names = texts.environment.globals
    names.update(words.lists())
    names["totals"] = totals_of(shelf)
    names["briefing"] = briefing_view(texts)
    names["gallery"] = Gallery(shelf, words.charts, texts.check.publisher.order)
    names["finding"], names["description"] = texts.finding, texts.description
    names["downloads"] = [download_view(d) for d in downloads]
    names["plains"] = named("0")
    sheets = _sheets(texts)
    names["plains"] = named(f"{texts.environment.plains:,}")
    made: dict[str, Page] = {}
    # The briefing's own pages first: the pages of figures, claims and charts name those using them.
    first = [s for s in sheets if not s.file.own and not s.file.front.each]
    for sheet in first:
        for page in _pages(texts, sheet, made):
            _remember(texts, page)
    # Those that say how large a chart's files are come last: its picture may still be drawn.
    rest = [s for s in sheets if s not in first]
    for sheet in sorted(rest, key=lambda s: s.file.front.each in ("", "charts")):
        list(_pages(texts, sheet, made))
    return Pages(
        dict(sorted(made.items())),
        texts.worded(texts.finding),
        texts.worded(texts.description),
        texts.statements,
        texts.conclusions,
        texts.environment.plains,
        texts.links.names,
    )


def _sheets(texts: Texts) -> list[_Sheet]:
    found = []
    for file in texts.templates.files.values():
        body = texts.templates.body(texts.environment, file.name)
        if file.partial:
            continue
        if body is None:
            texts.problems.lose("page", file.front.path.replace("{id}", "*"))
            continue
        heads: dict[str, Template | None] = {}
        for key in ("title", "description", "picture_alt"):
            source = getattr(file.front, key)
            place = file.front.places.get(key, Place(file.shown))
            heads[key] = (
                texts.templates.part(texts.environment, source, place, file) if source else None
            )
        if not file.front.title:
            at = Place(file.shown)
            texts.problems.add(at, "the page has no title", "title: … in its front matter")
        found.append(_Sheet(file, body, heads["title"], heads["description"], heads["picture_alt"]))
    return found


def _pages(texts: Texts, sheet: _Sheet, made: dict[str, Page]) -> Iterable[Page]:
    faults = 0
    for id, context in _items(texts, sheet.file.front.each):
        before = len(texts.problems.errors)
        path = sheet.file.front.path.replace("{id}", id)
        if path.casefold() in {p.casefold() for p in made} if not id else path in made:
            other = made[next(p for p in made if p.casefold() == path.casefold())].template
            at = Place(sheet.file.shown)
            texts.problems.add(at, f"{path} is made by {other} too", "a path of its own")
            return
        page = _page(texts, sheet, path, context)
        if page is None:
            texts.problems.lose("page", path)
        else:
            made[path] = page
            yield page
        faults += len(texts.problems.errors) > before
        if faults >= FAULTS_AT_MOST:
            texts.problems.lose("page", sheet.file.front.path.replace("{id}", "*"))
            return


def _items(texts: Texts, each: str) -> Iterable[tuple[str, dict[str, Any]]]:
    if not each:
        return [("", {})]
    known: Mapping[str, object] = (
        texts.words.charts if each == "charts" else getattr(texts.shelf, each)
    )
    return [(id, {"item": item}) for id, item in known.items()]


def _page(texts: Texts, sheet: _Sheet, path: str, context: Mapping[str, object]) -> Page | None:
    place, uses, address = Place(sheet.file.shown), Uses(), page_address(path)
    title = _head(texts, sheet.title, context, place)
    description = _head(texts, sheet.description, context, place)
    body = texts.run(sheet.body, context, place)
    if body is None:
        return None
    linked = texts.links.linked(texts.links.laid(body), address, uses)
    found = trails(uses.notes, texts.shelf, address, texts.worded) if sheet.file.front.notes else ()
    say(texts.check.page(linked), place, texts.problems)
    alt = _head(texts, sheet.picture_alt, context, place)
    words = Words(address, linked, title, description)
    picture, cards = shared(texts, sheet.file, words, context.get("item"))
    front = {
        "title": title,
        "description": description,
        "kind": KINDS.get(sheet.file.front.each, ""),
        **picture,
        **sheet.file.front.passed,
        **({"picture_alt": alt} if alt else {}),
        "numbers": uses.numbers,
        "traced": uses.traced,
    }
    return Page(
        path,
        address,
        sheet.file.shown,
        title,
        description,
        sheet.file.front.nav and not sheet.file.front.each,
        uses.of("figure"),
        uses.of("claim"),
        uses.of("chart"),
        uses.of("entity"),
        uses.of("source"),
        uses.numbers,
        uses.traced,
        cards,
        front,
        linked,
        "\n\n".join(filter(None, (_on_paper(texts, sheet, found, uses), block(found)))),
        texts.links,
    )


def _on_paper(texts: Texts, sheet: _Sheet, found: tuple[Trail, ...], uses: Uses) -> str:
    if not sheet.file.front.notes:
        return ""
    claims = {claim.address: claim.statement for claim in texts.shelf.claims.values()}
    links = {
        to: escape(texts.worded(claims[to])) if to in claims else words
        for to, words in uses.links.items()
    }
    return notes(found, links, texts.shelf.address)


def _head(
    texts: Texts, template: Template | None, context: Mapping[str, object], place: Place
) -> str:
    """A title or description in plain words, its numbers checked."""
    text = None if template is None else texts.run(template, context, place)
    if text is None:
        return ""
    text = Markup(text.strip())
    texts.checked(text, place)
    return " ".join(texts.worded(text).split())


def _remember(texts: Texts, page: Page) -> None:
    told = {"figure": page.figures, "claim": page.claims, "chart": page.charts}
    for kind, ids in told.items():
        for id in ids:
            users = texts.shelf.paged.setdefault(f"{kind}:{id}", {})
            users[page.path] = (page.address, page.title)
