"""Results kept with what they read: only what depends on a change is made again.

What a stage may read is split into *cells*: a figure, a claim, a template, each by its kind and
name. While a result is made, each cell that it looks at is noted. Before the next build reads a
kind again, :meth:`Memo.watch` compares its cells with those of the build before and drops every
result that had looked at one that is another now. What is left stands.

Results live as long as the process: a build from nothing starts with an empty memo.
"""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Hashable,
    ItemsView,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import eq
from typing import Any, TypeVar

from .diagnostics import Diagnostics

Cell = tuple[str, str]
"""A kind and a name; the name ``*`` is the whole kind: which there are, in which order."""
ALL = "*"
T = TypeVar("T")


@dataclass(frozen=True)
class Kept:
    """A result, and the cells that it was made of."""

    result: Any
    cells: frozenset[Cell]


@dataclass(frozen=True)
class Saved:
    """A part of a memo that can be written down."""

    kept: Mapping[Hashable, Kept]
    known: Mapping[str, Mapping[str, Any]]
    grounds: Mapping[str, object]


@dataclass
class Memo:
    """The results of builds in one process, and what each of them read."""

    _kept: dict[Hashable, Kept] = field(default_factory=dict)
    _readers: dict[Cell, set[Hashable]] = field(default_factory=dict)
    _known: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """The cells as they were last, by kind."""
    _reading: list[set[Cell]] = field(default_factory=list)
    _asked: set[Hashable] = field(default_factory=set)
    _grounds: dict[str, object] = field(default_factory=dict)
    _always: dict[str, Any] = field(default_factory=dict)

    def watch(
        self, kind: str, found: Mapping[str, T], same: Callable[[T, T], bool] = eq
    ) -> Mapping[str, T]:
        """``found`` as cells of ``kind``: the same mapping, but whoever looks into it is noted.

        Results that read a cell which is another now (by ``same``), new or gone are dropped.
        """
        before = self._known.get(kind, {})
        self._known[kind] = found
        changed = list(before.keys() ^ found.keys())
        both = before.keys() & found.keys()
        changed += [k for k in both if before[k] is not found[k] and not same(before[k], found[k])]
        if changed or list(before) != list(found):
            for key in (*changed, ALL):
                self._drop((kind, key))
        return Watched(found, kind, self)

    def rest_on(self, name: str, ground: object) -> None:
        """What every result rests on: where one of that name is another now, nothing is kept."""
        if self._grounds.get(name, ground) != ground:
            self._kept.clear()
            self._readers.clear()
        self._grounds[name] = ground

    def note(self, kind: str, key: str) -> None:
        """Say that whatever is being made looks at a cell."""
        if self._reading:
            self._reading[-1].add((kind, key))

    def keep(self, key: Hashable, problems: Diagnostics, make: Callable[[], T]) -> T:
        """What ``make`` returns, or what it returned before where nothing that it read changed.

        ``key`` names the result. One that brought problems is not kept: whoever asks again is told
        again. Nor is any while something is left out: it may have been passed over in silence.
        """
        self._asked.add(key)
        made = key not in self._kept
        before = len(problems.found)
        result = self.once(self._kept, key, make)
        if made and (problems.skipped or len(problems.found) > before):
            del self._kept[key]
        elif made:
            for cell in self._kept[key].cells:
                self._readers.setdefault(cell, set()).add(key)
        return result

    def once(self, store: dict[Hashable, Kept], key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` returns, made once for ``store``; each who asks is noted to read the same.

        For what is shared within one build, where a plain cache would hide who depends on it.
        """
        kept = store.get(key)
        if kept is None:
            self._reading.append(set())
            try:
                result = make()
            finally:
                cells = frozenset(self._reading.pop())
            kept = store[key] = Kept(result, cells)
        if self._reading:
            self._reading[-1] |= kept.cells
        found: T = kept.result
        return found

    @contextmanager
    def recording(self) -> Iterator[set[Cell]]:
        """The cells that are looked at meanwhile: for a result that says what it used."""
        cells: set[Cell] = set()
        self._reading.append(cells)
        try:
            yield cells
        finally:
            self._reading.pop()
            if self._reading:
                self._reading[-1] |= cells

    def always(self, key: str, make: Callable[[], T]) -> T:
        """What ``make`` returned when it was first asked for, whatever has changed since."""
        if key not in self._always:
            self._always[key] = make()
        found: T = self._always[key]
        return found

    def forget(self, key: Hashable) -> None:
        """Make a result again when it is asked for next."""
        if key in self._kept:
            for cell in self._kept.pop(key).cells:
                self._readers[cell].discard(key)

    def saved(self, results: Collection[str], cells: Collection[str]) -> Saved:
        """The results of some kinds (the first of their keys) that read those kinds of cells alone.

        Cells that no build compares, which nobody watches, are no hindrance.
        """
        watched = self._known.keys() - set(cells)
        kept: dict[Hashable, Kept] = {
            key: kept
            for key, kept in self._kept.items()
            if isinstance(key, tuple)
            and key[0] in results
            and watched.isdisjoint(kind for kind, _ in kept.cells)
        }
        known = {kind: dict(self._known[kind]) for kind in cells if kind in self._known}
        return Saved(kept, known, dict(self._grounds))

    @classmethod
    def of(cls, saved: Saved) -> Memo:
        """A memo that goes on from there."""
        memo = cls(dict(saved.kept), _known=dict(saved.known), _grounds=dict(saved.grounds))
        for key, kept in saved.kept.items():
            for cell in kept.cells:
                memo._readers.setdefault(cell, set()).add(key)
        return memo

    def start(self) -> None:
        """Begin a build."""
        self._asked.clear()

    def sweep(self) -> None:
        """Forget the results that nobody has asked for since the start."""
        for key in self._kept.keys() - self._asked:
            self.forget(key)

    def _drop(self, cell: Cell) -> None:
        for key in list(self._readers.get(cell, ())):
            self.forget(key)


class Watched(Mapping[str, T]):
    """A mapping that tells its memo who looks at what."""

    def __init__(self, found: Mapping[str, T], kind: str, memo: Memo) -> None:
        self._found, self._kind, self._memo = found, kind, memo

    def __getitem__(self, key: str) -> T:
        self._memo.note(self._kind, key)
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        self._memo.note(self._kind, str(key))
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def keys(self) -> KeysView[str]:
        """The names."""
        self._memo.note(self._kind, ALL)
        return self._found.keys()

    def values(self) -> ValuesView[T]:
        """The things."""
        self._memo.note(self._kind, ALL)
        return self._found.values()

    def items(self) -> ItemsView[str, T]:
        """Names with things."""
        self._memo.note(self._kind, ALL)
        return self._found.items()
