"""A DuckDB that can reach one folder and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from ..limits import Budget, watch_budget

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "512MB"


@contextmanager
def sandboxed_connection(folder: Path) -> Iterator[DuckDBPyConnection]:
    """A database in memory, one thread, that sees ``folder`` and can be told nothing else.

    Ctrl-C while it works is KeyboardInterrupt, as anywhere else; DuckDB makes a fault of it.
    """
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
    try:
        with connection:
            for setting in (
                "python_enable_replacements = false",
                f"allowed_directories = [{sql_literal(str(folder))}]",
                "enable_external_access = false",
                "lock_configuration = true",
            ):
                connection.execute(f"SET {setting}")
            yield connection
    except RuntimeError as fault:
        if str(fault) != "Query interrupted":
            raise
        raise KeyboardInterrupt from None


@contextmanager
def interrupt_after(connection: DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """What runs inside and takes more than ``seconds`` of processor time, or sleeps for minutes,
    raises duckdb.InterruptException."""
    with watch_budget(process_time, Budget(seconds), lambda _: connection.interrupt()):
        yield


def sql_literal(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
