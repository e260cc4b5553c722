"""Bars in groups on a board of slots, so that headings, bars and white stand where they read best.

The hues mean the same in every chart: xAI and SpaceX are blue (1), Anthropic is teal (2), what was
invested is purple (3), what was lost is orange (4); what these are compared with is grey. Of
verdicts, failing is orange, holding teal, undetermined blue, the others grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt

from crossfoot.charts import Datum
from crossfoot.charts.row_labels import LABEL_GAP, Role, is_negative, layer, plot, tooltip, x_at
from crossfoot.charts.text_measure import text_width as measured
from crossfoot.charts.theme import TEXT, colour, hatch

SLOT = 9
"""Pixels of a slot: a bar takes three, with its name over it five and one of white."""
BAR = 18
ROW, NAMED = 3, 6


EXACT = alt.Scale(nice=False)
"""The scale ends at the longest bar."""


@dataclass(frozen=True)
class Board:
    """Groups of rows, each with its heading (may be empty), from top to bottom.

    A row has ``_who`` and ``_label``; ``hues`` gives ids their roles, the others are grey. Names
    stand left of the bars, in lines, and labels at their ends; with ``over`` both stand above
    them, flush left and flush right, so that in a narrow frame the bars keep their length.
    """

    groups: Sequence[tuple[str, Sequence[Datum]]]
    hues: Mapping[str, Role]
    over: bool = False
    top: int = 0
    """Slots kept free over the first group."""
    loose: int = 0
    """Slots more for each row."""

    @cached_property
    def _laid(self) -> tuple[list[Datum], list[Datum], list[str]]:
        rows: list[Datum] = []
        heads: list[Datum] = []
        n = self.top
        head, white = (2, 2) if self.over else (3, 1)
        for heading, group in self.groups:
            n += white if rows else 0
            if heading:
                heads.append({**group[0], "_y": _slot(n + 1), "_text": heading})
                n += head
            for row in group:
                tall = (NAMED if self.over else ROW) + self.loose
                rows.append({**row, "_y": _slot(n + tall - 2)})
                n += tall
        return rows, heads, [_slot(k) for k in range(n)]

    @property
    def rows(self) -> list[Datum]:
        """The rows with ``_y``, where they stand."""
        return self._laid[0]

    def row(self, id_: str) -> Datum:
        """One row, by its id."""
        return next(row for row in self.rows if row["id"] == id_)

    def at(self, row: Datum, beside: Datum) -> Datum:
        """A row that stands where another does: the value of one at the height of the other."""
        return {**row, "_y": beside["_y"]}

    def hue(self, row: Datum) -> Role:
        """The role of a row."""
        return self.hues.get(str(row["id"]), "quiet")

    @property
    def y(self) -> alt.Y:
        """The scale of the slots."""
        return alt.Y("_y:N", axis=None, scale=alt.Scale(domain=self._laid[2], padding=0))

    @property
    def height(self) -> int:
        """Of the whole board, in pixels."""
        return SLOT * len(self._laid[2])

    def middle(self, row: Datum) -> float:
        """Pixels from the upper edge to the middle of a row's bar."""
        return SLOT * (self._laid[2].index(str(row["_y"])) + 0.5)

    @cached_property
    def room(self) -> int:
        """Pixels that the names take left of the bars."""
        if self.over:
            return 0
        lines = [line for row in self.rows for line in str(row["_who"]).split("\n")]
        losses = [
            measured(str(row["_label"]), TEXT) + LABEL_GAP for row in self.rows if is_negative(row)
        ]
        return round(max(measured(line, TEXT) for line in lines) + max(losses, default=0)) + 12

    def past(self, row: Datum) -> int:
        """Pixels from the end of a bar past its label, for words that go on from there."""
        return round(measured(str(row["_label"]), TEXT)) + LABEL_GAP

    def draw(
        self, *more: Any, bars: Sequence[Any] = (), outlined: Sequence[str] = ()
    ) -> alt.LayerChart:
        """Bars (or those given), names, headings and labels; ``more`` lies over the bars."""
        base = plot(self.rows)
        lift: dict[str, Any] = (
            {"baseline": "bottom", "dy": -13} if self.over else {"baseline": "middle"}
        )
        names = base.mark_text(align="left", lineBreak="\n", **lift)
        words = [names.encode(x=x_at(-self.room), y=self.y, text=alt.Text("_who:N"))]
        heads = self._laid[1]
        if heads:
            over = plot(heads).mark_text(align="left", baseline="middle", fontWeight=600)
            words.append(over.encode(x=x_at(-self.room), y=self.y, text=alt.Text("_text:N")))
        if self.over:
            labels = base.mark_text(align="right", **lift)
            words.append(labels.encode(x=alt.value("width"), y=self.y, text=alt.Text("_label:N")))
        elif not bars:
            words += self._words()
        drawn = (*(bars or solid(self, outlined)), *more, *words)
        return layer(*drawn).properties(height=self.height)

    def _words(self) -> list[alt.Chart]:
        """The labels at the bars' ends, those of losses on the left of them."""
        found: dict[tuple[str, bool], list[Datum]] = {}
        for row in self.rows:
            found.setdefault(
                ("high" if row["value"] is None else "value", is_negative(row)), []
            ).append(row)
        drawn = []
        for (field, left), part in found.items():
            mark = plot(part).mark_text(
                align="right" if left else "left",
                baseline="middle",
                dx=-LABEL_GAP if left else LABEL_GAP,
            )
            x = alt.X(f"{field}:Q", axis=None)
            drawn.append(mark.encode(x=x, y=self.y, text=alt.Text("_label:N")))
        return drawn


