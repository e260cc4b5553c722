"""Courses over a few periods, and the distance between two of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from crossfoot.charts import Datum, Width
from crossfoot.charts.annotation import LINE_HEIGHT, annotate, connect
from crossfoot.charts.row_labels import Role, fill_by_status, layer, plot, tooltip, y_at
from crossfoot.charts.theme import colour, hatch

ABOVE = 46
"""Pixels over the greatest value, for its words."""


def courses(
    series: Mapping[str, tuple[Role, Sequence[Datum]]],
    periods: Sequence[str],
    spans: Sequence[tuple[Datum, Datum, Sequence[str]]],
    tall: int,
) -> alt.LayerChart:
    """A line each through the values of ``series``, on one scale from zero.

    Rows have ``_at`` (one of ``periods``), ``_label`` and ``_side`` (a key of ``SIDES``). Those
    that are ``apart`` (a quarter beside years) are not joined; to those that are a ``rate`` the
    line is dashed. The last row of a line that is not apart is named with the series. ``spans``
    are pairs of rows of one period: a thin line joins them, with words at its middle. The plot
    is ``tall`` pixels high.
    """
    everything = [row for _, rows in series.values() for row in rows]
    most = max(_value(row) for row in everything)
    top = most * tall / (tall - ABOVE)
    scale = alt.Scale(domain=[0, top], nice=False, zero=True)
    across = alt.Scale(type="point", domain=list(periods), padding=0.2)
    axis = alt.Axis(
        title=None,
        labelExpr="split(datum.label, '\\n')",
    )
    place: dict[str, Any] = {
        "x": alt.X("_at:N", axis=axis, scale=across),
        "y": alt.Y("value:Q", axis=None, scale=scale),
    }
    layers: list[alt.Chart] = []
    for one, other, lines in spans:
        layers += connect(one, other, "y", ends=0, **place)
        middle = tall * (1 - (_value(one) + _value(other)) / 2 / top)
        words = plot([one]).mark_text(
            align="left",
            baseline="middle",
            dx=9,
            dy=-LINE_HEIGHT * (len(lines) - 1) / 2,
            lineHeight=LINE_HEIGHT,
            text=list(lines),
            color=colour("muted"),
        )
        layers.append(words.encode(x=place["x"], y=y_at(middle)))
    for name, (hue, rows) in series.items():
        joined = [r for r in rows if not r.get("apart")]
        firm = [r for r in joined if not r.get("rate")]
        ahead = [*firm[-1:], *(r for r in joined if r.get("rate"))]
        for part, dash in ((firm, [1, 0]), (ahead, [5, 5])):
            if len(part) > 1:
                line = plot(part).mark_line(color=colour(hue), strokeDash=dash)
                layers.append(line.encode(**place))
        dot = plot([{**r, "expected": bool(r.get("rate") or r["expected"])} for r in rows])
        point = dot.mark_point(size=64, stroke=colour(hue), strokeWidth=2)
        layers.append(point.encode(**place, fill=fill_by_status(hue), tooltip=tooltip(rows)))
        layers += _words(rows, place)
        layers.append(_name(name, hue, joined[-1], place))
    return layer(*layers).properties(height=tall)


SIDES: dict[str, dict[str, Any]] = {
    "above": {"align": "center", "baseline": "bottom", "dy": -9},
    "before": {"align": "right", "baseline": "bottom", "dx": 3, "dy": -9},
    "below": {"align": "center", "baseline": "top", "dy": 9},
    "right": {"align": "left", "baseline": "middle", "dx": 11},
    "left": {"align": "right", "baseline": "middle", "dx": -11},
}
"""Where a value stands beside its point; before: over it and clear of a line that climbs on."""


def _words(rows: Sequence[Datum], place: Mapping[str, Any]) -> list[alt.Chart]:
    """The values, each on its side of its point."""
    drawn = []
    for side, how in SIDES.items():
        part = [r for r in rows if r["_side"] == side]
        if part:
            mark = plot(part).mark_text(**how)
            drawn.append(mark.encode(**place, text=alt.Text("_label:N")))
    return drawn


def _name(name: str, hue: Role, row: Datum, place: Mapping[str, Any]) -> alt.Chart:
    """A series' name beyond the value of its last row."""
    how = dict(SIDES[str(row["_side"])])
    if row["_side"] == "right":
        how["dy"] = -LINE_HEIGHT
    else:
        how["dy"] += LINE_HEIGHT if row["_side"] == "below" else -LINE_HEIGHT
    mark = plot([row]).mark_text(**how, color=colour(hue), fontWeight=600, text=name)
    drawn: alt.Chart = mark.encode(**place)
    return drawn


def quarters(
    rows: Sequence[Datum], hues: Mapping[str, Role], said: Sequence[str], width: Width
) -> alt.LayerChart:
    """Columns by period, named under themselves; between the first two stands what ``said`` says.

    ``hues`` gives entities their roles. Columns of one period stand together.
    """
    text = "text" if width == "wide" else "short"
    slots: list[str] = []
    values: list[Datum] = []
    for n, row in enumerate(rows):
        if n and row["period"] != rows[n - 1]["period"]:
            slots.append(" ")
        slots.append(f"{row['name']}\n{row['period_name']}")
        status = f"\n{row['status']}" if row["expected"] else ""
        values.append({**row, "_at": slots[-1], "_label": f"{row[text]}{status}"})
    axis = alt.Axis(title=None, values=[slot for slot in slots if slot.strip()])
    axis.labelExpr = "split(datum.label, '\\n')"
    x = alt.X("_at:N", axis=axis, scale=alt.Scale(domain=slots, padding=0.3))
    y = alt.Y("value:Q", axis=None)
    edge = x.copy()
    edge["bandPosition"] = 1
    layers: list[alt.Chart] = []
    for row in values:
        hue = hues[str(row["entity"])]
        bar = plot([row]).mark_bar(
            fill=hatch(hue) if row["expected"] else colour(hue),
            stroke=colour(hue),
            strokeWidth=1.2,
        )
        layers.append(bar.encode(x=x, y=y, tooltip=tooltip([row])))
        # The first one's words end where its column ends, clear of the line beside it.
        how: Any = (
            {"x": edge, "align": "right", "dx": -6}
            if row is values[0]
            else {"x": x, "align": "center"}
        )
        lines = str(row["_label"]).split("\n")
        layers.append(annotate(row, lines, side="over", role="ink", y=y, **how))
    one, other = values[:2]
    reach = {**other, "_at": one["_at"]}
    layers += connect(one, reach, "y", ends=0, x=edge, y=y)
    layers.append(annotate(reach, said, side="left", x=edge, y=y, dy=30))
    return layer(*layers).properties(height=250)


def _value(row: Datum) -> float:
    value = row["value"]
    assert isinstance(value, int | float), f"{row['id']} is a range"
    return float(value)
