"""Templates to pages: each template once, or once an entity, claim, source or chart."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from jinja2 import Template
from markupsafe import Markup

from ..charts.render.rendered_chart import RenderedChart
from ..charts.spec.chart_spec import ChartSpec
from ..diagnostics import InvalidValue, SourceLocation
from ..memo import ALL, Cell
from ..progress import SILENT, ProgressReporter
from .briefing import briefing_view, download_view
from .chart_element import ChartViews, Download
from .corrections import corrections_footer
from .draft import NOTICE
from .escaping import escape
from .gallery import Gallery
from .links import PageUsage, page_address
from .number_check import RAW, report_untraced_numbers
from .og_images import PageTexts, og_image_of
from .page import KINDS, Page, Pages, pages_by_item
from .provenance_notes import ProvenanceNote, build_notes, notes_element, notes_json
from .template_functions import named
from .template_locations import is_engine_file, place_of
from .template_renderer import TemplateRenderer
from .templates import TemplateFile
from .totals import verdict_totals
from .trust_marks import strip_marks

FAULTS_AT_MOST = 5
"""After so many pages that failed, a template is not tried with its other items."""
CELLS: Mapping[str, Cell] = {
    "figures": ("figure", ALL),
    "rows": ("figure", ALL),
    "disputes": ("figure", ALL),
    "claims": ("claim", ALL),
    "sources": ("source", ALL),
    "entities": ("entity", ALL),
    "editions": ("edition", ALL),
    "footings": ("footing", ALL),
    "gallery": ("gallery", ""),
    "downloads": ("late", "downloads"),
    "plains": ("counted", "plains"),
}
"""The names of lists, each with what it is a part of; what else data fills does not change."""


@dataclass(frozen=True)
class _Sheet:
    """A template ready to make pages."""

    file: TemplateFile
    body: Template
    title: Template | None
    description: Template | None
    picture_alt: Template | None

    @property
    def story(self) -> bool:
        """Whether it makes one of the briefing's own pages: not one about all there is."""
        front = self.file.front
        return not front.each and (not self.file.own or front.passed.get("kind") == "front")


def render_pages(
    texts: TemplateRenderer,
    charts: Mapping[str, RenderedChart],
    downloads: Callable[[], Sequence[Download]] = tuple,
    first: Collection[str] = (),
    ready: Callable[[Page], None] = lambda page: None,
    say: ProgressReporter = SILENT,
) -> Pages:
    """Every page of the briefing. What is wrong with any is noted in the texts' problems.

    ``downloads`` gives the published files that the data page lists, with their sizes. The pages
    at the paths ``first`` are made before the others of their kind, and each is given to ``ready``
    at once.
    """
    # The briefing's own pages first: the pages of figures, claims and charts name those using them.
    files, specs = texts.templates.files.values(), {id: it.spec for id, it in charts.items()}
    made, rest = _stories(texts, specs, charts, files, first, ready)
    whole = len(made) + sum(len(_items(texts, sheet.file.front.each)) for sheet in rest)
    say.at(len(made), whole)
    order = texts.check.publisher.order
    texts.environment.globals["gallery"] = Gallery(texts.shelf, texts.words.charts, order)
    for sheet in rest:
        for page in () if _counts(sheet) else _make(texts, sheet, {}, first):
            ready(page)
    _list(texts, downloads())
    # Those that say how large a chart's files are come late, for its picture may still be drawn;
    # last of all the ones that count what the others say.
    rest.sort(key=lambda s: (_counts(s), s.file.front.each in ("", "charts")))
    for counting, sheets in groupby(rest, _counts):
        listed = list(sheets)
        if counting:
            _count(texts, made.values())
            counted: dict[str, Page] = {}
            for sheet in listed:
                _make(texts, sheet, counted)
            _count(texts, [*made.values(), *counted.values()])  # what they say themselves too
        for sheet in listed:
            _make(texts, sheet, made)
            say.at(len(made), whole)
    return Pages(
        dict(sorted(made.items())),
        texts.worded(texts.finding),
        texts.worded(texts.description),
        {id: texts.claims[id].entry.statement for id in texts.claims},
        {id: texts.claims[id].entry.conclusion for id in texts.claims},
        texts.links.names,
    )


def render_story_pages(texts: TemplateRenderer, specs: Mapping[str, ChartSpec]) -> dict[str, Page]:
    """The briefing's own pages by path, without those that are made of the whole ledger.

    From then on the texts' shelf knows what each of them shows.
    """
    files = [file for file in texts.templates.files.values() if _story(file)]
    made, rest = _stories(texts, specs, {}, files)
    _list(texts, ())
    _count(texts, made.values())
    for sheet in rest:
        _make(texts, sheet, made)
    return made


