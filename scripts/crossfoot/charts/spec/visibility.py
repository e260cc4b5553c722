"""What a chart was given and does not show: judged by what Vega itself makes of the data.

A drawing is compiled once more so that nothing is left out as invalid. Each mark is then asked,
by expressions that Vega works out, for its rows' values on each of its scales, and each scale for
its domain and range. What comes back is compared: a zero on a log scale, a value outside of a
domain, more categories than colours, a filter that leaves nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

Fault = tuple[str, str]
"""What is wrong, and what would be right."""

_NONE = "cf-none"
"""In the place of a value that a row does not have; what is no number comes back as null."""
_MARK, _SCALES = "cf-mark", "cf-scales"
"""What the answers of a mark's rows, and of a scope's scales, begin with."""
_DISCRETE = ("ordinal", "band", "point")
_DATES = ("time", "utc")
_TABLES = "tables/"
"""What the id of a table's row begins with; its empty cells are gaps."""
_STEPPED = ("threshold", "quantile", "quantize", "bin-ordinal")
"""Scales whose domain has the steps, or ends that hold for whatever lies beyond them."""
_PATHS = ("line", "area", "trail")
"""Marks that go through many rows: where one has no value they show a gap."""
_SIZES = (
    "size strokeWidth fontSize opacity fillOpacity strokeOpacity startAngle endAngle "
    "innerRadius outerRadius"
).split()
"""Channels that show how much there is, and so have nothing to show less than nothing with."""
_WORDS = {
    **dict.fromkeys(("startAngle", "endAngle"), "theta"),
    **dict.fromkeys(("innerRadius", "outerRadius"), "radius"),
    **dict.fromkeys(("fill", "stroke"), "color"),
    "xc": "x",
    "yc": "y",
    "fontSize": "size",
}
"""Vega's channels by Vega-Lite's names."""
_INVALID = re.compile(r"^!isValid\(")


@dataclass(frozen=True)
class _Use:
    """A channel of a mark on a scale: of a field, or of one value for all rows."""

    channel: str
    """Vega's name for it."""
    scale: str
    field: str
    """The author's, where stacking made another of it; empty where it is one value."""

    @property
    def name(self) -> str:
        """The channel by Vega-Lite's name; both ends of a bar are one."""
        return _WORDS.get(self.channel, self.channel.removesuffix("2"))


@dataclass
class _Scale:
    """A scale as it came out."""

    type: str
    domain: list[Any]
    range: list[Any]

    @cached_property
    def ends(self) -> tuple[float, float] | None:
        """The lower and the upper end of a domain of numbers."""
        numbers = [n for n in self.domain if isinstance(n, (int, float))]
        return (min(numbers), max(numbers)) if numbers else None

    @cached_property
    def members(self) -> frozenset[str]:
        """The categories of a domain, as JSON."""
        return frozenset(map(json.dumps, self.domain))


@dataclass(frozen=True)
class _Stack:
    """How Vega-Lite stacks a mark's rows by itself."""

    field: str
    by: tuple[str, ...]
    """The fields whose values tell one stack from another."""
    alike: bool
    """Whether nothing tells the parts of a stack from each other."""


@dataclass
class _Mark:
    """A mark of the compiled drawing, what is asked of it, and the rows that came back."""

    kind: str
    from_edge: bool
    """Whether it is a bar on a scale of numbers that begins where the plot does."""
    given: frozenset[str]
    """The ids of the rows that it begins with, before any filter."""
    stack: _Stack | None = None
    uses: list[_Use] = field(default_factory=list)
    drawn: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    """The rows that have no value for one of its channels."""
    stacks: dict[str, list[str]] = field(default_factory=dict)
    """The rows of each stack, one on another."""
    items: int = 0


Answer = tuple[_Mark, _Use, _Scale, str, Any]
"""A row's value: mark, channel, scale, the row's id, and the value."""


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
    marks = _asked(vega)
    answers: list[Answer] = []
    _read(scene_of(vega)["scenegraph"], {}, marks, answers)
    wrong = [*_values(answers), *_open(answers), *_categories(answers), *_starts(marks)]
    wrong += [fault for mark in marks for fault in _sums(mark)]
    bare, doubts = _unseen(marks)
    return list(dict.fromkeys([*wrong, *bare])), [*doubts, *_absent(marks)]


