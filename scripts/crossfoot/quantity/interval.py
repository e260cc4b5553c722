"""Intervals of exact rationals, with open and missing ends.

An interval is the set of values that written digits leave open. Arithmetic returns the smallest
interval that holds every exact result of values within the inputs, each occurrence standing for
itself (R. E. Moore, *Interval Analysis*, 1966; ends may be open or without end).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from ..diagnostics import InvalidValue

End = tuple[Fraction | None, bool]
"""An end: its value (None: without end) and whether it is open (the value itself left out)."""


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``; None is without end, an open end leaves its own value out.

    Raises ValueError where low is above high, or an interval of one point has an open end.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None:
            object.__setattr__(self, "low_open", True)
        if self.high is None:
            object.__setattr__(self, "high_open", True)
        if self.low is not None and self.high is not None and not self.low < self.high:
            if self.low > self.high:
                raise ValueError(f"an interval from {self.low} to {self.high} is empty")
            if self.low_open or self.high_open:
                raise ValueError(f"an open interval at {self.low} is empty")

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """The one value ``value``."""
        return cls(Fraction(value), Fraction(value))

    @property
    def exact(self) -> bool:
        """Whether it is one point."""
        return self.low is not None and self.low == self.high

    @property
    def bounded(self) -> bool:
        """Whether both ends are there."""
        return self.low is not None and self.high is not None

    @property
    def width(self) -> Fraction | None:
        """High less low; None without end."""
        return None if self.low is None or self.high is None else self.high - self.low

    def contains(self, value: Fraction) -> bool:
        """Whether ``value`` lies inside."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = (
            self.high is None or value < self.high or (value == self.high and not self.high_open)
        )
        return above and below

    @property
    def _above_zero(self) -> bool:
        return self.low is not None and self.low.numerator > 0

    def touches_zero(self) -> bool:
        """Whether zero lies inside or is an end, open or not."""
        if self._above_zero:
            return False
        return (self.low is None or self.low <= 0) and (self.high is None or self.high >= 0)

    def intersect(self, other: Interval) -> Interval | None:
        """The values in both; None where there are none."""
        low, low_open = _tighter(
            (self.low, self.low_open), (other.low, other.low_open), lambda a, b: a > b
        )
        high, high_open = _tighter(
            (self.high, self.high_open), (other.high, other.high_open), lambda a, b: a < b
        )
        if low is None or high is None or low < high:
            return Interval(low, high, low_open, high_open)
        point = low == high and not (low_open or high_open)
        return Interval(low, high) if point else None

    def scale(self, factor: Fraction) -> Interval:
        """Each value times the exact ``factor``."""
        if factor == 1:
            return self
        if factor < 0:
            return -self.scale(-factor)
        if factor == 0:
            return Interval.point(0)
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low, high, self.low_open or other.low_open, self.high_open or other.high_open
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self._above_zero and other._above_zero:  # as nearly all are: each end comes of two ends
            assert self.low is not None and other.low is not None
            return Interval(
                self.low * other.low,
                None if self.high is None or other.high is None else self.high * other.high,
                self.low_open or other.low_open,
                self.high_open or other.high_open,
            )
        corners = [_times(a, b) for a in self._ends() for b in other._ends()]
        return _hull(corners)

    def __truediv__(self, other: Interval) -> Interval:
        if other.touches_zero():
            raise InvalidValue(
                "the divisor's interval touches zero",
                "a divisor that is surely above or surely below zero",
            )
        low = Fraction(0) if other.high is None else 1 / other.high
        high = Fraction(0) if other.low is None else 1 / other.low
        return self * Interval(low, high, other.high_open, other.low_open)

    def __abs__(self) -> Interval:
        if self.low is not None and self.low >= 0:
            return self
        if self.high is not None and self.high <= 0:
            return -self
        if self.low is None or self.high is None:
            return Interval(Fraction(0), None)
        high = max(-self.low, self.high)
        ends = [(-self.low, self.low_open), (self.high, self.high_open)]
        return Interval(Fraction(0), high, False, all(o for v, o in ends if v == high))

    def _ends(self) -> tuple[tuple[Fraction | float, bool], tuple[Fraction | float, bool]]:
        low: Fraction | float = float("-inf") if self.low is None else self.low
        high: Fraction | float = float("inf") if self.high is None else self.high
        return (low, self.low_open), (high, self.high_open)


def _tighter(a: End, b: End, beyond: Callable[[Fraction, Fraction], bool]) -> End:
    if a[0] is None:
        return b
    if b[0] is None:
        return a
    if a[0] == b[0]:
        return a[0], a[1] or b[1]
    return a if beyond(a[0], b[0]) else b


def _times(
    a: tuple[Fraction | float, bool], b: tuple[Fraction | float, bool]
) -> tuple[Fraction | float, bool]:
    # Zero times an end without end is zero: every value inside is finite. A zero that is
    # reached stays reached whatever it is multiplied with.
    if a[0] == 0 or b[0] == 0:
        reached = (a[0] == 0 and not a[1]) or (b[0] == 0 and not b[1])
        return Fraction(0), not reached
    if isinstance(a[0], float) or isinstance(b[0], float):
        # By sign alone: a very large or small fraction is no float.
        return float("inf") if (a[0] > 0) == (b[0] > 0) else float("-inf"), True
    return a[0] * b[0], a[1] or b[1]


def _hull(corners: Iterable[tuple[Fraction | float, bool]]) -> Interval:
    corners = list(corners)
    low = min(v for v, _ in corners)
    high = max(v for v, _ in corners)
    return Interval(
        low if isinstance(low, Fraction) else None,
        high if isinstance(high, Fraction) else None,
        all(o for v, o in corners if v == low),
        all(o for v, o in corners if v == high),
    )


def minimum(intervals: Iterable[Interval]) -> Interval:
    """The interval of the least of one value from each."""
    return -maximum([-i for i in intervals])


def maximum(intervals: Iterable[Interval]) -> Interval:
    """The interval of the greatest of one value from each."""
    items = list(intervals)
    ends = [(i.low, i.low_open) for i in items if i.low is not None]
    low, low_open = None, True
    if ends:
        low = max(v for v, _ in ends)
        low_open = any(o for v, o in ends if v == low)
    high, high_open = None, True
    if all(i.high is not None for i in items):
        tops = [(i.high, i.high_open) for i in items if i.high is not None]
        high = max(v for v, _ in tops)
        high_open = all(o for v, o in tops if v == high)
    return Interval(low, high, low_open, high_open)
