"""Units that the titles of axes and legends name: they are those of the figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...diagnostics import InvalidValue
from .spec_check import NUMBERS, Fault, nodes

if TYPE_CHECKING:
    from ...quantity.unit import Unit, UnitParser
    from ..datum import Datum

_PARTS = re.compile(r"[(,;:]|\bin\b")
"""Before a unit in a title: "Power, MW", "Power (MW)", "Power in MW"."""


def unit_faults(
    spec: Mapping[str, Any], rows: Iterable[Datum], units: UnitParser
) -> Iterator[Fault]:
    """Titles that name another unit than that of all ``rows``; none where these have several."""
    given = {str(row["unit"]) for row in rows if row.get("unit")}
    if len(given) != 1:
        return
    (text,) = given
    own = units.parse(text)
    for name, node in nodes(dict(spec)):
        if node.get("field") not in NUMBERS:
            continue
        for title in _titles(node):
            for named in _named_units(title, units):
                if (named.factor, named.dimension) != (own.factor, own.dimension):
                    yield (
                        f"{name} is titled {title!r}, and its numbers are in {text}",
                        f"{text} in the title, or unit= as the title says",
                    )


def _titles(node: Mapping[str, Any]) -> Iterator[str]:
    """What stands at an encoding's axis, or over its legend."""
    for part in (node, *(node.get(key) for key in ("axis", "legend", "header"))):
        title = part.get("title") if isinstance(part, dict) else None
        if isinstance(title, (str, list)):
            yield title if isinstance(title, str) else " ".join(map(str, title))


def _named_units(title: str, units: UnitParser) -> Iterator[Unit]:
    """The units that a title is, or that stand in it behind a comma, a bracket or "in"."""
    for part in dict.fromkeys([title, *_PARTS.split(title)]):
        try:
            yield units.parse(part.strip(" )]."))
        except InvalidValue:
            continue
