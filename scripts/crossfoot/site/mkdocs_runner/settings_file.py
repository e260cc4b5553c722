"""mkdocs.yml as plain values with places: no Python of the file's own, no other file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import FunctionType
from typing import Any

import yaml

DEPTH_AT_MOST = 40
NODES_AT_MOST = 50_000
"""Values of the whole file, those that an alias repeats counted each time."""
Path = tuple[str | int, ...]
"""The keys and numbers that lead to a value."""

_PYTHON = "tag:yaml.org,2002:python/"
_NAME, _CALL = f"{_PYTHON}name:", f"{_PYTHON}object/apply:"
_KINDS = "bool float int map merge null seq str timestamp"
_PLAIN = frozenset(f"tag:yaml.org,2002:{kind}" for kind in _KINDS.split())
_FUNCTIONS = {
    "markdown.extensions.toc": ("slugify", "slugify_unicode"),
    "material.extensions.emoji": ("to_svg", "twemoji"),
    "pymdownx.emoji": (
        "emojione", "gemoji", "to_alt", "to_png", "to_png_sprite", "to_svg", "to_svg_sprite",
        "twemoji",
    ),
    "pymdownx.superfences": ("fence_code_format", "fence_div_format"),
}  # fmt: skip
"""What a Markdown extension may be told to use by ``!!python/name:``."""
_FACTORIES = {
    "pymdownx.arithmatex": ("arithmatex_fenced_format", "arithmatex_inline_format"),
    "pymdownx.slugs": ("slugify",),
}
"""What makes such a function, by ``!!python/object/apply:``."""
VARIABLES = re.compile(r"CI|(?:CROSSFOOT|DOCS|MKDOCS|REPOSITORY|SITE)_[A-Z0-9_]+")
"""The names in the environment that ``!ENV`` reads: what stands in mkdocs.yml is published."""
_KEY = "a key that is no text", "a plain word"
_ADVISED = "a function of pymdownx or material.extensions.emoji that their documentation advises"


@dataclass(frozen=True, order=True)
class SettingsFault:
    """What may not stand in mkdocs.yml: its place from 1, what it is, what would be right."""

    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True)
class SettingsFile:
    """The values of a file; those of a key with a fault are left out."""

    values: Mapping[str, Any]
    places: Mapping[Path, tuple[int, int]]
    """Line and column of each key of a mapping and each item of a list."""
    faults: tuple[SettingsFault, ...]


class UnreadableSettings(Exception):
    """Settings that cannot be read, with the line and the column where."""

    def __init__(self, what: str, line: int = 1, column: int = 1) -> None:
        super().__init__(what)
        self.message, self.line, self.column = what, line, column


def parse_settings(text: str, environ: Mapping[str, str]) -> SettingsFile:
    """The values of a text; ``environ`` fills ``!ENV``. Nothing that the text names is run.

    Raises UnreadableSettings for what is no YAML, or no mapping.
    """
    loader = _Loader(text)
    loader.environ = environ
    try:
        _require_flat(text)
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise UnreadableSettings("the file is no mapping")
        walk = _Walk()
        walk.mapping(root, ())
        values = loader.construct_document(root)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise UnreadableSettings(f"not YAML: {fault.problem or fault.context}", *place) from fault
    except (yaml.YAMLError, ValueError, TypeError, OverflowError) as fault:
        told = " ".join(str(fault).split())
        raise UnreadableSettings(f"not YAML: {told}") from fault
    finally:
        loader.dispose()
    wrong = {top for top, _ in walk.faults}
    left = {str(key): value for key, value in values.items() if str(key) not in wrong}
    return SettingsFile(left, walk.places, tuple(sorted({fault for _, fault in walk.faults})))


def _require_flat(text: str) -> None:
    """Raise UnreadableSettings for levels without end, on which libyaml would end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_AT_MOST:
                mark = event.start_mark
                assert mark is not None
                raise UnreadableSettings("nested too deep", mark.line + 1, mark.column + 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Loader(yaml.CSafeLoader):
    environ: Mapping[str, str]

    def variable(self, node: yaml.Node) -> object:
        """What ``!ENV NAME`` or ``!ENV [NAME, …, otherwise]`` comes to, read as plain YAML."""
        names, otherwise = _variables(node)
        for name in names:
            if (given := self.environ.get(str(name.value))) is not None:
                tag = self.resolve(yaml.ScalarNode, given, (True, False))  # type: ignore[no-untyped-call]
                return self.construct_object(yaml.ScalarNode(tag, given), deep=True)
        return None if otherwise is None else self.construct_object(otherwise, deep=True)

    def function(self, suffix: str, node: yaml.Node) -> object:
        """A function of a library that is allowed."""
        return _function(suffix, _FUNCTIONS)

    def made(self, suffix: str, node: yaml.Node) -> object:
        """What a factory that is allowed makes."""
        make = _function(suffix, _FACTORIES)
        if make is None or not isinstance(node, yaml.MappingNode):
            return make and make()
        given = self.construct_mapping(node, deep=True)
        return make(*(given.get("args") or ()), **(given.get("kwds") or {}))


def _nothing(loader: _Loader, node: yaml.Node) -> None:
    """For a tag that is told as a fault."""


_Loader.add_constructor("!ENV", _Loader.variable)
_Loader.add_multi_constructor(_NAME, _Loader.function)
_Loader.add_multi_constructor(_CALL, _Loader.made)
_Loader.add_constructor(None, _nothing)


def _variables(node: yaml.Node) -> tuple[list[yaml.Node], yaml.Node | None]:
    """The nodes of the names, and that of the value where none of them is set."""
    if not isinstance(node, yaml.SequenceNode):
        return [node], None
    *names, last = node.value or [node]
    return (names, last) if names else ([last], None)


def _function(name: str, allowed: Mapping[str, tuple[str, ...]]) -> Any:
    module, _, own = name.rpartition(".")
    if own not in allowed.get(module, ()):
        return None
    found = getattr(import_module(module), own)
    return found if isinstance(found, FunctionType) else None


class _Walk:
    """Goes through the nodes once, and notes what may not stand there."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, SettingsFault]] = []
        """With the top key below which each stands."""
        self.places: dict[Path, tuple[int, int]] = {}
        self._count = 0

    def mapping(self, node: yaml.MappingNode, path: Path) -> None:
        seen: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            below = (*path, name)
            if name in seen and name != "<<":
                first = seen[name].start_mark
                what = f"the key {name} stands twice; the first is on line {first.line + 1}"
                self._note(below, key, what, "one of them")
            seen.setdefault(name, key)
            self.places.setdefault(below, _place(key))
            fault = _fault(key) if isinstance(key, yaml.ScalarNode) else _KEY
            if fault is not None:
                self._note(below, key, *fault)
            self._value(value, below)

    def _value(self, node: yaml.Node, path: Path) -> None:
        self._count += 1
        if len(path) > DEPTH_AT_MOST or self._count > NODES_AT_MOST:
            raise UnreadableSettings(
                "nested too deep, or repeated too often by aliases", *_place(node)
            )
        fault = _fault(node)
        if fault is not None:
            self._note(path, node, *fault)
        if isinstance(node, yaml.MappingNode):
            self.mapping(node, path)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self.places[*path, number] = _place(item)
                self._value(item, (*path, number))

    def _note(self, path: Path, node: yaml.Node, what: str, instead: str) -> None:
        self.faults.append((str(path[0]), SettingsFault(*_place(node), what, instead)))


def _place(node: yaml.Node) -> tuple[int, int]:
    quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
    return node.start_mark.line + 1, node.start_mark.column + 1 + quoted


def _fault(node: yaml.Node) -> tuple[str, str] | None:
    """What is wrong with the tag of a value, and what would be right."""
    if node.tag == "!ENV":
        for name in _variables(node)[0]:
            if not isinstance(name, yaml.ScalarNode):
                return "!ENV takes names", 'such as !ENV [SITE_URL, "https://example.org/"]'
            if not VARIABLES.fullmatch(str(name.value)):
                what = f"!ENV {name.value} may be a secret, and what stands here is published"
                return what, "a name such as SITE_URL, beginning with SITE_, DOCS_ or REPOSITORY_"
        return None
    if node.tag.startswith(_PYTHON):
        for prefix, allowed in ((_NAME, _FUNCTIONS), (_CALL, _FACTORIES)):
            module, _, own = node.tag.removeprefix(prefix).rpartition(".")
            if node.tag.startswith(prefix) and own in allowed.get(module, ()):
                return _misused(node)
        said = node.tag.replace("tag:yaml.org,2002:", "!!")
        return f"{said} would run Python code, and is never run", _ADVISED
    if node.tag not in _PLAIN:
        said = node.tag.replace("tag:yaml.org,2002:", "!!")
        return f"a tag {said}", "a plain value, or !ENV"
    return None


def _misused(node: yaml.Node) -> tuple[str, str] | None:
    if node.tag.startswith(_NAME):
        bare = isinstance(node, yaml.ScalarNode) and not node.value
        return None if bare else ("a name that takes no value", "nothing behind it")
    keys = {str(key.value) for key, _ in node.value} if isinstance(node, yaml.MappingNode) else {""}
    if keys <= {"kwds"}:
        return None
    return "an object that takes keywords", "kwds: and a mapping, as its documentation has it"


def names_in_environment(text: str) -> Iterator[str]:
    """The names that ``!ENV`` reads in a text; none where it is no YAML."""
    try:
        _require_flat(text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnreadableSettings):
        return
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if node.tag == "!ENV":
            yield from (str(name.value) for name in _variables(node)[0])
        elif isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
