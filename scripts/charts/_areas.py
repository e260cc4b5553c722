"""Areas to scale: a whole in a hundred squares, and squares one inside the other."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import altair as alt

from crossfoot.charts import Datum
from crossfoot.charts.row_labels import Role, plot, tooltip, x_at, y_at
from crossfoot.charts.theme import colour, hatch

TEN = 10
"""Squares along each side of a whole."""


def share(
    part: Datum, whole: Datum, hue: Role, left: float, top: float, side: float
) -> list[alt.Chart]:
    """``whole`` as a hundred small squares, of which as many are filled as ``part`` is of it.

    The last one is filled in part, so that the filled area is the share. Each layer is one path.
    """
    cells = TEN * TEN * float(part["value"] or 0) / float(whole["value"] or 1)
    middle = {"x": x_at(left + side / 2), "y": y_at(top + side / 2)}
    size = side * side
    outline = plot([whole]).mark_point(
        shape=_cells(TEN * TEN), size=size, fill=None, stroke=colour("quiet"), strokeWidth=1
    )
    filled = plot([part]).mark_point(
        shape=_cells(cells), size=size, fill=colour(hue), stroke=colour(hue), strokeWidth=1
    )
    return [
        outline.encode(**middle, tooltip=tooltip([whole])),
        filled.encode(**middle, tooltip=tooltip([part])),
    ]


def _cells(count: float) -> str:
    """A path of so many squares in reading order, in a field from -1 to 1."""
    pitch, side = 2 / TEN, 1.6 / TEN
    path = []
    for n in range(int(count) + 1):
        filled = min(1.0, count - n)
        if filled <= 0:
            break
        x = -1 + (n % TEN) * pitch
        y = -1 + (n // TEN) * pitch
        run = side * filled
        # Closed by a line of its own: the renderer drops what closes a path.
        path.append(f"M{x:.2f},{y:.2f}h{run:.3f}v{side:.2f}h{-run:.3f}v{-side:.2f}")
    return "".join(path)


def side(row: Datum, largest: Datum, pixels: float) -> float:
    """The side of a row's square where that of ``largest`` takes so many pixels."""
    return pixels * sqrt(float(row["value"] or 0) / float(largest["value"] or 1))


def nested(
    rows: Sequence[Datum],
    largest: Datum,
    pixels: float,
    hue: Role,
    left: float,
    bottom: float,
) -> list[alt.Chart]:
    """Squares from the same corner, the greatest first; expected ones are hatched.

    Their areas are the values, on the scale on which ``largest`` has a side of ``pixels``.
    """
    scale = alt.Scale(domain=[0, float(largest["value"] or 0)], range=[0, pixels * pixels])
    size = alt.Size("value:Q", scale=scale, legend=None)
    layers: list[alt.Chart] = []
    for n, row in enumerate(rows):
        own = side(row, largest, pixels)
        middle = {"x": x_at(left + own / 2), "y": y_at(bottom - own / 2)}
        fill = colour(hue)
        if row["expected"]:
            # The hatching is clear between its lines.
            under = plot([row]).mark_point(shape="square", fill=colour("ground"), stroke=None)
            layers.append(under.encode(**middle, size=size))
            fill = hatch(hue)
        edge = colour("ground" if n and not row["expected"] else hue)
        mark = plot([row]).mark_point(shape="square", fill=fill, stroke=edge, strokeWidth=1.5)
        layers.append(mark.encode(**middle, size=size, tooltip=tooltip([row])))
    return layers
