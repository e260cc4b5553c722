"""Records to JSON: a list of objects, one a line, so that a change of one row is one line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from .columns import Record


def json_lines(records: Sequence[Record]) -> bytes:
    """A list of objects in UTF-8, each on a line of its own, in the order given."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return (f"[\n{lines}\n]\n" if lines else "[]\n").encode()


def json_object(thing: dict[str, Any], sort_keys: bool = False) -> bytes:
    """One object in UTF-8, indented by two."""
    text = json.dumps(thing, ensure_ascii=False, indent=2, sort_keys=sort_keys)
    return f"{text}\n".encode()
