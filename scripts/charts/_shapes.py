"""What is no bar: sources on one line, squares to scale or in ranks, a line of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from crossfoot.charts import Datum, Width
from crossfoot.charts.rows import (
    BELOW,
    GAP,
    Role,
    above,
    down,
    hollow,
    layer,
    plot,
    x_at,
    y2_at,
    y_at,
)
from crossfoot.charts.theme import colour, hatch


def along(rows: Sequence[Datum], hue: Role, width: Width) -> alt.LayerChart:
    """Sources that disagree: rings on one line, joined by a thin rule, each with its words below.

    Rows have ``_label``, in lines; the greatest comes first, so that no leader crosses a text.
    """
    falling = sorted(rows, key=lambda r: -float(r["value"] or 0))
    values = [{**row, "_at": chr(ord("a") + n)} for n, row in enumerate(falling)]
    step = 46
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=False, padding=10))
    y = alt.Y("_at:N", axis=None, scale=alt.Scale(padding=0.5))
    base = plot(values)
    top = y_at(9)
    middle = float(falling[0]["value"] or 0) / 2
    layers: list[alt.Chart] = [
        base.mark_rule(color=colour("axis"), strokeDash=[1, 3]).encode(x=x, y=y, y2=y2_at(9)),
        base.mark_line(color=colour("axis"), strokeWidth=1).encode(x=x, y=top),
        base.mark_point(size=100, fill=colour("ground"), stroke=colour(hue), strokeWidth=2).encode(
            x=x, y=top
        ),
    ]
    for left in (True, False):
        part = [r for r in values if (float(r["value"] or 0) < middle) == left]
        words = plot(part).mark_text(
            align="left" if left else "right",
            baseline="middle",
            dx=5 if left else -5,
            lineBreak="\n",
        )
        layers.append(words.encode(x=x, y=y, text=alt.Text("_label:N")))
    return layer(*layers).properties(height={"step": step})


def squares(
    rows: Sequence[Datum], hues: Mapping[str, Role], hue: Role, width: Width
) -> alt.LayerChart:
    """Squares whose areas are the values, each with its name and value; expected ones hatched.

    Rows have ``_who``; ``hues`` gives some of these another role than ``hue``. In a narrow frame
    the squares stand one below the other.
    """
    side = 112 if width == "wide" else 76
    size = alt.Size(
        "value:Q",
        scale=alt.Scale(zero=True, nice=False, range=[0, side * side]),
        legend=None,
    )
    values = [{**row, "_said": _valued(row)} for row in rows]
    names = list(dict.fromkeys(str(row["_who"]) for row in rows))
    place: dict[str, Any]
    words: dict[str, Any]
    if width == "wide":
        place = {"x": alt.X("_who:N", sort=names, axis=None), "y": y_at(side / 2 + 4)}
        words = {"baseline": "top", "dy": 12, "align": "center", "lineBreak": "\n"}
    else:
        place = {"x": x_at(side / 2), "y": alt.Y("_who:N", sort=names, axis=None)}
        words = {
            "baseline": "middle",
            "dx": side / 2 + 12,
            "dy": -8,
            "align": "left",
            "lineBreak": "\n",
        }
    layers: list[alt.Chart] = []
    for row in values:
        own = hues.get(str(row["_who"]), hue)
        base = plot([row]).encode(**place)
        fill = hatch(own) if row["expected"] else colour(own)
        mark = base.mark_point(shape="square", fill=fill, stroke=colour(own), strokeWidth=1.2)
        layers += [mark.encode(size=size)]
        text = base.mark_text(**words)
        if width == "wide":
            text = text.encode(y=y_at(side))
        layers.append(text.encode(text=alt.Text("_said:N")))
    down_to = {"step": side + 14} if width == "narrow" else side + 46
    return layer(*layers).properties(height=down_to)


def _valued(row: Datum) -> str:
    status = f", {row['status']}" if row["expected"] else ""
    return f"{row['_who']}\n{row['text']}{status}"


def rank(
    groups: Sequence[tuple[str, Sequence[Datum], Role]], unfilled: Sequence[str], width: Width
) -> alt.LayerChart:
    """One square a row, in lines under the words of their group; ids in ``unfilled`` not filled."""
    across = 30 if width == "wide" else 14
    columns = [chr(ord("A") + n) for n in range(across)]
    x = alt.X("_column:N", axis=None, scale=alt.Scale(domain=columns, padding=0))
    lines: list[str] = []
    heads: list[Datum] = []
    squares: list[tuple[list[Datum], Role]] = []
    for words, rows, hue in groups:
        heads.append({**rows[0], "_line": f"{words} ", "_text": words})
        drawn = [
            {**row, "_line": words + "'" * (n // across), "_column": columns[n % across]}
            for n, row in enumerate(rows)
        ]
        lines += dict.fromkeys(str(r["_line"]) for r in [heads[-1], *drawn])
        squares.append((drawn, hue))
    y = alt.Y("_line:N", axis=None, scale=alt.Scale(domain=lines, padding=0))
    empty = alt.FieldOneOfPredicate(field="id", oneOf=list(unfilled))
    clear = alt.value("transparent")
    layers = [
        plot(drawn)
        .mark_point(shape="square", size=190, stroke=colour(hue), strokeWidth=1.2)
        .encode(
            x=x,
            y=y,
            fill=alt.when(empty).then(clear).otherwise(alt.FillValue(colour(hue))),
        )
        for drawn, hue in squares
    ]
    over = plot(heads).mark_text(align="left", baseline="middle", dy=4, fontWeight=600)
    layers.append(over.encode(x=x_at(-7), y=y, text=alt.Text("_text:N")))
    return layer(*layers).properties(height={"step": 22})


def timeline(rows: Sequence[Datum], hue: Role, width: Width) -> alt.LayerChart:
    """A dot a row at ``_day``, hollow where it is expected, named by ``_who``, said by ``_label``.

    Words stand left of what lies in the second part of the time shown.
    """
    values = [{**row, "_row": str(row["_who"])} for row in rows]
    days = sorted(str(row["_day"]) for row in rows)
    y, drop = down(values, width), BELOW[width]
    axis = alt.Axis(title=None, format="%Y", tickCount="year", grid=True)
    x = alt.X("_day:T", scale=alt.Scale(type="utc", nice="year"), axis=axis)
    base = plot(values)
    layers = [
        base.mark_point(size=90, stroke=colour(hue), strokeWidth=2, yOffset=drop).encode(
            x=x, y=y, fill=hollow(hue)
        )
    ]
    for late in (False, True):
        part = [r for r in values if (_year(r["_day"]) - _year(days[0]) > 1) == late]
        words = plot(part).mark_text(
            align="right" if late else "left",
            baseline="middle",
            dx=-GAP - 4 if late else GAP + 4,
            yOffset=drop,
        )
        layers.append(words.encode(x=x, y=y, text=alt.Text("_label:N")))
    return layer(*layers, *above(base, y, width))


def _year(day: object) -> int:
    return int(str(day)[:4])
