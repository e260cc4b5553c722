"""What a chart was given and does not show: judged by what Vega itself makes of the data.

What the marks and scales of a drawing answer is compared: a zero on a log scale, a value outside
of a domain, more categories than colours, a filter that leaves nothing, a line that joins what no
line should.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from .vega_probe import (
    DATES,
    DISCRETE,
    NONE,
    SIZES,
    Answer,
    MarkPath,
    MarkProbe,
    ScaleAnswer,
    ScaleUse,
    add_probes,
    read_answers,
)

Fault = tuple[str, str]
"""What is wrong, and what would be right."""

_TABLES = "tables/"
"""What the id of a table's row begins with; its empty cells are gaps."""
_STEPPED = ("threshold", "quantile", "quantize", "bin-ordinal")
"""Scales whose domain has the steps, or ends that hold for whatever lies beyond them."""
_PATHS = ("line", "area", "trail")
"""Marks that go through many rows: where one has no value they show a gap."""
_NUMBERS = ("value", "low", "high")
"""The fields of a figure that hold its number, in its unit."""


def visibility_faults(
    spec: Mapping[str, Any],
    compiled_of: Callable[[dict[str, Any]], dict[str, Any]],
    scene_of: Callable[[dict[str, Any]], dict[str, Any]],
) -> tuple[list[Fault], list[str]]:
    """What a drawing was given and does not show: wrong, and doubtful.

    ``spec`` is Vega-Lite, ``compiled_of`` makes Vega of it, ``scene_of`` the scene graph of that.
    """
    config = spec.get("config", {})
    shown = {**config, "mark": {**config.get("mark", {}), "invalid": None}}
    vega = compiled_of({**spec, "config": shown})
    marks = add_probes(vega)
    answers: list[Answer] = []
    paths: list[MarkPath] = []
    read_answers(scene_of(vega)["scenegraph"], {}, marks, answers, paths)
    wrong = [*_values(answers), *_open(answers), *_categories(answers), *_starts(marks)]
    wrong += [fault for mark in marks for fault in _sums(mark)]
    wrong += [*_mixed_units(answers), *(fault for path in paths for fault in _joined(path))]
    bare, doubts = _unseen(marks)
    return list(dict.fromkeys([*wrong, *bare])), [*doubts, *_absent(marks)]


def _values(answers: list[Answer]) -> Iterator[Fault]:
    """Numbers and dates for which a scale has no place."""
    found: dict[tuple[str, str, str, str], dict[str, tuple[Any, ScaleAnswer]]] = {}
    whole: dict[tuple[str, str], set[str]] = {}
    # A gap in a line says that a value is missing, for the points on that line too.
    gaps = {
        (use.scale, use.field, row)
        for mark, use, _, row, value in answers
        if value == NONE and mark.kind in _PATHS
    }
    for mark, use, scale, row, value in answers:
        if scale.type in DISCRETE or (value == NONE and (use.scale, use.field, row) in gaps):
            continue
        whole.setdefault((use.scale, use.field), set()).add(row)
        if kind := _misplaced(mark, use, scale, value):
            key = kind, use.name, use.field, use.scale
            found.setdefault(key, {}).setdefault(row, (value, scale))
    for (kind, channel, name, scale_name), rows in found.items():
        if kind == "zero" and any(k == "log" and s == scale_name for k, _, _, s in found):
            continue  # the value that brought it says so
        row, (value, scale) = next(iter(rows.items()))
        what, instead = _TOLD[kind]
        if not name:
            begins = f"a mark begins at {_said(value, scale)}, outside of the scale"
            yield f"{channel}: {begins}, {_between(scale)}", instead
            continue
        of = f"in {len(rows)} of {len(whole[scale_name, name])} rows"
        told = what.format(channel=channel, name=name, of=of, ends=_between(scale))
        first = f"first {row}" if kind == "undated" else f"first {row}: {_said(value, scale)}"
        instead = instead.replace("FIELD", name)
        yield (told if kind == "zero" else f"{told} ({first})"), instead


_TOLD = {
    "log": (
        "{channel}: {name} is zero or less {of}, and a log scale has no place for that",
        "a linear or symlog scale, or these rows left out in the open: where= or transform_filter",
    ),
    "zero": (
        "{channel}: a log scale from {ends} has a zero in its domain, and no place for any row",
        "a domain above zero",
    ),
    "outside": (
        "{channel}: {name} is outside of the scale, {ends}, {of}, and is cut off",
        "a domain that holds every value, or these rows left out by where= or transform_filter",
    ),
    "negative": (
        "{channel}: {name} is below zero {of}, which {channel} cannot show",
        "x or y for what may be below zero",
    ),
    "undated": (
        "{channel}: {name} is missing or no date {of}, which are not drawn",
        "days as 2028-12-31, or these rows left out in the open: transform_filter or where=",
    ),
    "unreadable": (
        "{channel}: {name} is no number {of}, which are not drawn",
        "a field with numbers, or another type of it",
    ),
}


