"""Exact rationals to decimal digits: rounding half away from zero, and outward for ends."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from .interval import Interval

MINUS = "−"
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@lru_cache(maxsize=256)
def pow10(power: int) -> Fraction:
    """10^power, exact."""
    return Fraction(10) ** power


def decimal_exponent(value: Fraction) -> int:
    """The power of ten of the first digit: 0 for 6.4, 2 for 550, -2 for 0.012; 0 for zero."""
    value = abs(value)
    if value == 0:
        return 0
    # Near it from the bits, for Python writes no integer of over 4,300 digits.
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    power = bits * 30103 // 100000
    while value < pow10(power):
        power -= 1
    while value >= pow10(power + 1):
        power += 1
    return power


def round_half_away(value: Fraction, last: int) -> Fraction:
    """``value`` to the digit worth 10^last, halves away from zero."""
    unit = pow10(last)
    # In whole numbers: a search tries many.
    whole, part = abs(value.numerator) * unit.denominator, value.denominator * unit.numerator
    steps = (2 * whole + part) // (2 * part)
    return (-steps if value < 0 else steps) * unit


def round_down(value: Fraction, last: int) -> Fraction:
    """``value`` to the digit worth 10^last, towards minus infinity."""
    unit = pow10(last)
    return (value / unit).__floor__() * unit


def round_up(value: Fraction, last: int) -> Fraction:
    """``value`` to the digit worth 10^last, towards plus infinity."""
    return -round_down(-value, last)


def display_digit(interval: Interval) -> int:
    """The power of ten of the finest digit whose double unit is not below the half width.

    4.057 to 4.148 gives -1, 452 to 454 gives 0. The interval is bounded and has a width.
    """
    assert interval.low is not None and interval.high is not None
    quarter = (interval.high - interval.low) / 4
    power = decimal_exponent(quarter)
    return power if pow10(power) >= quarter else power + 1


def format_decimal(value: Fraction, last: int, thousands: bool = True) -> str:
    """``value``, already rounded to 10^last, in digits: ``1,234.50``; a true minus sign.

    With ``thousands`` a very small value is written for readers: ``5.67 × 10⁻⁸``.
    """
    if thousands and value and decimal_exponent(value) < -5:
        power = decimal_exponent(value)
        mantissa = format_decimal(value / pow10(power), last - power)
        return f"{mantissa} × 10{str(power).translate(RAISED)}"
    places = max(0, -last)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    if thousands and len(whole) > 3:
        whole = f"{int(whole):,}"
    return (MINUS if value < 0 else "") + whole + (f".{part}" if part else "")


def round_significant(value: Fraction, digits: int = 12) -> tuple[Fraction, int]:
    """``value`` to so many significant digits, and the power of its last digit that is not 0."""
    last = decimal_exponent(value) - digits + 1
    short = round_half_away(value, last)
    while last < 0 and short == round_half_away(short, last + 1):
        last += 1
    return short, last


def exact_decimal(value: Fraction, last: int | None = None) -> str:
    """A plain ASCII decimal for data files: exact where it ends within 12 significant digits.

    With ``last`` the value is one rounded already, to that power of ten.
    """
    if last is None:
        value, last = round_significant(value)
    return format_decimal(value, min(last, 0), thousands=False).replace(MINUS, "-")


def exact_decimal_down(value: Fraction) -> str:
    """For data files, rounded down to 12 significant digits."""
    return _outward(value, round_down)


def exact_decimal_up(value: Fraction) -> str:
    """For data files, rounded up to 12 significant digits."""
    return _outward(value, round_up)


def _outward(value: Fraction, rounding: Callable[[Fraction, int], Fraction]) -> str:
    last = decimal_exponent(value) - 11
    short = rounding(value, last)
    steps = int(short / pow10(last))
    while last < 0 and steps % 10 == 0:
        steps, last = steps // 10, last + 1
    return exact_decimal(short, last)
