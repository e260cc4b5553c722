"""A judged claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ..diagnostics import SourceLocation
from ..ledger.schema import ClaimEntry
from ..quantity.compare import Agreement
from ..quantity.interval import Interval
from ..quantity.unit import Unit
from .check import Check
from .verdict import Alternative, Verdict


@dataclass(frozen=True)
class Margin:
    """How far one input of a claim's check would have to move, alone, to change the verdict.

    Numbers are what the row's written value would be, in its own unit: of a range its middle, of
    a date the number of its (first) day. What the row leaves open moves along.
    """

    input: str
    """The row, ``id@source``."""
    unit: Unit
    present: Fraction
    verdict: Agreement
    """With the row as it is; what disputing rows and later publication do to it left out."""
    down: Fraction | None
    """The nearest value below at which the verdict is another, rounded away; None if none is."""
    up: Fraction | None
    """The same above."""
    verdict_down: Agreement | None
    verdict_up: Agreement | None

    @property
    def share_down(self) -> Fraction | None:
        """The change down to ``down`` over ``present``; None for a date, from zero, or without."""
        return self._share(self.down)

    @property
    def share_up(self) -> Fraction | None:
        """The change up to ``up`` over ``present``; None for a date, from zero, or without."""
        return self._share(self.up)

    def _share(self, end: Fraction | None) -> Fraction | None:
        if end is None or not self.present or self.unit.text == "date":
            return None
        return (end - self.present) / self.present


@dataclass(frozen=True)
class Claim:
    """A claim with its verdict and its working."""

    entry: ClaimEntry
    verdict: Verdict
    reason: str
    """Why an ``undetermined`` or ``unverifiable`` came out: "only its own word"; else empty."""
    of: str
    """The formula with each id's @source filled in; empty where nothing is tested."""
    inputs: tuple[str, ...]
    """The rows and figures that it used."""
    value: Fraction | None
    """Worked out from the digits as written, in ``unit``."""
    interval: Interval | None
    unit: Unit | None
    """The unit that ``is`` is written in."""
    text: str
    """What was worked out, as pages write it: "4.1"."""
    test: str
    """The test in words: "nearly 4: from 3.6 up to, not including, 4"."""
    bound: Interval | None
    """The interval that ``is`` stands for, in ``unit``; None for a status."""
    working: str
    """The formula with the numbers in it."""
    alternatives: tuple[Alternative, ...]
    asked: Check | None = field(default=None, compare=False, repr=False)
    """What its margins are worked out from; None where it has none."""
    margin_search: Callable[[], tuple[Margin, ...]] | None = field(
        default=None, compare=False, repr=False
    )
    """Works them out: it takes its time, and few pages ask."""

    @property
    def margins(self) -> tuple[Margin, ...]:
        """One for each input; none where the verdict does not come out of working out a number."""
        return self.margin_search() if self.margin_search else ()

    @property
    def id(self) -> str:
        """The claim's key."""
        return self.entry.id

    @property
    def place(self) -> SourceLocation:
        """Where it stands in claims.yml."""
        return self.entry.place

    @property
    def address(self) -> str:
        """Its page, relative to the site's root."""
        return f"claims/{self.entry.id}/"

    def same(self, other: Claim) -> bool:
        """Whether the other says and came to the same, wherever it stands."""
        return self.entry.same(other.entry) and replace(self, entry=other.entry) == other
