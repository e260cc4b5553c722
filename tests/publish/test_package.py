"""data/datapackage.json: a descriptor that programs accept and that is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import validate

from .conftest import SITE


def write(files, folder: Path) -> Path:
    for name in ("datapackage.json", "figures.csv", "rows.csv"):
        (folder / name).write_bytes(files[f"data/{name}"])
    return folder / "datapackage.json"


def errors(path: Path) -> list[str]:
    report = validate(str(path))
    found = [error.message for task in report.tasks for error in task.errors]
    return found + [error.message for error in report.errors]


@pytest.fixture(scope="session")
def package(lights):
    return json.loads(lights.files["data/datapackage.json"])


def test_frictionless_accepts_the_package(lights, tmp_path):
    assert errors(write(lights.files, tmp_path)) == []


def test_frictionless_accepts_what_is_unusual(changed, tmp_path):
    case = changed(
        {
            "figures/skerry.csv": "skerry,tide,2024,-1.5e0,m,actual,about,log,"
            '"-5, +6","@x ""y"" é"\n'
            "skerry,lit,2024,2024,date,targeted,up_to,gazette,,\n",
            "metrics.yml": "- id: tide\n  label: =tide\n  kind: stock\n  unit: m\n",
            "sources.yml": '- {id: post, title: A letter, rank: 4, address: "mailto:a@b.org"}\n',
        }
    )
    folder = tmp_path / "written"
    folder.mkdir()
    assert errors(write(case.files, folder)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"skerry.oil.2023,", b"skerry.oil.2024,", "primary key"),
        (b",actual,", b",perhaps,", "enum"),
        (b",859.5,", b",high,", "pattern"),
        (b",0.86,", b",much,", "number"),
    ],
)
def test_a_false_table_is_refused(lights, tmp_path, old, new, said):
    path = write(lights.files, tmp_path)
    table = tmp_path / "figures.csv"
    table.write_bytes(table.read_bytes().replace(old, new, 1))
    assert any(said in message.lower() for message in errors(path)), errors(path)


def test_a_row_of_no_figure_is_refused(lights, tmp_path):
    path = write(lights.files, tmp_path)
    table = tmp_path / "rows.csv"
    table.write_bytes(
        table.read_bytes().replace(b"@log,skerry.oil.2023,", b"@log,skerry.oil.1999,")
    )
    assert any("foreign key" in message for message in errors(path)), errors(path)


def test_the_package_is_of_version_two_and_says_whose_it_is(package):
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["name"] == "keepers-of-the-light"
    assert package["homepage"] == SITE
    assert package["created"] == "2025-06-01T00:00:00Z"
    assert package["licenses"] == [
        {
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "Creative Commons Attribution 4.0 International",
        }
    ]
    assert package["contributors"] == [{"title": "Crossfoot", "roles": ["author", "publisher"]}]


def test_the_tables_are_the_csv_files(package):
    assert [resource["path"] for resource in package["resources"]] == ["figures.csv", "rows.csv"]


def test_every_source_is_named_with_its_address(lights, package):
    assert [source["title"] for source in package["sources"]] == [
        source.title for source in lights.ledger.sources.values()
    ]
    assert {"title": "A [gazette] <b>of</b> the coast", "path": "https://example.org/gazette"} in (
        package["sources"]
    )


@pytest.mark.parametrize("name", ["CC BY 4.0", "CC-BY-4.0"])
def test_a_licence_is_known_with_spaces_and_with_hyphens(name):
    from crossfoot.ledger.licence import parse_licence

    assert parse_licence(name).address == "https://creativecommons.org/licenses/by/4.0/"
    assert (parse_licence(name).spdx, parse_licence(name).name) == ("CC-BY-4.0", "CC BY 4.0")


def test_an_unknown_licence_is_named_without_an_address():
    from crossfoot.ledger.licence import parse_licence

    unknown = parse_licence("All rights reserved")
    assert (unknown.spdx, unknown.title) == ("All-rights-reserved", "All rights reserved")
    assert unknown.address == ""
