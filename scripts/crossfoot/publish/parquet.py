"""Records to Parquet, by a DuckDB that can reach one folder and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ..ledger.duckdb_sandbox import sandboxed_connection, sql_literal
from .columns import Column, Kind, Record

_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "digits": "VARCHAR",
    "si": "VARCHAR",
    "flag": "BOOLEAN",
    "ids": "VARCHAR[]",
}
_MESSAGE = re.compile(r'"exception_message":("(?:[^"\\]|\\.)*")')


def parquet_bytes(columns: Sequence[Column], records: Sequence[Record], scratch: Path) -> bytes:
    """The table as a Parquet file; the same records give the same bytes.

    Decimals stay text, as in the JSON, but for those in SI units: 12 digits fit a double. DuckDB
    writes files only, so one stands for a moment in a folder of its own under ``scratch``, which
    is made where it is not there; where none can be made, in the system's own place for such.
    Raises OSError where it cannot be written.
    """
    import duckdb

    lists = [[record[column.name] for record in records] for column in columns]
    chosen = ", ".join(_selected(column) for column in columns)
    with _folder(scratch) as folder:
        target = Path(folder).resolve() / "table.parquet"
        try:
            with sandboxed_connection(target.parent) as connection:
                connection.execute(f"CREATE TABLE t AS SELECT {chosen}", lists)
                connection.execute(
                    f"COPY t TO {sql_literal(str(target))} (FORMAT parquet, COMPRESSION zstd)"
                )
        except duckdb.Error as error:
            raise OSError(f"the Parquet file could not be written: {_said(error)}") from error
        return target.read_bytes()


def _said(error: Exception) -> str:
    """What DuckDB says, without the JSON that it wraps the system's own words in."""
    found = _MESSAGE.search(str(error))
    return str(json.loads(found[1])) if found else str(error)


def _folder(scratch: Path) -> TemporaryDirectory[str]:
    """A folder for a moment, under ``scratch`` where that can be written to."""
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        return TemporaryDirectory(dir=scratch.resolve())
    except OSError:
        return TemporaryDirectory(prefix="crossfoot-")


def _selected(column: Column) -> str:
    listed = f"unnest(?::{_TYPES[column.kind]}[])"
    value = f"CAST({listed} AS DOUBLE)" if column.kind == "si" else listed
    return f'{value} AS "{column.name}"'
