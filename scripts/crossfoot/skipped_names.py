"""The names under which something is left out: ``*`` stands for a part that could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

PARTS_AT_MOST = 3
"""Parts of a figure's id."""


def name_patterns(name: str) -> Iterable[str]:
    """The names under which ``tern.riders.2024`` is lost: ``tern.*.2024`` is one, ``*`` another."""
    parts = name.split(".")
    if len(parts) > PARTS_AT_MOST:
        return (name, "*")
    return (*map(".".join, product(*((part, "*") for part in parts))), "*")


def is_partial(name: str) -> bool:
    """Whether a ``*`` in a name stands for less than a whole part of it."""
    return any("*" in part and part != "*" for part in name.split("."))
