"""A DuckDB that can reach one folder and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "512MB"


def locked(folder: Path) -> DuckDBPyConnection:
    """A database in memory, one thread, that sees ``folder`` and can be told nothing else."""
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": "1",  # more would write row groups in the order in which they end
            "memory_limit": MEMORY,
            "temp_directory": "",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
    for setting in (
        "python_enable_replacements = false",
        f"allowed_directories = [{quoted(str(folder))}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


@contextmanager
def interrupted(connection: DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """What runs inside for longer than ``seconds`` raises duckdb.InterruptException."""
    timer = Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def quoted(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
