"""Units: ``[magnitude] unit``, such as ``bn USD``, ``MW``, ``m^2/MW``, ``%``, ``date``.

Common spellings of them are read too (``mn EUR``, ``EUR mn``, ``€``, ``km2``, ``hrs``).

Magnitudes are read first and are ours, for pint would take ``T USD`` for tesla. Currencies, prices
of one year (``USD2021``) and the briefing's own units each are a dimension of their own and are
never converted into each other; everything else is pint's, by exact factors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, Protocol

from ..diagnostics import InvalidValue, UnknownName
from .currency import is_currency
from .pint_units import find_unit
from .unit_spellings import (
    MAGNITUDE_SPELLINGS,
    SPELLINGS,
    UNSURE,
    canonical_spelling,
    gas_hint,
    unit_candidates,
)
from .unit_table import Dimension

MAGNITUDES: Mapping[str, int] = {
    "thousand": 3, "k": 3,
    "million": 6, "M": 6,
    "billion": 9, "bn": 9,
    "trillion": 12, "T": 12,
    "lakh": 5, "crore": 7,
}  # fmt: skip
"""Powers of ten."""
TEMPERATURES = ("°C", "°F")
"""Scales without a zero of their own: a dimension each, never converted, not even to kelvin."""

_BITS = 2_000
"""A factor of about 600 digits: more is a slip."""

_ATOM = re.compile(r"([A-Za-z%‰°µΩÅ][A-Za-z0-9_%-]*|1)(?:\^(-?[0-9]{1,2}))?", re.ASCII)


@dataclass(frozen=True)
class Unit:
    """A unit as written. Two units of one ``dimension`` convert by the ratio of their factors."""

    text: str
    magnitude: str
    """``bn`` or empty."""
    atoms: tuple[tuple[str, int], ...]
    """Names with powers, as written: ``(("m", 2), ("MW", -1))``."""
    factor: Fraction = field(repr=False)
    """What one of it is worth in the base units of its dimension."""
    dimension: Dimension = field(repr=False)

    def convert_to(self, other: Unit) -> Fraction:
        """The exact factor from this unit to ``other``; raises InvalidValue where dimensions
        differ.
        """
        if self.dimension != other.dimension:
            raise InvalidValue(
                f"{self.text} cannot be given in {other.text}", f"a unit of {self.kind}"
            )
        return self.factor / other.factor

    @property
    def kind(self) -> str:
        """The dimension in words: ``USD/second``; ``a pure number``."""
        return format_dimension(self.dimension)

    @property
    def mark(self) -> Literal["", "%", "pp"]:
        """Whether it is that of a percentage, or of a difference of two."""
        if any(name == "pp" for name, _ in self.atoms):
            return "pp"
        return "%" if self.atoms in ((("%", 1),), (("‰", 1),)) else ""

    def __str__(self) -> str:
        return self.text


def format_dimension(dimension: Dimension) -> str:
    """``USD/second`` for ``(("USD", 1), ("second", -1))``."""
    over = [_powered(n, p) for n, p in dimension if p > 0]
    under = [_powered(n, -p) for n, p in dimension if p < 0]
    if not over and not under:
        return "a pure number"
    return "*".join(over or ["1"]) + "".join(f"/{u}" for u in under)


def without_currency_code(dimension: Dimension) -> Dimension:
    """The dimension with every currency, of whatever year's prices, as one."""
    return tuple(sorted(("currency" if is_currency(n) else n, power) for n, power in dimension))


def _powered(name: str, power: Fraction) -> str:
    return name if power == 1 else f"{name}^{power}"


def multiply_dimensions(a: Dimension, b: Dimension, power: Fraction = Fraction(1)) -> Dimension:
    """The dimension of ``a × b^power``."""
    sums = dict(a)
    for name, p in b:
        sums[name] = sums.get(name, Fraction(0)) + p * power
    return tuple(sorted((n, p) for n, p in sums.items() if p))


class CustomUnit(Protocol):
    """A unit of the briefing's own, as ``units.yml`` has it."""

    @property
    def id(self) -> str:
        """Its name in ``figures/*.csv``."""
        ...

    @property
    def plural(self) -> str:
        """As pages write several."""
        ...

    @property
    def dimension(self) -> str:
        """``[name]``, or ``1`` for a pure number."""
        ...


