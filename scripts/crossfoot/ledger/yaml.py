"""YAML with places: plain mappings, lists and text; no anchors, tags or doubles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..problem import Place, Problems, Wrong, nearest
from .files import HIDDEN
from .schema import Entry

DEPTH_AT_MOST = 12
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in "str int float bool null timestamp merge value map seq".split()
)
"""What a plain value resolves to."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Item:
    """A mapping of the file: its values as text, lists or mappings, with their places."""

    values: Mapping[str, object]
    places: Mapping[str, Place]
    """Where each key's value stands."""
    keys: Mapping[str, Place]
    """Where each key itself stands."""
    place: Place


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
        return [_plain(child, name, problems) for child in node.value]
    assert isinstance(node, MappingNode)
    values: dict[str, object] = {}
    places: dict[str, Place] = {}
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
            places[key] = _start(value_node, name)
            values[key] = _plain(value_node, name, problems)
    return Item(values, places, keys, place)


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
    """A list of mappings as models by ``key``, in the file's order; each fault is a problem."""
    found: dict[str, E] = {}
    folded: dict[str, str] = {}
    data = read_yaml(text, name, problems)
    if data is None:
        return found
    if not isinstance(data, list):
        problems.add(Place(name), "the file is no list", "entries that start with a dash")
        return found
    for number, item in enumerate(data):
        if not isinstance(item, Item):
            if item is not None:
                problems.add(Place(name), "an entry is no mapping", f"keys such as {key}: …")
            continue
        entry = entry_of(model, item, problems)
        if entry is None:
            continue
        name_of = str(getattr(entry, key, number)) if key else str(number)
        if name_of.casefold() in folded:
            problems.add(item.place, f"{name_of} stands twice", "an id of its own")
        folded[name_of.casefold()] = name_of
        found.setdefault(name_of, entry)
    return found


def entry_of(model: type[E], item: Item, problems: Problems) -> E | None:
    """One mapping as a model, or None with its problems noted."""
    known = {f.alias or n for n, f in model.model_fields.items()} - {"place", "places"}
    values = {k: unwrapped(v) for k, v in item.values.items() if k in known}
    right = True
    for stray in item.values.keys() - known:
        right = False
        hint = nearest(stray, known) or f"one of {', '.join(sorted(known - {'private'}))}"
        problems.add(item.keys[stray], f"unknown key {stray}", hint)
    try:
        entry = model(**{**values, "place": item.place, "places": dict(item.places)})
    except ValidationError as error:
        for fault in error.errors():
            where = str(fault["loc"][0]) if fault["loc"] else ""
            place = item.places.get(where, item.place)
            problems.add(place, *_said(where, fault))
        return None
    return entry if right else None


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