def _story(file: TemplateFile) -> bool:
    """Whether it makes one of the briefing's own pages."""
    return not (file.own or file.front.each)


def _stories(
    texts: TemplateRenderer,
    specs: Mapping[str, ChartSpec],
    charts: Mapping[str, RenderedChart],
    files: Iterable[TemplateFile],
    first: Collection[str] = (),
    ready: Callable[[Page], None] = lambda page: None,
) -> tuple[dict[str, Page], list[_Sheet]]:
    """The briefing's own pages among those that ``files`` make, and the sheets of the others."""
    shelf, memo = texts.shelf, texts.memo
    shelf.charted = memo.watch("charted", {id: spec.figures for id, spec in specs.items()})
    shelf.claimed = memo.watch("claimed", {id: spec.claims for id, spec in specs.items()})
    shelf.chart_reads = memo.watch("looked", {id: s.figures_read for id, s in specs.items()})
    shelf.titles = memo.watch("titled", {id: spec.title for id, spec in specs.items()})
    sheets = _named(texts, specs, charts, files)
    rest = [sheet for sheet in sheets if not _story(sheet.file) or _late(sheet)]
    made: dict[str, Page] = {}
    for sheet in sorted(sheets, key=lambda s: s.file.front.path not in first):
        for page in () if sheet in rest else _make(texts, sheet, made):
            if page.path in first:
                ready(page)
    shelf.paged = memo.watch("paged", pages_by_item(made.values()))
    return made, rest


def _named(
    texts: TemplateRenderer,
    specs: Mapping[str, ChartSpec],
    charts: Mapping[str, RenderedChart],
    files: Iterable[TemplateFile],
) -> list[_Sheet]:
    """Give templates the names of all that data fills; the templates, ready."""
    shelf, words, memo, names = texts.shelf, texts.words, texts.memo, texts.environment.globals
    words.charts = ChartViews(shelf, memo.watch("chart", specs), charts)
    lists = words.lists()
    values = {
        "totals": verdict_totals(shelf, len(specs)),
        "finding": texts.finding,
        "description": texts.description,
    }
    names.update({**lists, **values, "briefing": briefing_view(texts)})
    names["gallery"] = names["plains"] = names["downloads"] = None
    sheets = _sheets(texts, files)
    said = {
        "totals": values["totals"],
        "finding": texts.worded(texts.finding),
        "description": texts.worded(texts.description),
        "corrections": shelf.ledger.corrections,
    }
    memo.watch("name", said)
    texts.environment.cells = {**{name: ("name", name) for name in said}, **CELLS}
    return sheets


def _list(texts: TemplateRenderer, downloads: Sequence[Download]) -> None:
    """Let templates know the published files."""
    texts.environment.globals["downloads"] = [download_view(d) for d in downloads]
    texts.memo.watch("late", {"downloads": downloads})


def _count(texts: TemplateRenderer, pages: Iterable[Page]) -> None:
    """Let templates know how often words of plain() stand on the other pages."""
    plains = sum(page.plains for page in pages)
    texts.environment.globals["plains"] = named(f"{plains:,}")
    texts.memo.watch("counted", {"plains": plains})


def _late(sheet: _Sheet) -> bool:
    """Whether a template asks for what is known only when other pages are made."""
    return re.search(r"\b(?:plains|downloads)\b", sheet.file.text) is not None


def _counts(sheet: _Sheet) -> bool:
    """Whether a template asks for what is known when all other pages are made."""
    return re.search(r"\bplains\b", sheet.file.text) is not None


def _sheets(texts: TemplateRenderer, files: Iterable[TemplateFile]) -> list[_Sheet]:
    found = []
    for file in files:
        body = texts.templates.body(texts.environment, file.name)
        if file.partial:
            continue
        if body is None:
            texts.problems.skip("page", file.front.path.replace("{id}", "*"))
            continue
        heads: dict[str, Template | None] = {}
        for key in ("title", "description", "picture_alt"):
            source = getattr(file.front, key)
            place = file.front.places.get(key, SourceLocation(file.shown))
            heads[key] = (
                texts.templates.part(texts.environment, source, place, file) if source else None
            )
        if not file.front.title:
            at = SourceLocation(file.shown)
            texts.problems.add(at, "the page has no title", "title: … in its front matter")
        found.append(_Sheet(file, body, heads["title"], heads["description"], heads["picture_alt"]))
    return found


