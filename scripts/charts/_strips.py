"""What stands along one line: sources that disagree, days, claims by their verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from crossfoot.charts import Datum, Width
from crossfoot.charts.annotation import LINE_HEIGHT, Side, annotate, connect, reference_line
from crossfoot.charts.row_labels import Role, layer, plot, tooltip, x_at, y2_at, y_at
from crossfoot.charts.text_measure import text_width as measured
from crossfoot.charts.theme import TEXT, colour

NEAR = 0.02
"""Values closer than this part of the greatest stand one over the other."""
LINE_AT, APART = 70, 8
"""Pixels from the upper edge to the line, and from the line to rings one over the other."""


def strip(
    rows: Sequence[Datum], left: Datum, told: Sequence[str], width: Width, hue: Role = 1
) -> alt.LayerChart:
    """Sources that disagree: rings on one scale from zero, joined by a thin rule; no mean.

    Rows have ``_who`` and ``_value``, which stand over or under their ring, and have a thin mark
    for what their digits leave open. ``left`` is what other figures leave for the same thing: a
    dotted guide, with the lines ``told`` beside it.
    """
    values = _placed(rows)
    most = max(_number(row) for row in values)
    axis = alt.Axis(
        title=None,
        grid=False,
        domain=True,
        ticks=True,
        tickSize=4,
        tickCount=4,
        labelExpr="datum.value ? '$' + datum.label + 'bn' : datum.label",
    )
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(zero=True, nice=False, padding=0))
    ends = sorted(values, key=_number)
    layers: list[alt.Chart] = [
        reference_line(left, x=x, y=y_at(LINE_AT + 12), y2=y2_at(HEIGHT)),
        *connect(ends[0], ends[-1], "x", ends=0, x=x, y=y_at(LINE_AT)),
    ]
    for lane, y in (("on", LINE_AT), ("under", LINE_AT + APART), ("over", LINE_AT - APART)):
        part = [row for row in values if row["_lane"] == lane]
        if not part:
            continue
        base = plot(part)
        open_ = base.mark_rule(color=colour("ink"), strokeWidth=1.3)
        layers.append(open_.encode(x=alt.X("low:Q", axis=axis), x2=alt.X2("high:Q"), y=y_at(y)))
        ring = base.mark_point(size=90, fill=colour("ground"), stroke=colour(hue), strokeWidth=2)
        layers.append(ring.encode(x=x, y=y_at(y), tooltip=tooltip(part)))
    for row in values:
        over = row["_words"] == "over"
        who = str(row["_who"])
        lines = [f"{who},", str(row["status"])] if row["expected"] else [who]
        clear = 18 + (APART if row["_lane"] != "on" else 0)
        at = LINE_AT - clear - LINE_HEIGHT * len(lines) if over else LINE_AT + clear + 4
        part_of = _number(row) / most
        align = "left" if part_of < 0.3 else "right" if part_of > 0.7 else "center"
        off = {"left": -6, "right": -9, "center": 0}[align]
        how: Any = {"align": align, "off": 0, "dx": off}
        layers.append(
            annotate(row, [str(row["_value"])], role="ink", bold=True, x=x, y=y_at(at), **how)
        )
        for n, line in enumerate(lines, 1):
            layers.append(annotate(row, [line], x=x, y=y_at(at + n * LINE_HEIGHT), **how))
    layers.append(annotate(left, told, side="left", x=x, y=y_at(HEIGHT - 22)))
    return layer(*layers).properties(height=HEIGHT)


HEIGHT = 204
"""Of a strip's plot in pixels."""


def _placed(rows: Sequence[Datum]) -> list[Datum]:
    """Rows with ``_lane``, one over the other where they meet, and ``_words``, over or under."""
    rising = sorted(rows, key=_number)
    near = NEAR * _number(rising[-1])
    found: list[Datum] = []
    over = True
    for n, row in enumerate(rising):
        after = n + 1 < len(rising) and _number(rising[n + 1]) - _number(row) < near
        before = n > 0 and _number(row) - _number(rising[n - 1]) < near
        if before or after:
            lane = words = "over" if before else "under"
        else:
            lane, words = "on", "over" if over else "under"
            over = not over
        found.append({**row, "_lane": lane, "_words": words})
    return found


def _number(row: Datum) -> float:
    value = row["value"]
    assert isinstance(value, int | float), f"{row['id']} is a range"
    return float(value)


