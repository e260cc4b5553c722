"""A chart as an element of a page: title, drawings, table, sources, downloads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..charts.render.rendered_chart import RenderedChart
from ..charts.spec.chart_spec import ChartSpec, TableRow
from .chart_footer import Form, citation_fold, embed_fold, footer_element, source_link
from .claim_view import FindingView
from .draft import DRAFT
from .edition_item_views import EditionChartView
from .environment import TemplateObject, TracedText
from .escaping import escape
from .excerpt_view import ExcerptView, excerpt_element
from .figure_view import FigureView
from .links import LinkResolver, PageElement, Reference
from .site_index import SiteIndex
from .trust_marks import as_sentence
from .views import PageView, SourceView, format_day


@dataclass(frozen=True)
class Download(TemplateObject):
    """A file that a reader may take."""

    address: str
    """From the site's root."""
    type: str
    bytes: int
    what: str = ""


@dataclass(frozen=True)
class ChartView(TemplateObject):
    """A chart, as templates see it."""

    _shelf: SiteIndex
    _it: ChartSpec
    _rendered: RenderedChart | None = None
    """Its pictures; None where nobody looks at them."""

    def __getattr__(self, name: str) -> TracedText:
        if name in ("id", "title", "subtitle", "description", "note"):
            return TracedText(getattr(self._it, name))
        raise AttributeError(name)

    @property
    def draft(self) -> bool:
        """Whether it is in no build."""
        return self._it.draft

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return f"charts/{self._it.id}/"

    @property
    def absolute(self) -> str:
        """Its page's whole address."""
        return f"{self._shelf.address}{self.address}"

    @property
    def citation(self) -> Markup:
        """A sentence that cites it."""
        return Markup(citation_fold(self))

    @property
    def figures(self) -> list[FigureView]:
        """The figures and rows that it shows."""
        known = self._shelf.figures
        return [known[ref] for ref in self._it.figures if ref in known]

    @property
    def claims(self) -> list[object]:
        """The claims that it shows."""
        return [self._shelf.claims[id] for id in self._it.claims if id in self._shelf.claims]

    @property
    def tables(self) -> list[ExcerptView]:
        """What it shows of tables under ``data/tables/``."""
        return [ExcerptView(self._shelf, excerpt) for excerpt in self._it.excerpts]

    @property
    def findings(self) -> list[FindingView]:
        """What its title states, checked."""
        return [FindingView(self._shelf, finding) for finding in self._it.findings]

    @property
    def sources(self) -> list[SourceView]:
        """The sources that it rests on."""
        known = self._shelf.sources
        return [known[id] for id in self._it.sources if id in known]

    @property
    def files(self) -> list[tuple[str, str]]:
        """Address and type of each of its files."""
        types = {"csv": "CSV", "svg": "SVG", "png": "PNG", "vl.json": "Vega-Lite"}
        return [(f"charts/{self._it.id}.{ending}", type_) for ending, type_ in types.items()]

    @property
    def _pictures(self) -> RenderedChart:
        """The chart, drawn; raises LookupError where nothing is."""
        if self._rendered is None:
            raise LookupError(f"the chart {self._it.id} is not drawn")
        return self._rendered

    @property
    def downloads(self) -> list[Download]:
        """Its files with their sizes; waits for the picture."""
        it = self._it
        pictures = self._pictures
        svg, vega_lite = pictures.svg_file.encode(), it.vega_lite_text.encode()
        contents = (it.csv.encode(), svg, pictures.png, vega_lite)
        return [
            Download(address, type_, len(content))
            for (address, type_), content in zip(self.files, contents, strict=True)
        ]

    @property
    def pinned(self) -> EditionChartView | None:
        """The same chart as the last edition that has it drew it."""
        shelf = self._shelf
        ids = [f"{id}/charts/{self._it.id}" for id in shelf.editions]
        return next((shelf.pinned[id] for id in ids[::-1] if id in shelf.pinned), None)

    @property
    def pages(self) -> list[PageView]:
        """The briefing's pages that show it."""
        return self._shelf.pages_using("chart", [self._it.id])


class ChartViews(Mapping[str, ChartView]):
    """The charts by id, as templates see them."""

    def __init__(
        self,
        shelf: SiteIndex,
        specs: Mapping[str, ChartSpec],
        rendered: Mapping[str, RenderedChart],
    ) -> None:
        self._shelf, self._specs, self._rendered = shelf, specs, rendered

    def __getitem__(self, id: str) -> ChartView:
        return ChartView(self._shelf, self._specs[id], self._rendered.get(id))

    def __iter__(self) -> Iterator[str]:
        return iter(self._specs)

    def __len__(self) -> int:
        return len(self._specs)


