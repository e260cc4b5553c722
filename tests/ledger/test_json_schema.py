"""What editors are told of the files is what the engine reads."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import frictionless
import jsonschema_rs
import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from copies import REPO, TINY, contents
from crossfoot.cli import main
from crossfoot.ledger.json_schema import LISTS, WHOLES, schemas

FERRIES = REPO / "tests/end_to_end/ferries"
FILES = [
    path
    for root in (REPO, TINY / "lighthouses", TINY / "rivers", FERRIES)
    for path in sorted((root / "data").rglob("*.yml"))
]


def validator(name: str) -> Any:
    return jsonschema_rs.validator_for(json.loads(schemas()[f"{name}.json"]))


def about(path: Path) -> str:
    """The schema of a file under ``data/``."""
    return "table" if path.parent.name == "tables" else path.stem


def shown(path: Path) -> Any:
    """A file as an editor's YAML 1.2 reads it: a day is a text there."""
    yaml = YAML(typ="safe", pure=True)
    resolvers = yaml.resolver.versioned_resolver
    yaml.resolver._version_implicit_resolver = {
        yaml.resolver.processing_version: {
            first: [(tag, form) for tag, form in forms if not tag.endswith("timestamp")]
            for first, forms in resolvers.items()
        }
    }
    return yaml.load(path.read_text())


def test_the_committed_schemas_are_those_that_the_engine_writes(tmp_path: Path) -> None:
    assert main(["schemas", "-C", str(tmp_path)]) == 0
    assert contents(tmp_path) == {
        f"schemas/{name}": text for name, text in contents(REPO / "schemas").items()
    }, "make them again with: crossfoot schemas"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPO).as_posix())
def test_what_the_engine_reads_an_editor_finds_right(path: Path) -> None:
    found = [error.message for error in validator(about(path)).iter_errors(shown(path))]
    assert found == []


def test_every_file_of_the_briefing_names_its_schema() -> None:
    files = [path for path in FILES if path.is_relative_to(REPO / "data")]
    assert len(files) >= 8
    for path in files:
        first = path.read_text().split("\n", 1)[0]
        prefix, _, schema = first.partition("$schema=")
        assert prefix == "# yaml-language-server: "
        assert (path.parent / schema).resolve() == REPO / f"schemas/{about(path)}.json"


RIGHT = {
    "claims": "{id: a, statement: A, source: b, kind: fact, conclusion: C}",
    "derived": "{id: a.b.2025, label: A, formula: a.c.2025 * 2, unit: m}",
    "sources": "{id: a, title: A, rank: 1, date: 2025, repeats: b}",
    "metrics": "{id: a, label: A, kind: flow, unit: m, floor: 0}",
}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("claims", "kind: fact", "kind: truth"),
        ("claims", "source: b, ", ""),
        ("claims", "id: a", "id: Not an id"),
        ("claims", "id: a", "said: last week, id: a"),
        ("claims", "id: a", "verdict: holds, id: a"),
        ("claims", "id: a", "draft: perhaps, id: a"),
        ("derived", "a.b.2025", "a.b.25"),
        ("derived", "unit: m", "unit: m, digits: 13"),
        ("sources", "rank: 1", "rank: 6"),
        ("sources", "repeats: b", "repeats: [Not an id]"),
        ("metrics", "kind: flow", "kind: speed"),
    ],
)
def test_a_broken_entry_is_refused(name: str, old: str, new: str) -> None:
    check, yaml = validator(name), YAML(typ="safe")
    assert check.is_valid(yaml.load(f"- {RIGHT[name]}"))
    assert RIGHT[name].count(old) == 1
    assert not check.is_valid(yaml.load(f"- {RIGHT[name].replace(old, new)}"))


def test_every_key_is_explained() -> None:
    models: list[type[BaseModel]] = [*LISTS.values(), *WHOLES.values()]
    for model in models:
        for name, field in model.model_fields.items():
            assert field.description or name == "place", f"{model.__name__}.{name}"


def test_the_rows_of_the_briefing_fit_their_table_schema() -> None:
    described = json.loads(schemas()["figures.json"])
    schema = frictionless.Schema.from_descriptor(described)
    with frictionless.system.use_context(trusted=True):
        for path in sorted((REPO / "data/figures").glob("*.csv")):
            report = frictionless.validate(str(path), schema=schema)
            assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
            broken = list(csv.reader(StringIO(path.read_text())))
            broken[1][5] = "certain"
            found = frictionless.validate(broken, schema=schema)
            assert [code for (code,) in found.flatten(["type"])] == ["constraint-error"]
