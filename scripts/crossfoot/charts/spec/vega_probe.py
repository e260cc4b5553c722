"""Questions put to Vega: what each mark of a drawing has on each of its scales.

A drawing is compiled once more so that nothing is left out as invalid. Each mark is then asked,
by expressions that Vega works out, for its rows' values on each of its scales, and each scale for
its domain and range.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

NONE = "cf-none"
"""In the place of a value that a row does not have; what is no number comes back as null."""
_MARK, _SCALES = "cf-mark", "cf-scales"
"""What the answers of a mark's rows, and of a scope's scales, begin with."""
DISCRETE = ("ordinal", "band", "point")
DATES = ("time", "utc")
SIZES = (
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
_LOOKS = "fill stroke opacity fillOpacity strokeOpacity strokeDash shape".split()
"""Channels by which a reader tells parts that stand together from each other."""
_INVALID = re.compile(r"^!isValid\(")


@dataclass(frozen=True)
class ScaleUse:
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
class ScaleAnswer:
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
class MarkStack:
    """How Vega-Lite stacks a mark's rows by itself."""

    field: str
    by: tuple[str, ...]
    """The fields whose values tell one stack from another."""
    alike: bool
    """Whether nothing tells the parts of a stack from each other."""


@dataclass
class MarkProbe:
    """A mark of the compiled drawing, what is asked of it, and the rows that came back."""

    kind: str
    from_edge: bool
    """Whether it is a bar on a scale of numbers that begins where the plot does."""
    given: frozenset[str]
    """The ids of the rows that it begins with, before any filter."""
    stack: MarkStack | None = None
    uses: list[ScaleUse] = field(default_factory=list)
    drawn: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    """The rows that have no value for one of its channels."""
    stacks: dict[str, list[str]] = field(default_factory=dict)
    """The rows of each stack, one on another."""
    looks: dict[str, str] = field(default_factory=dict)
    """What each row is told from others by: colours, opacities, a shape."""
    units: dict[str, str] = field(default_factory=dict)
    periods: dict[str, str] = field(default_factory=dict)
    """Of each row, where it has one."""
    items: int = 0


@dataclass(frozen=True)
class MarkPath:
    """One line or area, or the arcs of one circle: its rows and their values by use."""

    mark: MarkProbe
    rows: tuple[tuple[str, Mapping[int, Any]], ...]
    scales: Mapping[str, ScaleAnswer]

    def values(self, use: int) -> list[tuple[str, Any]]:
        """Each row with its value for a use of the mark, where it has one."""
        return [(row, of[use]) for row, of in self.rows if of.get(use, NONE) not in (NONE, None)]


Answer = tuple[MarkProbe, ScaleUse, ScaleAnswer, str, Any]
"""A row's value: mark, channel, scale, the row's id, and the value."""


def add_probes(vega: dict[str, Any]) -> list[MarkProbe]:
    """Have every mark and scale of ``vega``, in place, tell its values; the marks by number."""
    marks: list[MarkProbe] = []
    data = {d["name"]: d for d in vega.get("data", ())}
    _ask_scope(vega, data, {}, marks)
    return marks


