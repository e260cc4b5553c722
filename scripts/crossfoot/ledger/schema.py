"""The shapes of the YAML files under ``data/``, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from ..problem import Place, Wrong
from ..quantity.period import period

ENTITY = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
METRIC = r"[a-z][a-z0-9_]*"
PERIOD = r"[0-9]{4}(?:--[0-9]{4}|H[12]|Q[1-4]|-[0-9]{2}(?:-[0-9]{2})?)?"
DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"

STATUSES = ("actual", "estimated", "claimed", "projected", "targeted")
"""Firmest first."""

Id = Annotated[str, StringConstraints(pattern=rf"^{ENTITY}$", max_length=80)]
MetricId = Annotated[str, StringConstraints(pattern=rf"^{METRIC}$", max_length=80)]
FigureId = Annotated[
    str, StringConstraints(pattern=rf"^{ENTITY}\.{METRIC}\.{PERIOD}$", max_length=200)
]
Text = Annotated[str, BeforeValidator(lambda v: "" if v is None else v)]


INFERRED = "?"
"""After a source's date (as ISO 8601-2 has it): nobody states it, it follows from other things."""


def _of_the_calendar(text: str) -> str:
    if text:
        period(text.removesuffix(INFERRED))
    return text


Date = Annotated[
    Text, StringConstraints(pattern=rf"^(?:{DAY})?$"), AfterValidator(_of_the_calendar)
]
SourceDate = Annotated[
    Text, StringConstraints(pattern=rf"^(?:{DAY}\??)?$"), AfterValidator(_of_the_calendar)
]
Day = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    AfterValidator(_of_the_calendar),
]


def _yes_or_no(value: Any) -> Any:
    if value not in ("true", "false", True, False):
        raise Wrong(f"{value!r} is neither true nor false", "true or false")
    return value in ("true", True)


YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


def _listed(value: Any) -> Any:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


Ids = Annotated[tuple[Id, ...], BeforeValidator(_listed)]
Metrics = Annotated[tuple[MetricId, ...], BeforeValidator(_listed)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Entry(BaseModel):
    """One entry of a YAML file; ``place`` is where it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    noun: ClassVar[str] = "entry"
    """What it is called where it is missing."""
    private: Any = Field(default=None, exclude=True, repr=False)
    place: Place = Field(default=Place(""), exclude=True, repr=False)
    places: dict[str, Place] = Field(default_factory=dict, exclude=True, repr=False)
    """Where each key's value stands; of a list also each item, as ``parts[0]``."""

    def at(self, key: str) -> Place:
        """Where the value of ``key`` stands, or the entry itself."""
        return self.places.get(key) or self.places.get(key.partition("[")[0], self.place)

    def same(self, other: Entry) -> bool:
        """Whether the other says the same, wherever it stands."""
        return self.model_dump() == other.model_dump()


class Briefing(Entry):
    """``briefing.yml``: what the whole publication is."""

    format: Annotated[Literal[1], BeforeValidator(_whole)]
    title: str
    finding: str
    """A template over the ledger: one sentence, the front page's heading."""
    description: Text = ""
    authors: Texts
    publisher: str
    contact: Text = ""
    licence: str
    published: Day
    as_of: Day
    language: str = "en"
    money: Literal["words", "short"] = "words"
    """``words``: $6.4 billion. ``short``: $6.4bn."""


class Source(Entry):
    """One page, filing, paper or data set that figures come from."""

    noun = "source"
    id: Id
    title: str
    publisher: Text = ""
    author: Text = ""
    date: SourceDate = ""
    """``2026-05-24``, its month or year alone; ``2026-05-24?`` where it is inferred."""
    read: Date = ""
    address: Text = ""
    archive: Text = ""
    rank: Annotated[Literal[1, 2, 3, 4, 5], BeforeValidator(_whole)]
    licence: Text = ""
    repeats: Ids = ()
    replaces: Ids = ()
    note: Text = ""


class Entity(Entry):
    """Whom or what a figure is about."""

    noun = "entity"
    id: Id
    name: str
    names: Texts = ()
    """Spellings with digits or number words that the number check lets pass."""
    kind: Text = ""
    part_of: Text = ""
    parts: Ids = ()
    summary: Text = ""
    note: Text = ""


class Metric(Entry):
    """What is measured."""

    noun = "metric"
    id: MetricId
    label: str
    definition: Text = ""
    kind: Literal["flow", "stock", "rate"]
    unit: str
    floor: Text = ""
    parts: Metrics = ()


class UnitEntry(Entry):
    """A unit of this briefing's own."""

    noun = "unit"
    id: str
    plural: Text = ""
    dimension: str


class DerivedEntry(Entry):
    """A figure that a formula makes."""

    noun = "figure"
    id: FigureId
    label: str
    formula: str
    unit: str
    digits: Annotated[int | None, BeforeValidator(_whole)] = Field(
        default=None, ge=1, le=12, strict=True
    )
    """Significant digits to show, never more than the interval allows."""
    note: Text = ""


class ClaimEntry(Entry):
    """What a source claims, with the check that tests it."""

    noun = "claim"
    id: Id
    statement: str
    said: Date = ""
    source: Id
    locator: Text = ""
    kind: Literal["arithmetic", "fact", "comparison", "forecast", "opinion"]
    of: Text = ""
    is_: Text = Field(default="", alias="is")
    due: Date = ""
    settled_by: Text = ""
    conclusion: str
    note: Text = ""
    draft: YesOrNo = False


class Correction(Entry):
    """What the briefing had wrong."""

    date: Day
    figure: Text = ""
    claim: Text = ""
    old: str
    new: str
    why: str


class Moved(Entry):
    """An address that was renamed."""

    old: str
    new: str


class TableColumn(Entry):
    """One column of a table under ``data/tables/``."""

    label: str
    unit: Text = ""
    """Empty: text. ``date``: days and other periods."""
    status: Annotated[
        Literal["", "actual", "estimated", "claimed", "projected", "targeted"],
        BeforeValidator(lambda v: "" if v is None else v),
    ] = ""


class TableEntry(Entry):
    """``data/tables/NAME.yml``: what stands in NAME.csv or NAME.parquet."""

    title: str
    source: Id
    licence: Text = ""
    """Empty: its source's."""
    locator: Text = ""
    note: Text = ""
    columns: dict[str, TableColumn]
