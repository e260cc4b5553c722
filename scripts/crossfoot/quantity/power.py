"""Roots and powers of intervals, rounded outward at 50 digits."""

from __future__ import annotations

import decimal
from fractions import Fraction
from math import isqrt

from ..diagnostics import InvalidValue
from .decimal import decimal_exponent, round_down, round_up
from .interval import Interval

DIGITS = 50
"""Significant digits at which an end that is not exact is rounded outward."""
_GUARD = decimal.Context(prec=90, Emin=-999999, Emax=999999, rounding=decimal.ROUND_HALF_EVEN)
_LARGEST = 5000
"""A power beyond e^±5000 is a slip, not a figure."""
_BITS = 1_000_000
"""A whole power is worked out exactly before it is rounded; one of more bits takes too long."""


def interval_power(base: Interval, to: Interval) -> Interval:
    """The interval of b^p for b in ``base`` and p in ``to``; pure numbers.

    A whole exact power takes any base (below one, no base touching zero); any other needs a base
    that is nowhere below zero. Raises InvalidValue otherwise.
    """
    if to.exact and to.low is not None and to.low.denominator == 1:
        return _outward(_whole(base, int(to.low)))
    if base.low is None or base.low < 0:
        raise InvalidValue("a broken power of a number that may be below zero", "a base above zero")
    if base.low == 0 and (to.low is None or to.low <= 0):
        raise InvalidValue(
            "zero cannot be raised to a power that is not above zero", "a base above zero"
        )
    if to == Interval.point(Fraction(1, 2)):
        return _square_root(base)
    return _by_logarithm(base, to)


def _whole(base: Interval, n: int) -> Interval:
    if abs(n) > _LARGEST or abs(n) * _bits(base) > _BITS:
        raise InvalidValue(
            f"the power {n} is too large", f"at most {_LARGEST}, of a shorter number"
        )
    if n < 0:
        return Interval.point(1) / _whole(base, -n)
    if n == 0:
        return Interval.point(1)
    even = abs(base) if n % 2 == 0 else base
    low = None if even.low is None else even.low**n
    high = None if even.high is None else even.high**n
    return Interval(low, high, even.low_open, even.high_open)


def _bits(base: Interval) -> int:
    ends = [end for end in (base.low, base.high) if end is not None]
    return max((max(e.numerator.bit_length(), e.denominator.bit_length()) for e in ends), default=0)


def _square_root(base: Interval) -> Interval:
    low = Fraction(0) if base.low is None else _root(base.low, up=False)
    high = None if base.high is None else _root(base.high, up=True)
    low_open = base.low_open and low**2 == base.low
    high_open = base.high_open and high is not None and high**2 == base.high
    return _outward(Interval(low, high, low_open, high_open))


def _root(value: Fraction, up: bool) -> Fraction:
    # sqrt(a/b) = sqrt(a b)/b, by whole numbers at 60 digits: exact squares stay exact.
    scale = 10**60
    square = value.numerator * value.denominator * scale * scale
    whole = isqrt(square)
    if up and whole * whole != square:
        whole += 1
    return Fraction(whole, value.denominator * scale)


def _by_logarithm(base: Interval, to: Interval) -> Interval:
    # b^p = e^(p ln b): monotone in p ln b, so the ends come from the ends of that product.
    assert base.low is not None
    if base.high == 0:  # it is zero, which has no logarithm; ``to`` is above zero
        return base
    low = None if base.low == 0 else _log(base.low, up=False)
    high = None if base.high is None else _log(base.high, up=True)
    product = Interval(low, high, base.low_open, base.high_open) * to
    least = Fraction(0) if product.low is None else _exp(product.low, up=False)
    most = None if product.high is None else _exp(product.high, up=True)
    return Interval(least, most)


def _log(value: Fraction, up: bool) -> Fraction:
    if value == 1:
        return Fraction(0)
    number = _GUARD.divide(decimal.Decimal(value.numerator), decimal.Decimal(value.denominator))
    # Division and logarithm each err by half a unit of the 90th digit: 80 digits cover both, but
    # not next to one, where what the division lost stays while the logarithm vanishes.
    return _aside(Fraction(_GUARD.ln(number)), 80, up, -88)


def _exp(value: Fraction, up: bool) -> Fraction:
    if value == 0:
        return Fraction(1)
    if abs(value) > _LARGEST:
        raise InvalidValue("the power is too large", f"at most e^{_LARGEST}")
    number = _GUARD.divide(decimal.Decimal(value.numerator), decimal.Decimal(value.denominator))
    return _aside(Fraction(_GUARD.exp(number)), DIGITS, up)


def _aside(value: Fraction, digits: int, up: bool, finest: int = -999999) -> Fraction:
    last = max(decimal_exponent(value) - digits + 1, finest)
    unit = Fraction(10) ** last
    # One unit further than the rounding, for what the guard digits may have lost.
    return round_up(value, last) + unit if up else round_down(value, last) - unit


def _outward(interval: Interval) -> Interval:
    def end(value: Fraction | None, up: bool) -> Fraction | None:
        if value is None or value == 0:
            return value
        last = decimal_exponent(value) - DIGITS + 1
        return round_up(value, last) if up else round_down(value, last)

    low, high = end(interval.low, False), end(interval.high, True)
    return Interval(
        low,
        high,
        interval.low_open and low == interval.low,
        interval.high_open and high == interval.high,
    )
