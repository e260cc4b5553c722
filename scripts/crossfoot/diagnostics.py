"""What is wrong, where, and what would be right.

Every stage collects problems instead of stopping at the first; the entry of a stage raises
:class:`BuildRefused` with all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from typing import Protocol, TypeVar

from .skipped_names import is_partial, name_patterns


class MayBeDraft(Protocol):
    """What may stand in a briefing before it is ready."""

    @property
    def draft(self) -> bool:
        """Whether it is only for whoever writes it."""
        ...


D = TypeVar("D", bound=MayBeDraft)


@dataclass(frozen=True, order=True)
class SourceLocation:
    """A point in an input file: path relative to the briefing, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def right(self, columns: int) -> SourceLocation:
        """The place ``columns`` characters further on the same line."""
        return SourceLocation(self.path, self.line, self.column + columns)


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One thing that is wrong: its place, what it is, and what would be right."""

    place: SourceLocation
    message: str
    hint: str = ""
    warning: bool = False
    group: str = ""
    """Those of one file that have the same text here are one mistake, though their words differ;
    empty: those whose words are the same."""
    other_places: tuple[SourceLocation, ...] = ()
    """Where else in the file the same is wrong; see :func:`group_alike`."""

    @property
    def text(self) -> str:
        """What is wrong, what would be right, and how often where it is many times."""
        told = f"{self.message}; {self.hint}" if self.hint else self.message
        return f"{told} ({self._times()})" if self.other_places else told

    def _times(self) -> str:
        lines = sorted({self.place.line, *(place.line for place in self.other_places)})
        times = f"{len(self.other_places) + 1:,} {'alike' if self.group else 'times'}"
        if len(lines) == 1:
            return f"{times} on this line"
        first = "first lines" if len(lines) > EACH_AT_MOST else "lines"
        return f"{times}; {first} {', '.join(map(str, lines[:EACH_AT_MOST]))}"

    def __str__(self) -> str:
        word = "warning: " if self.warning else ""
        p = self.place
        return f"{p.path}:{p.line}:{p.column}: {word}{self.text}"


EACH_AT_MOST = 3
"""Places at which the same mistake in one file is told by itself; more are one problem."""


def group_alike(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Problems sorted by place and without doubles; the same one many times in a file is one.

    It stands where it is met first and has the other places in ``also``.
    """
    same: dict[tuple[object, ...], list[Diagnostic]] = {}
    for problem in sorted(set(problems)):
        words = (problem.group,) if problem.group else (problem.message, problem.hint)
        same.setdefault((problem.place.path, problem.warning, *words), []).append(problem)
    told: list[Diagnostic] = []
    for group in same.values():
        if len(group) <= EACH_AT_MOST:
            told += group
        else:
            also = [place for one in group for place in (one.place, *one.other_places)]
            told.append(replace(group[0], other_places=tuple(also[1:])))
    return tuple(sorted(told))


