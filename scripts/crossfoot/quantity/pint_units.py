"""Units that are no briefing's own: pint's, by exact factors."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from ..diagnostics import InvalidValue, UnknownName
from .currency import CURRENCIES
from .unit_table import COMMON_UNITS, UnitDefinition

if TYPE_CHECKING:
    from pint import UnitRegistry

PREFIXED = frozenset(
    "W Wh watt watt_hour J joule g gram m meter s second Hz hertz V volt A ampere "
    "byte B bit eV Pa pascal N newton t metric_ton L liter mol K kelvin".split()
)
"""What may carry a prefix (MW, km). pint would read ``nat`` as a nano technical atmosphere."""


def find_unit(name: str, own: Iterable[str], offset: int) -> UnitDefinition:
    """The unit of that name; ``own`` are the briefing's, for a hint.

    Raises InvalidValue, ``offset`` characters into what is read, for what is none or has no exact
    factor.
    """
    return COMMON_UNITS.get(name) or unit_of_pint(name, own, offset)


def unit_of_pint(name: str, own: Iterable[str] = (), offset: int = 0) -> UnitDefinition:
    """Likewise, asking pint whatever the name."""
    registry = _registry()
    readings = registry.parse_unit_name(name) if "%" not in name and "-" not in name else ()
    plain = [r for r in readings if not r[0] and not r[2]]
    bare = registry.get_symbol(readings[0][1]) if readings else ""
    if not plain and not (readings and (bare in PREFIXED or readings[0][1] in PREFIXED)):
        # A misspelt code: usd, EURO. No other word is taken for one, for there are too many codes.
        coins = CURRENCIES & {name.upper()[:3]} if len(name) <= 4 else ()
        like = (unit for unit in COMMON_UNITS if unit.casefold() == name.casefold())
        known = [*own, *coins, *like, "MW", "kW", "GW", "day", "year", "month", "kg"]
        ours = name.split("-", maxsplit=1)[0]
        hint = f"a unit of your own, {ours} in data/units.yml; a currency's code; or one of the SI"
        raise UnknownName("unit", name, known, hint, offset, f"unknown unit {name!r}")
    if not registry.Quantity(1, name)._is_multiplicative:
        raise InvalidValue(f"{name} has no fixed factor", "a unit that starts at zero", offset)
    worth, dimension = _in_base_units(name)
    if worth is None or any(power.denominator != 1 for _, power in dimension):
        raise InvalidValue(f"{name} has no exact factor", "an SI unit", offset)
    si = tuple((_symbol(unit), int(power)) for unit, power in dimension)
    coherent = readings[0][0] and worth != 1 and _in_base_units(bare)[0] == 1
    return UnitDefinition(worth, dimension, si, bare if coherent else "")


def _in_base_units(name: str) -> tuple[Fraction | None, tuple[tuple[str, Fraction], ...]]:
    quantity = _registry().Quantity(Fraction(1), name).to_base_units()
    worth = quantity.magnitude
    base = sorted((unit, Fraction(str(power))) for unit, power in quantity.unit_items())
    return Fraction(worth) if isinstance(worth, int | Fraction) else None, tuple(base)


def _symbol(unit: str) -> str:
    return "kg" if unit == "kilogram" else _registry().get_symbol(unit)


@cache
def _registry() -> UnitRegistry[Fraction]:
    # Slow to import: only for a briefing that measures in what few do.
    from pint import UnitRegistry

    return UnitRegistry(non_int_type=Fraction, cache_folder=None)