def chart_figure(view: ChartView, links: LinkResolver, form: Form = "story") -> Markup:
    """The ``<figure>`` of a chart, with the marks of what it says; drawings go in last.

    On its own page the heading says its title. In a frame it has neither table nor files. A search
    finds it by its name, so its words stay out of the pages' own.
    """
    it = view._it
    live = f' data-live="{it.id}"' if it.job.interactive and form != "embed" else ""
    parts = [
        f'<figure class="cf-chart cf-wide-block" id="chart-{it.id}"{live} data-search-exclude>',
        _title(view, links, form),
        f'<p class="cf-chart-subtitle">{as_sentence(it.subtitle)}</p>' if it.subtitle else "",
        f'<div class="cf-wide">{_drawing(lambda: view._pictures.svg_wide, links)}</div>',
        f'<div class="cf-narrow">{_drawing(lambda: view._pictures.svg_narrow, links)}</div>',
        "" if form == "embed" else f'<div class="cf-under">{_numbers(view, links)}</div>',
        f'<footer class="cf-chart-footer">{footer_element(view, links, form)}</footer>',
        "</figure>",
    ]
    return Markup("".join(parts))


def _title(view: ChartView, links: LinkResolver, form: Form) -> str:
    if form == "own":
        return ""
    title = links.refer(Reference("chart", view._it.id), as_sentence(view._it.title))
    tag = "h1" if form == "embed" else "p"
    draft = f" {DRAFT}" if view.draft else ""
    return f'<{tag} class="cf-chart-title">{title}{draft}</{tag}>'


def _numbers(view: ChartView, links: LinkResolver) -> str:
    table = _table(view, links)
    return f'<details class="cf-data"><summary>The numbers</summary>{table}</details>'


def chart_embed(view: ChartView, links: LinkResolver) -> Markup:
    """The HTML that puts it into another page, to copy."""
    return Markup(embed_fold(view, links))


def chart_picture(view: ChartView, links: LinkResolver) -> Markup:
    """The narrow drawing by itself, for a list of charts that names them beside it."""
    drawing = _drawing(lambda: view._pictures.svg_narrow, links)
    return Markup(f'<div class="cf-thumb" aria-hidden="true">{drawing}</div>')


def _drawing(svg: Callable[[], str], links: LinkResolver) -> str:
    def late() -> str:
        flat = re.sub(r"\n\s*", " ", svg().strip())
        return flat.replace("<svg", "<svg data-search-exclude", 1)

    return links.insert(PageElement("", "", late))


def _table(view: ChartView, links: LinkResolver) -> str:
    table, csv = view._it.table, f"charts/{view._it.id}.csv"
    tables = "".join(
        excerpt_element(e, source_link(view, e.source, links), csv, links)
        for e in view._it.excerpts
    )
    if tables and not table.rows:
        return tables
    heads = "".join(
        f'<th scope="col">{escape(column.capitalize())}</th>'
        for column in (*table.columns, "source")
    )
    rows = "".join(_row(view, row, table.columns, links) for row in table.rows)
    label = f"The numbers of this chart: {view._it.title}"
    return (
        f'<div class="cf-scroll" tabindex="0" role="region" aria-label="{as_sentence(label)}">'
        f'<table class="cf-table cf-rows" data-search-exclude><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{tables}"
    )


def _row(view: ChartView, row: TableRow, columns: tuple[str, ...], links: LinkResolver) -> str:
    claim = view._shelf.claims.get(row.id)
    cells = []
    for heading, cell in zip(columns, row.cells, strict=True):
        figures, _, claims = heading.partition(" or ")
        column = claims if claim is not None and claims else figures
        text, css = as_sentence(cell), ""
        if claim is not None and column == "claim":
            text = links.plain(claim.statement)
        elif claim is not None and column == "verdict":
            # A chart draws claims by the dozen: that its page shows one says nothing of the page.
            text = links.refer(
                Reference("page", row.address, row.address, "cf-claim-link"),
                f'<span class="cf-verdict cf-{claim.verdict}">{claim.verdict}</span>',
            )
        elif claim is not None and column == "due":
            text = format_day(cell).__html__()
        elif column == "value":
            text = links.refer(Reference("figure", row.id, row.address, "fig"), text)
            css = ' class="cf-num"'
        elif column == "status":
            also = " (disputed)" if row.disputed else ""
            text = f'<span class="cf-status cf-{cell}">{text}</span>{also}'
        cells.append(f"<td{css}>{text}</td>")
    cells.append(f"<td>{', '.join(source_link(view, id, links) for id in row.sources)}</td>")
    return f"<tr>{''.join(cells)}</tr>"
