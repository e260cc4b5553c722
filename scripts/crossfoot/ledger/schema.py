"""The shapes of the YAML files under ``data/``, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ..diagnostics import SourceLocation
from ..quantity.calendar_months import FiscalCalendar
from .field_types import (
    EMPTY,
    AsOf,
    Authors,
    Date,
    Day,
    FigureId,
    Id,
    Ids,
    Label,
    Labels,
    Language,
    Line,
    MetricId,
    Metrics,
    PageAddress,
    Prose,
    SiteAddress,
    SourceDate,
    Text,
    YesOrNo,
    fiscal_mapping,
    whole,
)


class Entry(BaseModel):
    """One entry of a YAML file; ``place`` is where it stands."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        use_attribute_docstrings=True,
    )

    noun: ClassVar[str] = "entry"
    """What it is called where it is missing."""
    private: Any = Field(default=None, exclude=True, repr=False)
    """What is kept here and never published: a hint for whoever edits this."""
    place: SourceLocation = Field(default=SourceLocation(""), exclude=True, repr=False)
    places: dict[str, SourceLocation] = Field(default_factory=dict, exclude=True, repr=False)
    """Where each key's value stands; of a list also each item, as ``parts[0]``."""

    def at(self, key: str) -> SourceLocation:
        """Where the value of ``key`` stands, or the entry itself."""
        return self.places.get(key) or self.places.get(key.partition("[")[0], self.place)

    def same(self, other: Entry) -> bool:
        """Whether the other says the same, wherever it stands."""
        return self.model_dump() == other.model_dump()


class FiscalYear(BaseModel):
    """When the fiscal years begin that rows call ``FY2025``."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    start: Annotated[int, BeforeValidator(whole)] = Field(ge=2, le=12, examples=["04"])
    """The month of their first day."""
    named: Literal["end", "start"] = "end"
    """Which of its two years one is named after: the one in which it ends, or starts."""


class Briefing(Entry):
    """``briefing.yml``: what the whole publication is."""

    format: Annotated[Literal[1], BeforeValidator(whole)]
    """The version of these files' form."""
    title: Label
    """The publication's name."""
    finding: Prose
    """A template over the ledger: one sentence, the front page's heading."""
    description: Text = ""
    """A template over the ledger: what the briefing is about, in a sentence or two."""
    authors: Authors
    """Who wrote it."""
    publisher: Label
    """Who answers for it."""
    contact: Line = Field(default="", examples=["{repository}/issues"])
    """Where readers write: an address. ``{repository}`` stands for the project's own."""
    licence: Label = Field(examples=["CC BY 4.0"])
    """Of the text, charts and data; what sources say keeps their own terms."""
    published: Day
    """The day of the first edition."""
    as_of: AsOf
    """The one day that a build knows: it decides which forecasts are open."""
    language: Language = "en"
    """The language of the pages, by its tag: ``en``, ``de``, ``pt-BR``."""
    fiscal_year: Annotated[FiscalYear | None, BeforeValidator(fiscal_mapping)] = None
    """When fiscal years begin, where rows have periods such as ``FY2025``: ``{start: 04}``."""
    money: Literal["words", "short"] = "words"
    """``words``: $6.4 billion. ``short``: $6.4bn."""

    @property
    def fiscal(self) -> FiscalCalendar | None:
        """The fiscal years of its rows, if it has any."""
        of = self.fiscal_year
        return None if of is None else FiscalCalendar(of.start, of.named)


class Source(Entry):
    """One page, filing, paper or data set that figures come from."""

    noun = "source"
    id: Id
    """Its name in rows, claims and pages."""
    title: Label
    """What it calls itself."""
    publisher: Line = ""
    """Who published it."""
    author: Line = ""
    """Who wrote it."""
    date: SourceDate = Field(default="", examples=["2026-05-24", "2026-05", "2026-05-24?"])
    """``2026-05-24``, its month or year alone; ``2026-05-24?`` where it is inferred."""
    read: Date = ""
    """The day on which it was read last."""
    address: Line = Field(default="", examples=["https://example.org/report"])
    """Where a reader finds it."""
    archive: Line = ""
    """Where a copy of it is kept."""
    rank: Annotated[Literal[1, 2, 3, 4, 5], BeforeValidator(whole)]
    """1 the filing, measurement or paper itself, 2 the word of whom it is about, 3 a report of it,
    4 a report of a report, 5 noted and not relied on."""
    licence: Line = ""
    """Its terms."""
    repeats: Ids = ()
    """The sources that it says again: it is no second witness to what they say."""
    replaces: Ids = ()
    """The sources whose rows its own take the place of."""
    note: Text = ""
    """What else a reader should know of it."""


class Entity(Entry):
    """Whom or what a figure is about."""

    noun = "entity"
    id: Id
    """The first part of its figures' ids."""
    name: Label
    """As the pages write it."""
    names: Labels = ()
    """Spellings with digits or number words that the number check lets pass."""
    kind: Line = ""
    """What it is, in a word."""
    part_of: Line = ""
    """The entity that it belongs to."""
    parts: Ids = ()
    """Entities whose figures make up its own: the sums are checked."""
    summary: Text = ""
    """A sentence or two for its page."""
    note: Text = ""
    """What else a reader should know of it."""


