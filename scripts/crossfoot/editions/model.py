"""An edition: what was published on a day, frozen, as its folder under ``editions/`` keeps it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, TypeAdapter

from ..claims.verdict import Verdict
from ..diagnostics import InvalidValue, SourceLocation
from ..ledger.field_types import Day, Id
from ..quantity.period import parse_period

FOLDER = "editions"
"""Under the briefing's folder."""
HEAD, FIGURES, CLAIMS, SUMS = "edition.json", "figures.json", "claims.json", "checksums.txt"
"""The files of each edition, beside those of its charts."""


_ADDRESS = re.compile(r"(?:[a-zA-Z0-9][\w.@+-]*/)*(?:#[\w.@+-]+)?", re.ASCII)


def _inside(address: str) -> str:
    if not _ADDRESS.fullmatch(address):
        raise InvalidValue(f"{address[:80]!r} is no address in a site")
    return address


def _of_the_calendar(text: str) -> str:
    parse_period(text)
    return text


Address = Annotated[str, AfterValidator(_inside)]
"""From a site's root: ``entities/tern-island/#tern-island.riders.2024``."""
Named = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*\.[A-Za-z0-9-]+$")
]
"""A figure's id."""
ChartId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=200)]


class Record(BaseModel):
    """What an edition keeps of one thing. Keys that nobody here reads are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)
    id: str


class FigureRecord(Record):
    """A figure, as ``data/figures.json`` has it."""

    id: Named
    label: str
    entity: Id
    period: Annotated[str, AfterValidator(_of_the_calendar)]
    value: str | None
    low: str | None
    high: str | None
    low_open: bool
    high_open: bool
    unit: str
    text: str
    status: str
    source: str | None
    formula: str | None
    inputs: tuple[str, ...]
    disputed: bool
    address: Address


class ClaimRecord(Record):
    """A claim, as ``data/claims.json`` has it."""

    id: Id
    statement: str
    conclusion: str
    source: str
    verdict: Verdict
    of: str | None
    address: Address


class ChartRecord(Record):
    """What stands over and under a chart, in plain words."""

    id: ChartId
    title: str
    subtitle: str
    description: str
    below: tuple[str, ...]


class CorrectionRecord(BaseModel):
    """Which corrections were there."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    date: Day
    figure: str
    claim: str


class Head(BaseModel):
    """``edition.json``: what an edition is."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    format: Literal[1]
    number: int
    """Counted from 1, the earliest."""
    as_of: Day
    inputs: str
    """SHA-256 of what it was made of."""
    crossfoot: str
    """The engine's version."""
    title: str
    finding: str
    publisher: str
    licence: str
    entities: dict[Id, str]
    """Their names by id."""
    sources: dict[Id, str]
    """Their titles by id."""
    charts: tuple[ChartRecord, ...]
    corrections: tuple[CorrectionRecord, ...]


FIGURE_LIST = TypeAdapter(tuple[FigureRecord, ...])
CLAIM_LIST = TypeAdapter(tuple[ClaimRecord, ...])


@dataclass(frozen=True)
class Chart:
    """A chart as it was drawn."""

    record: ChartRecord
    spec: str
    """Vega-Lite."""
    svg_wide: str
    """For a frame of 600 px and more; colours are custom properties."""
    svg_narrow: str

    @property
    def title(self) -> str:
        """Its finding."""
        return self.record.title

    @property
    def subtitle(self) -> str:
        """Measure, coverage, period, unit."""
        return self.record.subtitle


@dataclass(frozen=True)
class Edition:
    """A whole edition."""

    id: str
    """``2026-11-23-1a2b3c4d``: its day and the beginning of the hash of what it was made of."""
    head: Head
    figures: Mapping[str, FigureRecord]
    claims: Mapping[str, ClaimRecord]
    charts: Mapping[str, Chart]
    files: Mapping[str, str] = field(repr=False)
    """Its files by path, as they stand."""

    @property
    def number(self) -> int:
        """Counted from 1, the earliest."""
        return self.head.number

    @property
    def as_of(self) -> str:
        """Its day, ISO."""
        return self.head.as_of

    @property
    def address(self) -> str:
        """Its page, relative to the site's root."""
        return f"{FOLDER}/{self.id}/"

    @property
    def place(self) -> SourceLocation:
        """Where it says what it is."""
        return SourceLocation(f"{FOLDER}/{self.id}/{HEAD}")


def edition_id(as_of: str, inputs: str) -> str:
    """The id of an edition of that day, made of what has the hash ``inputs``."""
    return f"{as_of}-{inputs[:8]}"
