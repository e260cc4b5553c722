"""The Data Package: what the published tables are, for programs.

Data Package 2.0 (https://datapackage.org/standard/data-package/), the CSV files as its tables.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..ledger.licence import licence
from ..ledger.model import Ledger
from ..ledger.schema import Briefing, Source
from .columns import FIGURES, ROWS, Column, Kind

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES: dict[Kind, str] = {
    "text": "string",
    "digits": "string",  # a decimal, or a day where the unit is a date
    "si": "number",
    "flag": "boolean",
    "ids": "list",
}
_REFERENCE = {"fields": ["figure"], "reference": {"resource": "figures", "fields": ["id"]}}


def data_package(ledger: Ledger, figures: bytes, rows: bytes, site_url: str) -> dict[str, Any]:
    """The descriptor for figures.csv and rows.csv, whose bytes are given.

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
            _table("figures", "Figures, one for each id.", FIGURES, figures),
            _table("rows", "Every observation.", ROWS, rows, foreignKeys=[_REFERENCE]),
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


def _table(
    name: str, about: str, columns: Sequence[Column], content: bytes, **keys: Any
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
            "fields": [_field(column) for column in columns],
            "primaryKey": ["id"],
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
    under = licence(name)
    path = {"path": under.address} if under.address else {}
    return {"name": under.spdx, **path, "title": under.title}
