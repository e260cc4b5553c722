"""A finished chart, as the pages and the published files take it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..diagnostics import SourceLocation
from .render_pool import Picture
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
class RenderedChart:
    """A chart, drawn: pictures, texts, data, and what it used."""

    id: str
    title: str
    subtitle: str
    description: str
    """For a screen reader: kind of chart, data, finding."""
    note: str
    drawings: Callable[[], Picture] = field(repr=False, compare=False)
    """Waits for the drawings, if they are not there yet; the PNGs may still be empty."""
    whole: Callable[[], Picture] = field(repr=False, compare=False)
    """Waits for the whole picture; what is downloaded brings its fonts along."""
    spec: Mapping[str, Any] = field(repr=False)
    """Vega-Lite in our theme, data inline."""
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
    alive: bool = False
    """Whether it declares a selection or a tooltip: what a touch brings out."""

    draft: bool = False
    """Whether it is only for whoever writes it."""
    excerpts: tuple[Excerpt, ...] = ()
    """The rows of tables under ``data/tables/`` that it draws; ``table`` has the ledger's."""

    @property
    def svg_wide(self) -> str:
        """For a page, shown in a frame of 600 px and more; colours are custom properties."""
        return self.drawings().wide

    @property
    def svg_narrow(self) -> str:
        """For a page, shown in a narrower frame."""
        return self.drawings().narrow

    @property
    def svg_file(self) -> str:
        """To download: stands alone, literal colours, fonts inside."""
        return self.whole().file

    @property
    def png(self) -> bytes:
        """To download, 1700 × 1200."""
        return self.whole().png

    @property
    def social(self) -> bytes:
        """A PNG, 1200 × 630, that other sites show beside a link to the chart's page."""
        return self.whole().social

    @property
    def live(self) -> Mapping[str, str]:
        """The Vega of the wide and the narrow drawing; empty where a touch would tell no more."""
        if not self.alive:
            return {}
        picture = self.drawings()
        return {"wide": picture.live_wide, "narrow": picture.live_narrow}

    @property
    def address(self) -> str:
        """The chart's own page, relative to the site's root."""
        return f"charts/{self.id}/"

    @cached_property
    def spec_text(self) -> str:
        """``charts/ID.vl.json``: sorted keys, one line a value, a line feed at the end."""
        return json.dumps(self.spec, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
