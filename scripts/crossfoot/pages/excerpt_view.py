"""What a chart shows of a table under ``data/tables/``, on the chart's page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..charts.spec.chart_spec import Excerpt
from .environment import TemplateObject, TracedInt, TracedText
from .escaping import escape
from .links import LinkResolver, Reference
from .site_index import SiteIndex
from .trust_marks import mark_trusted

FITTING = 3
"""Columns of a table that fit beside one another on a phone; one of more is a list there."""


@dataclass(frozen=True)
class DrawnColumn(TemplateObject):
    """A column that a chart draws."""

    label: TracedText
    """With its unit."""
    status: TracedText
    """Empty where it has none."""


@dataclass(frozen=True)
class ExcerptView(TemplateObject):
    """A table that a chart draws, as templates see it."""

    _shelf: SiteIndex
    _it: Excerpt

    def __getattr__(self, name: str) -> TracedText:
        if name in ("id", "title", "source", "licence"):
            return TracedText(getattr(self._it, name))
        if name == "locator":
            return TracedText(self._shelf.ledger.dataset(self._name).locator)
        raise AttributeError(name)

    @property
    def _name(self) -> str:
        return self._it.id.partition("/")[2]

    @property
    def note(self) -> Markup:
        """What else a reader should know of the table."""
        return self._shelf.marked("table", self._name, "note")

    @property
    def address(self) -> str:
        """The whole table as a file, from the site's root."""
        return self._it.address

    @property
    def count(self) -> TracedInt:
        """How many of its rows the chart draws."""
        return TracedInt(len(self._it.rows) + self._it.more)

    @property
    def columns(self) -> list[DrawnColumn]:
        """The columns that the chart draws."""
        pairs = zip(self._it.columns, self._it.statuses, strict=True)
        return [DrawnColumn(TracedText(label), TracedText(status)) for label, status in pairs]


def excerpt_element(it: Excerpt, source: str, csv: str, links: LinkResolver) -> str:
    """The rows as a table, its source named once.

    ``source`` is a link to the source, ``csv`` the address of the chart's own rows.
    """
    file = Reference("file", it.address, it.address)
    heads = "".join(
        f'<th scope="col"{_css(number)}>{_said(column[:1].upper() + column[1:])}</th>'
        for column, number in zip(it.columns, it.numeric, strict=True)
    )
    listed = len(it.columns) > FITTING
    # As a list it has no headings: each cell after the first, which heads the item, has its own.
    labels = [f' data-label="{_said(c)}:"' * (listed and n > 0) for n, c in enumerate(it.columns)]
    rows = "".join(f"<tr>{_cells(row, it.numeric, labels)}</tr>" for row in it.rows)
    label = f"Rows of the table {it.title}"
    more = f"{TracedInt(it.more).__html__()} more row{'s' if it.more > 1 else ''}"
    licence = f" ({_said(it.licence)})" if it.licence else ""
    rest = links.refer(Reference("file", csv, csv), "CSV file of this chart")
    return (
        f"<p>From the table {links.refer(file, _said(it.title))}, {source}{licence}.</p>"
        f'<div class="cf-scroll" tabindex="0" role="region" aria-label="{_said(label)}">'
        f'<table class="cf-table{" cf-rows" * listed}" data-search-exclude>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    ) + (f"<p>The {rest} has {more}.</p>" if it.more else "")


def _cells(row: tuple[str, ...], numeric: tuple[bool, ...], labels: list[str]) -> str:
    cells = zip(row, numeric, labels, strict=True)
    return "".join(f"<td{_css(number)}{label}>{_said(text)}</td>" for text, number, label in cells)


def _css(number: bool) -> str:
    return ' class="cf-num"' if number else ""


def _said(text: str) -> str:
    return mark_trusted(text, escape(text))