def _ask_scope(
    scope: dict[str, Any],
    data: Mapping[str, Any],
    types: Mapping[str, str],
    marks: list[MarkProbe],
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
    if type_ not in DISCRETE:
        domain = f"[toNumber({domain}[0]),toNumber(peek({domain}))]"
    return f"[{quoted},{json.dumps(type_)},{domain},range({quoted})]"


def _ask_mark(
    mark: dict[str, Any],
    data: Mapping[str, Any],
    types: Mapping[str, str],
    marks: list[MarkProbe],
) -> None:
    name = (mark.get("from") or {}).get("data", "")
    update = mark.get("encode", {}).get("update", {})
    begins = update.get("startAngle")
    around = isinstance(begins, dict) and "field" in begins
    piles = mark["type"] != "arc" or around  # what is stacked by radius lies beside, not upon
    edge, piled = _from_edge(mark, update, types), None
    if piles:
        piled = _stack(mark["type"], name, data)
    found = MarkProbe(mark["type"], edge, _given(name, data), piled)
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
    about = ",".join(_own(name) for name in ("id", "unit", "period"))
    look, pile = _look(update), _pile(piled)
    signal = f"['{_MARK}',{len(marks)},{about},{look},{pile},{','.join(told) or 'null'}]"
    # Nothing else: what has no place on a scale of colours would end Vega.
    mark["encode"] = _answer(signal)
    marks.append(found)


def _own(name: str) -> str:
    """The expression that tells a field of a row; an empty text where it has none."""
    return f"(datum && isValid(datum['{name}']) ? datum['{name}'] : '')"


def _look(update: Mapping[str, Any]) -> str:
    """The expression that tells by what a reader tells a row from others."""
    told = []
    for channel in _LOOKS:
        choice = ""
        entries = update.get(channel, ())
        for entry in entries if isinstance(entries, list) else [entries]:
            given = entry if isinstance(entry, dict) else {}
            value = json.dumps(given.get("value"))
            if isinstance(given.get("field"), str):
                value = f"datum[{json.dumps(given['field'])}]"
            test = given.get("test")
            choice += f"({test})?{value}:" if test else value
            if not test:
                break
        told.append(f"{choice}null" if choice.endswith(":") else choice or "null")
    return f"[{','.join(told)}]"


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
        if types.get(str(scale), "band") not in (*DISCRETE, *DATES) and isinstance(ends, dict):
            return isinstance(ends.get("field"), dict)
    return False


def _use(
    channel: str, entry: Any, stacked: Mapping[str, str], types: Mapping[str, str]
) -> tuple[ScaleUse, str] | None:
    """What an encoding puts on a scale, and the expression that tells it; None: nothing."""
    if not isinstance(entry, dict) or not isinstance(entry.get("scale"), str):
        return None
    scale = entry["scale"]
    if isinstance(entry.get("field"), str):
        name = re.sub(r"\\(.)", r"\1", entry["field"])
        name = stacked.get(name, name) if channel in SIZES else name
        datum = f"datum[{json.dumps(name)}]"
        if types.get(scale) not in DISCRETE:
            datum = f"(isValid({datum})?toNumber({datum}):'{NONE}')"
        raw = stacked.get(name, name)
        if raw != name and types.get(scale) not in DISCRETE:
            # A row without a value is stacked as a zero.
            datum = f"(isValid(datum[{json.dumps(raw)}])?{datum}:'{NONE}')"
        return ScaleUse(channel, scale, raw), datum
    if isinstance(entry.get("value"), (int, float)):
        return ScaleUse(channel, scale, ""), json.dumps(entry["value"])
    return None


def _stack(kind: str, name: str, data: Mapping[str, Any]) -> MarkStack | None:
    """The stacking of bars or areas that Vega-Lite adds by itself; None where there is none."""
    seen = set()
    while kind in ("rect", "area", "arc") and name in data and name not in seen:
        seen.add(name)
        for step in data[name].get("transform", ()):
            made = step.get("field")
            if step.get("type") == "stack" and step.get("as") == [f"{made}_start", f"{made}_end"]:
                by = tuple(map(str, step.get("groupby", ())))
                return MarkStack(str(made), by, not (step.get("sort") or {}).get("field"))
        name = data[name].get("source", "")
    return None


def _pile(stack: MarkStack | None) -> str:
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


def read_answers(
    node: dict[str, Any],
    scales: Mapping[str, ScaleAnswer],
    marks: list[MarkProbe],
    answers: list[Answer],
    paths: list[MarkPath],
) -> None:
    """Read the answers under a mark of the scene graph."""
    rows: list[tuple[str, Mapping[int, Any]]] = []
    for item in node.get("items", ()):
        told = item.get("text")
        if isinstance(told, list) and told and told[0] == _MARK:
            rows.append(_note(told, scales, marks, answers))
            mark = marks[told[1]]
        inner = item.get("items")
        if isinstance(inner, list):
            here = dict(scales)
            for child in inner:
                for one in child.get("items", ()):
                    text = one.get("text")
                    if isinstance(text, list) and text and text[0] == _SCALES:
                        here |= {n: ScaleAnswer(t, d or [], r or []) for n, t, d, r in text[1:]}
            for child in inner:
                read_answers(child, here, marks, answers, paths)
    if rows and mark.kind in ("line", "area", "arc"):
        paths.append(MarkPath(mark, tuple(rows), scales))


def _note(
    told: list[Any],
    scales: Mapping[str, ScaleAnswer],
    marks: list[MarkProbe],
    answers: list[Answer],
) -> tuple[str, Mapping[int, Any]]:
    """Note one answer; the row with its values."""
    _, number, row, unit, period, look, pile, *values = told
    mark = marks[number]
    mark.items += 1
    mark.drawn.add(str(row))
    mark.looks[str(row)] = json.dumps(look)
    mark.units[str(row)], mark.periods[str(row)] = str(unit), str(period)
    if pile is not None:
        mark.stacks.setdefault(json.dumps(pile), []).append(str(row))
    for pair in values:
        if isinstance(pair, list):
            use = mark.uses[pair[0]]
            if pair[1] == NONE:
                mark.bare.add(str(row))
            if use.scale in scales:
                answers.append((mark, use, scales[use.scale], str(row), pair[1]))
    return str(row), {pair[0]: pair[1] for pair in values if isinstance(pair, list)}
