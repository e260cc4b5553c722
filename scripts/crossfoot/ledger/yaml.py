"""YAML with places: plain mappings, lists and text; no anchors, tags or doubles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..problem import Place, Problems, Wrong, closest, nearest
from .files import HIDDEN
from .schema import Entry

DEPTH_AT_MOST = 12
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in "str int float bool null timestamp merge value map seq".split()
)
"""What a plain value resolves to."""
_PLAIN = re.compile(r"[a-z][a-z0-9._-]*", re.ASCII)
"""An id that others may ask for; of any other nobody knows what it was meant to be."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Item:
    """A mapping of the file: its values as text, lists or mappings, with their places."""

    values: Mapping[str, object]
    places: Mapping[str, Place]
    """Where each key's value stands; of a list also each item, as ``parts[0]``."""
    keys: Mapping[str, Place]
    """Where each key itself stands."""
    place: Place


class Listed(list[object]):
    """A list of the file, with the places of what stands in it."""

    def __init__(self, values: Iterable[object], places: Sequence[Place]) -> None:
        super().__init__(values)
        self.places = places


E = TypeVar("E", bound=Entry)


def read_yaml(text: str, name: str, problems: Problems) -> object:
    """The document: :class:`Item`, list or text; None where it is empty or cannot be read.

    Every scalar stays the text it is (``NO`` is "NO", ``1.10`` is "1.10"); null is None.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = DEPTH_AT_MOST
    try:
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        if isinstance(error, MaxDepthExceededError):
            problems.add(place, "nested too deep", f"at most {DEPTH_AT_MOST} levels")
            return None
        problems.add(place, f"not YAML: {error.problem or error.context}", "valid YAML")
        return None
    except YAMLError as error:
        problems.add(Place(name), f"not YAML: {error}".splitlines()[0], "valid YAML")
        return None
    return None if node is None else _plain(node, name, problems)


def _plain(node: Node, name: str, problems: Problems) -> object:
    place = Place(name, node.start_mark.line + 1, node.start_mark.column + 1)
    if not _bare(node, place, problems):
        return None
    if isinstance(node, ScalarNode):
        plain = node.style in (None, "")
        return None if plain and node.value in _NULLS else str(node.value)
    if isinstance(node, SequenceNode):
        places = [_start(child, name) for child in node.value]
        return Listed((_plain(child, name, problems) for child in node.value), places)
    assert isinstance(node, MappingNode)
    values: dict[str, object] = {}
    at_value: dict[str, Place] = {}
    keys: dict[str, Place] = {}
    for key_node, value_node in node.value:
        at = Place(name, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        key = str(key_node.value) if isinstance(key_node, ScalarNode) else ""
        if not _bare(key_node, at, problems):
            continue
        if not key:
            problems.add(at, "a key that is no text", "a plain word")
        elif key in values:
            problems.add(at, f"the key {key} stands twice", "one of them")
        else:
            keys[key] = at
            at_value[key] = _start(value_node, name)
            value = values[key] = _plain(value_node, name, problems)
            if isinstance(value, Listed):
                at_value |= {f"{key}[{i}]": at for i, at in enumerate(value.places)}
    return Item(values, at_value, keys, place)


def _bare(node: Node, place: Place, problems: Problems) -> bool:
    """Whether it has no anchor, no tag, and no hidden character written as an escape."""
    if node.anchor is not None:
        problems.add(place, f"an anchor &{node.anchor}", "the value written out")
        return False
    if str(node.tag) not in _TAGS:
        problems.add(place, f"a tag {node.tag}", "a plain value")
        return False
    hidden = HIDDEN.search(node.value) if isinstance(node, ScalarNode) else None
    if hidden is not None:
        problems.add(place, f"a hidden character U+{ord(hidden[0]):04X}", "the text without it")
        return False
    return True


def _start(node: Node, name: str) -> Place:
    mark = node.start_mark
    # Behind an opening quote, so that an offset into the text counts from its first character.
    quote = isinstance(node, ScalarNode) and node.style in ("'", '"')
    return Place(name, mark.line + 1, mark.column + 1 + quote)


def unwrapped(value: object) -> object:
    """Items as plain mappings all the way down."""
    if isinstance(value, Item):
        return {k: unwrapped(v) for k, v in value.values.items()}
    if isinstance(value, list):
        return [unwrapped(v) for v in value]
    return value


def entries(
    model: type[E], text: str, name: str, problems: Problems, key: str = "id"
) -> dict[str, E]:
    """A list of mappings as models by ``key``, in the file's order; each fault is a problem.

    An entry with a fault is left out, and what it would have been is lost.
    """
    found: dict[str, E] = {}
    folded: dict[str, str] = {}
    before = len(problems.errors)
    data = read_yaml(text, name, problems)
    if data is None:
        if len(problems.errors) > before:
            problems.lose(model.noun)
        return found
    if not isinstance(data, Listed):
        problems.add(Place(name), "the file is no list", "entries that start with a dash")
        problems.lose(model.noun)
        return found
    for number, (item, place) in enumerate(zip(data, data.places, strict=True)):
        if not isinstance(item, Item):
            if item is not None:
                problems.add(place, "an entry is no mapping", f"keys such as {key or 'date'}: …")
            problems.lose(model.noun)
            continue
        entry = entry_of(model, item, problems)
        if entry is None:
            given = str(item.values.get(key))
            problems.lose(model.noun, given if _PLAIN.fullmatch(given) else "*")
            continue
        name_of = str(getattr(entry, key, number)) if key else str(number)
        if name_of.casefold() in folded:
            problems.add(item.place, f"{name_of} stands twice", "an id of its own")
        folded[name_of.casefold()] = name_of
        found.setdefault(name_of, entry)
    return found


def entry_of(
    model: type[E], item: Item, problems: Problems, instead: Mapping[str, object] | None = None
) -> E | None:
    """One mapping as a model, or None with its problems noted.

    A key that is misspelt is read as the one that it is nearest to, if that is not there.
    With ``instead``, what to go on with where a key is missing or wrong, there always is one.
    """
    known = {f.alias or n for n, f in model.model_fields.items()} - {"place", "places"}
    item = meant(item, known, problems)
    values = {k: unwrapped(v) for k, v in item.values.items() if k in known}
    places = {"place": item.place, "places": dict(item.places)}
    try:
        return model(**{**values, **places})
    except ValidationError as error:
        wrong = set()
        for fault in error.errors():
            where = str(fault["loc"][0]) if fault["loc"] else ""
            of_list = f"{where}[{fault['loc'][1]}]" if len(fault["loc"]) > 1 else ""
            place = item.places.get(of_list) or item.places.get(where, item.place)
            problems.add(place, *_said(where, fault))
            wrong.add(where)
        if instead is None:
            return None
        kept = {key: value for key, value in values.items() if key not in wrong}
        return model(**{**instead, **kept, **places})


def meant(item: Item, known: set[str], problems: Problems, where: str = "") -> Item:
    """The mapping with each key that nobody knows noted, and read as what it was meant to be."""
    names = {}
    for stray in sorted(item.values.keys() - known):
        hint = nearest(stray, known) or f"one of {', '.join(sorted(known - {'private'}))}"
        problems.add(item.keys[stray], f"unknown key {stray}{where}", hint)
        near = closest(stray, known)
        if near and near not in item.values:
            names[stray] = near
    return Item(
        {names.get(key, key): value for key, value in item.values.items()},
        {names.get(key, key): place for key, place in item.places.items()},
        item.keys,
        item.place,
    )


def _said(where: str, fault: object) -> tuple[str, str]:
    assert isinstance(fault, dict)
    context = fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return f"the key {where} is missing", f"{where}: …"
        case "literal_error":
            return f"{where} cannot be {fault['input']!r}", f"one of {context['expected']}"
        case "string_pattern_mismatch":
            return f"{where} cannot be {fault['input']!r}", f"text of the form {context['pattern']}"
        case "string_type":
            return f"{where} is no text", "one text"
        case "value_error" if isinstance(context["error"], Wrong):
            return f"{where}: {context['error'].what}", context["error"].instead
        case kind:
            return f"{where}: {fault['msg'].lower()} ({kind})", "a value of the right form"
