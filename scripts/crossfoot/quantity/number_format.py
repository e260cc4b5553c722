"""How a number is written for a reader: digits, unit words, the words of its qualifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..diagnostics import InvalidValue
from .currency import SIGNS, is_currency
from .decimal import (
    MINUS,
    RAISED,
    decimal_exponent,
    display_digit,
    format_decimal,
    round_down,
    round_half_away,
    round_significant,
    round_up,
)
from .interval import Interval
from .number import parse_number
from .period import parse_period
from .unit import MAGNITUDES, CustomUnit, Unit
from .value_parsing import PLUS_MINUS, date_of_ordinal, parse_number_value

WORDS = {
    "": "",
    "about": "about ",
    "nearly": "nearly ",
    "more_than": "more than ",
    "less_than": "less than ",
    "up_to": "up to ",
    "at_least": "at least ",
}
MARKS = {
    "": "", "about": "≈", "nearly": "<", "more_than": ">",
    "less_than": "<", "up_to": "≤", "at_least": "≥",
}  # fmt: skip
DATE_WORDS = {
    "": "", "up_to": "by the end of ", "less_than": "before ",
    "at_least": "from ", "more_than": "after ",
}  # fmt: skip
_LONG = {3: "thousand", 5: "lakh", 6: "million", 7: "crore", 9: "billion", 12: "trillion"}
_SHORT = {3: "k", 5: " lakh", 6: "M", 7: " crore", 9: "bn", 12: "T"}
_SPELT = frozenset({"day", "month", "year", "week", "hour", "minute", "second"})
_AT_LEAST = "at_least", round_down
OPEN_DIGITS = 3
"""Significant digits of the one end of a figure that is open at the other."""
EXACT_DIGITS = 12
"""Significant digits of an exact result, at most."""
ROOT_DIGITS = 40
"""A result good to so many digits is a root of exact numbers, and as good as exact."""


@dataclass(frozen=True)
class NumberFormat:
    """How one briefing writes numbers: ``words`` for $6.4 billion, ``short`` for $6.4bn."""

    money: str
    own: Mapping[str, CustomUnit]

    def format_observed(
        self, written: str, qualifier: str, unit: Unit, digits: int | None, words: bool
    ) -> str:
        """A row's value as its source wrote it: ``("4.9", "more_than")``."""
        if unit.text == "date":
            return DATE_WORDS[qualifier] + parse_period(written).name
        mark = (WORDS if words else MARKS)[qualifier]
        if PLUS_MINUS in written:
            value = parse_number_value(written)
            if digits is not None:
                return self.format_computed(value.point, value.interval, unit, digits, words)
            both = (self._as_written(part, None)[0] for part in written.split(PLUS_MINUS))
            if any(is_currency(name) and name not in self.own for name, _ in unit.atoms):
                # Its sign stands before the number: "$12 ± 3bn" would be 12 dollars.
                return PLUS_MINUS.join(self.append_unit(part, unit, words) for part in both)
            return self.append_unit(PLUS_MINUS.join(both), unit, words)
        if " to " in written:
            low, high = (self._as_written(part, digits) for part in written.split(" to "))
            return self.format_spread(low, high, unit, words)
        shown, singular = self._as_written(written, digits)
        return mark + self.append_unit(shown, unit, words, singular)

    def _as_written(self, written: str, digits: int | None) -> tuple[str, bool]:
        was = parse_number(written)
        value, last = was.value, decimal_exponent(was.last)
        if digits is not None:
            last = last_digit_for(value, last, digits)
            value = round_half_away(value, last)
        return format_decimal(value, last), value == 1

    def format_computed(
        self,
        value: Fraction | None,
        interval: Interval,
        unit: Unit,
        digits: int | None,
        words: bool,
    ) -> str:
        """A value worked out, in ``unit``: to the digits that its interval supports."""
        if unit.text == "date":
            return self._dates(interval)
        if interval.low is None or interval.high is None:
            return self._open(interval, unit, digits, words)
        size = max(abs(interval.low), abs(interval.high))
        last = decimal_exponent(size) - ROOT_DIGITS if interval.exact else display_digit(interval)
        if last <= decimal_exponent(size) - ROOT_DIGITS:
            short, last = round_significant(interval.low)
            if digits is not None:
                last = max(
                    last, last_digit_for(short, decimal_exponent(short) - EXACT_DIGITS + 1, digits)
                )
                short = round_half_away(short, last)
            return self.append_unit(format_decimal(short, min(last, 0)), unit, words, short == 1)
        if value is None:
            # A range is wider than its ends are rough: 20 to 180 is not "0 to 200".
            last = min(last, decimal_exponent(size) - OPEN_DIGITS + 1)
            if digits is not None:
                last = last_digit_for(size, last, digits)
            return self._range(interval.low, interval.high, last, unit, words)
        if digits is not None:
            last = last_digit_for(value, last, digits)
        short = round_half_away(value, last)
        return self.append_unit(format_decimal(short, last), unit, words, short == 1)

    def _range(self, low: Fraction, high: Fraction, last: int, unit: Unit, words: bool) -> str:
        ends = [round_half_away(end, last) for end in (low, high)]
        while last < 0 and all(end == round_half_away(end, last + 1) for end in ends):
            last += 1
        first, second = ((format_decimal(end, last if end else 0), end == 1) for end in ends)
        return self.format_spread(first, second, unit, words)

    def _open(self, interval: Interval, unit: Unit, digits: int | None, words: bool) -> str:
        end = interval.high if interval.low is None else interval.low
        if end is None:
            return "any value"
        # To the side that keeps it true: "at least 12,376" is never "at least 12,400".
        qualifier, to_side = ("up_to", round_up) if interval.low is None else _AT_LEAST
        last = decimal_exponent(end) - OPEN_DIGITS + 1
        if digits is not None:
            last = last_digit_for(end, last, digits)
        short = to_side(end, last)
        while last < 0 and short == round_half_away(short, last + 1):
            last += 1
        number = self.append_unit(format_decimal(short, min(last, 0)), unit, words, short == 1)
        return (WORDS if words else MARKS)[qualifier] + number

    def _dates(self, interval: Interval) -> str:
        # Days are whole: what is after the 31st is from the 1st of the next month.
        low, high = interval.low, interval.high
        if low is not None and interval.low_open and low < date.max.toordinal():
            low += 1
        if high is not None and interval.high_open and high > 1:
            high -= 1
        names = [_day(e) for e in (low, high) if e is not None]
        if len(names) == 2:
            return names[0] if names[0] == names[1] else f"{names[0]} to {names[1]}"
        if not names:
            return "any day"
        return f"{'up to' if interval.low is None else 'from'} {names[0]}"

    def format_spread(
        self, low: tuple[str, bool], high: tuple[str, bool], unit: Unit, words: bool
    ) -> str:
        """A range: "91 to 93 MW", "$91 billion to $93 billion"."""
        second = self.append_unit(high[0], unit, words, False)
        if second.startswith(high[0]) and not second.startswith(f"{high[0]}%"):
            return f"{low[0]} to {second}"
        return f"{self.append_unit(low[0], unit, words, False)} to {second}"

    def append_unit(self, number: str, unit: Unit, words: bool, singular: bool = False) -> str:
        """Digits with the unit's words: ``6.4`` and ``bn USD`` give "$6.4 billion"."""
        long = words and self.money == "words"
        power = MAGNITUDES.get(unit.magnitude, 0)
        over = [(n, p) for n, p in unit.atoms if p > 0 and n != "1"]
        under = [(n, -p) for n, p in unit.atoms if p < 0]
        coins = (n for n, p in over if n not in self.own and is_currency(n) and p == 1)
        coin = next(coins, "")
        magnitude = f" {_LONG[power]}" if power else ""
        if coin and not long:
            magnitude = _SHORT.get(power, "")
        if coin:
            sign = SIGNS.get(coin[:3], f"{coin[:3]} ")
            bare = number.removeprefix(MINUS)
            text = f"{MINUS if bare != number else ''}{sign}{bare}{magnitude}"
            over.remove((coin, 1))
        else:
            text = number + magnitude
        single = singular and not power
        for name, exp in over:
            text += self._unit_word(name, exp, single)
        for name, exp in under:
            text += self._per(name, exp, bool(over) and over[-1][0] not in self.own)
        return text + (f" ({coin[3:]} prices)" if len(coin) > 3 else "")

    def _unit_word(self, name: str, exp: int, single: bool) -> str:
        if name in ("%", "‰"):
            return name
        if name == "pp":
            return " percentage point" if single else " percentage points"
        if name in self.own:
            return " " + (name.replace("-", " ") if single else self.own[name].plural or name)
        if name in _SPELT:
            return f" {name}" if single else f" {name}s"
        return " " + _raised(name, exp)

    def _per(self, name: str, exp: int, symbols: bool) -> str:
        if name in _SPELT:
            return f" a {name}" if exp == 1 else f" per {_raised(name, exp)}"
        if name in self.own:
            return f" per {name}"
        return ("/" if symbols else " per ") + _raised(name, exp)


def _raised(name: str, exp: int) -> str:
    return name if exp == 1 else name + str(exp).translate(RAISED)


def _day(ordinal: Fraction) -> str:
    return parse_period(date_of_ordinal(ordinal).isoformat()).name


def last_digit_for(value: Fraction, last: int, digits: int) -> int:
    """The last digit's power for at most ``digits`` significant digits, never below ``last``.

    More than the figure has change nothing. Raises InvalidValue for none.
    """
    if digits < 1:
        raise InvalidValue(f"{digits} digits show nothing", "at least 1")
    return max(last, decimal_exponent(value) - digits + 1)
