"""The rows of ``figures/*.csv``, each cell with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..diagnostics import Diagnostics, SourceLocation, closest_word
from .field_types import ENTITY, METRIC, PERIOD

COLUMNS = (
    "entity", "metric", "period", "value", "unit", "status", "qualifier", "source", "locator",
    "note",
)  # fmt: skip
CELL_AT_MOST = 4000

_PARTS = {"entity": ENTITY, "metric": METRIC, "period": PERIOD}

_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=,|\n|\Z)')
_CLOSED = re.compile(r'"[^"\n]*(?:""[^"\n]*)*"')
_BARE = re.compile(r"[^,\n]*")
_NAMED_AT_MOST = 3
"""Faults of a header that are told in words; the others are counted."""

Cells = list[tuple[str, int]]
"""The cells of a line, each with the column of the file that it begins at."""


@dataclass(frozen=True)
class CsvRow:
    """One row as text, by column, with the place of each cell."""

    cells: dict[str, str]
    places: dict[str, SourceLocation]
    place: SourceLocation

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True)
class CsvLine:
    """One row of a CSV file, or its header."""

    number: int
    """The line of the file that it begins at."""
    cells: Cells | None
    """None where it cannot be read, with a problem noted."""
    raw: str = ""
    """As it stands in the file."""


def read_rows(text: str, name: str, problems: Diagnostics) -> list[CsvRow]:
    """All rows of one file. A row with the wrong number of cells is a problem, and lost."""
    lines = read_lines(text, name, problems)
    header = next(lines, None)
    if header is None:  # what stands in it nobody knows
        problems.skip("figure")
        return []
    if header.cells is None or not _columns_right(header, name, problems):
        cells = header.raw.split(max(",;\t", key=header.raw.count))[:_WIDE]
        meant = [closest_word(cell.strip('" '), COLUMNS) for cell in cells]
        for raw in text.split("\n")[header.number :]:
            if raw.strip():
                problems.skip("figure", _told_of(raw, meant))
        return []
    names = [cell for cell, _ in header.cells]
    rows = []
    for line in lines:
        if line.cells is None:
            problems.skip("figure", _told_of(line.raw, names))
            continue
        if [cell for cell, _ in line.cells] == names:
            problems.add(
                SourceLocation(name, line.number), "the header stands again", "rows alone below it"
            )
            continue
        number = line.number
        places = {
            c: SourceLocation(name, number, at)
            for c, (_, at) in zip(names, line.cells, strict=True)
        }
        values = {c: cell for c, (cell, _) in zip(names, line.cells, strict=True)}
        rows.append(CsvRow(values, places, SourceLocation(name, number)))
    return rows


def could_be(cells: Mapping[str, str]) -> str:
    """The figures that a row may be of, as far as its cells tell: ``tern.*.2024``."""
    given = ((cells.get(column, ""), form) for column, form in _PARTS.items())
    return ".".join(cell if re.fullmatch(form, cell, re.ASCII) else "*" for cell, form in given)


def _told_of(line: str, names: list[str]) -> str:
    """The figure that a line which cannot be read is of; any, where that is not beyond doubt."""
    cells = line.split(max(",;\t", key=line.count))
    figure = could_be(dict(zip(names, cells, strict=False)))
    return "*" if "*" in figure else figure


_WIDE = 100
"""Cells of a header that are looked at for what they may mean."""


def read_lines(text: str, name: str, problems: Diagnostics) -> Iterator[CsvLine]:
    """The lines of a CSV file: the header, then each row that is as long.

    One that cannot be read, or has another number of cells than the header, is a problem and has
    no cells. Blank lines, lines of empty cells and the empty columns at the right that
    spreadsheets write are passed over. Nothing where the file is empty, which is a problem too.
    """
    names: list[str] = []
    wide = 0
    for line in _parted(text, name, problems):
        place, header = SourceLocation(name, line.number), not names
        cells = line.cells
        if header and cells is not None:
            wide, cells = len(cells), _trimmed(cells, 0)
        elif cells is not None and len(cells) == wide:
            # A row that is longer than the header has a comma too many, whatever it ends in.
            cells = _trimmed(cells, len(names))
        wrong = cells is None or len(cells) != len(names or COLUMNS)
        if cells is None or (wrong and _parted_otherwise(line.raw, place, problems)):
            yield CsvLine(line.number, None, line.raw)
            if header:
                return
            continue
        if header:
            names = [cell for cell, _ in cells]
        elif wrong:
            problems.add(
                place,
                f"the row has {len(cells)} {'cell' if len(cells) == 1 else 'cells'}",
                f"{len(names)}, one for each column (a comma inside a cell needs quotes)",
                group="cells",
            )
            yield CsvLine(line.number, None, line.raw)
            continue
        for column, (cell, at) in zip(names, cells, strict=True):
            if len(cell) > CELL_AT_MOST:
                what = "a column's name" if header else column
                problems.add(
                    place.right(at - 1),
                    f"{what} is too long",
                    f"at most {CELL_AT_MOST} characters",
                )
        yield CsvLine(line.number, cells, line.raw)
    if not names and not text.strip():
        problems.add(SourceLocation(name), "the file is empty", "a header and the rows under it")


def _trimmed(cells: Cells, width: int) -> Cells:
    """Without the empty cells at the right that stand beyond ``width``."""
    end = len(cells)
    while end > width and not cells[end - 1][0].strip():
        end -= 1
    return cells[:end]


def _parted(text: str, name: str, problems: Diagnostics) -> Iterator[CsvLine]:
    """Each line that is not blank, with its cells; those in quotes may go over its end."""
    at, number = 0, 1
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        raw, cells = text[at:end], None
        if raw.strip(" \t,"):
            if '"' in raw:
                cells, end = _quoted(text, at, SourceLocation(name, number), problems)
                raw = text[at:end]
            else:
                cells = _bare(raw)
            yield CsvLine(number, cells, raw)
        number += text.count("\n", at, end) + 1
        at = end + 1


def _bare(line: str) -> Cells:
    cells, at = [], 1
    for cell in line.split(","):
        cells.append((cell, at))
        at += len(cell) + 1
    return cells


def _quoted(
    text: str, start: int, place: SourceLocation, problems: Diagnostics
) -> tuple[Cells | None, int]:
    """The cells of the line that begins at ``start``, and where it ends; None with a problem."""
    cells: Cells = []
    at, broken = start, False
    while True:
        quoted = text[at : at + 1] == '"'
        match = (_QUOTED if quoted else _BARE).match(text, at)
        if match is None:
            if not broken:
                what, instead = "the quote is not closed", "a quote at the cell's end, on its line"
                if _CLOSED.match(text, at):
                    what = "text behind a closing quote"
                    instead = "the whole cell in quotes, each quote inside it twice"
                problems.add(place.right(at - start), what, instead, group="quote")
            end = text.find("\n", at)
            return None, len(text) if end < 0 else end
        if not broken and "\n" in match[0]:
            what = "a line break inside a cell"
            problems.add(place.right(at - start), what, "the cell on one line", group="break")
            broken = True
        cell = match[1].replace('""', '"') if quoted else match[0]
        # A cell in quotes begins behind its quote.
        cells.append((cell, at - start + 1 + quoted))
        at = match.end()
        if text[at : at + 1] != ",":
            return None if broken else cells, at
        at += 1


def _parted_otherwise(line: str, place: SourceLocation, problems: Diagnostics) -> bool:
    """Whether a line is parted as some spreadsheets do it; noted once at the first sign."""
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if line.count(sign) > line.count(","):
            at = place.right(line.index(sign))
            right = "commas, and a point in decimals, as a spreadsheet saves CSV in English"
            problems.add(at, f"{called} between the cells", right)
            return True
    return False


def _columns_right(header: CsvLine, name: str, problems: Diagnostics) -> bool:
    assert header.cells is not None
    faults: list[HeaderFault] = []
    meant, before = set(), set[str]()
    for index, (cell, at) in enumerate(header.cells):
        if cell in before:
            faults.append(HeaderFault(at, f"the column {cell} stands twice", "one of them"))
        elif cell not in COLUMNS:
            near = closest_word(cell, COLUMNS) if index < _WIDE else ""
            hint = f"did you mean {near}?" if near else f"the columns {','.join(COLUMNS)}"
            faults.append(HeaderFault(at, f"unknown column {cell!r}", hint))
            meant.add(near)
        before.add(cell)
    for column in COLUMNS:
        if column not in before and column not in meant:
            what = f"the column {column} is missing"
            faults.append(HeaderFault(1, what, f"the header {','.join(COLUMNS)}"))
    if before.isdisjoint(COLUMNS) and 2 * len(meant) < len(COLUMNS):
        faults = [HeaderFault(1, "the first line is no header", f"the header {','.join(COLUMNS)}")]
    report_header_faults(
        faults, SourceLocation(name, header.number), f"the header {','.join(COLUMNS)}", problems
    )
    return not faults


@dataclass(frozen=True)
class HeaderFault:
    """Something wrong in a header."""

    at: int
    """The column of the file."""
    message: str
    hint: str


def report_header_faults(
    faults: Sequence[HeaderFault], line: SourceLocation, right: str, problems: Diagnostics
) -> None:
    """Note what is wrong in a header as one problem, for it is one line."""
    if len(faults) == 1:
        problems.add(line.right(faults[0].at - 1), faults[0].message, faults[0].hint)
    elif faults:
        told = [fault.message for fault in faults[:_NAMED_AT_MOST]]
        if len(faults) > len(told):
            told.append(f"{len(faults) - len(told):,} more")
        problems.add(
            line.right(faults[0].at - 1), f"the header is not right: {', '.join(told)}", right
        )
