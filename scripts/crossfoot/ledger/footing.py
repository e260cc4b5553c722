"""The ledger's own cross-footing: parts against their total, source by source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostics, InvalidValue
from ..quantity.amount import Amount, add
from ..quantity.compare import compare_interval, compare_rounded
from ..quantity.number_format import NumberFormat
from .derive import amount_of
from .load import Inputs
from .model import Figure, Footing


def cross_foot(
    inputs: Inputs, rows: Mapping[str, Figure], style: NumberFormat, problems: Diagnostics
) -> dict[str, tuple[Footing, ...]]:
    """Every check that the rows allow, by its total; sorted by total and source."""
    found: dict[tuple[str, tuple[str, ...]], Footing] = {}
    for total in rows.values():
        if inputs.metrics[total.metric].kind == "rate" or total.unit.text == "date":
            continue
        for parts in _parts(total, inputs):
            given = [rows.get(f"{part}@{total.source}") for part in parts]
            present = [row for row in given if row is not None]
            if len(present) == len(parts):
                footing = _check(total, present, style, problems)
                if footing is not None:
                    found.setdefault((total.id, parts), footing)
    listed: dict[str, tuple[Footing, ...]] = {}
    for key in sorted(found):
        footing = found[key]
        listed[footing.total] = (*listed.get(footing.total, ()), footing)
    return listed


def _parts(total: Figure, inputs: Inputs) -> Iterator[tuple[str, ...]]:
    metric = inputs.metrics[total.metric]
    entity = inputs.entities.get(total.entity)
    when = total.period.text
    if metric.parts:
        yield tuple(f"{total.entity}.{part}.{when}" for part in metric.parts)
    if entity is not None and entity.parts:
        yield tuple(f"{part}.{total.metric}.{when}" for part in entity.parts)
    if metric.kind == "flow" and total.period.kind == "year":
        name = f"{total.entity}.{total.metric}"
        yield tuple(f"{name}.{quarter}" for quarter in total.period.quarters())


def _check(
    total: Figure, parts: list[Figure], style: NumberFormat, problems: Diagnostics
) -> Footing | None:
    whole = amount_of(total)
    summed = amount_of(parts[0])
    try:
        # Quarters make a year: within one sum their lengths are alike, and the total is a year.
        for part in parts[1:]:
            summed = add(summed, amount_of(part))
        value, interval = Amount(
            summed.value, summed.interval, summed.dimension, None, "", summed.worded
        ).within(total.unit)
    except InvalidValue as wrong:
        problems.add(total.place, f"parts of {total.id}: {wrong.message}", wrong.hint)
        return None
    if value is None or summed.worded or whole.worded:
        verdict = compare_interval(interval, total.interval)
    else:
        verdict = compare_rounded(value, interval, total.interval)
    working = " + ".join(part.text for part in parts)
    result = style.format_computed(value, interval, total.unit, None, True)
    text = f"{working} = {result}, against {total.text}"
    names = tuple(part.id.partition("@")[0] for part in parts)
    return Footing(
        total.id.partition("@")[0], names, total.source, verdict, interval, text, total.place
    )
