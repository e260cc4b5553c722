"""Figures and rows to records: what figures.json, figures.csv and rows.csv say of a number."""

from __future__ import annotations

from ..ledger.model import Figure, Ledger
from ..quantity.decimal import exact_decimal
from ..quantity.unit import UnitParser
from ..quantity.value_parsing import PLUS_MINUS
from .columns import Record
from .number_fields import exact_digits, interval_fields, is_date


def figure_records(ledger: Ledger) -> list[Record]:
    """Every figure, sorted by id, with the rows that did not win."""
    return [_record(figure, ledger.units) for _, figure in sorted(ledger.figures.items())]


def row_records(ledger: Ledger) -> list[Record]:
    """Every observation, sorted by ``id@source``, its value as published, a range too."""
    records = []
    for ref, row in sorted(ledger.rows.items()):
        record = _record(row, ledger.units)
        own = {"figure": ref.partition("@")[0], "value": row.written, "relation": row.relation}
        records.append({**record, **own})
    return records


def _record(figure: Figure, units: UnitParser) -> Record:
    factor, unit_si = units.to_si(figure.unit)
    in_si = figure.value is not None and not is_date(figure.unit)
    return {
        "id": figure.id,
        "label": figure.label,
        "entity": figure.entity,
        "metric": figure.metric,
        "period": figure.period.text,
        "value": _value(figure),
        **interval_fields(figure.interval, figure.unit),
        "unit": figure.unit.text,
        "text": figure.text,
        "value_si": exact_decimal(figure.value * factor)
        if in_si and figure.value is not None
        else None,
        "unit_si": unit_si,
        "status": figure.status,
        "qualifier": figure.qualifier,
        "source": figure.source or None,
        "locator": figure.locator,
        "note": figure.note,
        "formula": figure.formula or None,
        "inputs": list(figure.inputs),
        "disputed": figure.disputed,
        "others": [_record(other, units) for other in figure.others],
        "address": figure.address,
    }


def _value(figure: Figure) -> str | None:
    if figure.derived:
        return exact_digits(figure.value, figure.unit)
    # A year or a month names no single day, yet it is what the source wrote, and no range.
    if figure.value is None and not is_date(figure.unit):
        return None
    return figure.written.partition(PLUS_MINUS)[0]  # its margin is in low and high