def _slot(n: int) -> str:
    """The name of a slot: letters, for a digit in a picture's data would have to be a figure's."""
    return chr(ord("a") + n // 26) + chr(ord("a") + n % 26)


def solid(board: Board, outlined: Sequence[str] = ()) -> list[alt.Chart]:
    """Bars by hue and filling; a range is drawn to its lower end, with a rule to the upper."""
    looks: dict[tuple[Role, str, str], list[Datum]] = {}
    rows, y = board.rows, board.y
    for row in rows:
        hue = board.hue(row)
        fill = hatch(hue) if row["expected"] else colour(hue)
        fill = "transparent" if row["id"] in outlined else fill
        to = "value" if row["value"] is not None else "low"
        looks.setdefault((hue, fill, to), []).append(row)
    layers = []
    for (hue, fill, to), part in looks.items():
        bar = plot(part).mark_bar(size=BAR, fill=fill, stroke=colour(hue), strokeWidth=1.2)
        layers.append(
            bar.encode(x=alt.X(f"{to}:Q", axis=None, scale=EXACT), y=y, tooltip=tooltip(part))
        )
    open_ = plot([row for row in rows if row["value"] is None])
    if open_.data["values"]:
        rule = open_.mark_rule(strokeWidth=1.3, color=colour("ink"))
        layers.append(rule.encode(x=alt.X("low:Q", axis=None), x2=alt.X2("high:Q"), y=y))
        end = open_.mark_tick(size=10, orient="vertical", thickness=1.3, color=colour("ink"))
        layers.append(end.encode(x=alt.X("high:Q", axis=None), y=y))
    return layers


def named(rows: Sequence[Datum], *names: str) -> list[Datum]:
    """Rows with ``_who``, a name each."""
    return [{**row, "_who": name} for row, name in zip(rows, names, strict=True)]


def hued(rows: Sequence[Datum], hues: Mapping[str, Role], field: str = "entity") -> dict[str, Role]:
    """The roles of rows by id, from those of their entities (or another field)."""
    return {str(row["id"]): hues[str(row[field])] for row in rows if row[field] in hues}


def steps(board: Board, parts: Sequence[str], gaps: Sequence[str]) -> list[alt.Chart]:
    """Bars of which those in ``parts`` begin where the one before ends; the others at zero.

    Those in ``gaps`` are outlined: what no part explains. The labels of the filled ones stand at
    their ends, those of the outlined ones within, where there is room.
    """
    rows = {str(row["id"]): row for row in board.rows}
    drawn = [{**row, "seen": True} for id_, row in rows.items() if id_ not in parts]
    for n, id_ in enumerate(parts):
        drawn += [{**rows[b], "_y": rows[id_]["_y"], "seen": False} for b in parts[:n]]
        drawn.append({**rows[id_], "seen": True})
    for n, row in enumerate(drawn):
        row["_turn"] = _slot(n)
    turn = alt.SortField("_turn")
    y = board.y

    def on(chart: alt.Chart) -> alt.Chart:
        ends = chart.transform_stack(
            stack="value", groupby=["_y"], sort=[turn], as_=["_from", "_to"]
        )
        return ends.transform_filter("datum.seen")

    x, x2 = alt.X("_from:Q", axis=None, scale=EXACT), alt.X2("_to:Q")
    to = alt.X("_to:Q", axis=None)
    layers = []
    for hue in dict.fromkeys(map(board.hue, drawn)):
        of_hue = [row for row in drawn if board.hue(row) == hue or not row["seen"]]
        for gap in (False, True):
            part = [r for r in of_hue if not r["seen"] or (r["id"] in gaps) == gap]
            seen = [r for r in part if r["seen"]]
            if seen:
                fill = hatch(hue) if seen[0]["expected"] and not gap else colour(hue)
                bar = plot(part).mark_bar(
                    size=BAR,
                    fill="transparent" if gap else fill,
                    stroke=colour(hue),
                    strokeWidth=1.2,
                    strokeDash=[3, 3] if gap else [1, 0],
                )
                layers.append(on(bar).encode(x=x, x2=x2, y=y, tooltip=tooltip(seen)))
    if not board.over:
        words = plot(drawn).mark_text(align="left", baseline="middle", dx=LABEL_GAP)
        layers.append(on(words).encode(x=to, y=y, text=alt.Text("_label:N")))
    return layers
