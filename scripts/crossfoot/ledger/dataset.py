"""A table under ``data/tables/``: larger than the ledger's rows, for charts to draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ..diagnostics import InvalidValue, SourceLocation, did_you_mean
from ..quantity.calendar_months import FiscalCalendar
from ..quantity.number import parse_number
from ..quantity.number_hints import cell_hint
from ..quantity.period import parse_period
from ..quantity.unit import Unit

FOLDER = "tables"
"""Under ``data/``, in the briefing as on the site; an id begins with it."""
Exact = Fraction | str | None
"""A cell: a number, a text or a period as written, or nothing."""


@dataclass(frozen=True)
class Column:
    """One column: what stands in it, in which unit and how firm."""

    name: str
    label: str
    unit: Unit | None
    """None for text; ``date`` for days and other periods."""
    status: str
    """One of the five for numbers; empty for text, and for dates that need none."""
    fiscal: FiscalCalendar | None = None
    """When the fiscal years begin that stand in it."""

    @property
    def dated(self) -> bool:
        """Whether days or other periods stand in it."""
        return self.unit is not None and self.unit.text == "date"

    @property
    def numeric(self) -> bool:
        """Whether numbers stand in it."""
        return self.unit is not None and not self.dated

    def exact(self, text: str) -> Exact:
        """A cell's exact value; raises InvalidValue for what cannot stand in this column."""
        if self.unit is None:
            return text
        if not text:
            return None
        if not self.dated:
            try:
                return parse_number(text).value
            except InvalidValue as wrong:
                if "too many digits" in wrong.message:
                    raise
                right = "a decimal such as 6.4 or 5.56e5, or an empty cell"
                raise InvalidValue(wrong.message, cell_hint(text) or right) from None
        parse_period(text, self.fiscal)
        return text


@dataclass(frozen=True)
class Dataset:
    """A table with its description. Row N (from 1) has the id ``tables/NAME#N``."""

    name: str
    title: str
    source: str
    """The source's id."""
    licence: str
    """Its own licence, or its source's."""
    locator: str
    note: str
    columns: Mapping[str, Column]
    """By name, in the file's order."""
    rows: tuple[tuple[Exact, ...], ...] = field(repr=False)
    """Exact values, in the columns' order."""
    written: tuple[tuple[str, ...], ...] = field(repr=False)
    """The same cells as they stand in the file."""
    place: SourceLocation = field(compare=False)
    places: Mapping[str, SourceLocation] = field(default_factory=dict, compare=False, repr=False)
    """Where its ``title``, ``note`` and ``locator`` stand, and each column's label by
    ``columns.NAME``."""

    @property
    def id(self) -> str:
        """``tables/NAME``."""
        return f"{FOLDER}/{self.name}"

    @property
    def address(self) -> str:
        """Its published file, relative to the site's root."""
        return f"data/{self.id}.csv"

    def column(self, name: str) -> Column:
        """A column by its name; raises InvalidValue with the nearest."""
        if name not in self.columns:
            raise InvalidValue(f"{self.id} has no column {name}", did_you_mean(name, self.columns))
        return self.columns[name]
