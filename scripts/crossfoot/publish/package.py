"""The Data Package: what the published tables are, for programs.

Data Package 2.0 (https://datapackage.org/standard/data-package/), the CSV files as its tables.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..ledger.dataset import Dataset
from ..ledger.licence import parse_licence
from ..ledger.model import Ledger
from ..ledger.schema import Briefing, Source
from .columns import FIGURES, ROWS, Column, Kind
from .datasets import dataset_fields

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES: dict[Kind, str] = {
    "text": "string",
    "digits": "string",  # a decimal, or a day where the unit is a date
    "si": "number",
    "flag": "boolean",
    "ids": "list",
}
_REFERENCE = {"fields": ["figure"], "reference": {"resource": "figures", "fields": ["id"]}}


def data_package(
    ledger: Ledger, figures: bytes, rows: bytes, tables: Mapping[str, bytes], site_url: str
) -> dict[str, Any]:
    """The descriptor for figures.csv, rows.csv and, by address, ``tables``; their bytes are given.

    ``created`` is the start of the one day that the build knows.
    """
    briefing = ledger.briefing
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _name(briefing.title),
        "title": briefing.title,
        "description": briefing.description or briefing.title,
        "homepage": site_url,
        "created": f"{ledger.as_of}T00:00:00Z",
        "licenses": [_licence(briefing.licence)],
        "contributors": _contributors(briefing),
        "sources": _sources(ledger.sources),
        "resources": [
            _facts("figures", "Figures, one for each id.", FIGURES, figures),
            _facts("rows", "Every observation.", ROWS, rows, foreignKeys=[_REFERENCE]),
            *(_dataset(d, tables[d.address], ledger) for d in ledger.datasets.values()),
        ],
    }


def _name(title: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", title.lower())) or "briefing"


def _contributors(briefing: Briefing) -> list[dict[str, Any]]:
    roles: dict[str, list[str]] = {author: ["author"] for author in briefing.authors}
    roles.setdefault(briefing.publisher, []).append("publisher")
    return [{"title": name, "roles": parts} for name, parts in roles.items()]


def _sources(sources: Mapping[str, Source]) -> list[dict[str, str]]:
    found = []
    for _, source in sorted(sources.items()):
        path = source.address if source.address.startswith(("http://", "https://")) else ""
        found.append({"title": source.title} | ({"path": path} if path else {}))
    return found


def _facts(
    name: str, about: str, columns: Sequence[Column], content: bytes, **keys: Any
) -> dict[str, Any]:
    fields = [_field(column) for column in columns]
    return _table(name, about, content, fields, primaryKey=["id"], **keys)


def _dataset(dataset: Dataset, content: bytes, ledger: Ledger) -> dict[str, Any]:
    """A table of ``data/tables/``, under its own licence and of its own source."""
    # One that was left out for a problem is told where it stands.
    found = ledger.sources.get(dataset.source)
    source = {dataset.source: found} if found else {}
    licences = {"licenses": [_licence(dataset.licence)]} if dataset.licence else {}
    about = _table(dataset.id, dataset.note or dataset.title, content, dataset_fields(dataset))
    return {**about, "title": dataset.title, "sources": _sources(source), **licences}


def _table(
    name: str, about: str, content: bytes, fields: list[dict[str, Any]], **keys: Any
) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "description": about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": fields,
            **keys,
        },
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.about,
    }
    if column.kind == "ids":
        found |= {"delimiter": " ", "itemType": "string"}
    if column.constraints:
        found["constraints"] = dict(column.constraints)
    return found


def _licence(name: str) -> dict[str, str]:
    """A Data Package's licence: ``name``, ``title``, and ``path`` where it is known."""
    under = parse_licence(name)
    path = {"path": under.address} if under.address else {}
    return {"name": under.spdx, **path, "title": under.title}