def _misplaced(mark: MarkProbe, use: ScaleUse, scale: ScaleAnswer, value: Any) -> str:
    """How a value has no place on its scale; empty where it has one."""
    if value == NONE:
        # An empty cell draws nothing, and the table beside the chart says so; a day that cannot be
        # read comes back as none too.
        return "undated" if scale.type in DATES else ""
    if not isinstance(value, (int, float)):
        return "unreadable"
    if use.channel in SIZES and use.field and value < 0:
        return "negative"
    ends = scale.ends
    if ends is None or scale.type in _STEPPED:
        return ""
    low, high = ends
    if scale.type == "log" and (low <= 0 <= high or low == high):
        # Across zero its domain is none.
        return "log" if value <= 0 else "zero" if low < high else ""
    if scale.type == "log" and value <= 0 < low:
        return "log"
    slack = 1e-9 * max(abs(low), abs(high), high - low)
    return "" if low - slack <= value <= high + slack else "outside"


def _categories(answers: list[Answer]) -> Iterator[Fault]:
    """Categories that look like others, and those that a domain does not have."""
    strange: dict[tuple[str, str], dict[str, str]] = {}
    alike: dict[tuple[str, str], ScaleAnswer] = {}
    for _, use, scale, row, value in answers:
        if scale.type not in DISCRETE or value is None:
            continue
        if json.dumps(value) not in scale.members:
            strange.setdefault((use.name, use.field), {}).setdefault(row, str(value))
        elif scale.type == "ordinal" and 0 < len(scale.range) < len(scale.domain):
            alike.setdefault((use.name, use.field), scale)
    for (channel, name), scale in alike.items():
        looks, values = len(scale.range), len(scale.domain)
        first = f"first {scale.domain[looks]!r}, which looks as {scale.domain[0]!r}"
        yield (
            f"{channel}: {values} values of {name} share {looks} looks ({first})",
            f"at most {looks} values, a range with a look for each, or a facet for each",
        )
    for (channel, name), rows in strange.items():
        row, value = next(iter(rows.items()))
        yield (
            f"{channel}: {name} is none of its scale's domain in {len(rows)} rows "
            f"(first {row}: {value!r})",
            "a domain with every value",
        )


def _starts(marks: list[MarkProbe]) -> Iterator[Fault]:
    """Bars that begin at the edge of the plot, where the scale has no zero."""
    if any(mark.from_edge for mark in marks):
        yield "bars that do not start at zero", "a scale from zero, or points"


def _open(answers: list[Answer]) -> Iterator[Fault]:
    """Ranges with one end: their marks would run to zero."""
    begins: dict[tuple[int, str, str], Any] = {}
    for mark, use, _, row, value in answers:
        if use.field and use.channel in ("x", "y"):
            begins[id(mark), use.channel, row] = value
    found: dict[tuple[str, str], list[str]] = {}
    for mark, use, _, row, value in answers:
        second = use.field and use.channel in ("x2", "y2") and value == NONE
        if second and begins.get((id(mark), use.name, row), NONE) != NONE:
            found.setdefault((use.name, use.field), []).append(row)
    for (channel, name), rows in found.items():
        yield (
            f"{channel}: {name} is missing in {len(rows)} rows, whose marks would end at zero "
            f"(first {rows[0]})",
            "rows with both ends; an open end needs a mark of its own",
        )


def _sums(mark: MarkProbe) -> Iterator[Fault]:
    """Stacks that show a sum which is no figure's: parts that look as one, or one figure twice."""
    if mark.stack is None:
        return
    kind = {"rect": "bars", "arc": "arcs"}.get(mark.kind, "areas")
    for rows in mark.stacks.values():
        looks = [mark.looks[row] for row in dict.fromkeys(rows)]
        alike = mark.stack.alike or (mark.kind != "area" and len({*looks}) < len(looks))
        if alike and len(rows) > 1:
            what = f"{kind} of {len(rows)} rows stand on one another as one sum"
            yield (
                f"{what} ({rows[0]}, {rows[1]})",
                "a category or a color for each row, or a derived figure",
            )
            return
        of = [row.partition("@")[0] for row in dict.fromkeys(rows)]
        twice = [row for row in dict.fromkeys(rows) if of.count(row.partition("@")[0]) > 1]
        if twice:
            what = f"{kind} add up rows of one figure ({twice[0]}, {twice[1]})"
            yield what, "a category for each row, or xOffset, yOffset or stack=None"
            return


