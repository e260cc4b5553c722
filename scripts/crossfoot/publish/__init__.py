"""The same facts for programs: JSON, CSV, Parquet, a Data Package, a feed, at stable addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from .. import __version__
from ..claims.model import Claim
from ..editions.model import Edition
from ..ledger.model import Ledger
from .claims import claim_records
from .columns import FIGURES, ROWS, Record
from .crawlers import Listed, in_order, llms_txt, robots_txt
from .datasets import dataset_files
from .editions import edition_entries, edition_files
from .entries import entity_records, metric_records, source_records
from .facts import BuildCounts, build_facts
from .feed import Entry, atom_feed
from .figures import figure_records, row_records
from .json_text import json_lines, json_object
from .package import data_package
from .parquet import parquet_bytes
from .table import csv_table

__all__ = [
    "BuildCounts",
    "Listed",
    "Record",
    "build_facts",
    "claim_records",
    "entity_records",
    "figure_records",
    "in_order",
    "json_lines",
    "llms_txt",
    "published_files",
    "robots_txt",
    "row_records",
    "source_records",
    "table_address",
]

_HELD = {
    "figures": "Each figure: value, range, unit, status, source, formula",
    "rows": "Each observation as its source gives it",
    "claims": "Each claim with its test and its verdict",
    "sources": "Each source: who published it, when, where",
    "entities": "What the figures are of",
    "metrics": "What the figures measure",
    "datapackage": "The tables described, as a Data Package",
}


def published_files(
    ledger: Ledger,
    claims: Mapping[str, Claim],
    site_url: str,
    scratch: Path,
    editions: Iterable[Edition] = (),
) -> dict[str, bytes]:
    """Every file of facts by its address, relative to the site's root.

    ``ledger`` and ``claims`` are in plain words: what is a template in ``data/`` is rendered.
    ``site_url`` is the site's absolute address; ``scratch`` a folder in which a file may stand for
    a moment; ``editions`` are those that were published, the earliest first. Raises OSError where
    that cannot be written.
    """
    site_url = site_url.rstrip("/") + "/"
    figures, rows = figure_records(ledger), row_records(ledger)
    figures_csv, rows_csv = csv_table(FIGURES, figures), csv_table(ROWS, rows)
    tables = dataset_files(ledger.datasets)
    package = data_package(ledger, figures_csv, rows_csv, tables, site_url)
    briefing = ledger.briefing
    first = Entry(briefing.published, briefing.title, briefing.finding)
    kept = list(editions)
    entries = edition_entries(kept) or (first,)
    return {
        "data/figures.json": json_lines(figures),
        "data/figures.csv": figures_csv,
        "data/figures.parquet": parquet_bytes(FIGURES, figures, scratch),
        "data/rows.csv": rows_csv,
        "data/claims.json": json_lines(claim_records(claims)),
        "data/sources.json": json_lines(source_records(ledger.sources)),
        "data/entities.json": json_lines(entity_records(ledger.entities)),
        "data/metrics.json": json_lines(metric_records(ledger.metrics)),
        **tables,
        "data/datapackage.json": json_object(package),
        **edition_files(kept),
        "feed.xml": atom_feed(briefing, entries, site_url, __version__),
    }


def table_address(path: str, ledger: Ledger) -> str:
    """What the published file at ``path`` holds, in a few words."""
    name = path.rpartition("/")[2].partition(".")[0]
    if path.startswith("data/tables/"):
        found = (table.title for table in ledger.datasets.values() if table.name == name)
        return next(found, "")
    return _HELD.get(name, "")
