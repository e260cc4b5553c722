"""What a chart's Vega-Lite may hold: the ledger's own numbers, no others, and nothing fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import isfinite
from typing import Any

from ...diagnostics import did_you_mean
from ..ask import FLAGS, OWN
from ..datum import Datum
from ..registry import UNSEEN
from ..table_rows import is_table_row
from . import expressions
from .untraced_numbers import VouchedTexts

NUMBERS = ("value", "low", "high")
"""The numeric fields of a datum; each must be its figure's."""
TEXTS = ("text", "short", "bare", "range", "date", "period", "period_name")
"""The fields that say a number or a time in words; each must say its figure's."""
TRANSFORMS = ("filter", "calculate", "stack")
OTHERS = (
    "aggregate bin timeUnit window joinaggregate regression loess density quantile impute sample "
    "pivot lookup extent fold flatten"
).split()
"""The other transforms of Vega-Lite, by the key that names them."""
MARKS = ("image", "boxplot", "errorbar", "errorband", "geoshape")
"""Marks that fetch, or that work numbers out of the data."""
ASTRAY = ("basis", "basis-open", "basis-closed", "bundle", "cardinal-open", "cardinal-closed")
"""Interpolations that pass by the values that they are made of, or leave ends out."""
WORKED = ("aggregate", "bin", "timeUnit", "impute")
"""What makes an encoding show a number that is in no figure."""
SPOKEN = ("title", "subtitle", "text", "description", "label")
LABELS = ("axis", "legend", "header")
"""What names a scale's values."""
LABELLED = ("x", "y", "color", "fill", "stroke", "shape", "row", "column", "facet")
"""Channels whose categories are named in the picture."""
TIMES = ("date", "period", "period_name", "due", "due_name", "said")
REPEAT = "{repeat}"
"""In the place of a field that a repeated chart takes in turn."""

_URL = re.compile(r"url\((?!#cf-hatch-)", re.IGNORECASE)
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u(00[01][0-9a-f]|007f)")
"""A control as JSON writes it; line breaks and tabs have letters of their own."""

Fault = tuple[str, str]
"""What is wrong, and what would be right."""
_NO_COLUMNS: Mapping[str, Collection[str]] = {}


def check_spec(
    spec: Mapping[str, Any],
    given: Mapping[tuple[str, str], Datum],
    spoken: VouchedTexts,
    columns: Mapping[str, Collection[str]] = _NO_COLUMNS,
    units: Collection[str] = (),
) -> tuple[list[Datum], list[Fault]]:
    """The data that a spec draws, in its order and without doubles, and all that is wrong.

    ``given`` holds every datum that ``Ask`` handed out, by id and unit; ``spoken`` the texts;
    ``columns`` those of each table, asked for or not; ``units`` those of all numbers. What is
    wrong with many rows in one way is told of the first, with their number.
    """
    faults: list[Fault] = []
    of_rows: dict[str, list[Fault]] = {}
    if "config" in spec:
        faults.append(("it configures its own look", "the one theme; style a mark if need be"))
    if "title" in spec:
        faults.append(("it has a title in the picture", "title= of @chart"))
    if unseen := _unseen(spec):
        return [], [unseen]
    rows: dict[str, Datum] = {}
    raw = {n: f"{n}_text" for d in given.values() if is_table_row(d) for n in _numbers(d)}
    raw |= dict.fromkeys(NUMBERS, "text")
    for name, node in nodes(spec):
        raw |= dict.fromkeys(_stacked(name, node), "text")
    for name, node in nodes(spec):
        faults += _node(name, node, spoken, raw, units)
        for data in _values(name, node):
            if not isinstance(data, list):
                faults.append(("its data is a text", "a list of what Ask gives"))
                continue
            for row in data:
                for kind, fault in _row(row, given, spoken, columns):
                    of_rows.setdefault(kind, []).append(fault)
                if isinstance(row, dict):
                    told = _told(row)
                    rows.setdefault(repr(told), told)
    faults += map(_counted, of_rows.values())
    faults += _unknown(spec)
    named = [row for row in rows.values() if "period" in row and "period_name" in row]
    names = {str(row["period"]): str(row["period_name"]) for row in named}
    faults += _unordered(spec, [names[period] for period in sorted(names)])
    faults += _as_days(spec, given.values())
    faults += _unsorted(spec)
    return list(rows.values()), list(dict.fromkeys(faults))


