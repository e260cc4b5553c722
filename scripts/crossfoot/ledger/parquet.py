"""A Parquet file's cells as text, read by a locked DuckDB."""

from __future__ import annotations

import re
from pathlib import Path

from ..diagnostics import Diagnostics, SourceLocation
from .csv_rows import CELL_AT_MOST, CsvLine
from .duckdb_sandbox import interrupt_after, sandboxed_connection, sql_literal
from .files import BYTES_AT_MOST, detect_foreign_encoding, display_path, is_readable

SECONDS_AT_MOST = 30.0
"""Of processor time."""
_PLAIN = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL\(.*\)|DOUBLE|VARCHAR|DATE")
_KINDS = "integers, DECIMAL, DOUBLE, VARCHAR or DATE"
COLUMNS_AT_MOST = 1_000
_MAGIC = b"PAR1"


def read_parquet(
    root: Path, path: Path, cells_at_most: int, problems: Diagnostics
) -> list[CsvLine] | None:
    """The header and the rows, as :func:`~.tables.read_lines` gives a CSV file's.

    A row's "line" is its number from 1, a cell's place in it the column's number. Doubles are the
    shortest decimals that name them. None where the file cannot be read, with a problem noted.
    """
    import duckdb

    if not is_readable(root, path, problems):
        return None
    name, file = display_path(root, path), path.resolve()
    with path.open("rb") as opened:
        start = opened.read(64)
    if not start.startswith(_MAGIC):
        what, _ = detect_foreign_encoding(start) or ("the file is no Parquet file", "")
        problems.add(SourceLocation(name), what if start else "the file is empty", "a Parquet file")
        return None
    table = f"read_parquet({sql_literal(str(file))}, hive_partitioning = false)"
    try:
        with (
            sandboxed_connection(file.parent) as connection,
            interrupt_after(connection, SECONDS_AT_MOST),
        ):
            found = connection.execute(f"SELECT * FROM {table} LIMIT 0").description
            types = {str(column): str(kind) for column, kind, *_ in found}
            if len(types) > COLUMNS_AT_MOST:
                what = f"the table has {len(types):,} columns"
                problems.add(SourceLocation(name), what, f"at most {COLUMNS_AT_MOST:,}")
                return None
            if not _plain(types, name, problems):
                return None
            sizes = connection.execute(f"SELECT {_sizes(types)} FROM {table}").fetchone()
            assert sizes is not None
            rows, letters = int(sizes[0]), int(sizes[1])
            if rows * len(types) > cells_at_most or letters > BYTES_AT_MOST:
                more = f"at most {cells_at_most:,} cells and {BYTES_AT_MOST:,} bytes of text"
                problems.add(SourceLocation(name), "the table is too large", more)
                return None
            values = connection.execute(f"SELECT * FROM {table}").fetchall()
    except duckdb.InterruptException:
        more = f"one that is read in {SECONDS_AT_MOST:.0f} seconds of processor time"
        problems.add(SourceLocation(name), "the file takes too long to read", more)
        return None
    except duckdb.Error as error:
        said = str(error).splitlines()[0].replace(str(file), name)
        problems.add(SourceLocation(name), f"the file cannot be read: {said}", "a Parquet file")
        return None
    lines = [CsvLine(1, [(column, at) for at, column in enumerate(types, 1)])]
    for number, row in enumerate(values, 1):
        lines.append(CsvLine(number, [(_text(value), at) for at, value in enumerate(row, 1)]))
    return _short(lines, name, problems)


def _plain(types: dict[str, str], name: str, problems: Diagnostics) -> bool:
    right = True
    for at, (column, kind) in enumerate(types.items(), 1):
        if not _PLAIN.fullmatch(kind):
            what = f"the column {column} holds {kind}"
            problems.add(SourceLocation(name, 1, at), what, _KINDS, group="type")
            right = False
    return right


def _sizes(types: dict[str, str]) -> str:
    """The number of rows, and the bytes of all texts, before any of it is fetched."""
    texts = [column.replace('"', '""') for column, kind in types.items() if kind == "VARCHAR"]
    return "count(*), " + " + ".join(["0", *(f'coalesce(sum(strlen("{c}")), 0)' for c in texts)])


def _text(value: object) -> str:
    if value is None:
        return ""
    # A double has no written zeros: 3.0 is 3.
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _short(lines: list[CsvLine], name: str, problems: Diagnostics) -> list[CsvLine]:
    for line in lines:
        for cell, at in line.cells or ():
            if len(cell) > CELL_AT_MOST:
                place = SourceLocation(name, line.number, at)
                problems.add(place, "the cell is too long", f"at most {CELL_AT_MOST} characters")
    return lines
