"""Words, rules and boxes set to the pixel, for drawings that are laid out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
from altair import Undefined

from crossfoot.charts import Datum, Width
from crossfoot.charts.row_labels import Role, plot, tooltip, x2_at, x_at, y2_at, y_at
from crossfoot.charts.text_measure import text_width as measured
from crossfoot.charts.theme import FRAME, TEXT, colour

LINE = 17
"""Pixels from one line of text to the next."""
LARGE = 30
"""Size of a number that stands for itself."""
Align = Literal["left", "center", "right"]
Baseline = Literal["alphabetic", "middle"]
Place = float | alt.X | alt.Y
"""Pixels from the left or upper edge, or an encoding."""


def edge(width: Width) -> float:
    """The last pixel from the left on which a drawing may put a mark."""
    return FRAME[width] - 2.0


def length(text: str, *, bold: bool = False) -> float:
    """Pixels that a line takes."""
    return measured(text, TEXT, 600 if bold else 400)


def across(left: float, right: float, **how: Any) -> alt.X:
    """The scale of ``value`` from zero at ``left`` to the greatest value at ``right``."""
    scale = alt.Scale(range=[left, right], zero=True, nice=False, **how)
    return alt.X("value:Q", axis=None, scale=scale)


def at(x: alt.X, field: str) -> alt.X:
    """The same scale for another field: ``low`` or ``high``."""
    other = x.copy()
    other["shorthand"] = f"{field}:Q"
    return other


def upward(top: float, foot: float) -> alt.Y:
    """The scale of ``value`` from zero at ``foot`` to the greatest value at ``top``."""
    return alt.Y("value:Q", axis=None, scale=alt.Scale(range=[foot, top], zero=True, nice=False))


def word(
    row: Datum,
    text: str,
    x: Place,
    y: Place,
    *,
    role: Role = "ink",
    bold: bool = False,
    align: Align = "left",
    baseline: Baseline = "middle",
    dx: float = 0,
    dy: float = 0,
    size: float = TEXT,
) -> alt.Chart:
    """A text of one or more lines (``\\n``) that belongs to ``row``."""
    mark = plot([{**row, "_said": text}]).mark_text(
        align=align,
        baseline=baseline,
        dx=dx,
        dy=dy,
        fontSize=size,
        fontWeight=600 if bold else 400,
        lineBreak="\n",
        lineHeight=LINE,
        color=colour(role),
    )
    drawn: alt.Chart = mark.encode(x=_x(x), y=_y(y), text=alt.Text("_said:N"))
    return drawn


def rule(
    row: Datum,
    x: Place,
    y: Place,
    x2: float | str | None = None,
    y2: float | None = None,
    *,
    role: Role = "axis",
    thick: float = 1,
    dash: Sequence[float] = (),
) -> alt.Chart:
    """A line from (x, y) to ``x2`` (pixels or a field) or to ``y2``."""
    mark = plot([row]).mark_rule(
        color=colour(role), strokeWidth=thick, strokeDash=list(dash) or Undefined
    )
    ends: dict[str, Any] = {"x": _x(x), "y": _y(y)}
    if x2 is not None:
        ends["x2"] = alt.X2(x2) if isinstance(x2, str) else x2_at(x2)
    if y2 is not None:
        ends["y2"] = y2_at(y2)
    drawn: alt.Chart = mark.encode(**ends)
    return drawn


def bar(
    rows: Sequence[Datum],
    x: alt.X,
    top: float,
    high: float,
    paint: str,
    hue: Role = "",
    **more: Any,
) -> alt.Chart:
    """Bars from zero to ``x``, ``high`` pixels high, edged in ``hue`` if there is one.

    ``more`` holds further encodings.
    """
    look: dict[str, Any] = {"fill": paint} if paint else {}
    if hue:
        look |= {"stroke": colour(hue), "strokeWidth": 1.2}
    mark = plot(rows).mark_bar(height=high, **look)
    channels = {"x": x, "y": y_at(top + high / 2), "tooltip": tooltip(rows), **more}
    drawn: alt.Chart = mark.encode(**channels)
    return drawn


def column(row: Datum, y: alt.Y, left: float, thick: float, hue: Role) -> alt.Chart:
    """A bar that stands on zero, so many pixels wide."""
    mark = plot([row]).mark_bar(fill=colour(hue), width=thick)
    drawn: alt.Chart = mark.encode(x=x_at(left + thick / 2), y=y, tooltip=tooltip([row]))
    return drawn


def _x(place: Place) -> Any:
    return x_at(place) if isinstance(place, (int, float)) else place


def _y(place: Place) -> Any:
    return y_at(place) if isinstance(place, (int, float)) else place