def _mixed_units(answers: list[Answer]) -> Iterator[Fault]:
    """Figures that are given in several units and stand on one scale."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for mark, use, scale, row, value in answers:
        # What a year's flow is and what flows in a year may be compared.
        unit = mark.units.get(row, "").removesuffix("/year")
        if unit and use.field in _NUMBERS and scale.type not in DISCRETE and value != NONE:
            found.setdefault((use.name, id(scale)), {}).setdefault(unit, row)
    for (channel, _), rows in found.items():
        if len(rows) > 1:
            (one, first), (other, second), *_rest = rows.items()
            yield (
                f"{channel}: figures in {one} and in {other} on one scale ({first}, {second})",
                f'unit="{one}" wherever Ask is asked for them, or a scale for each',
            )


def _joined(path: MarkPath) -> Iterator[Fault]:
    """What a line or an area joins that no line should, and a circle that is no whole."""
    mark = path.mark
    if mark.kind == "arc":
        yield from _parts(path)
        return
    uses = [
        (number, use, path.scales[use.scale].type)
        for number, use in enumerate(mark.uses)
        if use.channel in ("x", "xc", "y", "yc") and use.field and use.scale in path.scales
    ]
    along = next((u for u in uses if u[2] in DISCRETE), None)
    along = along or next((u for u in uses if u[2] in DATES), None)
    if along is None or (mark.stack is not None and mark.stack.alike):
        return
    number, use, type_ = along
    places: dict[str, list[str]] = {}
    for row, value in path.values(number):
        places.setdefault(json.dumps(value), []).append(row)
    several = next((rows for rows in places.values() if len({*rows}) > 1), [])
    if several and len(places) > 1:
        first, second = list(dict.fromkeys(several))[:2]
        yield (
            f"a {mark.kind} goes through several rows at one place of {use.name} "
            f"({first}, {second})",
            "a color or a detail that gives each series a path of its own",
        )
    elif type_ in DISCRETE:
        yield from _untimely(path, use, places)


def _untimely(path: MarkPath, use: ScaleUse, places: Mapping[str, list[str]]) -> Iterator[Fault]:
    """A line along periods that do not stand in the order of time."""
    period = {place: path.mark.periods.get(rows[0], "") for place, rows in places.items()}
    domain = [json.dumps(value) for value in path.scales[use.scale].domain]
    order = [period[place] for place in domain if place in period]
    # Periods of one kind are written alike, and sort as texts.
    if not all(order) or len({re.sub(r"\d", "0", text) for text in order}) > 1:
        return
    if len({*order}) == len(order) and order not in (sorted(order), sorted(order, reverse=True)):
        late = next(b for a, b in pairwise(order) if b < a)
        yield (
            f"a {path.mark.kind} along {use.name}, where {late} does not stand in order of time",
            "the rows in order of time, or the field period without a sort of its own",
        )


def _parts(path: MarkPath) -> Iterator[Fault]:
    """Arcs of shares that do not make up a whole."""
    uses = [n for n, use in enumerate(path.mark.uses) if use.channel == "endAngle" and use.field]
    rows = path.values(uses[0]) if uses else []
    shares = [value for row, value in rows if path.mark.units.get(row) == "%"]
    # Each share may be rounded to a whole number.
    if shares and len(shares) == len(rows) and abs(sum(shares) - 100) > 0.5 * len(shares) + 1e-9:
        yield (
            f"arcs of shares that add up to {sum(shares):g}%, and a circle shows a whole",
            "the other parts too, or bars",
        )


def _absent(marks: list[MarkProbe]) -> list[str]:
    """Figures that no mark shows, for they have no value there: ranges, open ends."""
    asked = dict.fromkeys(row for mark in marks for row in sorted(mark.drawn) if "." in row)
    shown = {row for mark in marks for row in mark.drawn - mark.bare}
    rows = [row for row in asked if row not in shown and not row.startswith(_TABLES)]
    if not rows:
        return []
    return [
        f"{len(rows)} of {len(asked)} figures have no value and are not drawn (first {rows[0]})"
    ]


def _unseen(marks: list[MarkProbe]) -> tuple[list[Fault], list[str]]:
    """Layers that draw nothing: wrong, and doubtful where other layers draw the same rows."""
    drawn = {row for mark in marks for row in mark.drawn}
    bare = [mark for mark in marks if mark.given and not mark.items]
    wrong = [mark for mark in bare if not mark.given <= drawn]
    doubtful = [mark for mark in bare if mark.given <= drawn]
    return (
        [
            (_layer(mark), "a filter that some rows pass, and channels of that mark")
            for mark in wrong
        ],
        [_layer(mark) for mark in doubtful],
    )


def _layer(mark: MarkProbe) -> str:
    kind = {"rect": "bar", "symbol": "point"}.get(mark.kind, mark.kind)
    rows = f"{len(mark.given)} rows" if len(mark.given) > 1 else "1 row"
    return f"a layer of {kind} marks draws none of its {rows}"


def _between(scale: ScaleAnswer) -> str:
    low, high = scale.ends or (0, 0)
    return f"{_said(low, scale)} to {_said(high, scale)}"


def _said(value: Any, scale: ScaleAnswer) -> str:
    if isinstance(value, (int, float)) and scale.type in DATES:
        day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value)
        return day.date().isoformat()
    return f"{value:g}" if isinstance(value, (int, float)) else "no number"