# What is asked


def _asked(vega: dict[str, Any]) -> list[_Mark]:
    """Have every mark and scale of ``vega``, in place, tell its values; the marks by number."""
    marks: list[_Mark] = []
    data = {d["name"]: d for d in vega.get("data", ())}
    _ask_scope(vega, data, {}, marks)
    return marks


def _ask_scope(
    scope: dict[str, Any],
    data: Mapping[str, Any],
    types: Mapping[str, str],
    marks: list[_Mark],
) -> None:
    facet = (scope.get("from") or {}).get("facet")
    data = {**data, **({facet["name"]: {"source": facet["data"]}} if facet else {})}
    data |= {d["name"]: d for d in scope.get("data", ())} if "from" in scope else {}
    scales = scope.get("scales", ())
    types = {**types, **{s["name"]: str(s.get("type", "linear")) for s in scales}}
    for mark in scope.get("marks", ()):
        if mark["type"] == "group":
            _ask_scope(mark, data, types, marks)
        else:
            _ask_mark(mark, data, types, marks)
    if scales:
        told = ",".join(_scale(s["name"], types[s["name"]]) for s in scales)
        probe = {"type": "text", "encode": _answer(f"['{_SCALES}',{told}]")}
        scope["marks"] = [probe, *scope.get("marks", ())]
    for name in ("axes", "legends", "title"):
        scope.pop(name, None)


def _scale(name: str, type_: str) -> str:
    quoted = json.dumps(name)
    domain = f"domain({quoted})"
    if type_ not in _DISCRETE:
        domain = f"[toNumber({domain}[0]),toNumber(peek({domain}))]"
    return f"[{quoted},{json.dumps(type_)},{domain},range({quoted})]"


def _ask_mark(
    mark: dict[str, Any],
    data: Mapping[str, Any],
    types: Mapping[str, str],
    marks: list[_Mark],
) -> None:
    name = (mark.get("from") or {}).get("data", "")
    update = mark.get("encode", {}).get("update", {})
    edge, piled = _from_edge(mark, update, types), _stack(mark["type"], name, data)
    found = _Mark(mark["type"], edge, _given(name, data), piled)
    stacked = _stacked(name, data)
    told = []
    for channel, entries in update.items():
        choice, value = "", ""
        for entry in entries if isinstance(entries, list) else [entries]:
            test = str(entry.get("test", "")) if isinstance(entry, dict) else ""
            if _INVALID.match(test):
                continue
            value = "null"
            if use := _use(channel, entry, stacked, types):
                value = f"[{len(found.uses)},{use[1]}]"
                found.uses.append(use[0])
            if not test:
                break
            choice += f"({test})?{value}:"
            value = "null"
        if "[" in choice + value:
            told.append(choice + (value or "null"))
    row = "datum && isValid(datum['id']) ? datum['id'] : ''"
    signal = f"['{_MARK}',{len(marks)},{row},{_pile(piled)},{','.join(told) or 'null'}]"
    # Nothing else: what has no place on a scale of colours would end Vega.
    mark["encode"] = _answer(signal)
    marks.append(found)


def _answer(signal: str) -> dict[str, Any]:
    """The encoding of a mark that tells what an expression comes to.

    It does so as a text without size: one with a size is measured, which takes ten times as long.
    """
    return {"update": {"text": {"signal": signal}, "fontSize": {"value": 0}}}


def _from_edge(
    mark: Mapping[str, Any], update: Mapping[str, Any], types: Mapping[str, str]
) -> bool:
    if "bar" not in (mark.get("style") or []):
        return False
    for channel in "xy":
        begins, ends = update.get(channel), update.get(f"{channel}2")
        scale = begins.get("scale") if isinstance(begins, dict) else None
        if types.get(str(scale), "band") not in (*_DISCRETE, *_DATES) and isinstance(ends, dict):
            return isinstance(ends.get("field"), dict)
    return False