def calendar(rows: Sequence[Datum], subject: str, width: Width, hue: Role = 1) -> alt.LayerChart:
    """A dot a row at ``_day`` on one line of time, hollow where it is expected, grey but for one.

    Rows have ``_who`` and ``_label``, which stand beside their dot, on its left in the second part
    of the time shown; a thin stem leads down to the axis. ``subject`` is the id of the one in
    ``hue``.
    """
    row_height = 46
    tall = row_height * len(rows) + 4
    days = [str(row["_day"])[:4] for row in rows]
    axis = alt.Axis(title=None, format="%Y", tickCount="year", grid=False)
    x = alt.X("_day:T", scale=alt.Scale(type="utc", nice="year"), axis=axis)
    layers: list[alt.Chart] = []
    words: list[alt.Chart] = []
    for n, row in enumerate(rows):
        y = row_height * n + 12
        role: Role = hue if row["id"] == subject else "quiet"
        base = plot([row])
        stem = base.mark_rule(color=colour("grid")).encode(x=x, y=y_at(y), y2=y2_at(tall))
        dot = base.mark_point(size=90, stroke=colour(role), strokeWidth=2)
        fill = alt.value(colour("ground" if row["expected"] else role))
        layers.append(stem)
        words.append(dot.encode(x=x, y=y_at(y), fill=fill, tooltip=tooltip([row])))
        side: Side = "left" if int(days[n]) - int(days[0]) > 1 else "right"
        how: Any = {"side": side, "off": 12, "x": x}
        words += [
            annotate(row, [str(row["_who"])], role="ink", bold=True, y=y_at(y), **how),
            annotate(row, [str(row["_label"])], y=y_at(y + LINE_HEIGHT), **how),
        ]
    return layer(*layers, *words).properties(height=tall)


def tally(
    groups: Sequence[tuple[str, Sequence[Datum], Role]], unfilled: Sequence[str], width: Width
) -> alt.LayerChart:
    """One square a row, counted off in tens beside (in a narrow frame under) their group's words.

    Ids in ``unfilled`` are outlined and stand apart. A reader who picks a group sees the others
    fade; none picked looks as it is drawn.
    """
    wide = width == "wide"
    across, side = (40, 104) if wide else (20, 120)
    room = round(max(measured(words, TEXT, 600) for words, *_ in groups)) + 14 if wide else 0
    lines: list[str] = []
    heads: list[Datum] = []
    squares: list[Datum] = []
    for words, rows, _ in groups:
        if squares and rows[0]["id"] in unfilled and squares[-1]["id"] not in unfilled:
            lines.append(_letters(len(lines)))
        heads.append({**rows[0], "_line": _letters(len(lines)), "_group": words})
        lines += [] if wide else [_letters(len(lines))]
        for n, row in enumerate(rows):
            if n % across == 0:
                lines.append(_letters(len(lines)))
            at = n % across
            place = {"_line": lines[-1], "_column": _letters(at + at // 10)}
            squares.append({**row, **place, "_group": words})
    domain = [_letters(n) for n in range(across + across // 10)]
    x = alt.X("_column:N", axis=None, scale=alt.Scale(domain=domain, padding=0))
    y = alt.Y("_line:N", axis=None, scale=alt.Scale(domain=lines, padding=0))
    hues = alt.Scale(
        domain=[words for words, *_ in groups], range=[colour(hue) for *_, hue in groups]
    )
    empty = alt.FieldOneOfPredicate(field="id", oneOf=list(unfilled))
    picked = alt.selection_point(name="pick", fields=["_group"], toggle="true")
    square = (
        plot(squares)
        .mark_point(shape="square", size=side, strokeWidth=1.2)
        .encode(
            x=x,
            y=y,
            stroke=alt.Stroke("_group:N", scale=hues, legend=None),
            fill=alt.when(empty)
            .then(alt.value("transparent"))
            .otherwise(alt.Fill("_group:N", scale=hues, legend=None)),
            opacity=alt.when(picked).then(alt.value(1)).otherwise(alt.value(0.25)),
            tooltip=tooltip(squares),
        )
        .add_params(picked)
    )
    over = plot(heads).mark_text(
        align="left", baseline="middle", fontWeight=600, dy=0 if wide else 3
    )
    named = over.encode(x=x_at(-room - side**0.5 / 2), y=y, text=alt.Text("_group:N"))
    return layer(square, named).properties(height={"step": 26 if wide else 19})


def _letters(n: int) -> str:
    """The name of a place: letters, for a digit in a picture's data would have to be a figure's."""
    return chr(ord("a") + n // 26) + chr(ord("a") + n % 26)
