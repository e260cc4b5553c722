"""Records to CSV: RFC 4180 but for the line ends, which are LF; safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from .columns import Column, Record

RUN = ("=", "+", "-", "@", "\t", "\r")
"""A text cell that starts with one of these is a formula to a spreadsheet."""


def csv_table(columns: Sequence[Column], records: Sequence[Record]) -> bytes:
    """A header and a line a record, in UTF-8; None is an empty cell, a list is joined by spaces.

    A text cell that a spreadsheet would run gets an apostrophe in front; numbers never do.
    """
    lines = [[column.name for column in columns]]
    lines += [[_cell(column, record[column.name]) for column in columns] for record in records]
    return "".join(",".join(map(_quoted, line)) + "\n" for line in lines).encode()


def _cell(column: Column, value: object) -> str:
    if value is None:
        return ""
    if column.kind == "flag":
        return "true" if value else "false"
    text = " ".join(value) if isinstance(value, list) else str(value)
    guarded = column.kind in ("text", "ids") and text.startswith(RUN)
    return f"'{text}" if guarded else text


def _quoted(cell: str) -> str:
    # By hand: which cells Python's own writer quotes for a lone return differs by its version.
    if any(sign in cell for sign in '",\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