def _use(
    channel: str, entry: Any, stacked: Mapping[str, str], types: Mapping[str, str]
) -> tuple[_Use, str] | None:
    """What an encoding puts on a scale, and the expression that tells it; None: nothing."""
    if not isinstance(entry, dict) or not isinstance(entry.get("scale"), str):
        return None
    scale = entry["scale"]
    if isinstance(entry.get("field"), str):
        name = re.sub(r"\\(.)", r"\1", entry["field"])
        name = stacked.get(name, name) if channel in _SIZES else name
        datum = f"datum[{json.dumps(name)}]"
        if types.get(scale) not in _DISCRETE:
            datum = f"(isValid({datum})?toNumber({datum}):'{_NONE}')"
        raw = stacked.get(name, name)
        if raw != name and types.get(scale) not in _DISCRETE:
            # A row without a value is stacked as a zero.
            datum = f"(isValid(datum[{json.dumps(raw)}])?{datum}:'{_NONE}')"
        return _Use(channel, scale, raw), datum
    if isinstance(entry.get("value"), (int, float)):
        return _Use(channel, scale, ""), json.dumps(entry["value"])
    return None


def _stack(kind: str, name: str, data: Mapping[str, Any]) -> _Stack | None:
    """The stacking of bars or areas that Vega-Lite adds by itself; None where there is none."""
    seen = set()
    while kind in ("rect", "area") and name in data and name not in seen:
        seen.add(name)
        for step in data[name].get("transform", ()):
            made = step.get("field")
            if step.get("type") == "stack" and step.get("as") == [f"{made}_start", f"{made}_end"]:
                by = tuple(map(str, step.get("groupby", ())))
                return _Stack(str(made), by, not (step.get("sort") or {}).get("field"))
        name = data[name].get("source", "")
    return None


def _pile(stack: _Stack | None) -> str:
    """The expression that tells in which stack a row is; what is below zero stands apart."""
    if stack is None:
        return "null"
    value, *by = (f"datum[{json.dumps(name)}]" for name in (stack.field, *stack.by))
    return f"(+{value} ? [{','.join([f'{value}>0', *by])}] : null)"


def _given(name: str, data: Mapping[str, Any]) -> frozenset[str]:
    """The ids of the rows that a data set comes from, before any transform."""
    seen = set()
    while name in data and name not in seen:
        seen.add(name)
        values = data[name].get("values")
        if isinstance(values, list):
            return frozenset(str(r["id"]) for r in values if isinstance(r, dict) and "id" in r)
        name = data[name].get("source", "")
    return frozenset()


def _stacked(name: str, data: Mapping[str, Any]) -> dict[str, str]:
    """The fields that stacking made, and what each was made of."""
    found: dict[str, str] = {}
    seen = set()
    while name in data and name not in seen:
        seen.add(name)
        for step in data[name].get("transform", ()):
            if step.get("type") == "stack" and isinstance(step.get("field"), str):
                found |= dict.fromkeys(step.get("as", ("y0", "y1")), step["field"])
        name = data[name].get("source", "")
    return found


# What came back


def _read(
    node: dict[str, Any],
    scales: Mapping[str, _Scale],
    marks: list[_Mark],
    answers: list[Answer],
) -> None:
    """Read the answers under a mark of the scene graph."""
    for item in node.get("items", ()):
        told = item.get("text")
        if isinstance(told, list) and told and told[0] == _MARK:
            _note(told, scales, marks, answers)
        inner = item.get("items")
        if isinstance(inner, list):
            here = dict(scales)
            for child in inner:
                for one in child.get("items", ()):
                    text = one.get("text")
                    if isinstance(text, list) and text and text[0] == _SCALES:
                        here |= {n: _Scale(t, d or [], r or []) for n, t, d, r in text[1:]}
            for child in inner:
                _read(child, here, marks, answers)