def _unseen(spec: Mapping[str, Any]) -> Fault | None:
    """What no file could hold, or what nobody sees: halves of characters, controls."""
    try:
        text = json.dumps(spec, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as wrong:
        return f"it is no JSON: {str(wrong)[:120]}", "texts, numbers, lists and mappings"
    rows = (row for name, node in nodes(dict(spec)) for data in _values(name, node) for row in data)
    for row in rows:
        for field in row if isinstance(row, dict) else ():
            if not isinstance(field, str):
                return f"a field of the data is named by no text: {field}", "a text"
    found = UNSEEN.search(text) or _ESCAPED.search(text)
    if found is None:
        return None
    code = int(found[1], 16) if found.re is _ESCAPED else ord(found[0])
    where = ascii(text[max(0, found.start() - 30) : found.end() + 10])
    return f"a text has the character U+{code:04X}: …{where[1:-1]}…", "a text without it"


def _counted(alike: list[Fault]) -> Fault:
    """The first of faults of one kind, with how many there are."""
    (what, instead), count = alike[0], len(dict.fromkeys(alike))
    return (f"{what} ({count} times; this is the first)" if count > 1 else what), instead


def _unknown(spec: Mapping[str, Any]) -> Iterator[Fault]:
    """The fields that an encoding asks for, and that neither a row nor a transform has."""
    known: set[str] = set()
    asked: dict[str, None] = {}
    defined, chosen = set[str](), dict[str, None]()
    for name, node in nodes(dict(spec)):
        for data in _values(name, node):
            known |= {key for row in data if isinstance(row, dict) for key in row}
        if name == "params" and isinstance(node.get("name"), str):
            defined.add(node["name"])
        if isinstance(node.get("param"), str):
            chosen[node["param"]] = None
        if name == "select" and isinstance(node.get("fields"), list):
            asked |= dict.fromkeys(field for field in node["fields"] if isinstance(field, str))
        made = node.get("as")
        known |= {made} if isinstance(made, str) else set(made or ())
        field = node.get("field")
        if isinstance(field, str) and field and name != "params":
            plain = re.split(r"(?<!\\)[.\[]", field)[0]  # what stands in a field stands escaped
            asked[re.sub(r"\\(.)", r"\1", plain)] = None
        for key, text in _texts(node):
            if key in expressions.KEYS and key != "labelExpr" and name not in LABELS:
                asked |= dict.fromkeys(expressions.fields(text))
    for param in chosen:
        if param not in defined:
            yield f"no selection {param} is in the chart", ".add_params() with it"
    # A condition of an axis asks for its ticks' fields; claims have no flags.
    known |= {*expressions.TICK, *FLAGS} if known else set()
    for field in asked:
        if known and field not in known:
            plain = ", ".join(sorted(key for key in known if not key.startswith("_")))
            yield f"no datum has a field {field}", did_you_mean(field, known) or f"one of {plain}"


def _unordered(spec: Mapping[str, Any], names: list[str]) -> Iterator[Fault]:
    """Periods along an axis in the order of their letters: April before January."""
    first = next((n for n, s in zip(names, sorted(names), strict=True) if n != s), "")
    for name, node in nodes(dict(spec)):
        by_name = node.get("field") == "period_name" and node.get("type") in ("nominal", "ordinal")
        if first and by_name and name in ("x", "y") and "sort" not in node:
            yield (
                f"{name}: period_name stands in the order of letters, where {first} is not first",
                "sort=None for the order of the rows, or the field period",
            )


def _unsorted(spec: Mapping[str, Any]) -> Iterator[Fault]:
    """Categories that a sort names and no row has: the order would be another than it says."""
    known: dict[str, set[str]] = {}
    for name, node in nodes(dict(spec)):
        for data in _values(name, node):
            for row in filter(lambda row: isinstance(row, dict), data):
                for key, value in row.items():
                    known.setdefault(key, set()).add(str(value))
    for name, node in nodes(dict(spec)):
        order, there = node.get("sort"), known.get(str(node.get("field")), set())
        for value in order if isinstance(order, list) and there else ():
            if isinstance(value, str) and value not in there:
                hint = did_you_mean(value, there) or "a value of the field, or none"
                yield f"{name} is sorted by {value!r}, which no row has", hint


def _as_days(spec: Mapping[str, Any], given: Iterable[Datum]) -> Iterator[Fault]:
    """Periods that a text names by their first day: 1 January 1999 for the year."""
    words = {"period": "period_name", "due": "due_name"}
    for datum in filter(is_table_row, given):
        texts = (field for field, value in datum.items() if isinstance(value, str))
        words |= {field: f"{field}_text" for field in texts if f"{field}_text" in datum}
    for name, node in nodes(dict(spec)):
        field = node.get("field")
        shown = name in ("text", "tooltip") and node.get("type") == "temporal"
        if shown and "format" not in node and isinstance(field, str) and field in words:
            yield f"{name} shows {field} as a day", f"{words[field]} as type N, or a format="


def _told(row: Datum) -> Datum:
    """Without the fields that only place a mark."""
    return {k: v for k, v in row.items() if not k.startswith("_")}


def nodes(tree: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a spec with the key that it stands under; not the rows of data."""
    if isinstance(tree, list):
        for item in tree:
            yield from nodes(item, name)
    elif isinstance(tree, dict):
        yield name, tree
        for key, value in tree.items():
            if (name, key) != ("data", "values") and name != "datasets":
                yield from nodes(value, key)


def _values(name: str, node: dict[str, Any]) -> list[Any]:
    if name == "datasets":
        return list(node.values())
    return [node["values"]] if name == "data" and "values" in node else []


def _numbers(told: Datum) -> Collection[str]:
    """The fields of a datum that may hold a number."""
    if not is_table_row(told):
        return (*NUMBERS, "order")
    return [k for k, v in told.items() if isinstance(v, int | float) and not isinstance(v, bool)]


def _stacked(name: str, node: dict[str, Any]) -> Collection[str]:
    """The fields that a transform stacks values in."""
    made = node.get("as") if name == "transform" and "stack" in node else None
    return [made] if isinstance(made, str) else made or ()


def _node(
    name: str,
    node: dict[str, Any],
    spoken: VouchedTexts,
    raw: Mapping[str, str],
    units: Collection[str],
) -> Iterator[Fault]:
    for key, value in node.items():
        if key in ("url", "href"):
            yield f"{key}: a chart fetches and links nothing", "data that Ask gives"
        if key in ("sequence", "sphere", "graticule") and name == "data":
            yield f"the generator {key} makes data", "data that Ask gives"
        several = value if isinstance(value, list) else [value]
        if any(isinstance(one, float) and not isfinite(one) for one in several):
            yield f"{key} is {str(value)[:80]}, which no file can hold", "a finite number"
        if key in WORKED and value not in (None, False) and name != "transform":
            own = "a derived figure in data/derived.yml"
            instead = (
                "the days or periods that Ask gives, as type O or T" if key == "timeUnit" else own
            )
            yield f"{key} makes a number that is no figure", instead
        if key == "interpolate" and value in ASTRAY:
            yield f"interpolate {value} draws a line beside its points", "linear, step or monotone"
        if key in ("stack", "offset") and value in ("normalize", "center"):
            yield f"stack {value} moves values off their scale", "shares as derived figures"
        if key in ("mark", "type") and value in MARKS and (key == "mark" or name == "mark"):
            yield f"the mark {value} fetches or works numbers out", "bars, lines, points or text"
        for field in _fields(value) if key in ("text", "tooltip") else ():
            if field == REPEAT:
                yield f"{key} shows a repeated field", 'the field "text", as the pages write it'
            elif field in raw:
                yield f"{key} shows the raw {field}", f'the field "{raw[field]}", as pages write it'
        if key == "datum" and type(value) in (int, float) and value != 0:
            yield f"a mark at the typed number {value}", "a figure that Ask gives"
        if key == "datum" and isinstance(value, dict) and "repeat" not in value:
            yield "a mark at a typed date or an expression", "a figure that Ask gives"
        if key == "tooltip" and (value is True or (isinstance(value, dict) and "content" in value)):
            yield "a tooltip of the raw data", "fields such as text and label"
        if key == "format" and isinstance(value, str):
            yield from expressions.number_format(value, units)
    yield from _typed(name, node, raw)
    if name in LABELLED and node.get("field") in NUMBERS and _named(node):
        what = f"{name} names categories by the raw {node['field']}"
        yield what, 'the field "text", as the pages write it'
    if name == "params":
        yield from _chosen(node)
    if name == "transform":
        yield from _transform(node, spoken, raw)
    if "mark" in node:
        yield from _zero(node)
    for key, text in _texts(node):
        shown = name in ("text", "tooltip") and key == "expr"
        if shown and expressions.works_out(text, spoken, raw):
            yield f"{name} works with numbers: {text[:80]}", "ask.show(id) or a field of the data"
        yield from _text(key, text, spoken, units)


def _typed(name: str, channel: dict[str, Any], raw: Collection[str]) -> Iterator[Fault]:
    """A text that is taken for a number, and a number for a time."""
    field, kind = channel.get("field"), channel.get("type")
    if not isinstance(field, str):
        return
    is_text = field not in raw and (field in OWN or field.endswith("_text"))
    if kind == "quantitative" and is_text:
        instead = "type O, or T for days" if field in TIMES else "value:Q for a place, N for a text"
        yield f"{name} takes a number out of the text {field}", instead
    if kind == "temporal" and field in raw:
        yield f"{name} takes the number {field} for a time", "type Q"


def _named(channel: dict[str, Any]) -> bool:
    """Whether a reader sees the names of a channel's categories."""
    unnamed = any(key in channel and channel[key] is None for key in ("axis", "legend", "header"))
    return channel.get("type") in ("nominal", "ordinal") and not unnamed


def _fields(value: Any) -> list[str]:
    """The fields that a channel shows, one or several, under a condition too."""
    several = value if isinstance(value, list) else [value]
    found = []
    for one in several:
        if isinstance(one, dict):
            field = one.get("field")
            found += [REPEAT if isinstance(field, dict) else field] if field else []
            found += _fields(one.get("condition"))
    return found


def _chosen(param: dict[str, Any]) -> Iterator[Fault]:
    """Marks are chosen one by one: the page scales a drawing, and has no place for its widgets."""
    select = param.get("select")
    kind = select.get("type") if isinstance(select, dict) else select
    if kind == "interval":
        yield "a selection of an interval", "selection_point: marks are chosen by tap or key"
    if "bind" in param:
        yield "a selection bound to widgets, scales or a legend", "selection_point without bind"


def _transform(node: dict[str, Any], spoken: VouchedTexts, raw: Collection[str]) -> Iterator[Fault]:
    if not any(kind in node for kind in TRANSFORMS):
        kind = next((kind for kind in OTHERS if kind in node), "here")
        yield f"the transform {kind} makes numbers or data", "a derived figure, or Python"
    formula = str(node.get("calculate", ""))
    if formula and expressions.works_out(formula, spoken, raw):
        yield f"calculate works with numbers: {formula}", "a derived figure in data/derived.yml"


def _zero(view: dict[str, Any]) -> Iterator[Fault]:
    """Bars start at zero: their length is what is read."""
    mark, encoding = view["mark"], view.get("encoding", {})
    kind = mark.get("type") if isinstance(mark, dict) else mark
    if kind not in ("bar", "area") or not isinstance(encoding, dict):
        return
    for channel in ("x", "y"):
        field = encoding.get(channel)
        if not isinstance(field, dict) or field.get("type") != "quantitative":
            continue
        scale = field.get("scale") or {}
        domain = scale.get("domain")
        starts = isinstance(domain, list) and domain and min(domain) > 0
        if f"{channel}2" not in encoding and (scale.get("zero") is False or starts):
            yield "bars that do not start at zero", "a scale from zero, or points"
        if scale.get("type") in ("log", "symlog", "pow", "sqrt"):
            yield f"{kind}s on a {scale['type']} scale", "points, or a scale from zero"


def _texts(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of an object that a reader may see, and the expressions."""
    for key, value in node.items():
        items = value if isinstance(value, list) else [value]
        yield from ((key, item) for item in items if isinstance(item, str))


def _text(key: str, text: str, spoken: VouchedTexts, units: Collection[str]) -> Iterator[Fault]:
    if _URL.search(text):
        yield f"{key} fetches: {text[:80]}", "a colour of the theme"
    if key in expressions.KEYS and expressions.unsteady(text):
        yield f"{key} differs from build to build: {text[:80]}", "what the ledger says"
    if key == "labelExpr":
        yield from expressions.labels(text, spoken, units)
    spoken_here = key in (*SPOKEN, "value", "datum", "domain", "values")
    # Colours, dash patterns and fonts are values too; they are not read.
    if not spoken_here or text.startswith(("#", "url(#")) or not (number := spoken.typed(text)):
        return
    yield (
        f"the typed number {number} in {key} {text[:80]!r}",
        "ask.show(id), ask.text(template) or a field of the data",
    )


def _strange(told: Datum, field: str, value: object) -> bool:
    """Whether a field says something without the text that Ask gave it: another row's, maybe."""
    own = told.get(field)
    return isinstance(own, str) and own not in str(value)


def _row(
    row: Any,
    given: Mapping[tuple[str, str], Datum],
    spoken: VouchedTexts,
    columns: Mapping[str, Collection[str]],
) -> Iterator[tuple[str, Fault]]:
    """What is wrong with a row of data, each with its kind, in which rows are alike."""
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        yield "no id", (f"a datum without id: {str(row)[:120]}", "data that Ask gives")
        return
    id_ = row["id"]
    key = (id_, str(row.get("unit", "")))
    told = given.get(key)
    if told is None and "unit" not in row:
        told = next((datum for (id, _), datum in given.items() if id == id_), None)
    if told is None:
        what = f"the datum {' in '.join(filter(None, key))} was not asked for"
        yield "not asked for", (what, "data from Ask")
        return
    numbers, whose = _numbers(told), "table" if is_table_row(told) else "figure"
    numbers = [*numbers, *(k for k, v in told.items() if v is None and k not in numbers)]
    others = columns.get(id_.partition("#")[0], ())
    for field, value in row.items():
        if field in others and field not in told:
            what = f"{id_}: the column {field} was not asked for"
            yield f"column {field}", (what, f'"{field}" among the columns of ask.table()')
        elif value is None or (isinstance(value, bool) and field not in numbers):
            continue
        elif field in OWN and told.get(field) == value:
            continue  # as Ask gave it, which is most of them
        elif not isinstance(value, str | int | float):
            what = f"{id_}: {field} is neither text nor number"
            yield f"type {field}", (what, "one value a field")
        elif field in (*TEXTS, *(f"{n}_text" for n in numbers)) and _strange(told, field, value):
            what = f"{id_}: {field} is {str(value)[:80]!r}, the {whose} has {told[field]!r}"
            yield f"text {field}", (what, "the datum as Ask gave it, or another field for it")
        elif field in numbers and (isinstance(value, bool) or told.get(field) != value):
            what = f"{id_}: {field} is {repr(value)[:80]}, the {whose} has {told.get(field)}"
            yield f"value {field}", (what, "the datum as Ask gave it")
        elif isinstance(value, str):
            if _URL.search(value):
                what = f"{id_}: {field} fetches: {value[:80]}"
                yield f"url {field}", (what, "a colour of the theme")
            elif number := spoken.typed(value):
                what = f"{id_}: the typed number {number} in {field} {value[:80]!r}"
                yield f"typed {field}", (what, "Ask's texts")
        elif field not in numbers:
            known = ", ".join(numbers if is_table_row(told) else NUMBERS) or "Ask's texts"
            yield (
                f"number {field}",
                (f"{id_}: {field} {value} is no {whose}'s number", f"one of {known}"),
            )
