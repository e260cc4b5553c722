"""The ``@chart`` decorator: what a chart function says about itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from inspect import signature, unwrap
from types import CodeType, ModuleType
from typing import Any, Literal, TypeVar

from ..diagnostics import InvalidValue, SourceLocation

Width = Literal["wide", "narrow"]
"""The frame that a drawing is for: a text column, or a phone."""

WIDTHS: tuple[Width, Width] = ("wide", "narrow")
TEXTS = ("title", "subtitle", "description", "note")
"""What a chart says in words; each a template over the ledger."""

HOLDS = 'holds=("a.cost.2025 - a.revenue.2025", "more than 0 USD"), or a list of such pairs'

JUDGED = 'judged="above", the words of its texts that nobody can work out, or a list of them'
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Controls, halves of characters, and marks that turn the direction of writing."""

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class TitleCheck:
    """What a title states, as a formula and the test that it must pass."""

    of: str
    is_: str
    of_at: SourceLocation = field(default_factory=lambda: SourceLocation(""))
    """Where the formula's first character stands."""
    is_at: SourceLocation = field(default_factory=lambda: SourceLocation(""))


@dataclass(frozen=True)
class ChartDeclaration:
    """A chart function with its texts, before anything was called."""

    id: str
    """As it says, else the function's name with ``-`` for ``_``; the chart's address."""
    function: Callable[..., Any]
    texts: Mapping[str, str]
    holds: tuple[TitleCheck, ...] = ()
    """What must come out ``holds`` for the title to stand."""
    judged: tuple[str, ...] = ()
    """Words of its texts that compare and that nobody can work out."""
    place: SourceLocation = field(default_factory=lambda: SourceLocation(""))
    """Where the function begins."""
    places: Mapping[str, SourceLocation] = field(default_factory=dict)
    """Where each text begins."""
    draft: bool = False
    """Whether it is only for whoever writes it."""
    code: str = ""
    """Digests of the source that it comes from, its neighbours' included, and of other files."""
    modules: Mapping[str, ModuleType] = field(default_factory=dict, repr=False, compare=False)
    """The modules that its function may import when it is called."""

    @property
    def written(self) -> CodeType | None:
        """The code of the function as its author wrote it, under whatever stands around it."""
        inner = unwrap(getattr(self.function, "func", self.function))
        return getattr(inner, "__code__", None)

    @property
    def two_drawings(self) -> bool:
        """Whether the function takes the width and may draw the narrow one differently.

        Raises InvalidValue for one that takes nothing.
        """
        taken = [*signature(self.function).parameters.values()]
        if not taken:
            raise InvalidValue(
                "its function takes no argument", "one to ask for its data, as in (ask)"
            )
        return any(p.name == "width" or p.default is p.empty for p in taken[1:2])

    def calls(self, ask: object, width: Width) -> Callable[[], Any]:
        """The function with what it takes."""
        if not self.two_drawings:
            return partial(self.function, ask)
        if "width" in signature(self.function).parameters:
            return partial(self.function, ask, width=width)
        return partial(self.function, ask, width)

    def same(self, other: ChartDeclaration) -> bool:
        """Whether both functions do the same: one text that was run twice, around equal values."""
        one, two = (d.function for d in (self, other))
        if hasattr(one, "func") or self.written is None or self.written is not other.written:
            return False
        return _around(one) == _around(two)

    def place_of(self, text: str) -> SourceLocation:
        """Where ``title``, ``subtitle``, ``description`` or ``note`` stands."""
        return self.places.get(text, self.place)


