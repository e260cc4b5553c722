"""What changed from one edition to the next: figures, verdicts and charts, by their records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from .model import Chart, ClaimRecord, Edition, FigureRecord

T = TypeVar("T")


@dataclass(frozen=True)
class Change(Generic[T]):
    """A thing that is new (``old`` is None), gone (``new`` is None) or another than it was."""

    id: str
    old: T | None
    new: T | None

    @property
    def thing(self) -> T:
        """It as it is, or as it was before it went."""
        found = self.old if self.new is None else self.new
        assert found is not None
        return found


@dataclass(frozen=True)
class Changes:
    """All that changed, each kind by id."""

    figures: tuple[Change[FigureRecord], ...]
    claims: tuple[Change[ClaimRecord], ...]
    """Those that came, went, or got another verdict."""
    charts: tuple[Change[Chart], ...]

    @property
    def any(self) -> bool:
        """Whether anything did."""
        return bool(self.figures or self.claims or self.charts)


def compare_editions(old: Edition, new: Edition) -> Changes:
    """What changed from ``old`` to ``new``."""
    return Changes(
        changed_figures(old.figures, new.figures),
        changed_claims(old.claims, new.claims),
        _changed(old.charts, new.charts, lambda chart: (chart.record.title, chart.spec)),
    )


def changed_figures(
    old: Mapping[str, FigureRecord], new: Mapping[str, FigureRecord]
) -> tuple[Change[FigureRecord], ...]:
    """The figures that came, went, or have another value, interval, unit or text."""
    return _changed(old, new, _number)


def changed_claims(
    old: Mapping[str, ClaimRecord], new: Mapping[str, ClaimRecord]
) -> tuple[Change[ClaimRecord], ...]:
    """The claims that came, went, or have another verdict."""
    return _changed(old, new, lambda claim: claim.verdict)


def _number(figure: FigureRecord) -> object:
    ends = (figure.low, figure.high, figure.low_open, figure.high_open)
    return figure.value, *ends, figure.unit, figure.text


def _changed(
    old: Mapping[str, T], new: Mapping[str, T], told: Callable[[T], object]
) -> tuple[Change[T], ...]:
    ids = sorted({*old, *new})
    changes = (Change(id, old.get(id), new.get(id)) for id in ids)
    return tuple(c for c in changes if c.old is None or c.new is None or told(c.old) != told(c.new))
