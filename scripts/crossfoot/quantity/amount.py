"""Arithmetic on amounts: an interval in base units, with its dimension and its flow's length."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from ..diagnostics import InvalidValue
from .interval import Interval, maximum, minimum
from .period import DAY_YEARS, WEEK_YEARS
from .power import interval_power
from .unit import TEMPERATURES, Unit, format_dimension, multiply_dimensions
from .unit_table import Dimension

Flow = tuple[Fraction, int]
"""The length of a flow's period in years, and the power it stands in (1; −1 when divided by)."""
DAY_SECONDS = 86400
_BITS = 10_000
"""About 3,000 digits: longer results come from slips, and cannot be written."""


@dataclass(frozen=True)
class Amount:
    """A number in a formula. ``value`` and ``interval`` are in the dimension's base units."""

    value: Fraction | None
    """Worked out from the digits as written; None where an input is a range."""
    interval: Interval
    dimension: Dimension = ()
    flow: Flow | None = None
    mark: Literal["", "%", "pp"] = ""
    """Whether it is a percentage as such, or a difference of two."""
    worded: bool = False
    """Whether an input is a range or open, so that a test judges the whole interval."""

    def __post_init__(self) -> None:
        for number in (self.value, self.interval.low, self.interval.high):
            if number is not None and _bits(number) > _BITS:
                raise InvalidValue(
                    "the result has too many digits", "a formula with shorter numbers"
                )

    @classmethod
    def number(cls, value: Fraction) -> Amount:
        """An exact pure number."""
        return cls(value, Interval.point(value))

    def within(self, unit: Unit) -> tuple[Fraction | None, Interval]:
        """Value and interval in ``unit``; raises InvalidValue where dimensions, or % and pp,
        differ.
        """
        if self.dimension != unit.dimension:
            raise InvalidValue(
                f"the formula gives {format_dimension(self.dimension)}, not {unit.text}",
                f"a unit of {format_dimension(self.dimension)}",
            )
        if self.mark == "pp" and unit.text == "%":
            raise InvalidValue("a difference of percentages is not a percentage", "the unit pp")
        if self.mark == "%" and unit.text == "pp":
            raise InvalidValue("a percentage is no difference of percentages", "the unit %")
        value = None if self.value is None else self.value / unit.factor
        return value, self.interval.scale(1 / unit.factor)


def _bits(number: Fraction) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())


def negate(a: Amount) -> Amount:
    """−a. Of a percentage it is none, for ``-a + b`` is the difference of two."""
    _no_date(a)
    mark = "" if a.mark == "%" else a.mark
    return replace(a, mark=mark, value=None if a.value is None else -a.value, interval=-a.interval)


def add(a: Amount, b: Amount, sign: int = 1) -> Amount:
    """a + b, or a − b with sign −1; like dimensions, flows of like periods."""
    _alike(a, b, "added" if sign > 0 else "subtracted")
    _no_date(a, b)
    other = b if sign > 0 else negate(b)
    value = None if a.value is None or other.value is None else a.value + other.value
    mark = a.mark if a.mark == b.mark else ""
    if {a.mark, b.mark} == {"%"}:
        mark = "pp" if sign < 0 else "%"
    elif {a.mark, b.mark} == {"%", "pp"}:
        mark = "%"
    return Amount(
        value,
        a.interval + other.interval,
        a.dimension,
        a.flow or b.flow,
        mark,
        a.worded or b.worded,
    )


def multiply(a: Amount, b: Amount, sign: int = 1) -> Amount:
    """a × b, or a ÷ b with sign −1. A divisor whose interval touches zero raises InvalidValue."""
    _no_date(a, b)
    interval = a.interval * b.interval if sign > 0 else a.interval / b.interval
    value = None
    if a.value is not None and b.value is not None:
        if sign < 0 and b.value == 0:
            raise InvalidValue("a division by zero", "a divisor other than zero")
        value = a.value * b.value if sign > 0 else a.value / b.value
    dimension = multiply_dimensions(a.dimension, b.dimension, Fraction(sign))
    return Amount(value, interval, dimension, _flows(a, b, sign), "", a.worded or b.worded)


def raise_to_power(a: Amount, b: Amount) -> Amount:
    """a ^ b; b a pure number, exact where a has a dimension."""
    _no_date(a, b)
    if b.dimension or b.flow:
        raise InvalidValue("a power is a pure number", "an exponent without a unit")
    if a.flow:
        raise InvalidValue("a flow cannot be raised to a power", "its ratio to another flow")
    if a.dimension and not b.interval.exact:
        raise InvalidValue("a power of something with a unit must be exact", "an exact exponent")
    interval = interval_power(a.interval, b.interval)
    value = None
    if a.value is not None and b.value is not None:
        point = interval_power(Interval.point(a.value), Interval.point(b.value))
        assert point.low is not None and point.high is not None
        value = (point.low + point.high) / 2
    dimension = a.dimension
    if a.dimension:
        assert b.interval.low is not None
        dimension = multiply_dimensions((), a.dimension, b.interval.low)
    return Amount(value, interval, dimension, None, "", a.worded or b.worded)


def annualise(a: Amount) -> Amount:
    """A flow of any length as one of a year: a quarter times 4, three years divided by 3."""
    if a.flow is None or a.flow[1] != 1:
        raise InvalidValue("only a flow can be annualised", "a figure whose metric is a flow")
    if a.flow[0] in (DAY_YEARS, WEEK_YEARS):
        right = "a month, quarter, half, year or span"
        raise InvalidValue(f"{_length(a.flow)}'s flow cannot be annualised", right)
    per_year = 1 / a.flow[0]
    scaled = multiply(replace(a, flow=None), Amount.number(per_year))
    return replace(scaled, flow=(Fraction(1), 1), mark=a.mark)