def chart(
    *,
    title: str,
    id: str = "",
    subtitle: str = "",
    description: str = "",
    note: str = "",
    holds: tuple[str, str] | Sequence[tuple[str, str]] = (),
    judged: str | Sequence[str] = (),
    draft: bool = False,
) -> Callable[[F], F]:
    """Make a function a chart of the briefing.

    The function takes an :class:`~crossfoot.charts.Ask`, and, if it draws a narrow frame in
    another way, a second argument ``width`` (``"wide"`` or ``"narrow"``); it returns an Altair
    chart. ``id``, and so the chart's address, is by default its name with ``-`` for ``_``. Every
    function that is decorated while its module runs is a chart, in a loop or a factory too: each
    then needs an ``id`` of its own.

    All four texts are templates over the ledger and hold no typed number. ``title`` states the
    finding in at most ten words; ``subtitle`` says measure, coverage, period and unit;
    ``description`` what a screen reader says (left out: made from the rows); ``note`` stands
    in the footer.

    ``holds`` is what the title states, as claims are tested: a formula over the ledger and the
    test that it must pass, ``("a.cost.2025 - a.revenue.2025", "more than 0 USD")``, or a list of
    such pairs. In a formula ``claims(fails)`` counts the claims of that verdict, opinions left
    out. A build stops unless each comes out ``holds``; a title that compares without one is a
    warning. ``judged`` are the words of it that compare and that nobody can work out, as
    ``"above"`` where that is a place; they bring none.

    A ``draft`` is shown by ``crossfoot serve`` and in no build.
    Raises InvalidValue for what is no text, no pair of texts or no function.
    """
    checks = _checks(holds)
    texts = {"title": title, "subtitle": subtitle, "description": description, "note": note}
    for name, text in {**texts, "id": id}.items():
        _readable(name, text)
    words = (judged,) if isinstance(judged, str) else judged
    if not isinstance(words, (list, tuple)) or not all(isinstance(w, str) and w for w in words):
        raise InvalidValue("judged= is no text", JUDGED)

    def declare(function: F) -> F:
        name = id or getattr(function, "__name__", "").replace("_", "-")
        if not callable(function) or isinstance(function, type) or not name:
            raise InvalidValue(
                "@chart stands over no function", "@chart(title=...) over a def, or id="
            )
        found = ChartDeclaration(name, function, texts, checks, tuple(words), draft=bool(draft))
        if (seen := _DECLARED.get()) is not None:
            seen.append(found)
        return function

    return declare


_DECLARED: ContextVar[list[ChartDeclaration] | None] = ContextVar("declared", default=None)


@contextmanager
def collect_declarations() -> Iterator[list[ChartDeclaration]]:
    """The charts that are declared in the block, in order, however their functions are made."""
    found: list[ChartDeclaration] = []
    before = _DECLARED.set(found)
    try:
        yield found
    finally:
        _DECLARED.reset(before)


def _around(function: Callable[..., Any]) -> list[object]:
    """What a function's text rests on: its defaults, and the values of where it was made."""
    inner = unwrap(function)
    cells = getattr(inner, "__closure__", None) or ()
    return [
        getattr(inner, "__defaults__", None),
        getattr(inner, "__kwdefaults__", None),
        *(cell.cell_contents for cell in cells),
    ]


def _readable(name: str, text: object) -> None:
    """Raises InvalidValue for what is no text, or one with characters that nobody sees."""
    if not isinstance(text, str):
        raise InvalidValue(f"{name}= is no text: {type(text).__name__}", "a text")
    if unseen := UNSEEN.search(text):
        raise InvalidValue(f"{name}= has the character U+{ord(unseen[0]):04X}", "a text without it")


def _checks(holds: object) -> tuple[TitleCheck, ...]:
    """One pair, or several, as checks without places."""
    pairs = [holds] if _pair(holds) else holds
    if not isinstance(pairs, (list, tuple)) or not all(map(_pair, pairs)):
        raise InvalidValue("holds= is no formula with its test", HOLDS)
    return tuple(TitleCheck(*pair) for pair in pairs)


def _pair(thing: object) -> bool:
    if not isinstance(thing, (list, tuple)) or len(thing) != 2:
        return False
    return all(isinstance(text, str) for text in thing)
