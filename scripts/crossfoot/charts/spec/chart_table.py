"""The rows of a chart as CSV and as a table for its page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..datum import Datum, Value
from ..table_rows import is_table_row
from .chart_spec import Table, TableRow

if TYPE_CHECKING:
    from ...claims.model import Claim
    from ...ledger.model import Figure, Ledger

COLUMNS = (
    "id title verdict kind due due_name said label name entity metric period period_name date "
    "value low high unit text short bare range status expected disputed source source_name order"
).split()
"""The order of a CSV's columns, a table's own before them; what a chart adds comes after."""

_FIGURE = ("figure", "period", "value", "status")
_CLAIM = ("claim", "kind", "verdict", "due")
_BESIDE = ("claim", "due", "verdict", "kind")
"""What stands of a claim in the columns of figures."""

_RUN = ("=", "+", "-", "@", "\t", "\r")


def chart_csv(rows: Iterable[Datum]) -> str:
    """The rows as CSV, id first; a text that a spreadsheet would run gets an apostrophe."""
    rows = list(rows)
    there = {key for row in rows for key in row}
    tables = dict.fromkeys(key for row in rows if is_table_row(row) for key in row)
    order = dict.fromkeys(["id", *tables, *COLUMNS, *sorted(there)])
    columns = [column for column in order if column in there]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(c)) for c in columns] for row in rows)
    return out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_RUN) else value
    return repr(value)


def build_table(rows: Sequence[Datum], ledger: Ledger, claims: Mapping[str, Claim]) -> Table:
    """The ledger's rows as texts, each figure or claim once, with address and sources.

    A column "period or due" has the first for a figure and the second for a claim.
    """
    shown: dict[str, Datum] = {}
    for row in rows:
        if not is_table_row(row):
            shown.setdefault(str(row["id"]), row)
    ids = list(shown)
    if ids and all(i in claims for i in ids):
        return Table(_CLAIM, tuple(_of_claim(claims[i], _CLAIM) for i in ids))
    figures = {i: ledger.figure(i) for i in ids if i not in claims}
    several = len({f.entity for f in figures.values()}) > 1
    found = []
    for id_, row in shown.items():
        if id_ in claims:
            found.append(_of_claim(claims[id_], _BESIDE))
            continue
        figure = figures[id_]
        what = f"{row['name']}, {figure.label}" if several else figure.label
        cells = (what, figure.period.name, str(row["text"]), figure.status)
        found.append(
            TableRow(id_, figure.address, cells, figure_sources(figure, ledger), figure.disputed)
        )
    both = map(" or ".join, zip(_FIGURE, _BESIDE, strict=True))
    return Table(tuple(both) if len(figures) < len(ids) else _FIGURE, tuple(found))


def _of_claim(claim: Claim, columns: Iterable[str]) -> TableRow:
    told = {"claim": claim.entry.statement, "kind": claim.entry.kind}
    told |= {"verdict": claim.verdict, "due": claim.entry.due}
    cells = tuple(told[column] for column in columns)
    return TableRow(claim.id, claim.address, cells, (claim.entry.source,))


def figure_sources(figure: Figure, ledger: Ledger) -> tuple[str, ...]:
    """The sources that a figure rests on, through every formula, each once."""
    found: dict[str, None] = {}
    todo, seen = [("", figure)], set[str]()
    while todo:
        ref, one = todo.pop()
        if ref in seen:
            continue
        seen.add(ref)
        if not one.formula:
            found |= {one.source: None} if one.source else {}
        for below in one.inputs[::-1]:
            known = ledger.rows if "@" in below else ledger.figures
            if below in known and below not in seen:
                todo.append((below, known[below]))
    return tuple(found)


def firmest_first(statuses: Iterable[str]) -> tuple[str, ...]:
    """Statuses, each once, in the ledger's order."""
    # Late, so that a child that draws does not load pydantic.
    from ...ledger.field_types import STATUSES

    there = set(statuses)
    return tuple(s for s in STATUSES if s in there)
