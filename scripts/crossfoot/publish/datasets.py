"""The tables under ``data/tables/`` as published: CSV files, and what stands in their columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..ledger.dataset import Column as Told
from ..ledger.dataset import Dataset
from ..ledger.field_types import PERIOD
from .columns import Column, pattern
from .table import csv_table

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def dataset_files(datasets: Mapping[str, Dataset]) -> dict[str, bytes]:
    """Each table as CSV by its address, its cells as they were written."""
    return {dataset.address: _csv(dataset) for dataset in datasets.values()}


def _csv(dataset: Dataset) -> bytes:
    columns = [
        Column(column.name, "text" if column.unit is None else "digits", column.label)
        for column in dataset.columns.values()
    ]
    rows = [dict(zip(dataset.columns, row, strict=True)) for row in dataset.written]
    return csv_table(columns, rows)


def dataset_fields(dataset: Dataset) -> list[dict[str, Any]]:
    """The columns as fields of a Table Schema; numbers with their unit and status."""
    return [
        _field(column, [row[at] for row in dataset.written])
        for at, column in enumerate(dataset.columns.values())
    ]


def _field(column: Told, cells: list[str]) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": "string", "title": column.label}
    if column.numeric:
        field["type"] = "number"
    elif column.dated and all(_DAY.fullmatch(cell) for cell in cells if cell):
        field["type"] = "date"
    elif column.dated:
        field["constraints"] = pattern(PERIOD)
    if column.numeric and column.unit is not None:
        field["unit"] = column.unit.text
    if column.status:
        field["status"] = column.status
    return field
