"""What a YAML file holds as entries: models, with each fault told once, in words, at its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from ..diagnostics import Diagnostics, InvalidValue, SourceLocation
from .field_types import hint_for
from .schema import Entry
from .yaml import YamlList, YamlMapping, plain_values, read_yaml, with_known_keys

_OF_ITS_OWN = {"old": "an address of its own"}
_PLAIN = re.compile(r"[a-z][a-z0-9._-]*", re.ASCII)
"""An id that others may ask for; of any other nobody knows what it was meant to be."""
E = TypeVar("E", bound=Entry)


def parse_entries(
    model: type[E], text: str, name: str, problems: Diagnostics, key: str = "id"
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
            problems.skip(model.noun)
        return found
    if not isinstance(data, YamlList):
        problems.add(SourceLocation(name), "the file is no list", "entries that start with a dash")
        problems.skip(model.noun)
        return found
    for number, (item, place) in enumerate(zip(data, data.places, strict=True)):
        if not isinstance(item, YamlMapping):
            if number not in data.told:
                what = "an entry is empty" if item is None else "an entry is no mapping"
                problems.add(place, what, f"keys such as {key or 'date'}: …")
            problems.skip(model.noun)
            continue
        mark = len(problems.found)
        entry = parse_entry(model, item, problems)
        if entry is None:
            given, at = str(item.values.get(key)), item.places.get(key)
            unsure = any(problem.place == at for problem in problems.found[mark:])
            known = not unsure and _PLAIN.fullmatch(given)
            problems.skip(model.noun, given if known else "*")
            continue
        name_of = str(getattr(entry, key, number)) if key else str(number)
        if name_of.casefold() in folded:
            problems.add(
                item.place, f"{name_of} stands twice", _OF_ITS_OWN.get(key, "an id of its own")
            )
            problems.skip(model.noun)  # one of them is another's, by a slip
        folded[name_of.casefold()] = name_of
        found.setdefault(name_of, entry)
    return found


def parse_entry(
    model: type[E],
    item: YamlMapping,
    problems: Diagnostics,
    instead: Mapping[str, object] | None = None,
) -> E | None:
    """One mapping as a model, or None with its problems noted, each once.

    A key that is misspelt is read as the one that it is nearest to, if that is not there.
    With ``instead``, what to go on with where a key is missing or wrong, there always is one.
    """
    known = {f.alias or n for n, f in model.model_fields.items()} - {"place", "places"}
    item = with_known_keys(item, known, problems)
    wrong = item.told & known
    values = {k: plain_values(v) for k, v in item.values.items() if k in known and k not in wrong}
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
            right = hint_for(context["pattern"], str(given))
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
        case "value_error" if isinstance(context["error"], InvalidValue):
            return f"{where}: {context['error'].message}", context["error"].hint
        case kind:
            return f"{where}: {fault['msg'].lower()} ({kind})", "a value of the right form"
