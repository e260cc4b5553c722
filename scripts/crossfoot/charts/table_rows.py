"""Rows of a table under ``data/tables/`` as a chart's data, and its cells as pages write them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from ..diagnostics import InvalidValue, did_you_mean
from ..quantity.number import parse_number
from ..quantity.period import format_period, parse_period
from ..quantity.value_parsing import parse_number_value

if TYPE_CHECKING:
    from ..ledger.dataset import Column, Dataset
    from ..ledger.model import Ledger
    from .datum import Datum, Value

PREFIX = "tables/"
"""What the id of a table's row begins with, and no other id."""
Where = Mapping[str, str | Collection[str]]
"""Columns to the text that a row's cell must be, as written, or to several such texts."""


def is_table_row(row: Datum) -> bool:
    """Whether a datum is a row of a table."""
    return str(row.get("id", "")).startswith(PREFIX)


def dataset_of(row: Datum, ledger: Ledger) -> Dataset:
    """The table that a datum is a row of."""
    return ledger.dataset(str(row["id"]).partition("#")[0].removeprefix(PREFIX))


def written_cells(row: Datum, dataset: Dataset) -> dict[str, str]:
    """The cells of a datum's row as they stand in the file, by column."""
    number = int(str(row["id"]).partition("#")[2])
    return dict(zip(dataset.columns, dataset.written[number - 1], strict=True))


def select_rows(
    ledger: Ledger, name: str, columns: Sequence[str], where: Where | None, unit: str | None
) -> list[Datum]:
    """The rows of a table that ``where`` asks for, in the file's order; see ``Ask.table``."""
    dataset = ledger.dataset(name)
    chosen = [dataset.column(column) for column in columns or dataset.columns]
    kept = _kept(dataset, where or {})
    if not kept:
        raise InvalidValue(f"no row of {dataset.id} is as asked for", "a wider where=")
    order = list(dataset.columns)
    at = [order.index(column.name) for column in chosen]
    seen: dict[tuple[str, str], Datum] = {}  # the same cell stands in many rows
    found = []
    for number in kept:
        datum: Datum = {"id": f"{dataset.id}#{number + 1}"}
        if unit is not None:
            datum["unit"] = unit
        for column, index in zip(chosen, at, strict=True):
            written = dataset.written[number][index]
            key = column.name, written
            if key not in seen:
                seen[key] = _fields(ledger, column, written, unit)
            datum.update(seen[key])
        found.append(datum)
    return found


def _fields(ledger: Ledger, column: Column, written: str, unit: str | None) -> Datum:
    """What a cell brings to its row: the value, and it as pages write it."""
    fields: Datum = {column.name: _value(ledger, column, written, unit)}
    if column.unit is not None:
        fields[f"{column.name}_text"] = format_cell(ledger, column, written, unit)
    return fields


def _kept(dataset: Dataset, where: Where) -> list[int]:
    """The numbers from 0 of the rows whose cells are as asked."""
    order, kept = list(dataset.columns), list(range(len(dataset.written)))
    for name, asked in where.items():
        index = order.index(dataset.column(name).name)
        wanted = {asked} if isinstance(asked, str) else _several(name, asked)
        there = {row[index] for row in dataset.written}
        for text in sorted(wanted - there):
            raise InvalidValue(
                f"no row of {dataset.id} has the {name} {text!r}", did_you_mean(text, there)
            )
        kept = [number for number in kept if dataset.written[number][index] in wanted]
    return kept


def _several(name: str, asked: object) -> set[str]:
    """The texts that a cell may be; raises InvalidValue for what is none."""
    several = asked if isinstance(asked, Collection) else [asked]
    others = [one for one in several if not isinstance(one, str)]
    if others:
        what = f"where= has no text for {name}: {others[0]}"
        raise InvalidValue(what, "cells as the file has them, quoted")
    return set(several)


def _value(ledger: Ledger, column: Column, written: str, unit: str | None) -> Value:
    """What a mark is placed by: a number, the first day of a period, or the text itself."""
    from .datum import json_number

    if column.unit is None:
        return written
    if not written:
        return None
    if column.dated:
        return parse_period(written, column.fiscal).first.isoformat()
    factor = 1 if unit is None else column.unit.convert_to(ledger.units.parse(unit))
    return json_number(parse_number(written).value * factor)


def format_cell(
    ledger: Ledger, column: Column, written: str, unit: str | None = None, bare: bool = False
) -> str:
    """A cell as pages write it: "6.4 m"; with ``bare`` without the unit, "6.4"."""
    if column.unit is None or not written:
        return written
    if column.dated:
        return format_period(written)
    wanted = column.unit if unit is None else ledger.units.parse(unit)
    shown = ledger.units.parse("1") if bare else wanted
    factor = column.unit.convert_to(wanted)
    if factor == 1:
        return ledger.style.format_observed(written, "", shown, None, True)
    value = parse_number_value(written)
    scaled = None if value.point is None else value.point * factor
    return ledger.style.format_computed(scaled, value.interval.scale(factor), shown, None, True)