class BuildRefused(Exception):
    """The inputs have problems; nothing was published.

    ``problems`` holds them as :func:`group_alike` gives them.
    """

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = group_alike(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class InvalidValue(ValueError):
    """A value that cannot stand, found by a pure function that knows no file.

    ``offset`` counts characters into the text that the function was given.
    """

    def __init__(self, message: str, hint: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.message, self._hint, self.offset = message, hint, offset

    @property
    def hint(self) -> str:
        """What would be right."""
        return self._hint


class UnknownName(InvalidValue):
    """A name that nothing among ``known`` has; the nearest is suggested, else ``hint``.

    The nearest is looked for when somebody asks: what is never told costs nothing.
    """

    def __init__(
        self,
        kind: str,
        name: str,
        known: Iterable[str],
        hint: str = "",
        offset: int = 0,
        message: str = "",
    ) -> None:
        super().__init__(message or f"no {kind} {name}", hint, offset)
        self.kind, self.name, self.known = kind, name, known

    @property
    def hint(self) -> str:
        """The nearest name, else what would be right in general."""
        return did_you_mean(self.name, self.known) or self._hint

    @property
    def in_general(self) -> str:
        """What would be right, without a search."""
        return self._hint


PUBLISHED = "what is published, or draft on both"
"""What would be right where something that is published asks for a draft."""


@dataclass
class Diagnostics:
    """A collector of problems, passed through the stages.

    It also knows what was left out because of one, so that nobody who asks for that is told that
    it is missing: what is wrong is said once, where it stands.
    """

    found: list[Diagnostic] = field(default_factory=list)
    skipped: set[tuple[str, str]] = field(default_factory=set)
    """Kind and name of what was left out; ``*`` in a name for what of it could not be read."""
    drafts: set[tuple[str, str]] = field(default_factory=set)
    """Kind and name of what was left out as a draft: nothing is wrong with it, but with whoever
    asks for it."""
    _skipped_kinds: set[str] = field(init=False, repr=False, compare=False)
    _skipped_patterns: set[tuple[str, str]] = field(init=False, repr=False, compare=False)
    """What is lost by a name that has a ``*`` inside one of its parts."""
    _hints: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._skipped_kinds = {kind for kind, _ in self.skipped}
        self._skipped_patterns = {lost for lost in self.skipped if is_partial(lost[1])}

    def add(self, place: SourceLocation, message: str, hint: str = "", group: str = "") -> None:
        """Note an error; those of a file in one ``group`` are one mistake, made many times."""
        self.found.append(Diagnostic(place, _short(message), _short(hint), group=group))

    def warn(self, place: SourceLocation, message: str, hint: str = "", group: str = "") -> None:
        """Note something doubtful that does not stop a build (``--strict`` makes it an error).

        ``group`` as in :meth:`add`.
        """
        self.found.append(
            Diagnostic(place, _short(message), _short(hint), warning=True, group=group)
        )

    def add_invalid(self, place: SourceLocation, wrong: InvalidValue, who: str = "") -> None:
        """Note at ``place`` what a function found wrong, unless it misses what was left out."""
        if not isinstance(wrong, UnknownName):
            self.add(place, f"{who}{wrong.message}", wrong.hint)
        elif (wrong.kind, wrong.name) in self.drafts:
            self.add(place, f"{who}the {wrong.kind} {wrong.name} is a draft", PUBLISHED)
        elif not self.has_skipped(wrong.kind, wrong.name):
            self.add(place, f"{who}{wrong.message}", self._hint(wrong))

    def _hint(self, missing: UnknownName) -> str:
        """What would be right; the nearest name is looked for only so many times."""
        asked = missing.kind, missing.name
        if asked not in self._hints:
            if len(self._hints) >= SEARCHES_AT_MOST:
                return missing.in_general
            self._hints[asked] = missing.hint
        return self._hints[asked]

    def without_drafts(self, kind: str, found: Mapping[str, D]) -> dict[str, D]:
        """Those that are no drafts; whoever asks for one of the others is told that it is one."""
        self.drafts |= {(kind, name) for name, one in found.items() if one.draft}
        return {name: one for name, one in found.items() if not one.draft}

    def skip(self, kind: str, name: str = "*") -> None:
        """Say that something is left out, for a problem that is noted; all of a kind: ``*``."""
        self.skipped.add((kind, name))
        self._skipped_kinds.add(kind)
        if is_partial(name):
            self._skipped_patterns.add((kind, name))

    def has_skipped(self, kind: str, name: str = "*") -> bool:
        """Whether ``name`` is, or may be, what was left out; whether anything is: ``*``.

        The row ``id@source`` is lost with its figure ``id``. Costs the same however much is lost,
        but for names that have a ``*`` inside one of their parts.
        """
        asked = name.partition("@")[0]
        if asked == "*" or kind not in self._skipped_kinds:
            return kind in self._skipped_kinds
        if not self.skipped.isdisjoint((kind, lost) for lost in name_patterns(asked)):
            return True
        patterns = (lost for of, lost in self._skipped_patterns if of == kind)
        return any(fnmatchcase(asked, lost) for lost in patterns)

    def at(self, place: SourceLocation) -> _At:
        """Turn a :class:`InvalidValue` raised inside a ``with`` into an error at ``place``."""
        return _At(self, place)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors so far, as :func:`group_alike` gives them."""
        return group_alike(p for p in self.found if not p.warning)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The warnings so far, as :func:`group_alike` gives them."""
        return group_alike(p for p in self.found if p.warning)

    def failed_since(self, mark: int) -> bool:
        """Whether an error was noted since ``len(found)`` was ``mark``; counts only what is new."""
        return any(not problem.warning for problem in self.found[mark:])

    def refuse(self) -> None:
        """Raise :class:`BuildRefused` with everything found, if any of it is an error."""
        if self.failed_since(0):
            raise BuildRefused(self.found)


@dataclass(frozen=True)
class _At:
    # A class, for a type checker to see that what is raised inside may end here.
    problems: Diagnostics
    place: SourceLocation

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, InvalidValue):
            return False
        self.problems.add_invalid(self.place.right(error.offset), error)
        return True


SEARCHES_AT_MOST = 100
"""Names that nothing has for which the nearest is looked for; a search goes through all names."""
LIKELY_AT_MOST = 50
"""Names that are compared letter by letter, those that share the most pairs of letters."""
LONGEST = 200
"""Characters of a word that could be a misspelt name."""


CLOSE = 0.8
"""How alike a word is that can be no other of a few whose meanings lie far apart."""


def closest_word(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word closest to ``word``, or an empty text where none is close."""
    if len(word) > LONGEST:
        return ""
    folded, asked = {name.casefold(): name for name in known}, word.casefold()
    if asked in folded:
        return folded[asked]
    likely = list(folded)
    if len(likely) > LIKELY_AT_MOST:
        pairs = _pairs(asked)

        def shared(name: str) -> float:
            return len(pairs & _pairs(name)) / (len(asked) + len(name))

        likely = nlargest(LIKELY_AT_MOST, likely, key=shared)
    close = get_close_matches(asked, likely, n=1, cutoff=cutoff)
    return folded[close[0]] if close else ""


@lru_cache(maxsize=100_000)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(word)))


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """``did you mean X?`` for the known word closest to ``word``, or an empty text."""
    close = closest_word(word, known, cutoff)
    return f"did you mean {close}?" if close else ""


WORDS_AT_MOST = 1_000
"""Characters that are told of what is wrong, and of what would be right."""


_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def _short(text: str) -> str:
    """One line to show: of a quoted value without end its beginning and its end, nothing hidden."""
    if len(text) > WORDS_AT_MOST:
        text = f"{text[: WORDS_AT_MOST // 4]} … {text[-WORDS_AT_MOST // 4 :]}"
    return _UNSEEN.sub(lambda found: repr(found[0])[1:-1], text)
