"""Where, on the way along a line of numbers, an answer becomes another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .decimal import decimal_exponent, pow10, round_half_away, round_up

DIGITS = 3
"""Significant digits of a threshold, where they lengthen the way to it by a tenth at most."""
CLOSE = Fraction(1, 10**9)
"""The share of the way to it to which a change is closed in on before it is rounded."""
WIDE = Fraction(1, 10**3)
"""The share of the way in which a nearer change may still be hidden while closing in."""
BRINK = 3
"""A way of so many digits below the first step is none; it is told as that many above it."""
SPARE = 300
"""Halvings between neighbours, in all: enough for any change that shows on one way."""


@dataclass
class ThresholdSearch:
    """A search for the nearest change of an answer."""

    answer: Callable[[Fraction], object]
    """What holds at a number; None where there is no answer, which ends the way."""
    doubt: Callable[[Fraction, Fraction], int | None]
    """None where the answer is surely the same all the way between two numbers; else how many
    times it is worth halving the way between neighbours whose answers are alike."""
    whole: bool = False
    """Whether only whole numbers count."""
    spare: int = SPARE

    def nearest(self, points: Sequence[Fraction]) -> Fraction | None:
        """The first number with another answer than ``points[0]``; None where there is none.

        ``points`` lead away from the first one, up or down. The number is the change, rounded away
        to the fewest digits that will do, and its answer is the one that comes first.
        """
        found = self._first(points, 0)
        if found is None:
            return None
        near, far = self._closer(*found, points)
        if self.answer(far) is None:
            return None
        return far if self.whole else self._short(near, far, points)

    def _first(self, points: Sequence[Fraction], halved: int) -> tuple[Fraction, Fraction] | None:
        """The first neighbours with unlike answers."""
        near, far = points[0], points[-1]
        if len(points) == 1:
            return None
        doubt = self.doubt(near, far)
        if doubt is None:
            return None
        if len(points) == 2:
            if self.answer(near) != self.answer(far):
                return near, far
            if halved >= doubt or self.spare == 0 or (self.whole and abs(far - near) <= 1):
                return None
            self.spare -= 1
            points, halved = (near, self._between(near, far), far), halved + 1
        middle = len(points) // 2
        return self._first(points[: middle + 1], halved) or self._first(points[middle:], halved)

    def _closer(
        self, near: Fraction, far: Fraction, points: Sequence[Fraction]
    ) -> tuple[Fraction, Fraction]:
        start = points[0]
        while (gap := abs(far - near)) > (1 if self.whole else abs(far - start) * CLOSE):
            if self._brink(far, points):
                break
            middle, hidden = self._between(near, far), None
            if self.answer(middle) != self.answer(start):
                far = middle
                continue
            if gap > abs(far - start) * WIDE:
                hidden = self._first((near, middle), 0)
            near, far = hidden or (middle, far)
        return near, far

    def _brink(self, far: Fraction, points: Sequence[Fraction]) -> bool:
        """Whether the answer changes right where the way begins."""
        first = abs(points[1] - points[0])
        return not self.whole and abs(far - points[0]) < first * pow10(-BRINK)

    def _between(self, a: Fraction, b: Fraction) -> Fraction:
        # Rounded far within the gap: a number tried has few digits, so what follows is quick.
        return round_half_away((a + b) / 2, 0 if self.whole else decimal_exponent(b - a) - 2)

    def _short(self, near: Fraction, far: Fraction, points: Sequence[Fraction]) -> Fraction:
        start, end = points[0], points[-1]
        sign = 1 if end > start else -1
        last = _last(far, start)
        if self._brink(far, points):
            last = decimal_exponent(points[1] - start) + BRINK
        for finer in range(last, last - 20, -1):
            # A change that lies on a short number is that number: near is not yet there.
            for point in (near, far):
                short = sign * round_up(sign * point, finer)
                if sign * short <= sign * end and self.answer(short) == self.answer(far):
                    return short
        return far


def _last(far: Fraction, start: Fraction) -> int:
    """The power of ten of a threshold's last digit."""
    way = decimal_exponent(far - start) - 1
    return min(decimal_exponent(far) - DIGITS + 1, way) if far else way
