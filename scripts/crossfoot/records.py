"""All that a briefing holds, as records by kind and id, with the keys of the published data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from .analysis import Analysis
from .charts import ChartSpec
from .claims.sensitivity import format_margin
from .diagnostics import SourceLocation
from .kind import Kind
from .ledger.formula import ids_in_text
from .pages import Page
from .publish import (
    Record,
    claim_records,
    entity_records,
    figure_records,
    row_records,
    source_records,
)

ItemRecords = Mapping[Kind, Mapping[str, Record]]
"""By kind, then by id; a page by its path under build/docs."""


def item_records(
    analysis: Analysis, own_pages: Iterable[Page], margins: bool = True
) -> ItemRecords:
    """Every figure, row, claim, chart, source and entity, and the briefing's ``own_pages``.

    Keys are those of the published files, where there are such; what else a maintainer asks for
    comes after them: ``place``, ``path:line`` in the inputs; of a figure ``range``, ``working`` and
    ``digits`` (those asked for); of a claim ``reason test text working margins inputs named`` (the
    last in its statement and its conclusion). ``margins`` take their time, and are left out where
    nobody asks for them.
    """
    ledger, judged = analysis.ledger, analysis.claims
    figures, rows = figure_records(ledger), row_records(ledger)
    for record in (*figures, *rows):
        figure = ledger.figure(record["id"])
        record["range"] = ledger.format_range(record["id"])
        record["working"] = figure.working
        record["digits"] = figure.digits
        record["place"] = format_location(figure.place)
    claims = claim_records(analysis.texts.claims)
    for record in claims:
        claim = judged[record["id"]]
        worked = ("reason", "test", "text", "working")
        record |= {key: getattr(claim, key) for key in worked}
        if margins:
            moves = [m for m in claim.margins if not m.down == m.up is None]
            record["margins"] = [
                {"input": m.input, "told": format_margin(m, ledger)} for m in moves
            ]
        named = ids_in_text(f"{claim.entry.statement} {claim.entry.conclusion}")
        record |= {"inputs": list(claim.inputs), "named": [*dict.fromkeys(named)]}
        record["place"] = format_location(claim.place)
    sources, entities = source_records(ledger.sources), entity_records(ledger.entities)
    for record in sources:
        record["place"] = format_location(ledger.sources[record["id"]].place)
    for record in entities:
        record["place"] = format_location(ledger.entities[record["id"]].place)
    charts = [_chart(spec) for spec in analysis.specs.by_id.values()]
    pages = [_page(page) for page in own_pages]
    found = {
        Kind.FIGURE: figures,
        Kind.ROW: rows,
        Kind.CLAIM: claims,
        Kind.CHART: charts,
        Kind.SOURCE: sources,
        Kind.ENTITY: entities,
        Kind.PAGE: pages,
    }
    return {kind: {record["id"]: record for record in of} for kind, of in found.items()}


def format_location(place: SourceLocation) -> str:
    """A place without its column: ``data/claims.yml:12``."""
    return f"{place.path}:{place.line}"


def _chart(spec: ChartSpec) -> Record:
    return {
        "id": spec.id,
        "title": spec.title,
        "subtitle": spec.subtitle,
        "description": spec.description,
        "note": spec.note,
        "findings": [asdict(finding) for finding in spec.findings],
        "figures": list(spec.figures),
        "claims": list(spec.claims),
        "sources": list(spec.sources),
        "statuses": list(spec.statuses),
        "disputed": spec.disputed,
        "address": spec.address,
        "place": format_location(spec.place),
    }


def _page(page: Page) -> Record:
    return {
        "id": page.path,
        "title": page.title,
        "description": page.description,
        "figures": list(page.figures),
        "claims": list(page.claims),
        "charts": list(page.charts),
        "entities": list(page.entities),
        "sources": list(page.sources),
        "address": page.address,
        "place": page.template,
    }