def growth(start: Amount, end: Amount) -> Amount:
    """end ÷ start − 1, as a percentage: beside it a bare 50 may be 50 % or 5,000 %."""
    _alike(start, end, "compared")
    _from_above(start)
    return replace(add(multiply(end, start, -1), Amount.number(Fraction(-1))), mark="%")


def share(part: Amount, whole: Amount) -> Amount:
    """part ÷ whole."""
    _alike(part, whole, "compared")
    return multiply(part, whole, -1)


def cagr(start: Amount, end: Amount, years: Amount) -> Amount:
    """(end ÷ start) ^ (1 ÷ years) − 1, a percentage; ``years`` a pure number or a duration."""
    _alike(start, end, "compared")
    _from_above(start)
    if years.dimension == (("second", Fraction(1)),):
        year = Fraction(31557600)  # pint's Julian year of 365.25 days
        years = multiply(replace(years, dimension=(), mark=""), Amount.number(1 / year))
    inverse = multiply(Amount.number(Fraction(1)), years, -1)
    rate = raise_to_power(multiply(end, start, -1), inverse)
    return replace(add(rate, Amount.number(Fraction(-1))), mark="%")


def days_between(start: Amount, end: Amount) -> Amount:
    """The time from one date to another, end − start."""
    for amount in (start, end):
        if not _is_date(amount):
            raise InvalidValue("days() takes two dates", "figures with the unit date")
    value = None if start.value is None or end.value is None else end.value - start.value
    second = (("second", Fraction(1)),)
    return Amount(
        None if value is None else value * DAY_SECONDS,
        (end.interval - start.interval).scale(Fraction(DAY_SECONDS)),
        second,
        None,
        "",
        start.worded or end.worded,
    )


def extremum(amounts: list[Amount], greatest: bool) -> Amount:
    """The least or the greatest of amounts of like dimension and flow."""
    first = amounts[0]
    for other in amounts[1:]:
        _alike(first, other, "compared")
        first = replace(first, flow=first.flow or other.flow)
    interval = (maximum if greatest else minimum)([a.interval for a in amounts])
    values = [a.value for a in amounts if a.value is not None]
    value = None
    if len(values) == len(amounts):
        value = max(values) if greatest else min(values)
    alike = len({a.mark for a in amounts}) == 1
    return replace(
        first,
        value=value,
        interval=interval,
        mark=first.mark if alike else "",
        worded=any(a.worded for a in amounts),
    )


def absolute_value(a: Amount) -> Amount:
    """|a|."""
    _no_date(a)
    return replace(a, value=None if a.value is None else abs(a.value), interval=abs(a.interval))


def square_root(a: Amount) -> Amount:
    """The square root."""
    return raise_to_power(a, Amount.number(Fraction(1, 2)))


def _is_date(a: Amount) -> bool:
    return a.dimension == (("date", Fraction(1)),)


def _no_date(*amounts: Amount) -> None:
    if any(_is_date(a) for a in amounts):
        raise InvalidValue("a date is no amount", "days(from, to) for the time between two dates")


def _from_above(a: Amount) -> None:
    """Twice as many degrees are not twice as warm, and from a loss of 2 to a profit of 1 is not
    150 % less."""
    if any(name in TEMPERATURES for name, _ in a.dimension):
        scale = format_dimension(a.dimension)
        raise InvalidValue(f"{scale} has no zero that growth could count from", "their difference")
    if a.interval.high is not None and a.interval.high < 0:
        what = "growth from a number below zero has the wrong sign"
        raise InvalidValue(what, "their difference, or abs(…) around both where both are losses")


def _alike(a: Amount, b: Amount, done: str) -> None:
    if a.dimension != b.dimension:
        raise InvalidValue(
            f"{format_dimension(a.dimension)} and {format_dimension(b.dimension)} cannot be {done}",
            "figures of one dimension",
        )
    if a.flow and b.flow and a.flow != b.flow:
        raise InvalidValue(
            f"flows of {_length(a.flow)} and of {_length(b.flow)} cannot be {done}",
            "annual(…) around the shorter one",
        )


def _flows(a: Amount, b: Amount, sign: int) -> Flow | None:
    if a.flow is None or b.flow is None:
        if b.flow is None:
            return a.flow
        return b.flow[0], sign * b.flow[1]
    if a.flow[0] != b.flow[0]:
        raise InvalidValue(
            f"flows of {_length(a.flow)} and of {_length(b.flow)} cannot be "
            f"{'multiplied' if sign > 0 else 'divided by one another'}",
            "annual(…) around the shorter one",
        )
    power_ = a.flow[1] + sign * b.flow[1]
    return (a.flow[0], power_) if power_ else None


def _length(flow: Flow) -> str:
    names = {Fraction(1): "a year", Fraction(1, 2): "a half", Fraction(1, 4): "a quarter",
             Fraction(1, 12): "a month", WEEK_YEARS: "a week", DAY_YEARS: "a day"}  # fmt: skip
    months = flow[0] * 12
    several = f"{months} months" if months.denominator == 1 and months % 12 else f"{flow[0]} years"
    return names.get(flow[0], several)
