"""A chart as it was specified: what is known of it before anything is drawn."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property

from ...diagnostics import SourceLocation
from ..render_job import RenderJob
from .title_check import Finding


@dataclass(frozen=True)
class TableRow:
    """One row of a chart's table."""

    id: str
    """Of the figure, row or claim."""
    address: str
    """Where a reader finds it, relative to the site's root."""
    cells: tuple[str, ...]
    """Texts, one a column."""
    sources: tuple[str, ...]
    """Ids of the sources that it rests on."""
    disputed: bool = False


@dataclass(frozen=True)
class Table:
    """The same rows as the picture, for the page beside it. Sources come after the columns."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Excerpt:
    """What a chart shows of a table under ``data/tables/``, for the page beside it."""

    id: str
    """``tables/NAME``."""
    title: str
    address: str
    """The whole table as a file, relative to the site's root."""
    source: str
    """The source's id."""
    licence: str
    """The table's own, or its source's."""
    columns: tuple[str, ...]
    """Headings with their units."""
    numeric: tuple[bool, ...]
    """Whether numbers stand in each column."""
    statuses: tuple[str, ...]
    """Of each column; empty where it has none."""
    rows: tuple[tuple[str, ...], ...]
    """Texts, one a column."""
    more: int
    """How many rows the chart's CSV has beyond these."""


@dataclass(frozen=True)
class ChartSpec:
    """A chart that was called and checked, not drawn: Vega-Lite, texts, data, and what it used."""

    id: str
    title: str
    subtitle: str
    description: str
    """For a screen reader: kind of chart, data, finding."""
    note: str
    job: RenderJob = field(repr=False)
    """What draws it: its Vega-Lite in our theme, data inline, for each width."""
    csv: str = field(repr=False)
    table: Table = field(repr=False)
    figures: tuple[str, ...]
    """Ids of the figures (or rows, ``id@source``) drawn or named, in order."""
    claims: tuple[str, ...]
    """Ids of the claims drawn."""
    sources: tuple[str, ...]
    """Ids of the sources that those rest on, in order."""
    statuses: tuple[str, ...]
    """The statuses of the figures drawn, firmest first."""
    disputed: bool
    """Whether a figure drawn is disputed."""
    place: SourceLocation
    """Where the chart's function begins."""
    findings: tuple[Finding, ...] = ()
    """What the title states, as it came out; its inputs count for the title, not the picture."""
    draft: bool = False
    """Whether it is only for whoever writes it."""
    excerpts: tuple[Excerpt, ...] = ()
    """The rows of tables under ``data/tables/`` that it draws; ``table`` has the ledger's."""
    figures_read: tuple[str, ...] = ()
    """Ids of all figures and rows that its function and its texts looked at, sorted: those too that
    it neither draws nor names."""

    @property
    def address(self) -> str:
        """The chart's own page, relative to the site's root."""
        return f"charts/{self.id}/"

    @cached_property
    def vega_lite_text(self) -> str:
        """``charts/ID.vl.json``: the wide spec; sorted keys, one line a value, a line feed last."""
        wide = self.job.specs["wide"]
        return json.dumps(wide, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
