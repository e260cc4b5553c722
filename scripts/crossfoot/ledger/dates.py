"""Days against the one that a build knows: nothing is known that comes after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..problem import Place, Problems
from ..quantity.period import period
from .forms import INFERRED, NO_DAY
from .load import Inputs
from .model import Figure

DAYS = 365
"""After so many days a source is worth reading again."""


def check_dates(inputs: Inputs, rows: Mapping[str, Figure], as_of: str, problems: Problems) -> None:
    """Note what is dated after ``as_of``, and warn of sources read long before it.

    What somebody has read or said was there by then: a later day is an error. A row
    that tells what is of days to come is a warning.
    """
    if as_of == NO_DAY:
        return  # what is wrong is that briefing.yml says none
    today = date.fromisoformat(as_of)
    for source in inputs.sources.values():
        who, read = f"the source {source.id}", source.at("read")
        _not_after(source.date, f"{who} is dated", today, source.at("date"), problems)
        _not_after(source.read, f"{who} was read", today, read, problems)
        if source.read:
            _read_lately(source.id, period(source.read).last, today, read, problems)
    briefing = inputs.briefing
    _not_after(
        briefing.published, "the first edition is of", today, briefing.at("published"), problems
    )
    for claim in inputs.claims.values():
        _not_after(claim.said, f"the claim {claim.id} was said", today, claim.at("said"), problems)
    for row in rows.values():
        _still_to_come(row, today, problems)


def _not_after(text: str, what: str, today: date, place: Place, problems: Problems) -> None:
    """A month or a year begins in time."""
    day = text.removesuffix(INFERRED)
    if day and period(day).first > today:
        right = f"the day that it was, or as_of in data/briefing.yml on {day} or later"
        problems.add(place, f"{what} {day}, and this is as of {today}", right)


def _read_lately(name: str, read: date, today: date, place: Place, problems: Problems) -> None:
    days = (today - read).days
    if days > DAYS:
        what = f"the source {name} was last read {days:,} days ago"
        problems.warn(place, what, "its page read again, and the day of that")


def _still_to_come(row: Figure, today: date, problems: Problems) -> None:
    """What is ``actual`` has been: a flow to its last day, anything else from its first."""
    if row.status != "actual":
        return
    flow = row.flow is not None
    if (row.period.last if flow else row.period.first) > today:
        verb = "ends" if flow else "begins"
        what = f"{row.id} is actual, and its period {verb} after {today}"
        problems.warn(
            row.place, what, "estimated, projected or targeted, or the period that it is of"
        )
