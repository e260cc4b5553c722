"""How many claims came out with each verdict; opinions and open forecasts are not scored."""

from __future__ import annotations

from dataclasses import dataclass

from ..claims.model import MEANING
from .environment import Count, Seen
from .shelf import Shelf

SCORED = ("holds", "fails", "undetermined", "unverifiable", "overdue")


@dataclass(frozen=True)
class Total(Seen):
    """One verdict and how many have it."""

    verdict: str
    count: Count
    meaning: str


@dataclass(frozen=True)
class Totals(Seen):
    """Counts, each of which a page may show as it is."""

    holds: Count
    fails: Count
    undetermined: Count
    unverifiable: Count
    overdue: Count
    open: Count
    """Forecasts whose day has not come."""
    opinions: Count
    scored: Count
    """Those of the first five verdicts, opinions left out."""
    all: Count
    sources: Count
    figures: Count
    rows: Count
    entities: Count
    charts: Count
    disputes: Count
    listed: tuple[Total, ...]
    """The scored verdicts, in the order of their meanings."""


def totals_of(shelf: Shelf, charts: int) -> Totals:
    """The totals of a briefing with so many ``charts``."""
    claims = shelf.judged.values()
    facts = [c for c in claims if c.entry.kind != "opinion"]
    by = {v: Count(sum(c.verdict == v for c in facts)) for v in MEANING}
    ledger = shelf.ledger
    return Totals(
        holds=by["holds"],
        fails=by["fails"],
        undetermined=by["undetermined"],
        unverifiable=by["unverifiable"],
        overdue=by["overdue"],
        open=by["open"],
        opinions=Count(len(shelf.judged) - len(facts)),
        scored=Count(sum(by[v] for v in MEANING if v in SCORED)),
        all=Count(len(shelf.judged)),
        sources=Count(len(ledger.sources)),
        figures=Count(len(ledger.figures)),
        rows=Count(len(ledger.rows)),
        entities=Count(len(ledger.entities)),
        charts=Count(charts),
        disputes=Count(sum(f.disputed and not f.derived for f in ledger.figures.values())),
        listed=tuple(Total(v, by[v], m) for v, m in MEANING.items() if v in SCORED),
    )
