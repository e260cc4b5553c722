"""Marks over periods: upright bars and lines, what is expected told from what is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from .datum import Datum
from .row_labels import LABEL_GAP, Role, fill_by_status, is_negative, layer, plot, tooltip
from .theme import TEXT, colour, hatch


def columns(
    rows: Sequence[Datum],
    category: str = "period_name",
    *,
    hue: Role = 1,
    text: str = "bare",
) -> alt.LayerChart:
    """Upright bars from zero over periods, each with its value; expected ones hatched.

    The status of expected ones stands once, over the first of a run.
    """
    order = list(dict.fromkeys(str(r[category]) for r in rows))
    across = alt.X(
        f"{category}:N", sort=order, axis=alt.Axis(title=None), scale=alt.Scale(padding=0.25)
    )
    y = alt.Y("value:Q", axis=None)
    full = alt.FillValue(colour(hue))
    fill = alt.when("datum.expected").then(alt.value(hatch(hue))).otherwise(full)
    bar = plot(rows).mark_bar(strokeWidth=1.2, stroke=colour(hue))
    layers = [bar.encode(x=across, y=y, fill=fill, tooltip=tooltip(rows))]
    for part, step in (
        ([r for r in rows if not is_negative(r)], -1),
        ([r for r in rows if is_negative(r)], 1),
    ):
        if part:
            label = plot(part).mark_text(baseline=_FROM[step], dy=step * LABEL_GAP)
            layers.append(label.encode(x=across, y=y, text=alt.Text(f"{text}:N")))
    for n, row in enumerate(rows):
        if row["expected"] and (n == 0 or rows[n - 1]["status"] != row["status"]):
            layers.append(_status(row, rows[n + 1 : n + 2], across, y))
    return layer(*layers)


_FROM: dict[int, Any] = {-1: "bottom", 1: "top"}
"""The baseline of a text that is moved up or down."""


def _status(row: Datum, following: Sequence[Datum], across: alt.X, y: alt.Y) -> alt.Chart:
    """The status over a column's value, away from a taller neighbour on its right."""
    step = 1 if is_negative(row) else -1
    taller = bool(following) and abs(_number(following[0])) > abs(_number(row))
    edge = across.copy()
    edge["bandPosition"] = 1 if taller else 0
    word = plot([row]).mark_text(
        align="right" if taller else "left",
        baseline=_FROM[step],
        dy=step * (LABEL_GAP + TEXT + 3),
        color=colour("muted"),
    )
    drawn: alt.Chart = word.encode(x=edge, y=y, text=alt.Text("status:N"))
    return drawn


def _number(row: Datum) -> float:
    value = row["value"]
    return float(value) if isinstance(value, (int, float)) else 0.0


def line(
    rows: Sequence[Datum],
    x: str = "period_name",
    *,
    hue: Role = 1,
    name: str = "",
    values: bool = True,
    start: Literal["above", "below", ""] = "above",
    order: Sequence[str] | None = None,
) -> alt.LayerChart:
    """One line over periods: solid through what is, dashed to what is expected.

    ``name`` (a text without numbers) labels the line at its end, with the last value and its
    status under it (``values``); the first point has its value ``start``, above or below.
    ``order`` is the common order of the periods where several lines share a scale; left out,
    the rows' own.
    """
    sort = list(order or dict.fromkeys(str(r[x]) for r in rows))
    at = {
        "x": alt.X(
            f"{x}:N",
            sort=sort,
            # Of many periods every second, fourth, eighth is named: none stands on another.
            axis=alt.Axis(title=None, labelOverlap="parity", labelSeparation=6),
            scale=alt.Scale(type="point"),
        ),
        "y": alt.Y("value:Q", axis=alt.Axis(title=None)),
    }
    firm = [r for r in rows if not r["expected"]]
    # The dashed part begins where the solid one ends.
    ahead = [*firm[-1:], *(r for r in rows if r["expected"])]
    layers: list[alt.Chart] = []
    for part, dash in ((firm, [1, 0]), (ahead, [5, 5])):
        if len(part) > 1:
            drawn = plot(part).mark_line(color=colour(hue), strokeDash=dash)
            layers.append(drawn.encode(**at))
    point = plot(rows).mark_point(stroke=colour(hue), strokeWidth=2, size=50)
    layers.append(point.encode(**at, fill=fill_by_status(hue), tooltip=tooltip(rows)))
    first, last = rows[0], rows[-1]
    if start and len(rows) > 1:
        step = 1 if start == "below" else -1
        label = plot([first]).mark_text(baseline=_FROM[step], dy=step * 9)
        layers.append(label.encode(**at, text=alt.Text("bare:N")))
    if name or values:
        said = f"{last['bare']}, {last['status']}" if last["expected"] else str(last["bare"])
        end = plot([{**last, "_name": name, "_said": said}])
        lift = 8 if name and values else 0
        if name:
            bold = end.mark_text(align="left", dx=10, dy=-lift, color=colour(hue), fontWeight=600)
            layers.append(bold.encode(**at, text=alt.Text("_name:N")))
        if values:
            under = end.mark_text(align="left", dx=10, dy=lift)
            layers.append(under.encode(**at, text=alt.Text("_said:N")))
    return layer(*layers)
