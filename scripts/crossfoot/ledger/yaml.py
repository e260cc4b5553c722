"""YAML with places: plain mappings, lists and text; no anchors, tags or doubles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from ..diagnostics import Diagnostics, SourceLocation, closest_word
from ..inputs import HIDDEN
from .files import line_and_column

DEPTH_AT_MOST = 12
KEYS_AT_MOST = 2_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class YamlMapping:
    """A mapping of the file: its values as text, lists or mappings, with their places."""

    values: Mapping[str, object]
    places: Mapping[str, SourceLocation]
    """Where each key's value stands; of a list also each item, as ``parts[0]``."""
    keys: Mapping[str, SourceLocation]
    """Where each key itself stands."""
    place: SourceLocation
    told: frozenset[str] = frozenset()
    """The keys with a value that has a problem, itself or within, which is noted."""


class YamlList(list[object]):
    """A list of the file, with the places of what stands in it."""

    def __init__(
        self, values: Iterable[object], places: Sequence[SourceLocation], told: frozenset[int]
    ) -> None:
        super().__init__(values)
        self.places = places
        self.told = told
        """Which of them have a problem that is noted."""


def read_yaml(text: str, name: str, problems: Diagnostics) -> object:
    """The document: :class:`YamlMapping`, list or text; None where it is empty or cannot be read.

    Every scalar stays the text it is (``NO`` is "NO", ``1.10`` is "1.10"); null is None.
    """
    try:
        found = _Reader(text, name, problems).document()
        return None if isinstance(found, _Told) else found
    except _Unread as fault:
        problems.add(fault.place, fault.message, fault.hint)
    except yaml.MarkedYAMLError as error:
        mark, end = error.problem_mark or error.context_mark, len(text.rstrip())
        if mark and mark.index >= end:  # the end is where nothing can be mended
            mark = error.context_mark or mark
        place = (
            SourceLocation(name, mark.line + 1, mark.column + 1) if mark else SourceLocation(name)
        )
        if mark and mark.index > end:
            place = SourceLocation(name, *line_and_column(text, end))
        problems.add(place, f"not YAML: {error.problem or error.context}", "valid YAML")
    except yaml.YAMLError as error:
        problems.add(SourceLocation(name), f"not YAML: {error}".splitlines()[0], "valid YAML")
    return None


class _Unread(Exception):
    """Why nothing is read on."""

    def __init__(self, place: SourceLocation, what: str, instead: str) -> None:
        self.place, self.message, self.hint = place, what, instead


class _Told:
    """Stands for a value with a problem that is noted: nobody needs to say more of it."""


_TOLD = _Told()


class _Reader:
    """Reads a file by the events of libyaml: they resolve no value, merge nothing, lose no key."""

    def __init__(self, text: str, name: str, problems: Diagnostics) -> None:
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

    def _list(self, depth: int) -> YamlList:
        places: list[SourceLocation] = []
        values: list[object] = []
        told = set[int]()
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            places.append(self._start(event))
            value = self._value(event, depth + 1)
            if _told_in(value):
                told.add(len(values))
            values.append(None if isinstance(value, _Told) else value)
        return YamlList(values, places, frozenset(told))

    def _mapping(self, place: SourceLocation, depth: int) -> YamlMapping:
        values: dict[str, object] = {}
        at_value: dict[str, SourceLocation] = {}
        keys: dict[str, SourceLocation] = {}
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
                if isinstance(value, YamlList):
                    at_value |= {f"{key}[{i}]": at for i, at in enumerate(value.places)}
        return YamlMapping(values, at_value, keys, place, frozenset(told))

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

    def _place(self, event: yaml.Event) -> SourceLocation:
        mark = event.start_mark
        assert mark is not None
        return SourceLocation(self._name, mark.line + 1, mark.column + 1)

    def _start(self, event: yaml.Event) -> SourceLocation:
        """Behind an opening quote, so that an offset into the text counts from its first letter."""
        quote = isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"')
        return self._place(event).right(quote)


def _told_in(value: object) -> bool:
    return isinstance(value, _Told) or (
        isinstance(value, YamlMapping | YamlList) and bool(value.told)
    )


def plain_values(value: object) -> object:
    """Items as plain mappings all the way down."""
    if isinstance(value, YamlMapping):
        return {k: plain_values(v) for k, v in value.values.items()}
    if isinstance(value, list):
        return [plain_values(v) for v in value]
    return value


def with_known_keys(
    item: YamlMapping, known: set[str], problems: Diagnostics, where: str = ""
) -> YamlMapping:
    """The mapping with each key that nobody knows noted, and read as what it was meant to be."""
    names = {}
    for stray in sorted(item.values.keys() - known):
        near = closest_word(stray, known)
        others = f"one of {', '.join(sorted(known - {'private'}))}"
        hint = f"did you mean {near}?" if near else others
        problems.add(item.keys[stray], f"unknown key {stray}{where}", hint)
        if near and near not in item.values:
            names[stray] = near
    return YamlMapping(
        {names.get(key, key): value for key, value in item.values.items()},
        {names.get(key, key): place for key, place in item.places.items()},
        item.keys,
        item.place,
        frozenset(names.get(key, key) for key in item.told),
    )
