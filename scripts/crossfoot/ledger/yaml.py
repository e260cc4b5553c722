"""YAML with places: plain mappings, lists and text; no anchors, tags or doubles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from ..inputs import HIDDEN
from ..problem import Place, Problems, Wrong, closest
from .forms import LIKE
from .schema import Entry

DEPTH_AT_MOST = 12
KEYS_AT_MOST = 2_000
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
    told: frozenset[str] = frozenset()
    """The keys with a value that has a problem, itself or within, which is noted."""


class Listed(list[object]):
    """A list of the file, with the places of what stands in it."""

    def __init__(
        self, values: Iterable[object], places: Sequence[Place], told: frozenset[int]
    ) -> None:
        super().__init__(values)
        self.places = places
        self.told = told
        """Which of them have a problem that is noted."""


E = TypeVar("E", bound=Entry)


def read_yaml(text: str, name: str, problems: Problems) -> object:
    """The document: :class:`Item`, list or text; None where it is empty or cannot be read.

    Every scalar stays the text it is (``NO`` is "NO", ``1.10`` is "1.10"); null is None.
    """
    try:
        found = _Reader(text, name, problems).document()
        return None if isinstance(found, _Told) else found
    except _Unread as fault:
        problems.add(fault.place, fault.what, fault.instead)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and mark.index >= len(text.rstrip()):  # the end is where nothing can be mended
            mark = error.context_mark or mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        problems.add(place, f"not YAML: {error.problem or error.context}", "valid YAML")
    except yaml.YAMLError as error:
        problems.add(Place(name), f"not YAML: {error}".splitlines()[0], "valid YAML")
    return None


class _Unread(Exception):
    """Why nothing is read on."""

    def __init__(self, place: Place, what: str, instead: str) -> None:
        self.place, self.what, self.instead = place, what, instead


class _Told:
    """Stands for a value with a problem that is noted: nobody needs to say more of it."""


_TOLD = _Told()


class _Reader:
    """Reads a file by the events of libyaml: they resolve no value, merge nothing, lose no key."""

    def __init__(self, text: str, name: str, problems: Problems) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CBaseLoader)
        self._name, self._problems = name, problems

    def document(self) -> object:
        """The only one that there may be."""
        found: object = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Unread(self._place(event), "a second document", "a file for each")
            elif isinstance(event, yaml.NodeEvent):
                found = self._value(event)
        return found

    def _value(self, event: yaml.Event, depth: int = 1) -> object:
        """What begins with the event, read to its end; _TOLD where it may not stand."""
        if depth > DEPTH_AT_MOST:
            most = f"at most {DEPTH_AT_MOST} levels"
            raise _Unread(self._place(event), "nested too deep", most)
        found: object = None
        if isinstance(event, yaml.SequenceStartEvent):
            found = self._list(depth)
        elif isinstance(event, yaml.MappingStartEvent):
            found = self._mapping(self._place(event), depth)
        elif isinstance(event, yaml.ScalarEvent) and (event.style or event.value not in _NULLS):
            found = str(event.value)
        return found if self._bare(event) else _TOLD

    def _list(self, depth: int) -> Listed:
        places: list[Place] = []
        values: list[object] = []
        told = set[int]()
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            places.append(self._start(event))
            value = self._value(event, depth + 1)
            if _told_in(value):
                told.add(len(values))
            values.append(None if isinstance(value, _Told) else value)
        return Listed(values, places, frozenset(told))

    def _mapping(self, place: Place, depth: int) -> Item:
        values: dict[str, object] = {}
        at_value: dict[str, Place] = {}
        keys: dict[str, Place] = {}
        told = set[str]()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            at, key = self._place(event), self._key(event, depth + 1)
            if len(values) > KEYS_AT_MOST:
                raise _Unread(at, "a mapping of too many keys", f"at most {KEYS_AT_MOST:,}")
            event = next(self._events)
            start, value = self._start(event), self._value(event, depth + 1)
            if key in values:
                self._problems.add(at, f"the key {key} stands twice", "one of them")
            elif key:
                keys[key], at_value[key] = at, start
                values[key] = None if isinstance(value, _Told) else value
                if _told_in(value):
                    told.add(key)
                if isinstance(value, Listed):
                    at_value |= {f"{key}[{i}]": at for i, at in enumerate(value.places)}
        return Item(values, at_value, keys, place, frozenset(told))

    def _key(self, event: yaml.Event, depth: int) -> str:
        """Empty where it is none, with its problem noted."""
        key = self._value(event, depth)
        if isinstance(key, str) and key:
            return key
        if not isinstance(key, _Told):
            self._problems.add(self._place(event), "a key that is no text", "a plain word")
        return ""

    def _bare(self, event: yaml.Event) -> bool:
        """Whether it has no anchor, no tag, and no hidden character written as an escape."""
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._problems.add(place, f"an alias *{event.anchor}", "the value written out")
            return False
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if event.anchor is not None:
            self._problems.add(place, f"an anchor &{event.anchor}", "the value written out")
            return False
        if event.tag is not None:
            self._problems.add(place, f"a tag {event.tag}", "a plain value")
            return False
        hidden = HIDDEN.search(event.value) if isinstance(event, yaml.ScalarEvent) else None
        if hidden is not None:
            said = f"a hidden character U+{ord(hidden[0]):04X}"
            self._problems.add(place, said, "the text without it")
            return False
        return True

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self._name, mark.line + 1, mark.column + 1)

    def _start(self, event: yaml.Event) -> Place:
        """Behind an opening quote, so that an offset into the text counts from its first letter."""
        quote = isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"')
        return self._place(event).right(quote)


def _told_in(value: object) -> bool:
    return isinstance(value, _Told) or (isinstance(value, Item | Listed) and bool(value.told))


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
    before = len(problems.found)
    data = read_yaml(text, name, problems)
    if data is None:
        if problems.failed_since(before):
            problems.lose(model.noun)
        return found
    if not isinstance(data, Listed):
        problems.add(Place(name), "the file is no list", "entries that start with a dash")
        problems.lose(model.noun)
        return found
    for number, (item, place) in enumerate(zip(data, data.places, strict=True)):
        if not isinstance(item, Item):
            if number not in data.told:
                what = "an entry is empty" if item is None else "an entry is no mapping"
                problems.add(place, what, f"keys such as {key or 'date'}: …")
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
    """One mapping as a model, or None with its problems noted, each once.

    A key that is misspelt is read as the one that it is nearest to, if that is not there.
    With ``instead``, what to go on with where a key is missing or wrong, there always is one.
    """
    known = {f.alias or n for n, f in model.model_fields.items()} - {"place", "places"}
    item = meant(item, known, problems)
    wrong = item.told & known
    values = {k: unwrapped(v) for k, v in item.values.items() if k in known and k not in wrong}
    places = {"place": item.place, "places": dict(item.places)}
    try:
        entry = model(**{**values, **places})
        if not wrong:
            return entry
    except ValidationError as error:
        for fault in error.errors():
            where = str(fault["loc"][0]) if fault["loc"] else ""
            if where not in wrong or fault["type"] != "missing":
                of_list = f"{where}[{fault['loc'][1]}]" if len(fault["loc"]) > 1 else ""
                place = item.places.get(of_list) or item.places.get(where, item.place)
                problems.add(place, *_said(where, fault))
        wrong |= {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
    if instead is None:
        return None
    kept = {key: value for key, value in values.items() if key not in wrong}
    return model(**{**instead, **kept, **places})


def meant(item: Item, known: set[str], problems: Problems, where: str = "") -> Item:
    """The mapping with each key that nobody knows noted, and read as what it was meant to be."""
    names = {}
    for stray in sorted(item.values.keys() - known):
        near = closest(stray, known)
        others = f"one of {', '.join(sorted(known - {'private'}))}"
        hint = f"did you mean {near}?" if near else others
        problems.add(item.keys[stray], f"unknown key {stray}{where}", hint)
        if near and near not in item.values:
            names[stray] = near
    return Item(
        {names.get(key, key): value for key, value in item.values.items()},
        {names.get(key, key): place for key, place in item.places.items()},
        item.keys,
        item.place,
        frozenset(names.get(key, key) for key in item.told),
    )


def _said(where: str, fault: Any) -> tuple[str, str]:
    """What is wrong with the value of a key, and what would be right."""
    context, given = fault.get("ctx", {}), fault["input"]
    match fault["type"]:
        case "missing":
            return f"the key {where} is missing", f"{where}: …"
        case "blank" | "string_too_short":
            return f"{where} is empty", "one text"
        case "too_short":
            return f"{where} is empty", "at least one"
        case _ if given is None:
            right = f"one of {context['expected']}" if "expected" in context else "a value"
            return f"{where} is empty", right
        case "lines":
            return f"{where} goes over several lines", "one line"
        case "string_too_long":
            return f"{where} is too long", f"at most {context['max_length']:,} characters"
        case "literal_error":
            return f"{where} cannot be {given!r}", f"one of {context['expected']}"
        case "string_pattern_mismatch":
            right = LIKE.get(context["pattern"], f"text of the form {context['pattern']}")
            return f"{where} cannot be {given!r}", right
        case "string_type":
            return f"{where} is no text", "one text"
        case "tuple_type":
            return f"{where} is no list", "a list, or one text"
        case "int_type":
            return f"{where} cannot be {given!r}", "a whole number"
        case "greater_than_equal":
            return f"{where} cannot be {given}", f"at least {context['ge']}"
        case "less_than_equal":
            return f"{where} cannot be {given}", f"at most {context['le']}"
        case "dict_type":
            return f"{where} is no mapping", "keys, each with its value"
        case "value_error" if isinstance(context["error"], Wrong):
            return f"{where}: {context['error'].what}", context["error"].instead
        case kind:
            return f"{where}: {fault['msg'].lower()} ({kind})", "a value of the right form"
