"""What is wrong, where, and what would be right.

Every stage collects problems instead of stopping at the first; the entry of a stage raises
:class:`Refused` with all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Protocol, TypeVar


class MayBeDraft(Protocol):
    """What may stand in a briefing before it is ready."""

    @property
    def draft(self) -> bool:
        """Whether it is only for whoever writes it."""
        ...


D = TypeVar("D", bound=MayBeDraft)


@dataclass(frozen=True, order=True)
class Place:
    """A point in an input file: path relative to the briefing, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def right(self, columns: int) -> Place:
        """The place ``columns`` characters further on the same line."""
        return Place(self.path, self.line, self.column + columns)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: its place, what it is, and what would be right."""

    place: Place
    what: str
    instead: str = ""
    warning: bool = False

    def __str__(self) -> str:
        word = "warning: " if self.warning else ""
        tail = f"; {self.instead}" if self.instead else ""
        p = self.place
        return f"{p.path}:{p.line}:{p.column}: {word}{self.what}{tail}"


class Refused(Exception):
    """The inputs have problems; nothing was published.

    ``problems`` holds them sorted by place and without doubles.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(p) for p in self.problems))


class Wrong(ValueError):
    """A value that cannot stand, found by a pure function that knows no file.

    ``offset`` counts characters into the text that the function was given.
    """

    def __init__(self, what: str, instead: str = "", offset: int = 0) -> None:
        super().__init__(what)
        self.what, self.instead, self.offset = what, instead, offset


class Missing(Wrong):
    """A name that nothing among ``known`` has; the nearest is suggested, else ``instead``."""

    def __init__(
        self,
        kind: str,
        name: str,
        known: Iterable[str],
        instead: str = "",
        offset: int = 0,
        what: str = "",
    ) -> None:
        what = what or f"no {kind} {name}"
        super().__init__(what, nearest(name, known) or instead, offset)
        self.kind, self.name = kind, name


PUBLISHED = "what is published, or draft on both"
"""What would be right where something that is published asks for a draft."""


@dataclass
class Problems:
    """A collector of problems, passed through the stages.

    It also knows what was left out because of one, so that nobody who asks for that is told that
    it is missing: what is wrong is said once, where it stands.
    """

    found: list[Problem] = field(default_factory=list)
    lost: set[tuple[str, str]] = field(default_factory=set)
    """Kind and name of what was left out; ``*`` in a name for what of it could not be read."""
    drafts: set[tuple[str, str]] = field(default_factory=set)
    """Kind and name of what was left out as a draft: nothing is wrong with it, but with whoever
    asks for it."""

    def add(self, place: Place, what: str, instead: str = "") -> None:
        """Note an error."""
        self.found.append(Problem(place, what, instead))

    def warn(self, place: Place, what: str, instead: str = "") -> None:
        """Note something doubtful that does not stop a build (``--strict`` makes it an error)."""
        self.found.append(Problem(place, what, instead, warning=True))

    def note(self, place: Place, wrong: Wrong, who: str = "") -> None:
        """Note at ``place`` what a function found wrong, unless it misses what was left out."""
        if not isinstance(wrong, Missing):
            self.add(place, f"{who}{wrong.what}", wrong.instead)
        elif (wrong.kind, wrong.name) in self.drafts:
            self.add(place, f"{who}the {wrong.kind} {wrong.name} is a draft", PUBLISHED)
        elif not self.has_lost(wrong.kind, wrong.name):
            self.add(place, f"{who}{wrong.what}", wrong.instead)

    def published(self, kind: str, found: Mapping[str, D]) -> dict[str, D]:
        """Those that are no drafts; whoever asks for one of the others is told that it is one."""
        self.drafts |= {(kind, name) for name, one in found.items() if one.draft}
        return {name: one for name, one in found.items() if not one.draft}

    def lose(self, kind: str, name: str = "*") -> None:
        """Say that something is left out, for a problem that is noted; all of a kind: ``*``."""
        self.lost.add((kind, name))

    def has_lost(self, kind: str, name: str = "*") -> bool:
        """Whether ``name`` is, or may be, what was left out; whether anything is: ``*``.

        The row ``id@source`` is lost with its figure ``id``.
        """
        asked = name.partition("@")[0]
        names = [lost for of, lost in self.lost if of == kind]
        return any(asked == "*" or fnmatchcase(asked, lost) for lost in names)

    def at(self, place: Place) -> _At:
        """Turn a :class:`Wrong` raised inside a ``with`` into an error at ``place``."""
        return _At(self, place)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors so far, sorted."""
        return tuple(sorted({p for p in self.found if not p.warning}))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The warnings so far, sorted."""
        return tuple(sorted({p for p in self.found if p.warning}))

    def refuse(self) -> None:
        """Raise :class:`Refused` with everything found, if any of it is an error."""
        if self.errors:
            raise Refused(self.found)


@dataclass(frozen=True)
class _At:
    # A class, for a type checker to see that what is raised inside may end here.
    problems: Problems
    place: Place

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, Wrong):
            return False
        self.problems.note(self.place.right(error.offset), error)
        return True


def closest(word: str, known: Iterable[str]) -> str:
    """The known word closest to ``word``, or an empty text where none is close."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """``did you mean X?`` for the known word closest to ``word``, or an empty text."""
    close = closest(word, known)
    return f"did you mean {close}?" if close else ""
