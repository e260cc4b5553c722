"""Rows as text to rows as figures: every cell checked, the value an interval."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..diagnostics import CLOSE, Diagnostics, InvalidValue, UnknownName, did_you_mean
from ..quantity import value_parsing
from ..quantity.calendar_months import FiscalCalendar
from ..quantity.number import parse_number
from ..quantity.number_format import NumberFormat
from ..quantity.number_hints import qualifier_hint
from ..quantity.period import FORMS, Period, parse_period
from ..quantity.unit import Unit, UnitParser, without_currency_code
from .csv_rows import CsvRow, could_be
from .field_types import ENTITY, METRIC, STATUSES, id_hint, no_jinja
from .load import Inputs
from .model import Figure
from .schema import Metric


@dataclass(frozen=True)
class _Checked:
    """The cells of a row that could be read."""

    metric: Metric
    period: Period
    unit: Unit
    value: value_parsing.ParsedValue


def parse_figure_rows(
    inputs: Inputs, style: NumberFormat, problems: Diagnostics
) -> dict[str, Figure]:
    """Every row as a figure with the id ``id@source``, sorted by it."""
    rows: dict[str, Figure] = {}
    for row in inputs.observations:
        figure = _figure(row, inputs, style, problems)
        if figure is None:
            problems.skip("figure", _could_be(row, inputs))
            continue
        if figure.id in rows:
            first = rows[figure.id].place
            problems.add(
                row.place,
                f"the row {figure.id} stands twice",
                f"one row for each source (the first is at {first.path}:{first.line})",
                group=f"twice {first.path}",  # a copy of a file repeats all its rows
            )
            # By a slip one of them may have another's period or entity.
            problems.skip("figure", f"{figure.entity}.{figure.metric}.*")
            problems.skip("figure", f"*.{figure.metric}.{figure.period.text}")
            continue
        rows[figure.id] = figure
    # Without one of its rows a figure may be another: what rests on it would be told wrong things.
    return {
        id: row
        for id, row in sorted(rows.items())
        if ("figure", id.partition("@")[0]) not in problems.skipped
    }


def _could_be(row: CsvRow, inputs: Inputs) -> str:
    known = {"entity": inputs.entities, "metric": inputs.metrics}
    return could_be({c: cell for c, cell in row.cells.items() if cell in known.get(c, (cell,))})


def _figure(
    row: CsvRow, inputs: Inputs, style: NumberFormat, problems: Diagnostics
) -> Figure | None:
    _names(row, inputs, problems)
    with problems.at(row.places["locator"]):
        no_jinja("locator", row["locator"])
    checked = _values(row, inputs, problems)
    if checked is None or row["source"] not in inputs.sources:
        return None
    if row["entity"] not in inputs.entities:
        return None
    if row["status"] not in STATUSES or row["qualifier"] not in ("", *value_parsing.QUALIFIERS):
        return None
    value = checked.value
    flow = None
    if checked.metric.kind == "flow":
        flow = checked.period.flow_years
    return Figure(
        id=f"{row['entity']}.{row['metric']}.{row['period']}@{row['source']}",
        label=checked.metric.label,
        entity=row["entity"],
        metric=row["metric"],
        period=checked.period,
        unit=checked.unit,
        written=row["value"],
        value=value.point,
        interval=value.interval,
        text=style.format_observed(row["value"], row["qualifier"], checked.unit, None, True),
        status=row["status"],
        qualifier=row["qualifier"],
        source=row["source"],
        locator=row["locator"],
        note=row["note"],
        formula="",
        inputs=(),
        disputed=False,
        others=(),
        relation="",
        flow=flow,
        working="",
        place=row.place,
        note_place=row.places["note"],
    )


def _names(row: CsvRow, inputs: Inputs, problems: Diagnostics) -> None:
    forms = {"entity": ENTITY, "metric": METRIC, "source": ENTITY}
    known: dict[str, Mapping[str, object]] = {
        "entity": inputs.entities,
        "metric": inputs.metrics,
        "source": inputs.sources,
    }
    for column, form in forms.items():
        name, place = row[column], row.places[column]
        if not name:
            problems.add(place, f"the {column} is empty", f"an id of data/{_file(column)}")
        elif not re.fullmatch(form, name, re.ASCII):
            problems.add(place, f"{name!r} is no {column} id", id_hint(name, form))
        elif name not in known[column]:
            hint, what = f"an entry in data/{_file(column)}", f"unknown {column} {name}"
            problems.add_invalid(
                place, UnknownName(column, name, known[column], hint, message=what)
            )
    choices: dict[str, tuple[str, ...]] = {
        "status": STATUSES,
        "qualifier": ("", *value_parsing.QUALIFIERS),
    }
    for column, words in choices.items():
        if row[column] not in words:
            listed = ", ".join(w for w in words if w)
            empty = "empty or " if "" in words else ""
            hint = qualifier_hint(row[column], words) if column == "qualifier" else ""
            hint = hint or did_you_mean(row[column], words, CLOSE) or f"{empty}one of {listed}"
            problems.add(row.places[column], f"unknown {column} {row[column]!r}", hint)


def _file(column: str) -> str:
    return {"entity": "entities.yml", "metric": "metrics.yml", "source": "sources.yml"}[column]


def _values(row: CsvRow, inputs: Inputs, problems: Diagnostics) -> _Checked | None:
    stretch = unit = value = None
    with problems.at(row.places["period"]):
        stretch = _period(row["period"], inputs.briefing.fiscal)
    with problems.at(row.places["unit"]):
        unit = inputs.units.parse(row["unit"])
    metric = inputs.metrics.get(row["metric"])
    if unit is not None and row["qualifier"] in ("", *value_parsing.QUALIFIERS):
        with problems.at(row.places["value"]):
            reader = (
                value_parsing.parse_date_value
                if unit.text == "date"
                else value_parsing.parse_number_value
            )
            value = reader(row["value"], row["qualifier"])
    if metric is None or stretch is None or unit is None or value is None:
        return None
    if value.vague:
        shorter = _with_power(row["value"])
        problems.warn(
            row.places["value"],
            f"{row['value']} ends in three zeros: how many digits were measured is not said",
            f"{shorter} for as few as it can be",
        )
    measured: Unit | None = None
    with problems.at(metric.at("unit")):
        measured = inputs.units.parse(metric.unit)
    if measured is None:
        return None
    counted = any(name in inputs.units.own for name, _ in measured.atoms)
    if without_currency_code(measured.dimension) != without_currency_code(unit.dimension):
        problems.add(
            row.places["unit"],
            f"{metric.id} is not measured in {unit.text}",
            f"a unit of {measured.kind}, such as {metric.unit}",
        )
        return None
    if measured.mark != unit.mark and ("pp" in (measured.mark, unit.mark) or counted):
        # All are pure numbers, and yet 3 pp are no 3 %, and 20 % is no count.
        what = f"{metric.id} is measured in {metric.unit}, not in {unit.text}"
        problems.add(row.places["unit"], what, f"the unit {metric.unit}, or another metric")
        return None
    least = value.interval.low
    if measured.mark and not unit.mark and least is not None and least * unit.factor > 1:
        what = f"{row['value']} of unit {unit.text} is {row['value']} times 100 %"
        problems.warn(
            row.places["unit"],
            f"{metric.id} is measured in {metric.unit}, and {what}",
            f"the unit {metric.unit}, if that is meant",
        )
    if metric.floor:
        floor: Fraction | None = None
        with problems.at(metric.at("floor")):
            floor = parse_number(metric.floor).value
        with problems.at(row.places["value"]):
            if floor is not None:
                # Zero is zero in every currency; any other floor holds for the metric's own alone.
                floor = floor and floor * measured.convert_to(unit)
                value = value_parsing.ParsedValue(
                    value.point, value_parsing.clip_interval(value.interval, floor), False
                )
    return _Checked(metric, stretch, unit, value)


def _period(text: str, fiscal: FiscalCalendar | None) -> Period:
    if not text:
        raise InvalidValue("the period is empty", f"one of {FORMS}")
    return parse_period(text, fiscal)


def _with_power(text: str) -> str:
    digits = text.rstrip("0")
    sign = text[0] if text[0] in "+-" else ""
    figures = digits.lstrip("+-")
    power = len(text.lstrip("+-")) - 1
    tail = f".{figures[1:]}" if len(figures) > 1 else ""
    return f"{sign}{figures[0]}{tail}e{power}"


def metrics_with_units(
    metrics: Mapping[str, Metric], units: UnitParser, problems: Diagnostics
) -> dict[str, Metric]:
    """The metrics whose unit and floor can be read, whether a row uses them or not.

    The others are noted, left out and lost.
    """
    right = {}
    for name, metric in metrics.items():
        unit = floor = None
        with problems.at(metric.at("unit")):
            unit = units.parse(metric.unit)
        with problems.at(metric.at("floor")):
            floor = parse_number(metric.floor or "0")
        if unit is None or floor is None:
            problems.skip("metric", name)
        else:
            right[name] = metric
    return right
