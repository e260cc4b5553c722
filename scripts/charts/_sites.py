"""Sites as a table with bars: name, who owns it, value, and a bar from zero."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from crossfoot.charts import Datum, Width
from crossfoot.charts.row_labels import Role
from crossfoot.charts.theme import colour

from ._place import across, bar, edge, length, word

HIGH = 18
"""Pixels that a bar is high."""
APART = 14
"""Pixels between columns."""

Parts = Sequence[tuple[Datum, bool]]
"""What stands one after the other on a row; the second says whether it is only claimed."""


class Sheet:
    """Where the columns of a drawing stand, for these names, owners and values.

    ``rows`` are triples of these texts. In a narrow frame they stand over the bars.
    """

    def __init__(self, rows: Sequence[tuple[str, str, str]], width: Width) -> None:
        self.wide = width == "wide"
        names, owners, values = (max(map(length, texts)) for texts in zip(*rows, strict=True))
        self.owner = names + APART
        self.value = self.owner + owners + APART + values
        self.left = self.value + 10 if self.wide else 0.0
        self.right = edge(width)
        self.x = across(self.left, self.right)
        self.step = 32.0 if self.wide else 46.0
        self.drop = 0.0 if self.wide else 20.0
        """Pixels from the top of a row to its bar."""

    def words(self, row: Datum, texts: tuple[str, str, str], top: float) -> list[alt.Chart]:
        """Name, owner and value of a row; in a narrow frame name, value, owner."""
        name, owner, value = texts
        y = top + HIGH / 2
        if self.wide:
            return [
                word(row, name, 0, y),
                word(row, owner, self.owner, y, role="muted"),
                word(row, value, self.value, y, align="right"),
            ]
        second = length(name, bold=True) + 8
        return [
            word(row, name, 0, y, bold=True),
            word(row, value, second, y),
            word(row, owner, second + length(value) + 8, y, role="muted"),
        ]

    def bars(self, parts: Parts, top: float, hue: Role) -> list[alt.Chart]:
        """The parts of a row one after the other; what is only claimed is not filled."""
        x = self.x.copy()
        x["stack"] = "zero"
        rows = [{**row, "_at": chr(ord("a") + n)} for n, (row, _) in enumerate(parts)]
        fills = [colour("ground" if claimed else hue) for _, claimed in parts]
        order, detail = alt.Order("_at:N"), alt.Detail("_at:N")
        domain = [str(row["_at"]) for row in rows]
        fill = alt.Fill("_at:N", scale=alt.Scale(domain=domain, range=fills), legend=None)
        more = {"order": order, "detail": detail, "fill": fill} if len(rows) > 1 else {}
        return [bar(rows, x, top + self.drop, HIGH, fills[0], hue, **more)]
