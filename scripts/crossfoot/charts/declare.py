"""The ``@chart`` decorator: what a chart function says about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import signature
from typing import Any, Literal, TypeVar

from ..problem import Place, Wrong

Width = Literal["wide", "narrow"]
"""The frame that a drawing is for: a text column, or a phone."""

WIDTHS: tuple[Width, Width] = ("wide", "narrow")
TEXTS = ("title", "subtitle", "description", "note")
"""What a chart says in words; each a template over the ledger."""

MARK = "__crossfoot_chart__"
HOLDS = 'holds=("a.cost.2025 - a.revenue.2025", "more than 0 USD"), or a list of such pairs'

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Check:
    """What a title states, as a formula and the test that it must pass."""

    of: str
    is_: str
    of_at: Place = field(default_factory=lambda: Place(""))
    """Where the formula's first character stands."""
    is_at: Place = field(default_factory=lambda: Place(""))


@dataclass(frozen=True)
class Declared:
    """A chart function with its texts, before anything was called."""

    id: str
    """The function's name with ``-`` for ``_``; the chart's address."""
    function: Callable[..., Any]
    texts: Mapping[str, str]
    holds: tuple[Check, ...] = ()
    """What must come out ``holds`` for the title to stand."""
    place: Place = field(default_factory=lambda: Place(""))
    """Where the function begins."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each text begins."""
    draft: bool = False
    """Whether it is only for whoever writes it."""
    code: str = ""
    """SHA-256 of the source that it comes from, its neighbours' included."""

    @property
    def two_drawings(self) -> bool:
        """Whether the function takes the width and may draw the narrow one differently."""
        return len(signature(self.function).parameters) > 1

    def place_of(self, text: str) -> Place:
        """Where ``title``, ``subtitle``, ``description`` or ``note`` stands."""
        return self.places.get(text, self.place)


def chart(
    *,
    title: str,
    subtitle: str = "",
    description: str = "",
    note: str = "",
    holds: tuple[str, str] | Sequence[tuple[str, str]] = (),
    draft: bool = False,
) -> Callable[[F], F]:
    """Make a function a chart of the briefing.

    The function takes an :class:`~crossfoot.charts.Ask`, and, if it draws a narrow frame in
    another way, a second argument ``width`` (``"wide"`` or ``"narrow"``); it returns an Altair
    chart. Its id, and so its address, is its name with ``-`` for ``_``.

    All four texts are templates over the ledger and hold no typed number. ``title`` states the
    finding in at most ten words; ``subtitle`` says measure, coverage, period and unit;
    ``description`` what a screen reader says (left out: made from the rows); ``note`` stands
    in the footer.

    ``holds`` is what the title states, as claims are tested: a formula over the ledger and the
    test that it must pass, ``("a.cost.2025 - a.revenue.2025", "more than 0 USD")``, or a list of
    such pairs. In a formula ``claims(fails)`` counts the claims of that verdict, opinions left
    out. A build stops unless each comes out ``holds``; a title that compares must have one.

    A ``draft`` is shown by ``crossfoot serve`` and in no build.
    Raises Wrong for anything but pairs of texts.
    """
    checks = _checks(holds)
    texts = {"title": title, "subtitle": subtitle, "description": description, "note": note}

    def declare(function: F) -> F:
        id_ = function.__name__.replace("_", "-")
        setattr(function, MARK, Declared(id_, function, texts, checks, draft=draft))
        return function

    return declare


def _checks(holds: object) -> tuple[Check, ...]:
    """One pair, or several, as checks without places."""
    pairs = [holds] if _pair(holds) else holds
    if not isinstance(pairs, (list, tuple)) or not all(map(_pair, pairs)):
        raise Wrong("holds= is no formula with its test", HOLDS)
    return tuple(Check(*pair) for pair in pairs)


def _pair(thing: object) -> bool:
    if not isinstance(thing, (list, tuple)) or len(thing) != 2:
        return False
    return all(isinstance(text, str) for text in thing)
