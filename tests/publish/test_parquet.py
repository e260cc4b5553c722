"""data/figures.parquet: the same table, the same bytes, and a database that can do no more."""

from __future__ import annotations

import json
import sys

import duckdb
import pytest

from crossfoot.ledger.duckdb_sandbox import sandboxed_connection
from crossfoot.publish.columns import FIGURES
from crossfoot.publish.figures import figure_records
from crossfoot.publish.parquet import parquet_bytes

REFUSED = "(?i)permission error|cannot (change|enable)|locked|disabled"


@pytest.fixture
def records(lights):
    return figure_records(lights.ledger)


def test_the_parquet_table_has_the_json_s_values(lights, tmp_path):
    path = tmp_path / "figures.parquet"
    path.write_bytes(lights.files["data/figures.parquet"])
    found = duckdb.connect().execute(f"SELECT * FROM '{path}'")
    names = [column[0] for column in found.description]
    assert names == [column.name for column in FIGURES]
    wanted = json.loads(lights.files["data/figures.json"])
    for row, figure in zip(found.fetchall(), wanted, strict=True):
        for name, cell in zip(names, row, strict=True):
            asked = figure[name]
            if name == "value_si":
                asked = asked and float(asked)
            assert cell == asked, f"{name} of {figure['id']}"


def test_the_same_records_give_the_same_bytes(records, tmp_path):
    folders = [tmp_path / "one", tmp_path / "it's another"]
    for folder in folders:
        folder.mkdir()
    one, other = (parquet_bytes(FIGURES, records, folder) for folder in folders)
    assert one == other
    assert str(tmp_path).encode() not in one


def test_no_figures_make_an_empty_table(tmp_path):
    path = tmp_path / "empty.parquet"
    path.write_bytes(parquet_bytes(FIGURES, [], tmp_path))
    assert duckdb.connect().execute(f"SELECT count(*) FROM '{path}'").fetchone() == (0,)


def test_nothing_is_left_in_the_scratch_folder(records, tmp_path):
    parquet_bytes(FIGURES, records, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_in_a_folder_that_is_only_read_the_file_is_made_elsewhere(records, tmp_path):
    (tmp_path / "file").write_text("in the way")
    made = parquet_bytes(FIGURES, records, tmp_path / "file")
    assert made == parquet_bytes(FIGURES, records, tmp_path)


def test_what_the_database_refuses_is_an_error_of_the_system(records, tmp_path, monkeypatch):
    module = sys.modules[parquet_bytes.__module__]
    monkeypatch.setattr(module, "sql_literal", lambda text: "'/elsewhere/table.parquet'")
    with pytest.raises(OSError, match="the Parquet file could not be written"):
        parquet_bytes(FIGURES, records, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_scratch_folder_that_is_not_there_is_made(lights, records, tmp_path):
    made = parquet_bytes(FIGURES, records, tmp_path / "build" / "scratch")
    assert made == lights.files["data/figures.parquet"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT content FROM read_text('{outside}/secret.txt')",
        "SELECT content FROM read_text('{inside}/../outside/secret.txt')",
        "SELECT content FROM read_text('{inside}/link/secret.txt')",
        "COPY (SELECT 1) TO '{outside}/new.csv'",
        "ATTACH '{outside}/new.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET threads = 4",
        "SET allowed_directories = ['{outside}']",
    ],
)
def test_the_database_reaches_its_folder_and_nothing_else(tmp_path, query):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (inside / "link").symlink_to(outside)
    with sandboxed_connection(inside) as connection, pytest.raises(duckdb.Error, match=REFUSED):
        connection.execute(query.format(inside=inside, outside=outside)).fetchall()
    assert sorted(path.name for path in outside.iterdir()) == ["secret.txt"]


def test_what_the_system_said_is_told_without_the_json_around_it(records, tmp_path, monkeypatch):
    module = sys.modules[parquet_bytes.__module__]
    told = r'IO Error: failed: {"exception_type":"IO","exception_message":"\"t\": too large"}'
    monkeypatch.setattr(module, "sandboxed_connection", raising(duckdb.IOException(told)))
    with pytest.raises(OSError, match=r'could not be written: "t": too large$'):
        parquet_bytes(FIGURES, records, tmp_path)


def raising(fault):
    def locked(_):
        raise fault

    return locked
