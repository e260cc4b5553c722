"""What horizontal marks share: their rows, the labels beside them, and the narrow frame's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, cast

import altair as alt

from .datum import Datum
from .registry import Width
from .text_measure import text_width as measured
from .text_measure import wrap_text
from .theme import FRAME, TEXT, colour

LABEL_GAP = 7
"""Pixels between a mark and its label."""
LABEL_DROP: dict[Width, int] = {"wide": 0, "narrow": 10}
"""Pixels that marks stand under the middle of their row, for a line of text above them."""
LABEL_ROOM: dict[Width, float] = {"wide": 220, "narrow": FRAME["narrow"] - 4.0}
"""Pixels that a category may take before it is broken into lines."""
ZERO = alt.XDatum(0, type="quantitative", axis=None)
"""Where bars begin."""
x_at: Callable[[float], alt.XValue] = alt.XValue
"""So many pixels from the left edge; here and below with types, which Altair's own lack."""
x2_at: Callable[[float], alt.X2Value] = alt.X2Value
y_at: Callable[[float], alt.YValue] = alt.YValue
"""So many pixels from the upper edge."""
y2_at: Callable[[float], alt.Y2Value] = alt.Y2Value
Role = str | int
_TOLD = {
    "title": "Claim",
    "verdict": "Verdict",
    "kind": "Kind",
    "due_name": "Due",
    "name": "Of",
    "label": "What",
    "period_name": "When",
    "text": "Value",
    "range": "Range",
    "status": "Status",
    "source_name": "Source",
}
"""What a mark tells of its row when it is touched, and under which word."""
_PLAIN = (str, int, float, bool, type(None))


class _Rows(alt.InlineData):
    """Plain rows, shared by the copies of a chart: Altair copies it in depth at many a step."""

    def __deepcopy__(self, memo: object) -> _Rows:
        return self

    def to_dict(self, validate: bool = True, **how: Any) -> dict[str, Any]:
        """As Altair does it, but where nothing is validated without a look at every cell."""
        if validate:
            return super().to_dict(validate, **how)
        return {
            "values": self["values"],
            **super().to_dict(validate, **how | {"ignore": ["values"]}),
        }


class _Plot(alt.Chart):
    """A chart that shares mark, encoding and rows with its copies; layering alters none of them."""

    def __deepcopy__(self, memo: object) -> _Plot:
        return self.copy(deep=False)


def data(rows: Sequence[Datum]) -> alt.InlineData:
    """Rows as data for a chart of one's own: ``alt.Chart(data(rows))``."""
    values = [copy(row) for row in rows]
    return (_Rows if all(map(_plain, values)) else alt.InlineData)(values=values)


def _plain(row: object) -> bool:
    """Whether a row is as ``Ask`` gives it; an author may have put other things there."""
    return isinstance(row, dict) and all(type(cell) in _PLAIN for cell in row.values())


def plot(rows: Sequence[Datum]) -> alt.Chart:
    """A chart of rows, as ``alt.Chart(data(rows))``, but many times faster to layer."""
    return _Plot(data(rows))


def tooltip(rows: Sequence[Datum]) -> list[alt.Tooltip]:
    """A tooltip that tells more than the picture: range, status and source, with the whole name.

    A chart with one comes alive when a reader asks for it.
    """
    there = {field for row in rows for field, value in row.items() if value not in ("", None)}
    return [alt.Tooltip(f"{f}:N", title=word) for f, word in _TOLD.items() if f in there]


def layer(*charts: Any) -> alt.LayerChart:
    """Charts on one plot, the first at the bottom."""
    return cast(alt.LayerChart, alt.layer(*charts))


def fill_by_status(hue: Role) -> Any:
    """Filled where it is, empty where it is expected."""
    empty, full = alt.value(colour("ground")), alt.FillValue(colour(hue))
    return alt.when("datum.expected").then(empty).otherwise(full)


def with_labels(
    rows: Sequence[Datum],
    category: str,
    text: str,
    width: Width,
    order: Sequence[str] | None = None,
) -> list[Datum]:
    """Rows with ``_row``, their category in lines, and ``_label``, their value and status."""
    found = []
    for row in sorted(rows, key=lambda r: order.index(str(r[category]))) if order else rows:
        said = f"{row[text]}, {row['status']}" if row.get("expected") else str(row[text])
        lines = wrap_text(str(row[category]), TEXT, LABEL_ROOM[width])
        found.append({**row, "_row": "\n".join(lines), "_label": said})
    return found


def category_axis(rows: Sequence[Datum], width: Width) -> alt.Y:
    """The scale of the rows in their order, their names flush left; no axis in a narrow frame."""
    order = list(dict.fromkeys(str(r["_row"]) for r in rows))
    lines = [line for name in order for line in name.split("\n")]
    room = max((measured(line, TEXT) for line in lines), default=0.0)
    axis = alt.Axis(
        title=None,
        domain=False,
        labelAlign="left",
        labelPadding=round(room) + 12,
        labelExpr="split(datum.label, '\\n')",
    )
    return alt.Y("_row:N", sort=order, axis=axis if width == "wide" else None)


def category_labels(base: alt.Chart, y: alt.Y, width: Width) -> list[alt.Chart]:
    """In a narrow frame: the rows' names over their marks, from the left edge."""
    if width == "wide":
        return []
    mark = base.mark_text(align="left", baseline="bottom", dy=-5, lineBreak="\n")
    return [mark.encode(x=x_at(0), y=y, text=alt.Text("_row:N"))]


def guide_lines(base: alt.Chart, x: alt.X, y: alt.Y, width: Width) -> alt.Chart:
    """A light rule from the left edge to each mark."""
    drop = LABEL_DROP[width]
    rule = base.mark_rule(color=colour("grid"), yOffset=drop, y2Offset=drop)
    drawn: alt.Chart = rule.encode(x=x, x2=x2_at(0), y=y)
    return drawn


def value_labels(
    rows: Sequence[Datum],
    x: alt.X,
    y: alt.Y,
    width: Width,
    after: str = "value",
    from_zero: bool = False,
) -> list[alt.Chart]:
    """Labels right of the marks.

    ``after`` is the field at whose end they stand; a row without it takes its value. With
    ``from_zero`` (bars) those of negative rows stand right of zero, clear of the rows' names.
    """
    kind = str(x.shorthand).rpartition(":")[2]
    ends: list[tuple[str, list[Datum]]] = []
    for row in rows:
        field = after if row.get(after) is not None else "value"
        field = "" if from_zero and is_negative(row) else field
        if not ends or ends[-1][0] != field:
            ends.append((field, []))
        ends[-1][1].append(row)
    drawn = []
    for field, part in ends:
        place = x.copy()
        place["shorthand"] = f"{field}:{kind}"
        mark = plot(part).mark_text(
            align="left",
            baseline="middle",
            dx=LABEL_GAP if from_zero else LABEL_GAP + 3,
            yOffset=LABEL_DROP[width],
        )
        at = place if field else ZERO
        drawn.append(mark.encode(x=at, y=y, text=alt.Text("_label:N")))
    return drawn


def is_negative(row: Datum) -> bool:
    """Whether a row's value is below zero."""
    value = row.get("value")
    return isinstance(value, (int, float)) and value < 0