class UnitParser:
    """The units that a briefing may write: its own, currencies, and pint's."""

    def __init__(self, own: Mapping[str, CustomUnit]) -> None:
        self.own = own
        self._read: dict[str, Unit] = {}
        self._si: dict[str, tuple[Fraction, str]] = {}

    def parse(self, text: str) -> Unit:
        """``bn USD/month`` to a unit; raises InvalidValue with what is unknown and the nearest
        known.
        """
        if text not in self._read:
            self._read[text] = self._parse(text)
        return self._read[text]

    def _parse(self, text: str) -> Unit:
        try:
            return self._spelt(text)
        except InvalidValue as wrong:
            hint = self._hint(text)
            if hint and isinstance(wrong, UnknownName):
                raise UnknownName(
                    wrong.kind, wrong.name, (), hint, wrong.offset, wrong.message
                ) from None
            if hint:
                raise InvalidValue(wrong.message, hint, wrong.offset) from None
            raise

    def _spelt(self, text: str) -> Unit:
        magnitude, name, offset = self._parted(text)
        factor = Fraction(10) ** MAGNITUDES.get(magnitude, 0)
        dimension: Dimension = ()
        atoms: list[tuple[str, int]] = []
        for sign, part, at in _factors(name):
            spelt = part if part in self.own else canonical_spelling(part)
            match = _ATOM.fullmatch(spelt)
            if match is None:
                raise InvalidValue(f"{part!r} is no unit", "such as m^2 or USD", offset + at)
            power = sign * int(match[2] or 1)
            if match[1] == "Mm" and abs(power) > 1:
                right = f"M m^{abs(power)} for a million of them"
                raise InvalidValue(f"{part!r} is a power of megametres", right, offset + at)
            worth, base = self._atom(match[1], offset + at)
            factor *= worth**power
            dimension = multiply_dimensions(dimension, base, Fraction(power))
            atoms.append((match[1], power))
        if text != "date" and any(atom == "date" for atom, _ in atoms):
            raise InvalidValue(f"{text!r} is no unit: a date stands alone", "the unit date")
        if max(factor.numerator.bit_length(), factor.denominator.bit_length()) > _BITS:
            raise InvalidValue(f"{text!r} is out of all proportion", "smaller powers")
        return Unit(text, magnitude, tuple(atoms), factor, dimension)

    def _parted(self, text: str) -> tuple[str, str, int]:
        """Magnitude and unit, and where the unit begins: ``bn USD``, also ``USD bn``."""
        first, _, tail = text.partition(" ")
        head, _, last = text.rpartition(" ")
        magnitude, name, offset = "", text, 0
        if text not in SPELLINGS:
            if tail and _magnitude(first):
                magnitude, name, offset = _magnitude(first), tail, len(first) + 1
            elif head and _magnitude(last):
                magnitude, name = _magnitude(last), head
        if not magnitude and name not in self.own and _magnitude(name):
            raise InvalidValue(
                f"the magnitude {name} has no unit", f"such as {name} USD, or {name} 1"
            )
        if not name or (" " in name and name not in SPELLINGS):
            odd = text.count(" ") == 1 and first and tail and not magnitude
            if odd and text not in UNSURE and not is_currency(canonical_spelling(first)):
                raise InvalidValue(
                    f"unknown magnitude {first!r}", f"one of {', '.join(MAGNITUDES)}"
                )
            raise InvalidValue(f"{text!r} is no unit", "a unit such as USD, bn USD, MW, % or 1")
        return magnitude, canonical_spelling(name) if name in SPELLINGS else name, offset

    def _hint(self, text: str) -> str:
        """What to write for a unit that cannot be read; empty where nobody can tell."""
        if text in UNSURE:
            return UNSURE[text]
        if told := gas_hint(text):
            return told
        if meant := next(self._readable(text), ""):
            return f"write {meant}"
        for sign, code in (("$", "USD"), ("¥", "JPY")):
            if sign in text:
                meant = next(self._readable(text.replace(sign, code)), "")
                return f"such as {meant}: {UNSURE[sign]}" if meant else UNSURE[sign]
        return ""

    def _readable(self, text: str) -> Iterator[str]:
        for candidate in unit_candidates(text):
            try:
                self._spelt(candidate)
            except InvalidValue:
                continue
            yield candidate

    def _atom(self, name: str, offset: int) -> tuple[Fraction, Dimension]:
        if name in self.own:
            dimension = self.own[name].dimension
            return Fraction(1), () if dimension == "1" else ((dimension, Fraction(1)),)
        if name in ("1", "%", "pp"):
            return Fraction(1) if name == "1" else Fraction(1, 100), ()
        if name == "‰":
            return Fraction(1, 1000), ()
        if name in ("date", *TEMPERATURES):
            return Fraction(1), ((name, Fraction(1)),)
        if is_currency(name):
            return Fraction(1), ((name, Fraction(1)),)
        if name in UNSURE:
            raise UnknownName(
                "unit", name, (), UNSURE[name], offset, f"{name!r} is taken for no unit"
            )
        found = find_unit(name, self.own, offset)
        return found.worth, found.dimension

    def to_si(self, unit: Unit) -> tuple[Fraction, str]:
        """Factor and name of the coherent SI unit for ``unit``: ``MW`` gives (10^6, ``W``)."""
        if unit.text not in self._si:
            self._si[unit.text] = self._in_si(unit)
        return self._si[unit.text]

    def _in_si(self, unit: Unit) -> tuple[Fraction, str]:
        factor = Fraction(10) ** MAGNITUDES.get(unit.magnitude, 0)
        sums: dict[str, int] = {}
        for name, power in unit.atoms:
            worth, names = self._si_atom(name)
            factor *= worth**power
            for n, p in names:
                sums[n] = sums.get(n, 0) + p * power
        over = [n if p == 1 else f"{n}^{p}" for n, p in sums.items() if p > 0]
        under = [n if p == -1 else f"{n}^{-p}" for n, p in sums.items() if p < 0]
        return factor, "*".join(over or ["1"]) + "".join(f"/{n}" for n in under)

    def _si_atom(self, name: str) -> tuple[Fraction, tuple[tuple[str, int], ...]]:
        worth, _ = self._atom(name, 0)
        if name in ("1", "%", "pp", "‰"):
            return worth, ()
        if name in self.own or name in ("date", *TEMPERATURES) or is_currency(name):
            return worth, ((name, 1),)
        found = find_unit(name, self.own, 0)
        if found.bare:
            return worth, ((found.bare, 1),)
        return worth, ((name, 1),) if worth == 1 else found.si


def _magnitude(word: str) -> str:
    return MAGNITUDE_SPELLINGS.get(word.rstrip("."), "")


def _factors(name: str) -> list[tuple[int, str, int]]:
    found, sign, at = [], 1, 0
    for piece in re.split(r"([*/])", name):
        if piece in ("*", "/"):
            sign = 1 if piece == "*" else -1
        else:
            found.append((sign, piece, at))
        at += len(piece)
    return found
