"""What a maintainer asks: where a thing comes from, what rests on it, which there are."""

from __future__ import annotations

from .lists import Filters, list_items
from .name import identify
from .table import as_table
from .trail import Trail, build_trail
from .tree import as_json, as_trees

__all__ = [
    "Filters",
    "Trail",
    "as_json",
    "as_table",
    "as_trees",
    "build_trail",
    "identify",
    "list_items",
]
