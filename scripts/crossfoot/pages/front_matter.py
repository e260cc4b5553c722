"""A template file in its two parts: the front matter, and the page below it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..diagnostics import Diagnostics, SourceLocation
from ..ledger.yaml import YamlMapping, plain_values, read_yaml, with_known_keys

EACH = ("entities", "claims", "sources", "charts", "editions", "pinned")
_BLOCK = re.compile(r"---[ ]*\n(.*?)^---[ ]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OWN = ("title", "description", "picture_alt", "each", "path", "nav", "notes", "draft")
_PASSED = (
    "kind",
    "picture",
    "robots",
    "template",
    "updated",
    "dataset",
    "hide",
    "search",
    "byhand",
)
_PATH = re.compile(r"(?:[a-z0-9{}][a-z0-9_.{}-]*/)*[a-z0-9{}][a-z0-9_.{}-]*\.md")


@dataclass(frozen=True)
class FrontMatter:
    """A template's front matter: ``title``, ``description`` and ``picture_alt`` are templates."""

    body: str
    """What is below it."""
    place: SourceLocation
    """Where the body begins."""
    title: str = ""
    description: str = ""
    picture_alt: str = ""
    each: str = ""
    path: str = ""
    """With ``{id}`` in it where one template makes many pages."""
    nav: bool = True
    notes: bool = True
    """Whether it carries the trails of its numbers: a page that is all rows does not."""
    draft: bool = False
    """Whether it is only for whoever writes it."""
    passed: Mapping[str, object] = field(default_factory=dict)
    """What goes to the publisher as it is."""
    places: Mapping[str, SourceLocation] = field(default_factory=dict)


def parse_front_matter(text: str, name: str, shown: str, problems: Diagnostics) -> FrontMatter:
    """Cut the template file ``name`` (in problems: ``shown``) in two; a bad key is a problem."""
    block = _BLOCK.match(text)
    if block is None:
        if text.startswith("---\n"):
            problems.add(
                SourceLocation(shown), "the front matter has no end", "a line of --- below it"
            )
        return FrontMatter(text, SourceLocation(shown), path=name)
    body = text[block.end() :]
    line = text.count("\n", 0, block.end()) + 1
    data = read_yaml("\n" + block[1], shown, problems)
    if not isinstance(data, YamlMapping):
        return FrontMatter(body, SourceLocation(shown, line), path=name)
    data = with_known_keys(data, {*_OWN, *_PASSED}, problems, " in the front matter")
    given: dict[str, str] = {}
    for key, value in data.values.items():
        if key in _OWN and isinstance(value, str):
            given[key] = value
        elif key in _OWN and value is not None:
            problems.add(data.places[key], f"{key} is no text", f"{key}: …, in quotes if it must")
    places = {key: _start(text, place) for key, place in data.places.items()}
    for key in ("title", "description", "picture_alt"):
        if key in given:
            given[key] = _raw(text, data.places[key], places[key]) or given[key]
    each = given.get("each", "")
    if each and each not in EACH:
        problems.add(places["each"], f"each cannot be {each!r}", f"one of {', '.join(EACH)}")
        each = ""
    path = given.get("path") or (f"{each}/{{id}}/index.md" if each else name)
    if not _PATH.fullmatch(path) or ("{id}" in path) != bool(each):
        right = "entities/{id}/index.md" if each else "money.md"
        problems.add(
            places.get("path", SourceLocation(shown)), f"the path {path!r} cannot stand", right
        )
        path = name
    draft = given.get("draft", "false")
    if draft not in ("true", "false"):
        problems.add(places["draft"], f"draft cannot be {draft!r}", "true or false")
    return FrontMatter(
        body,
        SourceLocation(shown, line),
        given.get("title", ""),
        given.get("description", ""),
        given.get("picture_alt", ""),
        each,
        path,
        given.get("nav", "true") not in ("false", "no"),
        given.get("notes", "true") not in ("false", "no"),
        draft != "false",
        {k: plain_values(v) for k, v in data.values.items() if k in _PASSED},
        places,
    )


def strip_front_matter(text: str) -> str:
    """The page with blank lines in the place of its front matter: its lines keep their numbers."""
    block = _BLOCK.match(text)
    return "\n" * block[0].count("\n") + text[block.end() :] if block else text


def front_matter_block(text: str) -> str:
    """The YAML of a page's front matter, each line where it stands in the file; empty: none."""
    block = _BLOCK.match(text)
    return f"\n{block[1]}" if block else ""


def _start(text: str, place: SourceLocation) -> SourceLocation:
    """Where a value's own characters begin: after its quote, or below its block sign."""
    lines = text.split("\n")
    line = lines[place.line - 1]
    sign = line[place.column - 1 : place.column]
    if sign in ('"', "'"):
        return place.right(1)
    if sign in (">", "|") and place.line < len(lines):
        below = lines[place.line]
        return SourceLocation(place.path, place.line + 1, len(below) - len(below.lstrip()) + 1)
    return place


def _raw(text: str, sign: SourceLocation, start: SourceLocation) -> str:
    """A block text as it stands in the file, line by line, so that its columns are the file's."""
    if start.line == sign.line:
        return ""
    lines = text.split("\n")[start.line - 1 :]
    inside = []
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) < start.column - 1:
            break
        inside.append(line)
    return "\n".join(inside)[start.column - 1 :]


def write_front_matter(values: Mapping[str, object]) -> str:
    """Front matter as the publisher reads it, keys in the given order, empty ones left out."""
    lines = []
    for key, value in values.items():
        if value in ("", None, [], ()):
            continue
        if value in ("true", "false") or isinstance(value, (bool, int)):
            lines.append(f"{key}: {str(value).lower()}")
        else:
            lines.append(f"{key}: {json.dumps(_plain(value), ensure_ascii=False)}")
    return "---\n" + "\n".join(lines) + "\n---\n" if lines else ""


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