class Metric(Entry):
    """What is measured."""

    noun = "metric"
    id: MetricId
    """The second part of its figures' ids."""
    label: Label
    """As the pages write it: "operating loss"."""
    definition: Text = ""
    """What is counted, and what is not."""
    kind: Literal["flow", "stock", "rate"]
    """``flow`` of a period, ``stock`` at a time, ``rate``: never summed."""
    unit: Label = Field(examples=["USD", "%", "m", "date", "1"])
    """The unit that its figures are of one kind with; a pure number has ``1``."""
    floor: Line = ""
    """The least that it can be: every interval is cut there."""
    parts: Metrics = ()
    """Metrics whose figures make up its own: the sums are checked."""


class UnitEntry(Entry):
    """A unit of this briefing's own."""

    noun = "unit"
    id: Label
    """As rows write it, of one."""
    plural: Line = ""
    """As pages write it, of several."""
    dimension: Label = Field(examples=["1", "[person]"])
    """``1`` for a pure count, a name in brackets for what must not be mixed with others. Units of
    one dimension count one for one: a dozen is no unit of eggs."""


class DerivedEntry(Entry):
    """A figure that a formula makes."""

    noun = "figure"
    id: FigureId
    """``entity.metric.period``, as a row's; no row has the same."""
    label: Label
    """As the pages write it."""
    formula: Prose = Field(examples=["share(a.cost.2025, a.revenue.2025)", "a.cost.2025 * 4"])
    """Ids (with ``@source``: that row), exact numbers, + - * / ^ ( ) and sum, growth, share, cagr,
    annual, days, min, max, abs, sqrt. A minus stands between spaces."""
    unit: Label
    """What it is shown in."""
    digits: Annotated[int | None, BeforeValidator(whole)] = Field(
        default=None, ge=1, le=12, strict=True
    )
    """Significant digits to show, never more than the interval allows."""
    note: Text = ""
    """What else a reader should know of it."""


class ClaimEntry(Entry):
    """What a source claims, with the check that tests it."""

    noun = "claim"
    id: Id
    """Its page's address."""
    statement: Prose
    """A template over the ledger: the claim restated so closely that its author would accept it."""
    said: Date = ""
    """The day on which it was said: what was published later never makes it fail."""
    source: Id
    """Who claims it."""
    locator: Line = Field(default="", examples=["paragraph 3"])
    """Where in the source."""
    kind: Literal["arithmetic", "fact", "comparison", "forecast", "opinion"]
    """``arithmetic``: does the source agree with itself? ``fact``: is it so, by another source?
    ``comparison``: does it stand? ``forecast``: will it be so? ``opinion``: no figure can settle
    it."""
    of: Text = Field(
        default="", examples=["growth(a.cost.2024, a.cost.2025)", "status(a.cost.2025)"]
    )
    """A formula over the ledger: what is tested. Empty, as ``is``, where nobody has the figure."""
    is_: Text = Field(
        default="",
        alias="is",
        examples=["nearly 4", "about 21 %", "more than 2", "between 1 and 2", "before 2029-01-01"],
    )
    """What it is held against."""
    due: Date = ""
    """The last day of a forecast."""
    settled_by: Text = ""
    """What would settle it, where no figure does."""
    conclusion: Prose = Field(examples=["It rose by {{ worked }}."])
    """A template over the ledger: what the briefing says of it, one sentence. ``worked`` is what
    the check came to."""
    note: Text = ""
    """How it was read, where it could be read otherwise."""
    draft: YesOrNo = False
    """Shown by ``crossfoot serve``, in no build."""


class Correction(Entry):
    """What the briefing had wrong."""

    date: Day
    """The day on which it was corrected."""
    figure: Line = ""
    """The figure that was wrong."""
    claim: Line = ""
    """The claim that was wrong."""
    old: Prose
    """What stood there."""
    new: Prose
    """What stands there now."""
    why: Prose
    """How it came to be wrong."""


class Moved(Entry):
    """An address that was renamed."""

    old: PageAddress = Field(examples=["claims/old-name/"])
    """Where the page was, from the site's root, with the slash at its end."""
    new: SiteAddress = Field(examples=["claims/new-name/"])
    """Where it is now."""


class TableColumn(Entry):
    """One column of a table under ``data/tables/``."""

    label: Label
    """Its heading."""
    unit: Line = ""
    """Empty: text. ``date``: days and other periods."""
    status: Annotated[
        Literal["", "actual", "estimated", "claimed", "projected", "targeted"],
        EMPTY,
    ] = ""
    """How firm its numbers are."""


class TableEntry(Entry):
    """``data/tables/NAME.yml``: what stands in NAME.csv or NAME.parquet."""

    title: Label
    """What it holds."""
    source: Id
    """Where it comes from."""
    licence: Line = ""
    """Empty: its source's."""
    locator: Line = ""
    """Where in the source."""
    note: Text = ""
    """What else a reader should know of it."""
    columns: dict[str, TableColumn]
    """Each column of the file by its name there."""
