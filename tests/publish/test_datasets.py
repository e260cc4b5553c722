"""data/tables/: each table as CSV, and what the Data Package says of its columns."""

from __future__ import annotations

import json

import pytest
from frictionless import validate

from crossfoot.inputs import digests

YML = """\
title: The lamp's log
source: gazette
licence: ODbL-1.0
note: Kept by the keeper.
columns:
  night: {label: night, unit: date}
  season: {label: season, unit: date}
  oil: {label: oil burnt, unit: L, status: actual}
  hoped: {label: oil hoped for, unit: L, status: projected}
  remark: {label: what the keeper wrote}
"""
CSV = (
    "night,season,oil,hoped,remark\n"
    '2024-01-01,2024Q1,-6.40,5.5e2,"=wind, rain"\n'
    "2024-01-02,2024--2025,,+3,\n"
)


@pytest.fixture
def case(changed):
    return changed({"tables/lamp.yml": YML, "tables/lamp.csv": CSV})


@pytest.fixture
def resource(case):
    return json.loads(case.files["data/datapackage.json"])["resources"][2]


def test_a_table_is_published_as_written_and_safe_to_open(case):
    assert case.files["data/tables/lamp.csv"].decode() == CSV.replace('"=wind', "\"'=wind")


def test_the_package_tells_title_source_licence_and_columns(resource):
    assert (resource["name"], resource["path"]) == ("tables/lamp", "tables/lamp.csv")
    assert (resource["title"], resource["description"]) == ("The lamp's log", "Kept by the keeper.")
    assert [source["path"] for source in resource["sources"]] == ["https://example.org/gazette"]
    assert [licence["name"] for licence in resource["licenses"]] == ["ODbL-1.0"]
    told = [(f["name"], f["type"], f.get("unit"), f.get("status")) for f in
            resource["schema"]["fields"]]  # fmt: skip
    assert told == [
        ("night", "date", None, None),
        ("season", "string", None, None),
        ("oil", "number", "L", "actual"),
        ("hoped", "number", "L", "projected"),
        ("remark", "string", None, None),
    ]


def errors(files, folder):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    report = validate(str(folder / "data/datapackage.json"))
    return [e.message for task in report.tasks for e in task.errors] + [
        e.message for e in report.errors
    ]


def test_frictionless_accepts_the_package_with_a_table(case, tmp_path):
    assert errors(case.files, tmp_path / "out") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"-6.40", b"much", 'type is "number'),
        (b"2024Q1", b"spring", 'constraint "pattern'),
        (b"2024-01-02,", b"2024-01-32,", 'type is "date'),
    ],
)
def test_frictionless_refuses_a_table_that_is_not_as_told(case, tmp_path, old, new, said):
    table = case.files["data/tables/lamp.csv"].replace(old, new)
    told = errors({**case.files, "data/tables/lamp.csv": table}, tmp_path / "out")
    assert any(said in message for message in told), told


def test_a_changed_cell_is_a_changed_input(case):
    before = digests(case.root)
    path = case.root / "data/tables/lamp.csv"
    path.write_text(CSV.replace("6.40", "6.41"))
    after = digests(case.root)
    assert {name for name in after if after[name] != before[name]} == {"data/tables/lamp.csv"}
    assert "data/tables/lamp.yml" in after
