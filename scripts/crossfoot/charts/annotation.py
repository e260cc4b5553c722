"""Remarks on a picture: a few words where the story is, tied to the mark that carries it.

At most two in a chart. They are muted, or in the hue of their mark; numbers in them come from
``ask.show`` or ``ask.text``. ``place`` holds the encodings ``x`` and ``y``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from .datum import Datum
from .row_labels import LABEL_GAP, Role, plot
from .theme import TEXT, colour

LINE_HEIGHT = TEXT + 4
"""Pixels from one line of a remark to the next."""
Side = Literal["right", "left", "over", "under"]
_FACING: dict[Side, tuple[Any, Any, int, int]] = {
    "right": ("left", "middle", 1, 0),
    "left": ("right", "middle", -1, 0),
    "over": ("left", "bottom", 0, -1),
    "under": ("left", "top", 0, 1),
}


def annotate(
    row: Datum,
    lines: Sequence[str],
    *,
    side: Side = "right",
    role: Role = "muted",
    bold: bool = False,
    align: Literal["left", "center", "right", ""] = "",
    off: int = LABEL_GAP,
    dx: int = 0,
    dy: int = 0,
    **place: Any,
) -> alt.Chart:
    """Words on a ``side`` of a datum, ``off`` pixels away; several lines stand as one block."""
    anchor, baseline, right, down = _FACING[side]
    rise = LINE_HEIGHT * (len(lines) - 1)
    lift = rise / 2 if baseline == "middle" else rise if baseline == "bottom" else 0
    mark = plot([row]).mark_text(
        align=align or anchor,
        baseline=baseline,
        dx=right * off + dx,
        dy=down * off + dy - lift,
        lineHeight=LINE_HEIGHT,
        text=list(lines),
        color=colour(role),
        fontWeight=600 if bold else 400,
    )
    drawn: alt.Chart = mark.encode(**place)
    return drawn


def connect(
    one: Datum,
    other: Datum,
    along: Literal["x", "y"],
    *,
    role: Role = "axis",
    ends: int = 9,
    **place: Any,
) -> list[alt.Chart]:
    """A thin line from one datum to another with a short stroke across at both ends.

    It runs along one axis: a distance that a remark speaks of, or a bracket beside some rows.
    """
    base = plot([one, other])
    # A trail, for a picture is named after its marks and one with lines is a line chart.
    line = base.mark_trail(color=colour(role), size=1)
    drawn = [line.encode(**place)]
    if ends:
        cross: Any = "vertical" if along == "x" else "horizontal"
        stroke = base.mark_tick(color=colour(role), thickness=1, size=ends, orient=cross)
        drawn.append(stroke.encode(**place))
    return drawn


def reference_line(row: Datum, *, role: Role = "axis", **place: Any) -> alt.Chart:
    """A dotted guide at a datum's value, for others to be read against; ``place`` says how far."""
    mark = plot([row]).mark_rule(color=colour(role), strokeDash=[2, 3], strokeWidth=1.2)
    drawn: alt.Chart = mark.encode(**place)
    return drawn
