"""The rows of ``figures/*.csv``, each cell with its place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from ..problem import Place, Problems, nearest

COLUMNS = (
    "entity", "metric", "period", "value", "unit", "status", "qualifier", "source", "locator",
    "note",
)  # fmt: skip
CELL_AT_MOST = 4000

Cells = list[tuple[str, int]]
"""The cells of a line, each with the column of the file that it begins at."""


@dataclass(frozen=True)
class Observation:
    """One row as text, by column, with the place of each cell."""

    cells: dict[str, str]
    places: dict[str, Place]
    place: Place

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read_rows(text: str, name: str, problems: Problems) -> list[Observation]:
    """All rows of one file. A row with the wrong number of cells is a problem and left out."""
    lines = read_lines(text, name, problems)
    _, header = next(lines, (1, None))
    if header is None or not _columns_right(header, name, problems):
        return []
    names = [cell for cell, _ in header]
    rows = []
    for number, cells in lines:
        places = {c: Place(name, number, at) for c, (_, at) in zip(names, cells, strict=True)}
        values = {c: cell for c, (cell, _) in zip(names, cells, strict=True)}
        rows.append(Observation(values, places, Place(name, number)))
    return rows


def read_lines(text: str, name: str, problems: Problems) -> Iterator[tuple[int, Cells]]:
    """The lines of a CSV file by their numbers: the header, then each row that is as long.

    A line that cannot be read, or has another number of cells than the header, is a problem and
    left out; without a header there is nothing. Blank lines are passed over.
    """
    names: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        place, first = Place(name, number), number == 1
        if not first and not line.strip():
            continue
        cells = _cells(line, place, problems)
        if cells is None:
            if first:
                return
            continue
        if first:
            names = [cell for cell, _ in cells]
        elif len(cells) != len(names):
            problems.add(
                place,
                f"the row has {len(cells)} cells",
                f"{len(names)}, one for each column (a comma inside a cell needs quotes)",
            )
            continue
        for column, (cell, at) in zip(names, cells, strict=True):
            if len(cell) > CELL_AT_MOST:
                what = "a column's name" if first else column
                problems.add(
                    Place(name, number, at),
                    f"{what} is too long",
                    f"at most {CELL_AT_MOST} characters",
                )
        yield number, cells


def _columns_right(header: Cells, name: str, problems: Problems) -> bool:
    names = [cell for cell, _ in header]
    right = True
    for index, (cell, at) in enumerate(header):
        if cell in names[:index]:
            problems.add(Place(name, 1, at), f"the column {cell} stands twice", "one of them")
            right = False
        elif cell not in COLUMNS:
            hint = nearest(cell, COLUMNS) or f"the columns {','.join(COLUMNS)}"
            problems.add(Place(name, 1, at), f"unknown column {cell!r}", hint)
            right = False
    for column in COLUMNS:
        if column not in names:
            problems.add(
                Place(name), f"the column {column} is missing", f"the header {','.join(COLUMNS)}"
            )
            right = False
    return right


def _cells(line: str, place: Place, problems: Problems) -> Cells | None:
    try:
        values = next(csv.reader([line], strict=True), [])
    except csv.Error as error:
        problems.add(place, f"the row cannot be read: {error}", "quotes closed on the same line")
        return None
    cells, at = [], 0
    for value in values:
        # A cell in quotes begins behind its quote; inside, each quote of its own stands twice.
        quoted = line[at : at + 1] == '"'
        cells.append((value, at + 1 + quoted))
        at += len(value) + (2 + value.count('"') if quoted else 0) + 1
    return cells
