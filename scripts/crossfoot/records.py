"""All that a briefing holds, as records by kind and id, with the keys of the published data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from .analysis import Analysis
from .charts import RenderedChart
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


def item_records(outline: Analysis, margins: bool = True) -> ItemRecords:
    """Every figure, row, claim, chart, source, entity and own page.

    Keys are those of the published files, where there are such; what else a maintainer asks for
    comes after them: ``place``, ``path:line`` in the inputs; of a figure ``range``, ``working`` and
    ``digits`` (those asked for); of a claim ``reason test text working margins inputs named`` (the
    last in its statement and its conclusion). ``margins`` take their time, and are left out where
    nobody asks for them.
    """
    ledger, texts = outline.ledger, outline.texts
    figures, rows = figure_records(ledger), row_records(ledger)
    for record in (*figures, *rows):
        figure = ledger.figure(record["id"])
        record["range"] = ledger.range(record["id"])
        record["working"] = figure.working
        record["digits"] = figure.digits
        record["place"] = format_location(figure.place)
    claims = claim_records(texts.claims)
    for record in claims:
        claim = texts.judged[record["id"]]
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
    charts = [_chart(drawn) for drawn in outline.charts.values()]
    pages = [_page(page) for page in outline.pages.values()]
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


def _chart(drawn: RenderedChart) -> Record:
    return {
        "id": drawn.id,
        "title": drawn.title,
        "subtitle": drawn.subtitle,
        "description": drawn.description,
        "note": drawn.note,
        "findings": [asdict(finding) for finding in drawn.findings],
        "figures": list(drawn.figures),
        "claims": list(drawn.claims),
        "sources": list(drawn.sources),
        "statuses": list(drawn.statuses),
        "disputed": drawn.disputed,
        "address": drawn.address,
        "place": format_location(drawn.place),
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
