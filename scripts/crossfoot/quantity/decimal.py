"""Exact rationals to decimal digits: rounding half away from zero, and outward for ends."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from .interval import Interval

MINUS = "−"
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@lru_cache(maxsize=256)
def ten(power: int) -> Fraction:
    """10^power, exact."""
    return Fraction(10) ** power


def exponent(value: Fraction) -> int:
    """The power of ten of the first digit: 0 for 6.4, 2 for 550, -2 for 0.012; 0 for zero."""
    value = abs(value)
    if value == 0:
        return 0
    # Near it from the bits, for Python writes no integer of over 4,300 digits.
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    power = bits * 30103 // 100000
    while value < ten(power):
        power -= 1
    while value >= ten(power + 1):
        power += 1
    return power


def rounded(value: Fraction, last: int) -> Fraction:
    """``value`` to the digit worth 10^last, halves away from zero."""
    unit = ten(last)
    # In whole numbers: a search tries many.
    whole, part = abs(value.numerator) * unit.denominator, value.denominator * unit.numerator
    steps = (2 * whole + part) // (2 * part)
    return (-steps if value < 0 else steps) * unit


def rounded_down(value: Fraction, last: int) -> Fraction:
    """``value`` to the digit worth 10^last, towards minus infinity."""
    unit = ten(last)
    return (value / unit).__floor__() * unit


def rounded_up(value: Fraction, last: int) -> Fraction:
    """``value`` to the digit worth 10^last, towards plus infinity."""
    return -rounded_down(-value, last)


def finest(interval: Interval) -> int:
    """The power of ten of the finest digit whose double unit is not below the half width.

    4.057 to 4.148 gives -1, 452 to 454 gives 0. The interval is bounded and has a width.
    """
    assert interval.low is not None and interval.high is not None
    quarter = (interval.high - interval.low) / 4
    power = exponent(quarter)
    return power if ten(power) >= quarter else power + 1


def decimals(value: Fraction, last: int, thousands: bool = True) -> str:
    """``value``, already rounded to 10^last, in digits: ``1,234.50``; a true minus sign.

    With ``thousands`` a very small value is written for readers: ``5.67 × 10⁻⁸``.
    """
    if thousands and value and exponent(value) < -5:
        power = exponent(value)
        mantissa = decimals(value / ten(power), last - power)
        return f"{mantissa} × 10{str(power).translate(RAISED)}"
    places = max(0, -last)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    if thousands and len(whole) > 3:
        whole = f"{int(whole):,}"
    return (MINUS if value < 0 else "") + whole + (f".{part}" if part else "")


def significant(value: Fraction, digits: int = 12) -> tuple[Fraction, int]:
    """``value`` to so many significant digits, and the power of its last digit that is not 0."""
    last = exponent(value) - digits + 1
    short = rounded(value, last)
    while last < 0 and short == rounded(short, last + 1):
        last += 1
    return short, last


def machine(value: Fraction, last: int | None = None) -> str:
    """A plain ASCII decimal for data files: exact where it ends within 12 significant digits.

    With ``last`` the value is one rounded already, to that power of ten.
    """
    if last is None:
        value, last = significant(value)
    return decimals(value, min(last, 0), thousands=False).replace(MINUS, "-")


def machine_low(value: Fraction) -> str:
    """For data files, rounded down to 12 significant digits."""
    return _outward(value, rounded_down)


def machine_high(value: Fraction) -> str:
    """For data files, rounded up to 12 significant digits."""
    return _outward(value, rounded_up)


def _outward(value: Fraction, rounding: Callable[[Fraction, int], Fraction]) -> str:
    last = exponent(value) - 11
    short = rounding(value, last)
    steps = int(short / ten(last))
    while last < 0 and steps % 10 == 0:
        steps, last = steps // 10, last + 1
    return machine(short, last)
