"""What a chart shows of tables under ``data/tables/``, for its page and in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..table_rows import dataset_of, format_cell, is_table_row, written_cells
from .chart_spec import Excerpt

if TYPE_CHECKING:
    from ...ledger.dataset import Column
    from ...ledger.model import Ledger
    from ..datum import Datum

ROWS_AT_MOST = 200
"""Rows of one table that a page shows; the files have all."""
TOLD_AT_MOST = 12
"""Rows that are told in words."""
UNKNOWN = "not stated"
"""For a number or a period that is not there."""


def table_excerpts(rows: Iterable[Datum], ledger: Ledger) -> tuple[Excerpt, ...]:
    """What a chart shows of each table, as texts; one for each unit that it was asked in."""
    groups: dict[tuple[str, str], list[Datum]] = {}
    for row in filter(is_table_row, rows):
        key = str(row["id"]).partition("#")[0], str(row.get("unit", ""))
        groups.setdefault(key, []).append(row)
    return tuple(_excerpt(ledger, unit, part) for (_, unit), part in groups.items())


def _excerpt(ledger: Ledger, unit: str, rows: Sequence[Datum]) -> Excerpt:
    dataset = dataset_of(rows[0], ledger)
    chosen = [c for c in dataset.columns.values() if any(c.name in row for row in rows)]
    cells = []
    for row in rows[:ROWS_AT_MOST]:
        written = written_cells(row, dataset)
        cells.append(tuple(_cell(ledger, c, written[c.name], unit) for c in chosen))
    return Excerpt(
        dataset.id,
        dataset.title,
        dataset.address,
        dataset.source,
        dataset.licence,
        tuple(_heading(ledger, column, unit) for column in chosen),
        tuple(column.numeric for column in chosen),
        tuple(column.status for column in chosen),
        tuple(cells),
        len(rows) - len(cells),
    )


def _cell(ledger: Ledger, column: Column, written: str, unit: str) -> str:
    if column.unit is not None and not written:
        return UNKNOWN
    return format_cell(ledger, column, written, unit or None, bare=True)


def _heading(ledger: Ledger, column: Column, unit: str) -> str:
    """The label with the unit: "level, m"; a text's or date's label alone."""
    if not column.numeric or column.unit is None:
        return column.label
    wanted = ledger.units.parse(unit) if unit else column.unit
    words = ledger.style.append_unit("", wanted, True).strip()
    return f"{column.label}, {words}" if words else column.label


def describe_rows(rows: Sequence[Datum], ledger: Ledger) -> list[str]:
    """A table's rows in words for who does not see them: all of a few, else the first and last."""
    few = rows if len(rows) <= TOLD_AT_MOST else [rows[0], rows[-1]]
    found = []
    for row in few:
        dataset = dataset_of(row, ledger)
        unit = str(row.get("unit", "")) or None
        parts = []
        for name, cell in written_cells(row, dataset).items():
            column = dataset.columns[name]
            text = format_cell(ledger, column, cell, unit) or UNKNOWN * (column.unit is not None)
            if name in row and text:
                parts.append(f"{column.label} {text}" if column.numeric else text)
        found.append(", ".join(parts))
    return found


def merge_rows(rows: Iterable[Datum]) -> list[Datum]:
    """Rows without doubles, the parts of a table's row that several layers drew put together."""
    found: dict[str, Datum] = {}
    for row in rows:
        key = (
            f"{row['id']} {row.get('unit', '')}" if is_table_row(row) else repr(sorted(row.items()))
        )
        if any(found.get(key, row).get(k, v) != v for k, v in row.items()):
            key = repr(sorted(row.items()))  # the same row under two extras
        found[key] = {**found.get(key, {}), **row}
    return list(found.values())
