"""Building blocks: layers that draw the ledger's data in the theme, status and doubt included.

Each takes data from :class:`~crossfoot.charts.Ask` and returns an Altair layer; put them together
with ``+``. What is expected is hatched, dashed or hollow and says so in words; a dispute shows
each source's value unfilled. ``hue`` is a role of the theme: 1 to 4, or "quiet".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from ..diagnostics import InvalidValue
from .datum import Datum
from .periods import columns, line
from .registry import Width
from .row_labels import (
    LABEL_DROP,
    ZERO,
    Role,
    category_axis,
    category_labels,
    data,
    fill_by_status,
    guide_lines,
    is_negative,
    layer,
    plot,
    tooltip,
    value_labels,
    with_labels,
)
from .theme import colour, hatch

__all__ = [
    "bars",
    "columns",
    "data",
    "disputes",
    "dots",
    "line",
    "note",
    "plot",
    "tooltip",
    "units",
]


def bars(
    rows: Sequence[Datum],
    category: str = "period_name",
    *,
    hue: Role = 1,
    text: str = "text",
    width: Width = "wide",
    ranges: bool = False,
    quiet: Sequence[str] = (),
    gaps: Sequence[str] = (),
) -> alt.LayerChart:
    """Horizontal bars from zero, each with its category and its value written out.

    Expected bars are hatched and say their status. Bars whose id is in ``quiet`` are grey (a
    total beside its parts, what one compares with); those in ``gaps`` only outlined (what parts
    leave of their total). With ``ranges`` a thin rule shows what each value leaves open.
    ``category`` and ``text`` are fields of the rows. In a narrow frame the categories stand
    above their bars, so that the bars keep their length.
    """
    told = [str(row.get(category, "")) for row in rows]
    if twice := next((name for name in told if told.count(name) > 1), ""):
        raise InvalidValue(
            f"two bars at {twice!r}", 'a category that differs, such as "period_name"'
        )
    values = with_labels(rows, category, text, width)
    y, x = category_axis(values, width), alt.X("value:Q", axis=None)
    base = plot(values)
    main = colour(hue)
    fill = alt.when("datum.expected").then(alt.value(hatch(hue)))
    stroke = alt.StrokeValue(main)
    if gaps:
        fill = (
            _when(gaps)
            .then(alt.value("transparent"))
            .when("datum.expected")
            .then(alt.value(hatch(hue)))
        )
    if quiet:
        grey = alt.value(colour("quiet"))
        fill = fill.when(_one_of(quiet)).then(grey)
        stroke = _when(quiet).then(grey).otherwise(stroke)
    bar = base.mark_bar(size=20, strokeWidth=1.2, yOffset=LABEL_DROP[width]).encode(
        x=x,
        y=y,
        fill=fill.otherwise(alt.FillValue(main)),
        stroke=stroke,
        tooltip=tooltip(values),
    )
    if gaps:
        dash = _when(gaps).then(alt.value([3, 3])).otherwise(alt.StrokeDashValue([1, 0]))
        bar = bar.encode(strokeDash=dash)
    layers = [bar]
    if ranges:
        layers += _ranges(values, y, LABEL_DROP[width])
    if any(is_negative(row) for row in values):
        layers.append(plot(values[:1]).mark_rule().encode(x=ZERO))
    layers += value_labels(values, x, y, width, "high" if ranges else "value", from_zero=True)
    return layer(*layers, *category_labels(base, y, width))


def _one_of(ids: Sequence[str]) -> Any:
    return alt.FieldOneOfPredicate(field="id", oneOf=list(ids))


def _when(ids: Sequence[str]) -> Any:
    return alt.when(_one_of(ids))


def _ranges(rows: Sequence[Datum], y: alt.Y, drop: int) -> list[alt.Chart]:
    """A thin rule from low to high with small ends, edged so that it shows on a bar too."""
    closed = [r for r in rows if r["low"] is not None and r["high"] is not None]
    base = plot(closed)
    x, x2 = alt.X("low:Q", axis=None), alt.X2("high:Q")
    drawn = []
    for role, thick, size in (("ground", 4.0, 12), ("ink", 1.3, 9)):
        rule = base.mark_rule(
            color=colour(role), strokeWidth=thick, yOffset=drop, y2Offset=drop, strokeCap="butt"
        )
        end = base.mark_tick(
            color=colour(role), thickness=thick, size=size, orient="vertical", yOffset=drop
        )
        drawn += [
            rule.encode(x=x, x2=x2, y=y),
            end.encode(x=x, y=y),
            end.encode(x=alt.X("high:Q", axis=None), y=y),
        ]
    return drawn


def dots(
    rows: Sequence[Datum],
    category: str = "period_name",
    *,
    hue: Role = 1,
    text: str = "text",
    when: str = "",
    width: Width = "wide",
    zero: bool = True,
) -> alt.LayerChart:
    """A dot a row on a light guide, with its value; hollow where it is expected.

    ``when`` names a field with a date (``due``, ``said``, ``date``): the dots then stand in
    time, and ``text`` is usually that field's name with ``_name``.
    """
    values = with_labels(rows, category, text, width)
    y = category_axis(values, width)
    if when:
        years = alt.Axis(title=None, format="%Y", tickCount="year", labelOverlap=True)
        x = alt.X(f"{when}:T", scale=alt.Scale(type="utc", nice="year"), axis=years)
    else:
        x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=zero, padding=12))
    base = plot(values)
    dot = base.mark_point(size=90, stroke=colour(hue), strokeWidth=2, yOffset=LABEL_DROP[width])
    layers = [
        guide_lines(base, x, y, width),
        dot.encode(x=x, y=y, fill=fill_by_status(hue), tooltip=tooltip(values)),
    ]
    layers += value_labels(values, x, y, width, after=when or "value")
    return layer(*layers, *category_labels(base, y, width))


def disputes(
    rows: Sequence[Datum],
    category: str = "source_name",
    *,
    hue: Role = 1,
    width: Width = "wide",
    zero: bool = True,
) -> alt.LayerChart:
    """Each source's value unfilled, one below the other, joined by a thin rule; no mean.

    ``rows`` come from ``ask.rows(id)``.
    """
    values = with_labels(rows, category, "text", width)
    y = category_axis(values, width)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=zero, padding=12))
    base = plot(values)
    drop = LABEL_DROP[width]
    joined = base.mark_line(color=colour("axis"), strokeWidth=1, yOffset=drop).encode(
        x=x, y=y, order=alt.Order("_row:N")
    )
    ring = base.mark_point(
        size=90, fill=colour("ground"), stroke=colour(hue), strokeWidth=2, yOffset=drop
    ).encode(x=x, y=y, tooltip=tooltip(values))
    layers = [guide_lines(base, x, y, width), joined, ring, *value_labels(values, x, y, width)]
    return layer(*layers, *category_labels(base, y, width))


FEWEST = 24
"""Claims that a row of dots has room for, however few there are."""


def units(
    rows: Sequence[Datum],
    category: str = "verdict",
    *,
    order: Sequence[str],
    totals: Sequence[str],
    hues: Sequence[Role] = (1,),
    width: Width = "wide",
) -> alt.LayerChart:
    """One dot a claim, in rows by ``category``, each row with its total written at the end.

    ``rows`` come from ``ask.claims()``; ``order`` are the categories from top to bottom,
    ``totals`` their counts from ``ask.total(...)``, ``hues`` their roles (the last one goes on).
    """
    roles = [hues[min(n, len(hues) - 1)] for n in range(len(order))]
    count = dict(zip(order, totals, strict=True))
    chosen = [r for r in rows if r[category] in count]
    values = with_labels(chosen, category, category, width, order)
    y = category_axis(values, width)
    most = max((int(r["order"] or 0) for r in values), default=1)
    x = alt.X(
        "order:Q", axis=None, scale=alt.Scale(domain=[1, max(most, FEWEST)], nice=False, padding=8)
    )
    colours = alt.Scale(domain=[str(o) for o in order], range=[colour(r) for r in roles])
    base = plot(values)
    size = 70 if width == "wide" else 26
    dot = base.mark_point(size=size, yOffset=LABEL_DROP[width]).encode(
        x=x,
        y=y,
        color=alt.Color(f"{category}:N", scale=colours, legend=None),
        tooltip=tooltip(values),
    )
    last = {str(r[category]): r for r in values}
    ends = [{**row, "_label": count[name]} for name, row in last.items()]
    return layer(
        dot, *value_labels(ends, x, y, width, after="order"), *category_labels(base, y, width)
    )


def note(row: Datum, lines: Sequence[str], *, dx: int = 10, dy: int = 0, **place: Any) -> alt.Chart:
    """A remark beside a datum, in lines; ``place`` holds the encodings x and y.

    Numbers in ``lines`` come from ``ask.show`` or ``ask.text``; ``measure.wrap`` breaks a text.
    """
    mark = plot([row]).mark_text(
        align="left", baseline="middle", dx=dx, dy=dy, text=list(lines), color=colour("muted")
    )
    drawn: alt.Chart = mark.encode(**place)
    return drawn
