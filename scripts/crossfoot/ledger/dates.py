"""Days against the one that a build knows: nothing is known that comes after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..diagnostics import Diagnostics, SourceLocation
from ..quantity.period import parse_period
from .field_types import INFERRED, NO_DAY
from .load import Inputs
from .model import Figure
from .schema import ClaimEntry, Source

DAYS = 365
"""After so many days a source is worth reading again."""


def check_dates(
    inputs: Inputs, rows: Mapping[str, Figure], as_of: str, problems: Diagnostics
) -> None:
    """Note what is dated after ``as_of``, and warn of sources read long before it.

    What somebody has read or said was there by then: a later day is an error, as is one that
    comes before what it needs. A row that tells what is of days to come is a warning.
    """
    if as_of == NO_DAY:
        return  # what is wrong is that briefing.yml says none
    today = date.fromisoformat(as_of)
    for source in inputs.sources.values():
        who, read = f"the source {source.id}", source.at("read")
        _not_after(source.date, f"{who} is dated", today, source.at("date"), problems)
        _not_after(source.read, f"{who} was read", today, read, problems)
        published = source.date.removesuffix(INFERRED)
        if (
            source.read
            and published
            and parse_period(source.read).last < parse_period(published).first
        ):
            what = f"{who} was read {source.read}, before its date {source.date}"
            problems.add(read, what, "the day that it was, or another date")
        if source.read:
            _read_lately(source.id, parse_period(source.read).last, today, read, problems)
    briefing = inputs.briefing
    _not_after(
        briefing.published, "the first edition is of", today, briefing.at("published"), problems
    )
    for claim in inputs.claims.values():
        _not_after(claim.said, f"the claim {claim.id} was said", today, claim.at("said"), problems)
        _in_order(claim, inputs.sources, problems)
    for row in rows.values():
        _still_to_come(row, today, inputs.sources[row.source], problems)


def _in_order(claim: ClaimEntry, sources: Mapping[str, Source], problems: Diagnostics) -> None:
    """A forecast is said before it is due, and no source says what was said after it."""
    if not claim.said:
        return
    said, source = parse_period(claim.said), sources.get(claim.source)
    if claim.due and parse_period(claim.due).last < said.first:
        what = f"the claim {claim.id} was due {claim.due}, before it was said on {claim.said}"
        problems.add(claim.at("due"), what, "the last day of what it says")
    published = _stated(source)
    if published and parse_period(published).last < said.first:
        what = f"the claim {claim.id} was said {claim.said}, and its source is of {published}"
        problems.warn(claim.at("said"), what, "a day up to that of the source")


def _stated(source: Source | None) -> str:
    """The date that a source has, and not by inference; empty where there is none."""
    return "" if source is None or source.date.endswith(INFERRED) else source.date


def _not_after(
    text: str, what: str, today: date, place: SourceLocation, problems: Diagnostics
) -> None:
    """A month or a year begins in time."""
    day = text.removesuffix(INFERRED)
    if day and parse_period(day).first > today:
        right = f"the day that it was, or as_of in data/briefing.yml on {day} or later"
        problems.add(place, f"{what} {day}, and this is as of {today}", right)


def _read_lately(
    name: str, read: date, today: date, place: SourceLocation, problems: Diagnostics
) -> None:
    days = (today - read).days
    if days > DAYS:
        what = f"the source {name} was last read {days:,} days ago"
        problems.warn(place, what, "its page read again, and the day of that")


def _still_to_come(row: Figure, today: date, source: Source, problems: Diagnostics) -> None:
    """What is ``actual`` has been, for us and for whoever says so: a flow to its last day,
    anything else from its first."""
    if row.status != "actual":
        return
    flow = row.flow is not None
    verb, day = ("ends", row.period.last) if flow else ("begins", row.period.first)
    published = _stated(source)
    then = ""
    if day > today:
        then = f"after {today}"
    elif published and day > parse_period(published).last:
        then = f"after {published}, the date of its source"
    if then:
        what = f"{row.id} is actual, and its period {verb} {then}"
        right = "estimated, projected or targeted, or the period that it is of"
        problems.warn(row.place, what, right, group=f"{row.source} {then}")
