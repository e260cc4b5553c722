"""A list as a table, the columns that a maintainer wants first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from ..kind import Kind
from ..publish import Record

COLUMNS: Mapping[Kind, str] = {
    Kind.FIGURE: "id text status from doubts label",
    Kind.CLAIM: "id verdict kind said source statement",
    Kind.CHART: "id figures statuses doubts title",
    Kind.SOURCE: "id rank date read doubts title",
    Kind.ENTITY: "id kind doubts name",
    Kind.PAGE: "id figures claims charts title",
}

GAP = 2
"""Characters between two columns."""
READABLE = 16
"""Characters that the last column gets at least, if it has them."""


def as_table(kind: Kind, records: Sequence[Record], width: int) -> Table:
    """The records as a table of so many characters, the last column cut where it must be.

    A column in which nothing stands is left out; so are, from the right, those without which the
    first and the last have more room.
    """
    rows = [{name: _cell(record, name) for name in COLUMNS[kind].split()} for record in records]
    names = [name for name in COLUMNS[kind].split() if any(row[name] for row in rows)]
    last = names[-1]
    widths = {name: max(len(name), *(cell_len(row[name]) for row in rows)) for name in names}
    while len(names) > 2 and _before(names, widths) + min(widths[last], READABLE) > width:
        del names[-2]
    room = max(width - _before(names, widths), len(last))
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    for name in names:
        table.add_column(name, no_wrap=True)
    for row in rows:
        text = Text(row[last])
        text.truncate(room, overflow="ellipsis")
        table.add_row(*(row[name] for name in names[:-1]), text)
    return table


def _before(names: Sequence[str], widths: Mapping[str, int]) -> int:
    """Where the last column begins."""
    return sum(widths[name] + GAP for name in names[:-1])


def _cell(record: Record, name: str) -> str:
    match name:
        case "from":
            return str(record["formula"] or f"@{record['source']}")
        case "doubts":
            disputed = "disputed" if record.get("disputed") else ""
            return ", ".join(filter(None, (disputed, "" if record.get("used", True) else "unused")))
        case "figures" | "claims" | "charts":
            return str(len(record[name]))
        case "statuses":
            return ", ".join(record["statuses"])
    return str(record[name])
