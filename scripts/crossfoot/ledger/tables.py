"""The rows of ``figures/*.csv``, each cell with its place."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..problem import Place, Problems, closest, nearest
from .forms import ENTITY, METRIC, PERIOD

COLUMNS = (
    "entity", "metric", "period", "value", "unit", "status", "qualifier", "source", "locator",
    "note",
)  # fmt: skip
CELL_AT_MOST = 4000

_PARTS = {"entity": ENTITY, "metric": METRIC, "period": PERIOD}

_CELL = re.compile(r'(?:"(?:[^"]|"")*"|[^",][^,]*|)(?=,)')

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
    """All rows of one file. A row with the wrong number of cells is a problem, and lost."""
    lines = read_lines(text, name, problems)
    _, header = next(lines, (1, None))
    told, *below = text.split("\n")
    if header is None or not _columns_right(header, name, problems):
        for line in below:
            _lose(told, line, problems)
        return []
    names = [cell for cell, _ in header]
    rows = []
    for number, cells in lines:
        if cells is None:
            _lose(told, below[number - 2], problems)
            continue
        places = {c: Place(name, number, at) for c, (_, at) in zip(names, cells, strict=True)}
        values = {c: cell for c, (cell, _) in zip(names, cells, strict=True)}
        rows.append(Observation(values, places, Place(name, number)))
    return rows


def could_be(cells: Mapping[str, str]) -> str:
    """The figures that a row may be of, as far as its cells tell: ``tern.*.2024``."""
    given = ((cells.get(column, ""), form) for column, form in _PARTS.items())
    return ".".join(cell if re.fullmatch(form, cell, re.ASCII) else "*" for cell, form in given)


def _lose(header: str, line: str, problems: Problems) -> None:
    """Say that what a line tells of is lost, however its cells are parted."""
    names, cells = (text.split(max(",;\t", key=text.count)) for text in (header, line))
    if line.strip():
        meant = [closest(name, COLUMNS) for name in names]
        problems.lose("figure", could_be(dict(zip(meant, cells, strict=False))))


def read_lines(text: str, name: str, problems: Problems) -> Iterator[tuple[int, Cells | None]]:
    """The lines of a CSV file by their numbers: the header, then each row that is as long.

    A line that cannot be read, or has another number of cells than the header, is a problem and
    None; without a header there is nothing. Blank lines are passed over.
    """
    names: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        place, first = Place(name, number), number == 1
        if not first and not line.strip():
            continue
        cells = _cells(line, place, problems)
        wrong = cells is None or len(cells) != len(names or COLUMNS)
        if cells is None or (wrong and _parted_otherwise(line, place, problems)):
            if first:
                return
            yield number, None
            continue
        if first:
            names = [cell for cell, _ in cells]
        elif len(cells) != len(names):
            problems.add(
                place,
                f"the row has {len(cells)} {'cell' if len(cells) == 1 else 'cells'}",
                f"{len(names)}, one for each column (a comma inside a cell needs quotes)",
            )
            yield number, None
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


def _parted_otherwise(line: str, place: Place, problems: Problems) -> bool:
    """Whether a line is parted as some spreadsheets do it; noted once at the first sign."""
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if line.count(sign) > line.count(","):
            at = place.right(line.index(sign))
            right = "commas, and a point in decimals, as a spreadsheet saves CSV in English"
            problems.add(at, f"{called} between the cells", right)
            return True
    return False


def _columns_right(header: Cells, name: str, problems: Problems) -> bool:
    names = [cell for cell, _ in header]
    right, meant = True, set()
    for index, (cell, at) in enumerate(header):
        if cell in names[:index]:
            problems.add(Place(name, 1, at), f"the column {cell} stands twice", "one of them")
            right = False
        elif cell not in COLUMNS:
            hint = nearest(cell, COLUMNS) or f"the columns {','.join(COLUMNS)}"
            problems.add(Place(name, 1, at), f"unknown column {cell!r}", hint)
            meant.add(closest(cell, COLUMNS))
            right = False
    for column in COLUMNS:
        if column not in names and column not in meant:
            problems.add(
                Place(name), f"the column {column} is missing", f"the header {','.join(COLUMNS)}"
            )
            right = False
    return right


def _cells(line: str, place: Place, problems: Problems) -> Cells | None:
    try:
        values = next(csv.reader([line], strict=True), [])
    except csv.Error as error:
        opened = place.right(_open_quote(line))
        problems.add(opened, f"the row cannot be read: {error}", "quotes closed on the same line")
        return None
    cells, at = [], 0
    for value in values:
        # A cell in quotes begins behind its quote; inside, each quote of its own stands twice.
        quoted = line[at : at + 1] == '"'
        cells.append((value, at + 1 + quoted))
        at += len(value) + (2 + value.count('"') if quoted else 0) + 1
    return cells


def _open_quote(line: str) -> int:
    """Where the cell begins whose quotes are not right."""
    at = 0
    while found := _CELL.match(line, at):
        at = found.end() + 1
    return at
