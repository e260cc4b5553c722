"""The units that nearly every briefing measures in, as pint has them.

Pint takes a fifth of a second to load, which a command need not spend on kilowatts. A test reads
each of these by pint too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

Dimension = tuple[tuple[str, Fraction], ...]
"""Base units with their powers, sorted; empty for a pure number."""


@dataclass(frozen=True)
class UnitDefinition:
    """A unit that is nobody's own."""

    worth: Fraction
    """What one of it is worth in base units."""
    dimension: Dimension
    si: tuple[tuple[str, int], ...]
    """The same base units by their symbols."""
    bare: str = ""
    """Its symbol without its prefix, where that is a coherent SI unit: ``W`` for ``MW``."""


_SYMBOLS = {"second": "s", "meter": "m", "kilogram": "kg", "bit": "bit", "kelvin": "K"}
_LENGTH, _TIME, _MASS = {"meter": 1}, {"second": 1}, {"kilogram": 1}
_ENERGY = {"kilogram": 1, "meter": 2, "second": -2}
_POWER = {"kilogram": 1, "meter": 2, "second": -3}
_PLAIN: Mapping[str, tuple[Fraction | int, Mapping[str, int]]] = {
    "m": (1, _LENGTH),
    "s": (1, _TIME),
    "minute": (60, _TIME),
    "hour": (3_600, _TIME),
    "h": (3_600, _TIME),
    "day": (86_400, _TIME),
    "week": (604_800, _TIME),
    "month": (2_629_800, _TIME),
    "year": (31_557_600, _TIME),
    "g": (Fraction(1, 1_000), _MASS),
    "t": (1_000, _MASS),
    "W": (1, _POWER),
    "J": (1, _ENERGY),
    "Wh": (3_600, _ENERGY),
    "K": (1, {"kelvin": 1}),
    "B": (8, {"bit": 1}),
    "bit": (1, {"bit": 1}),
    "L": (Fraction(1, 1_000), {"meter": 3}),
}
"""A year is Julian, of 365.25 days, a month a twelfth of it."""
_PREFIXED: Mapping[str, str] = {
    "m": "k c m",
    "g": "k m",
    "t": "M G",
    "W": "k M G T",
    "J": "k M G T P",
    "Wh": "k M G T",
    "B": "k M G T P E",
    "bit": "k M G T",
}
_PREFIXES = {"k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "c": -2, "m": -3}


def _every() -> Iterator[tuple[str, UnitDefinition]]:
    for name, (worth, base) in _PLAIN.items():
        dimension = tuple(sorted((unit, Fraction(power)) for unit, power in base.items()))
        si = tuple((_SYMBOLS[unit], int(power)) for unit, power in dimension)
        yield name, UnitDefinition(Fraction(worth), dimension, si)
        for prefix in _PREFIXED.get(name, "").split():
            factor = Fraction(10) ** _PREFIXES[prefix]
            bare = name if worth == 1 else ""
            yield f"{prefix}{name}", UnitDefinition(worth * factor, dimension, si, bare)


COMMON_UNITS: Mapping[str, UnitDefinition] = dict(_every())
"""By name."""
