"""Dots on a scale and what lies between them."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from crossfoot.charts import Datum
from crossfoot.charts.row_labels import Role, plot, tooltip, y_at
from crossfoot.charts.theme import colour

from ._place import rule

CLAIMED = ("claimed", "targeted", "projected")
"""What is said of a thing and was not measured: drawn hollow."""


def dot(row: Datum, x: alt.X, y: float, hue: Role) -> alt.Chart:
    """A dot at the row's value, hollow where it is only claimed."""
    fill = colour("ground" if row["status"] in CLAIMED else hue)
    mark = plot([row]).mark_point(size=150, fill=fill, stroke=colour(hue), strokeWidth=2.2)
    drawn: alt.Chart = mark.encode(x=x, y=y_at(y), tooltip=tooltip([row]))
    return drawn


def joined(rows: Sequence[Datum], left: float, right: float, y: float) -> alt.Chart:
    """The way from one share to the other, in per cent of the way from ``left`` to ``right``.

    It is dashed where an end of it is only claimed.
    """
    said = any(row["status"] in CLAIMED for row in rows)
    first, last = (left + (right - left) * float(row["value"] or 0) / 100 for row in rows)
    return rule(rows[0], first, y, last, role="quiet", thick=3, dash=(5, 4) if said else ())