def _note(
    told: list[Any], scales: Mapping[str, _Scale], marks: list[_Mark], answers: list[Answer]
) -> None:
    _, number, row, pile, *values = told
    mark = marks[number]
    mark.items += 1
    mark.drawn.add(str(row))
    if pile is not None:
        mark.stacks.setdefault(json.dumps(pile), []).append(str(row))
    for pair in values:
        if isinstance(pair, list):
            use = mark.uses[pair[0]]
            if pair[1] == _NONE:
                mark.bare.add(str(row))
            if use.scale in scales:
                answers.append((mark, use, scales[use.scale], str(row), pair[1]))


# What is wrong with it


def _values(answers: list[Answer]) -> Iterator[Fault]:
    """Numbers and dates for which a scale has no place."""
    found: dict[tuple[str, str, str, str], dict[str, tuple[Any, _Scale]]] = {}
    whole: dict[tuple[str, str], set[str]] = {}
    # A gap in a line says that a value is missing, for the points on that line too.
    gaps = {
        (use.scale, use.field, row)
        for mark, use, _, row, value in answers
        if value == _NONE and mark.kind in _PATHS
    }
    for mark, use, scale, row, value in answers:
        if scale.type in _DISCRETE or (value == _NONE and (use.scale, use.field, row) in gaps):
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


def _misplaced(mark: _Mark, use: _Use, scale: _Scale, value: Any) -> str:
    """How a value has no place on its scale; empty where it has one."""
    if value == _NONE:
        # An empty cell draws nothing, and the table beside the chart says so; a day that cannot be
        # read comes back as none too.
        return "undated" if scale.type in _DATES else ""
    if not isinstance(value, (int, float)):
        return "unreadable"
    if use.channel in _SIZES and use.field and value < 0:
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
    alike: dict[tuple[str, str], _Scale] = {}
    for _, use, scale, row, value in answers:
        if scale.type not in _DISCRETE or value is None:
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


def _starts(marks: list[_Mark]) -> Iterator[Fault]:
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
        second = use.field and use.channel in ("x2", "y2") and value == _NONE
        if second and begins.get((id(mark), use.name, row), _NONE) != _NONE:
            found.setdefault((use.name, use.field), []).append(row)
    for (channel, name), rows in found.items():
        yield (
            f"{channel}: {name} is missing in {len(rows)} rows, whose marks would end at zero "
            f"(first {rows[0]})",
            "rows with both ends; an open end needs a mark of its own",
        )


def _sums(mark: _Mark) -> Iterator[Fault]:
    """Stacks that show a sum which is no figure's: parts that look as one, or one figure twice."""
    if mark.stack is None:
        return
    kind = "bars" if mark.kind == "rect" else "areas"
    for rows in mark.stacks.values():
        if mark.stack.alike and len(rows) > 1:
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


def _absent(marks: list[_Mark]) -> list[str]:
    """Figures that no mark shows, for they have no value there: ranges, open ends."""
    asked = dict.fromkeys(row for mark in marks for row in sorted(mark.drawn) if "." in row)
    shown = {row for mark in marks for row in mark.drawn - mark.bare}
    rows = [row for row in asked if row not in shown and not row.startswith(_TABLES)]
    if not rows:
        return []
    return [
        f"{len(rows)} of {len(asked)} figures have no value and are not drawn (first {rows[0]})"
    ]


def _unseen(marks: list[_Mark]) -> tuple[list[Fault], list[str]]:
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


def _layer(mark: _Mark) -> str:
    kind = {"rect": "bar", "symbol": "point"}.get(mark.kind, mark.kind)
    rows = f"{len(mark.given)} rows" if len(mark.given) > 1 else "1 row"
    return f"a layer of {kind} marks draws none of its {rows}"


def _between(scale: _Scale) -> str:
    low, high = scale.ends or (0, 0)
    return f"{_said(low, scale)} to {_said(high, scale)}"


def _said(value: Any, scale: _Scale) -> str:
    if isinstance(value, (int, float)) and scale.type in _DATES:
        day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value)
        return day.date().isoformat()
    return f"{value:g}" if isinstance(value, (int, float)) else "no number"
