"""Templates compiled, kept from one command to the next: compiling is most of a small check.

What is kept is Python's own code, as in ``__pycache__``: whoever can write into ``build/cache``
can write into ``scripts/charts`` as well.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any

from ..diagnostics import SourceLocation
from ..libraries import program_versions
from ..store import Store
from .source_text import SourceText
from .trust_marks import LocationCodes

CODES = "build/cache/templates"
"""Where they are kept, under the briefing's folder."""


@dataclass(frozen=True)
class CompiledTemplate:
    """A template's code, with ink of its own well: no other template's numbers are in it."""

    code: CodeType
    asked: frozenset[str]
    """The names that it takes from outside itself."""
    included: frozenset[str]
    """The templates that it names."""
    places: tuple[SourceLocation, ...]
    """What its ink stands for, in order."""

    def inked(self, well: LocationCodes) -> CodeType:
        """The code with ink of a well that others use too."""
        own = LocationCodes()
        table = {ord(own.ink(place)): well.ink(place) for place in self.places}
        changed = {ink: shared for ink, shared in table.items() if chr(ink) != shared}
        return _translated(self.code, changed) if changed else self.code


def _translated(it: Any, table: dict[int, str]) -> Any:
    """A constant of a code, or a code with all its constants, with other ink."""
    if isinstance(it, str):
        return it.translate(table)
    if isinstance(it, tuple):
        return tuple(_translated(part, table) for part in it)
    if isinstance(it, CodeType):
        return it.replace(co_consts=_translated(it.co_consts, table))
    return it


class BytecodeCache:
    """Compiled templates by their content, in ``store`` if there is one."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._kept: dict[str, Any] | None = None
        self._asked: set[str] = set()
        self._new = False

    def of(
        self,
        laid: SourceText,
        name: str,
        words: Collection[str],
        make: Callable[[], CompiledTemplate],
    ) -> CompiledTemplate:
        """What ``make`` returns for a text, a name and the words that it may use, made once."""
        if self._kept is None:
            self._kept = self._read()
        key = sha256(repr((laid, name, sorted(words))).encode()).hexdigest()
        self._asked.add(key)
        if key in self._kept:
            code, asked, included, places = self._kept[key]
            stands = tuple(SourceLocation(*place) for place in places)
            return CompiledTemplate(code, frozenset(asked), frozenset(included), stands)
        made = make()
        places = tuple((place.path, place.line, place.column) for place in made.places)
        told = made.code, tuple(made.asked), tuple(made.included), places
        self._kept[key], self._new = told, True
        return made

    def save(self) -> None:
        """Write down what was compiled since; a folder that takes nothing costs time alone.

        What nobody asked for is left out once there is far more of it than of what was.
        """
        kept = self._kept or {}
        if self._store is None or not self._new:
            return
        if len(kept) > 4 * len(self._asked) + 64:
            self._kept = kept = {key: kept[key] for key in self._asked}
        with suppress(OSError):
            self._store.write(_ground(), marshal.dumps(kept))
            self._store.sweep()
        self._new = False

    def _read(self) -> dict[str, Any]:
        body = self._store.read(_ground()) if self._store else None
        with suppress(ValueError, EOFError, TypeError):
            return dict(marshal.loads(body or b""))
        return {}


@cache
def _ground() -> str:
    """A digest of what compiles: the programs, and this package's own modules."""
    digest = sha256(program_versions().encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()
