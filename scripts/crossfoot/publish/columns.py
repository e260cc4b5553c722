"""The columns of the published tables: their names, their order, what may stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ..ledger.field_types import DAY, ENTITY, METRIC, PERIOD, STATUSES
from ..quantity.number import DECIMAL
from ..quantity.value_parsing import QUALIFIERS

Record = dict[str, Any]
"""One object of a JSON list, its keys in the order in which they are published."""

Kind = Literal["text", "digits", "si", "flag", "ids"]
"""``digits``: a decimal or an ISO day as text. ``si``: a decimal. ``ids``: a list of ids."""

FIGURE = rf"{ENTITY}\.{METRIC}\.{PERIOD}"
END = rf"{DECIMAL}|{DAY}"


@dataclass(frozen=True)
class Column:
    """One column: its name, what kind of thing stands in it, and that in words."""

    name: str
    kind: Kind
    about: str
    constraints: Mapping[str, Any] = field(default_factory=dict)
    """As a Table Schema has them."""


def pattern(expression: str, **others: Any) -> dict[str, Any]:
    """The constraint that a whole cell is of this form, with others."""
    # A Table Schema's patterns are XML Schema's, which are anchored by nature and have plain
    # groups alone; the outer group is for readers that put ^ and $ around.
    return {**others, "pattern": f"({expression.replace('(?:', '(')})"}


_NAMED = (
    Column("entity", "text", "Whom or what it is about.", pattern(ENTITY, required=True)),
    Column("metric", "text", "What is measured.", pattern(METRIC, required=True)),
    Column("period", "text", "The stretch of time.", pattern(PERIOD, required=True)),
)
_LABEL = Column("label", "text", "What the number is, in words.", {"required": True})
_UNIT = Column("unit", "text", "The unit as written.", {"required": True})
_ENDS = (
    Column(
        "low",
        "digits",
        "The least value that the digits leave open, in the unit; empty where there is no end.",
        pattern(END),
    ),
    Column("high", "digits", "The greatest such value.", pattern(END)),
    Column("low_open", "flag", "Whether low itself is left out.", {"required": True}),
    Column("high_open", "flag", "Whether high itself is left out.", {"required": True}),
)
_TEXT = Column("text", "text", "The number as the pages write it.", {"required": True})
_SI = (
    Column("value_si", "si", "The value in unit_si; empty for a range and for a date."),
    Column("unit_si", "text", "The SI unit; currencies and own units stay.", {"required": True}),
)
_STATUS = Column("status", "text", "How firm it is.", {"required": True, "enum": [*STATUSES]})
_QUALIFIER = Column("qualifier", "text", "The source's word for it.", {"enum": [*QUALIFIERS]})
_SAID = (
    Column("locator", "text", "Where in the source; empty where it is not stated."),
    Column("note", "text", "What else there is to say."),
)
_ADDRESS = Column(
    "address", "text", "Where a reader finds it, from the root of the site.", {"required": True}
)

FIGURES = (
    Column("id", "text", "entity.metric.period", pattern(FIGURE, required=True)),
    _LABEL,
    *_NAMED,
    Column(
        "value",
        "digits",
        "The value as its source wrote it (empty for a range), or worked out to 12 digits.",
        pattern(END),
    ),
    *_ENDS,
    _UNIT,
    _TEXT,
    *_SI,
    _STATUS,
    _QUALIFIER,
    Column("source", "text", "The source's id; empty for a derived figure.", pattern(ENTITY)),
    *_SAID,
    Column("formula", "text", "How it is worked out; empty for an observation."),
    Column("inputs", "ids", "The ids that the formula uses."),
    Column("disputed", "flag", "Whether a source disagrees.", {"required": True}),
    _ADDRESS,
)
"""``data/figures.csv`` and ``data/figures.parquet``; the JSON has ``others`` before the address."""

ROWS = (
    Column("id", "text", "figure@source", pattern(rf"{FIGURE}@{ENTITY}", required=True)),
    Column("figure", "text", "The figure that it could be.", pattern(FIGURE, required=True)),
    *_NAMED,
    Column(
        "value",
        "digits",
        "The value as its source wrote it: a decimal, a range (91 to 93) or a date.",
        pattern(rf"{DECIMAL}( to {DECIMAL})?|{DAY}", required=True),
    ),
    _UNIT,
    _STATUS,
    _QUALIFIER,
    Column("source", "text", "The source's id.", pattern(ENTITY, required=True)),
    *_SAID,
    _LABEL,
    *_ENDS,
    _TEXT,
    *_SI,
    Column(
        "relation",
        "text",
        "How a row that is not the figure stands to it; empty for the figure itself.",
        {
            "enum": [
                "agrees", "within rounding", "disputes", "expected", "noted", "replaced"
            ]
        },
    ),
    _ADDRESS,
)  # fmt: skip
"""``data/rows.csv``: the input's columns in their order, and what was worked out from them."""
