"""How many claims came out with each verdict; opinions and open forecasts are not scored."""

from __future__ import annotations

from dataclasses import dataclass

from ..claims.verdict import MEANING
from .environment import TemplateObject, TracedInt
from .site_index import SiteIndex

SCORED = ("holds", "fails", "undetermined", "unverifiable", "overdue")


@dataclass(frozen=True)
class Total(TemplateObject):
    """One verdict and how many have it."""

    verdict: str
    count: TracedInt
    meaning: str


@dataclass(frozen=True)
class Totals(TemplateObject):
    """Counts, each of which a page may show as it is."""

    holds: TracedInt
    fails: TracedInt
    undetermined: TracedInt
    unverifiable: TracedInt
    overdue: TracedInt
    open: TracedInt
    """Forecasts whose day has not come."""
    opinions: TracedInt
    scored: TracedInt
    """Those of the first five verdicts, opinions left out."""
    all: TracedInt
    sources: TracedInt
    figures: TracedInt
    rows: TracedInt
    entities: TracedInt
    charts: TracedInt
    disputes: TracedInt
    listed: tuple[Total, ...]
    """The scored verdicts, in the order of their meanings."""


def verdict_totals(shelf: SiteIndex, charts: int) -> Totals:
    """The totals of a briefing with so many ``charts``."""
    claims = shelf.judged.values()
    facts = [c for c in claims if c.entry.kind != "opinion"]
    by = {v: TracedInt(sum(c.verdict == v for c in facts)) for v in MEANING}
    ledger = shelf.ledger
    return Totals(
        holds=by["holds"],
        fails=by["fails"],
        undetermined=by["undetermined"],
        unverifiable=by["unverifiable"],
        overdue=by["overdue"],
        open=by["open"],
        opinions=TracedInt(len(shelf.judged) - len(facts)),
        scored=TracedInt(sum(by[v] for v in MEANING if v in SCORED)),
        all=TracedInt(len(shelf.judged)),
        sources=TracedInt(len(ledger.sources)),
        figures=TracedInt(len(ledger.figures)),
        rows=TracedInt(len(ledger.rows)),
        entities=TracedInt(len(ledger.entities)),
        charts=TracedInt(charts),
        disputes=TracedInt(sum(f.disputed and not f.derived for f in ledger.figures.values())),
        listed=tuple(Total(v, by[v], m) for v, m in MEANING.items() if v in SCORED),
    )