def _make(
    texts: TemplateRenderer,
    sheet: _Sheet,
    made: dict[str, Page],
    only: Collection[str] | None = None,
) -> list[Page]:
    """Make the pages of a template, or only those at some paths; they are in ``made`` then too."""
    pages: list[Page] = []
    faults = 0
    for id in _items(texts, sheet.file.front.each):
        if only is not None and sheet.file.front.path.replace("{id}", id) not in only:
            continue
        before = len(texts.problems.errors)
        path = sheet.file.front.path.replace("{id}", id)
        if path.casefold() in {p.casefold() for p in made} if not id else path in made:
            other = made[next(p for p in made if p.casefold() == path.casefold())].template
            at = SourceLocation(sheet.file.shown)
            texts.problems.add(at, f"{path} is made by {other} too", "a path of its own")
            return pages
        page = texts.memo.keep(
            ("page", path), texts.problems, partial(_page, texts, sheet, path, id)
        )
        if page is None:
            texts.problems.skip("page", path)
        else:
            made[path] = page
            pages.append(page)
        faults += len(texts.problems.errors) > before
        if faults >= FAULTS_AT_MOST:
            texts.problems.skip("page", sheet.file.front.path.replace("{id}", "*"))
            break
    return pages


def _items(texts: TemplateRenderer, each: str) -> Mapping[str, object]:
    """What a template makes a page of each, by id; one without a name where it makes one page."""
    if not each:
        return {"": None}
    known: Mapping[str, object] = (
        texts.words.charts if each == "charts" else getattr(texts.shelf, each)
    )
    return known


def _page(texts: TemplateRenderer, sheet: _Sheet, path: str, id: str) -> Page | None:
    texts.memo.note("template", sheet.file.name)
    item = _items(texts, sheet.file.front.each)[id]
    context = {"item": item} if id else {}
    # The engine's own templates are right: what is wrong is the entry that a page is about.
    about = place_of(item) if sheet.file.own else None
    place, uses, address = (
        about or SourceLocation(sheet.file.shown),
        PageUsage(),
        page_address(path),
    )
    title = _head(texts, sheet.title, context, place)
    description = _head(texts, sheet.description, context, place)
    body = texts.run(sheet.body, context, place)
    if body is None:
        return None
    linked = texts.links.linked(texts.links.laid(body), address, uses)
    if sheet.story:
        foot = corrections_footer(texts.shelf, texts.links, uses)
        linked += texts.links.linked(foot, address, uses) if foot else ""
    found = (
        build_notes(uses.notes, texts.shelf, address, texts.worded)
        if sheet.file.front.notes
        else ()
    )
    report_untraced_numbers(texts.check.page(linked), place, texts.problems, is_engine_file)
    if texts.check.raw(strip_marks(linked)) is not None:
        shown = texts.templates.sources.first(place.path, "{% raw", "{%- raw", "'{{", '"{{')
        texts.problems.add_invalid(about or shown, InvalidValue(*RAW))
    draft = sheet.file.front.draft or getattr(item, "draft", False)
    alt = _head(texts, sheet.picture_alt, context, place)
    words = PageTexts(address, linked, title, description)
    texts.memo.note("name", "finding")  # which the picture may say
    picture, cards = og_image_of(texts, sheet.file, words, item)
    front = {
        "title": title,
        "description": description,
        "kind": KINDS.get(sheet.file.front.each, ""),
        **picture,
        **sheet.file.front.passed,
        **({"picture_alt": alt} if alt else {}),
        **({"robots": "noindex"} if draft else {}),
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
        len(uses.plains),
        cards,
        front,
        f"{NOTICE}\n\n{linked}" if draft else linked,
        "\n\n".join(filter(None, (_on_paper(texts, sheet, found, uses), notes_json(found)))),
        texts.links,
    )


def _on_paper(
    texts: TemplateRenderer, sheet: _Sheet, found: tuple[ProvenanceNote, ...], uses: PageUsage
) -> str:
    if not sheet.file.front.notes:
        return ""
    links = {}
    for to, words in uses.links.items():
        claim = texts.shelf.claims.get(to.removeprefix("claims/").rstrip("/"))
        about = "" if claim is None or claim.address != to else texts.worded(claim.statement)
        links[to] = escape(about) or words
    return notes_element(found, links, texts.shelf.address)


def _head(
    texts: TemplateRenderer,
    template: Template | None,
    context: Mapping[str, object],
    place: SourceLocation,
) -> str:
    """A title or description in plain words, its numbers checked."""
    text = None if template is None else texts.run(template, context, place)
    if text is None:
        return ""
    text = Markup(text.strip())
    texts.checked(text, place)
    return " ".join(texts.worded(text).split())
