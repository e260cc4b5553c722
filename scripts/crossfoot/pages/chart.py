"""A chart as an element of a page: title, drawings, table, sources, downloads."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from ..charts.drawn import Drawn, TableRow
from ..ledger.licence import licence
from .environment import Said, Seen
from .escape import escape
from .links import Links, Piece, Reference
from .marks import seal
from .shelf import Shelf
from .views import FigureView, PageView, SourceView, day


@dataclass(frozen=True)
class Download(Seen):
    """A file that a reader may take."""

    address: str
    """From the site's root."""
    type: str
    bytes: int
    what: str = ""


@dataclass(frozen=True)
class ChartView(Seen):
    """A chart, as templates see it."""

    _shelf: Shelf
    _it: Drawn

    def __getattr__(self, name: str) -> Said:
        if name in ("id", "title", "subtitle", "description", "note"):
            return Said(getattr(self._it, name))
        raise AttributeError(name)

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return f"charts/{self._it.id}/"

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
    def downloads(self) -> list[Download]:
        """Its files with their sizes; waits for the picture."""
        it = self._it
        contents = (it.csv.encode(), it.svg_file.encode(), it.png, it.spec_text.encode())
        return [
            Download(address, type_, len(content))
            for (address, type_), content in zip(self.files, contents, strict=True)
        ]

    @property
    def pages(self) -> list[PageView]:
        """The briefing's pages that show it."""
        return self._shelf.pages_using("chart", [self._it.id])


def figure_element(view: ChartView, links: Links) -> Markup:
    """The ``<figure>`` of a chart, with the marks of what it says; drawings go in last."""
    it = view._it
    parts = [
        f'<figure class="cf-chart cf-wide-block" id="chart-{it.id}">',
        f'<p class="cf-chart-title">{links.refer(Reference("chart", it.id), _said(it.title))}</p>',
        f'<p class="cf-chart-subtitle">{_said(it.subtitle)}</p>' if it.subtitle else "",
        f'<div class="cf-wide">{_drawing(lambda: it.svg_wide, links)}</div>',
        f'<div class="cf-narrow">{_drawing(lambda: it.svg_narrow, links)}</div>',
        f'<details class="cf-data"><summary>The numbers</summary>{_table(view, links)}</details>',
        f'<footer class="cf-chart-footer">{_footer(view, links)}</footer>',
        "</figure>",
    ]
    return Markup("".join(parts))


def _said(text: str) -> str:
    return seal(text, escape(text))


def _drawing(svg: Callable[[], str], links: Links) -> str:
    def late() -> str:
        flat = re.sub(r"\n\s*", " ", svg().strip())
        return flat.replace("<svg", "<svg data-search-exclude", 1)

    return links.insert(Piece("", "", late))


def _size(view: ChartView, number: int, links: Links) -> str:
    """The size of one of its files, known when it is drawn."""
    return links.insert(Piece("", "", lambda: size_text(view.downloads[number].bytes)))


def _table(view: ChartView, links: Links) -> str:
    table = view._it.table
    heads = "".join(
        f'<th scope="col">{escape(column.capitalize())}</th>'
        for column in (*table.columns, "source")
    )
    rows = "".join(_row(view, row, table.columns, links) for row in table.rows)
    label = f"The numbers of this chart: {view._it.title}"
    return (
        f'<div class="cf-scroll" tabindex="0" role="region" aria-label="{_said(label)}">'
        f'<table class="cf-table" data-search-exclude><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(view: ChartView, row: TableRow, columns: tuple[str, ...], links: Links) -> str:
    claim = view._shelf.claims.get(row.id)
    cells = []
    for column, cell in zip(columns, row.cells, strict=True):
        text, css = _said(cell), ""
        if claim is not None and column == "claim":
            text = links.plain(claim.statement)
        elif claim is not None and column == "verdict":
            text = links.refer(
                Reference("claim", row.id, row.address, "cf-claim-link"),
                f'<span class="cf-verdict cf-{claim.verdict}">{claim.verdict}</span>',
            )
        elif claim is not None and column == "due":
            text = day(cell).__html__()
        elif column == "value":
            text = links.refer(Reference("figure", row.id, row.address, "fig"), text)
            css = ' class="cf-num"'
        elif column == "status":
            also = " (disputed)" if row.disputed else ""
            text = f'<span class="cf-status cf-{cell}">{text}</span>{also}'
        cells.append(f"<td{css}>{text}</td>")
    cells.append(f"<td>{', '.join(_source(view, id, links) for id in row.sources)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _source(view: ChartView, id: str, links: Links, *, named: bool = False) -> str:
    source = view._shelf.sources.get(id)
    if source is None:
        return ""
    title = source.publisher or source.title
    link = links.refer(
        Reference("source", id, f"sources/{id}/", "cf-source"), Said(title).__html__()
    )
    return f"{link} ({_said(str.__str__(source.licence))})" if named and source.licence else link


def _footer(view: ChartView, links: Links) -> str:
    it, ledger = view._it, view._shelf.ledger
    sources = "; ".join(_source(view, id, links, named=True) for id in it.sources)
    rows = Reference("page", view.address, f"{view.address}#figures")
    about = links.refer(rows, "About these figures")
    briefing = ledger.briefing
    made = f"{_said(briefing.publisher)}, {_said(licence(briefing.licence).name)}"
    own = links.refer(Reference("page", view.address, view.address), "This chart’s page")
    files = ", ".join(
        links.refer(Reference("file", address, address), f"{type_}, {_size(view, number, links)}")
        for number, (address, type_) in enumerate(view.files)
    )
    lines = [
        f"<p>Sources: {sources}.</p>" if sources else "",
        f"<p>{about}</p>",
        f"<p>Note: {_said(it.note)}</p>" if it.note else "",
        f"<p>Chart: {made}. {own}</p>",
        f'<p class="cf-downloads">Download: {files}</p>',
    ]
    return "".join(lines)


def size_text(count: int) -> str:
    """Bytes as a reader says them: "840 bytes", "2 kB", "1.3 MB"."""
    if count < 1_000:
        return f"{count} bytes"
    return f"{round(count / 1_000)} kB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"
