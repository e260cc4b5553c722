"""What an editor knows of the files under ``data/``: their JSON Schemas, out of the models."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ..quantity.value_parsing import QUALIFIERS
from .csv_rows import COLUMNS
from .field_types import ENTITY, METRIC, PERIOD, STATUSES
from .schema import (
    Briefing,
    ClaimEntry,
    Correction,
    DerivedEntry,
    Entity,
    Entry,
    Metric,
    Moved,
    Source,
    TableEntry,
    UnitEntry,
)

FOLDER = "schemas"
"""Where they stand, under the briefing's folder."""
LINE = f"# yaml-language-server: $schema=../{FOLDER}/{{}}.json"
"""What a file under ``data/`` begins with, by its name; one more step up for a table's."""
LISTS: Mapping[str, type[Entry]] = {
    "sources": Source,
    "entities": Entity,
    "metrics": Metric,
    "units": UnitEntry,
    "derived": DerivedEntry,
    "claims": ClaimEntry,
    "corrections": Correction,
    "moved": Moved,
}
"""The files that hold a list of entries."""
WHOLES: Mapping[str, type[Entry]] = {"briefing": Briefing, "table": TableEntry}
"""Those that hold one mapping; every ``tables/NAME.yml`` is a ``table``."""

# The form that every editor's YAML support reads.
_FORM = "http://json-schema.org/draft-07/schema#"
_TABLE_FORM = "https://datapackage.org/profiles/2.0/tableschema.json"
_OURS = ("place", "places")
_CELLS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "entity": ("Whom or what it is of: an id of `entities.yml`.", {"pattern": f"^{ENTITY}$"}),
    "metric": ("What is measured: an id of `metrics.yml`.", {"pattern": f"^{METRIC}$"}),
    "period": (
        "`2025`, `2025H1`, `2026Q1`, `2026-03`, `2026-03-31`, `2026--2028`, `FY2025`, `2026-W12`, "
        "`2026-01--2026-02` or `9M2025`.",
        {"pattern": f"^{PERIOD}$"},
    ),
    "value": ("As published: its digits say how precise it is; a range is `91 to 93`.", {}),
    "unit": ("As published, with its magnitude: `bn USD`, `m`, `%`.", {}),
    "status": ("How firm it is.", {"enum": list(STATUSES)}),
    "qualifier": (
        "What the source says before the number; empty where nothing.",
        {"enum": list(QUALIFIERS)},
    ),
    "source": ("Who says so: an id of `sources.yml`.", {"pattern": f"^{ENTITY}$"}),
    "locator": ("Where in the source: `paragraph 3`.", {}),
    "note": ("What else a reader should know of it.", {}),
}
_MAY_BE_EMPTY = ("qualifier", "locator", "note")


def schema_files() -> dict[str, bytes]:
    """The files of :data:`FOLDER` by name."""
    return {name: text.encode() for name, text in schemas().items()}


def schemas() -> dict[str, str]:
    """Every schema by its file's name: JSON Schemas for YAML, a Table Schema for ``figures``."""
    found = {name: _listed(model) for name, model in LISTS.items()}
    found |= {name: {"$schema": _FORM, **_schema(model)} for name, model in WHOLES.items()}
    found["figures"] = _rows()
    return {
        f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in found.items()
    }


class _Written(GenerateJsonSchema):
    """The schema of what stands in a file, before the engine has read it."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Nothing has a title: a key is called what it is called."""
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """The engine reads each scalar as the text that it is, where an editor may see a number."""
        number = re.search(schema.get("pattern") or "", "2025") is not None
        return {**super().str_schema(schema), "type": ["string", "number"] if number else "string"}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What may be left out may stand there empty."""
        found = super().default_schema(schema)
        if found.get("default") in ("", [], None):
            found.pop("default", None)
        if isinstance(found.get("type"), list):
            found["type"] = [*found["type"], "null"]
        return found

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        """One text stands for a list of one."""
        listed = super().tuple_schema(schema)
        return {"anyOf": [listed, listed["items"], {"type": "null"}]}


def _schema(model: type[Entry]) -> dict[str, Any]:
    found = model.model_json_schema(schema_generator=_Written)
    for part in (found, *found.get("$defs", {}).values()):
        part.pop("title", None)
        for name in _OURS:
            part.get("properties", {}).pop(name, None)
    found.get("$defs", {}).pop("SourceLocation", None)
    return {key: value for key, value in found.items() if value != {}}


def _listed(model: type[Entry]) -> dict[str, Any]:
    return {"$schema": _FORM, "type": ["array", "null"], "items": _schema(model)}


def _rows() -> dict[str, Any]:
    """``figures/*.csv`` as a Table Schema (https://datapackage.org/standard/table-schema/)."""
    fields = []
    for name in COLUMNS:
        about, constraints = _CELLS[name]
        needed = {} if name in _MAY_BE_EMPTY else {"required": True}
        field = {"name": name, "type": "string", "description": about}
        limits = {**needed, **constraints}
        fields.append({**field, "constraints": limits} if limits else field)
    key = ["entity", "metric", "period", "source"]
    return {"$schema": _TABLE_FORM, "fields": fields, "missingValues": [""], "primaryKey": key}
