"""data/tables/: exact cells with their units, and every fault with its place."""

from __future__ import annotations

import os
import signal
from fractions import Fraction
from pathlib import Path
from threading import Timer

import duckdb
import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger import datasets as reading
from crossfoot.ledger.duckdb_sandbox import interrupt_after, sandboxed_connection
from crossfoot.ledger.parquet import read_parquet

YML = """\
title: Wheat that came
source: book
locator: page 3
columns:
  day: {label: day, unit: date}
  farm: {label: farm}
  wheat: {label: wheat, unit: t, status: actual}
  price: {label: price, unit: USD/t, status: estimated}
"""
CSV = """\
day,farm,wheat,price
2024-05-01,Upper,6.40,2.1e2
2024-05-02,"Lower, old",-0.5,
2024-05-03,,1000,199
"""
NAME = "data/tables/wheat"


@pytest.fixture
def desk(desks):
    """A mill with tables: each file under data/tables by its name."""

    def make(files):
        return desks.blank().write({f"tables/{n}": text for n, text in files.items()}).run()

    return make


@pytest.fixture
def table(desk):
    """The one table of a briefing without a fault."""

    def make(files):
        made = desk(files)
        assert made.errors() == []
        return made.ledger.dataset("wheat")

    return make


@pytest.fixture
def refused(desk):
    """The errors of a table with this CSV and this description."""

    def make(csv=CSV, yml=YML):
        return desk({"wheat.csv": csv, "wheat.yml": yml}).errors()

    return make


def parquet(path: Path, query: str) -> bytes:
    duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


def test_cells_are_exact_and_stay_as_they_were_written(table):
    wheat = table({"wheat.csv": CSV, "wheat.yml": YML})
    assert wheat.rows == (
        ("2024-05-01", "Upper", Fraction(32, 5), Fraction(210)),
        ("2024-05-02", "Lower, old", Fraction(-1, 2), None),
        ("2024-05-03", "", Fraction(1000), Fraction(199)),
    )
    assert wheat.written[0] == ("2024-05-01", "Upper", "6.40", "2.1e2")
    assert (wheat.id, wheat.address) == ("tables/wheat", "data/tables/wheat.csv")
    assert (wheat.title, wheat.source, wheat.locator) == ("Wheat that came", "book", "page 3")
    columns = wheat.columns.values()
    assert [c.unit and c.unit.text for c in columns] == ["date", None, "t", "USD/t"]
    assert [c.status for c in columns] == ["", "", "actual", "estimated"]


def test_a_table_without_a_licence_has_its_source_s(desks):
    desk = desks.blank(sources="- {id: book, title: B, rank: 1, licence: ODbL-1.0}\n")
    desk.write({"tables/wheat.csv": CSV, "tables/wheat.yml": YML})
    desk.write({"tables/own.csv": CSV, "tables/own.yml": YML + "licence: CC0-1.0\n"})
    ledger = desk.run().ledger
    assert desk.errors() == []
    assert [ledger.dataset(name).licence for name in ("own", "wheat")] == ["CC0-1.0", "ODbL-1.0"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_a_cell(table):
    odd = b"\xef\xbb\xbf" + CSV.replace("\n", "\r\n").encode()
    wheat = table({"wheat.csv": odd, "wheat.yml": YML})
    assert wheat.written == table({"wheat.csv": CSV, "wheat.yml": YML}).written


def test_parquet_holds_what_the_csv_holds(table, tmp_path):
    query = (
        "SELECT * FROM (VALUES (DATE '2024-05-01', 'Upper', 6.4::DOUBLE, 210::BIGINT),"
        "(DATE '2024-05-02', 'Lower, old', -0.5, NULL), (DATE '2024-05-03', '', 1000, 199))"
        " AS t(day, farm, wheat, price)"
    )
    made = parquet(tmp_path / "t.parquet", query)
    from_csv = table({"wheat.csv": CSV, "wheat.yml": YML})
    from_parquet = table({"wheat.parquet": made, "wheat.yml": YML})
    assert from_parquet.rows == from_csv.rows
    assert from_parquet.written[0] == ("2024-05-01", "Upper", "6.4", "210")


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("DOUBLE", "0.1", Fraction(1, 10)),
        ("DOUBLE", "1e-07", Fraction(1, 10**7)),
        ("DOUBLE", "3", Fraction(3)),
        ("DECIMAL(8,2)", "1.50", Fraction(3, 2)),
        ("UTINYINT", "255", Fraction(255)),
        ("VARCHAR", "6.40", Fraction(32, 5)),
    ],
)
def test_a_number_in_parquet_is_its_shortest_decimal(table, tmp_path, kind, written, value):
    made = parquet(tmp_path / "t.parquet", f"SELECT '{written}'::{kind} AS wheat")
    yml = YML.replace("  day: {label: day, unit: date}\n  farm: {label: farm}\n", "")
    yml = yml.replace("  price: {label: price, unit: USD/t, status: estimated}\n", "")
    wheat = table({"wheat.parquet": made, "wheat.yml": yml})
    assert (wheat.written, wheat.rows) == (((written,),), ((value,),))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("6.40", "six", "csv:2:18: 'six' is no number; a decimal such as 6.4 or 5.56e5, or an"),
        ("6.40", '"6,400"', "csv:2:19: '6,400' is no number; write 6400 if the comma parts"),
        ("6.40", "<6.4", "csv:2:18: '<6.4' is no number; a decimal such as 6.4 or 5.56e5, or an"),
        ("6.40", "(6.4)", "csv:2:18: '(6.4)' is no number; write -6.4, with a minus"),
        ("6.40", "91 to 93", "csv:2:18: '91 to 93' is no number; a decimal such as"),
        ("6.40", "６.4", "csv:2:18: '６.4' is no number"),
        ("6.40", "1e999999999", "csv:2:18: '1e999999999' is no number"),
        ("6.40", "NaN", "csv:2:18: 'NaN' is no number"),
        ("2024-05-02", "2024-05-32", "csv:3:9: there is no day 2024-05-32; a day of"),
        ("2024-05-02", "May", "csv:3:1: 'May' is no period; one of 2025, 2025H1"),
        ("Upper", "Up\x00per", "csv:2:14: a hidden character U+0000; the text without it"),
        ("Upper", "Up\u202eper", "csv:2:14: a hidden character U+202E"),
        ("Upper", "Up\tper", "csv:2:14: a hidden character U+0009"),
        ("Upper", "x" * 4001, "csv:2:12: farm is too long; at most 4000 characters"),
        ("Upper,", "Upper,,", "csv:2:1: the row has 5 cells; 4, one for each column"),
        ('"Lower, old"', '"Lower', "csv:3:12: the quote is not closed; a quote at the cell's end"),
        ("farm,", "wheat,", "csv:1:11: the column wheat stands twice; one of them"),
        ("farm,", "fram,", "csv:1:5: the column 'fram' is not described; did you mean farm?"),
        (CSV, "day,farm,wheat,price\n", "csv:1:1: the table has no rows; a row under the header"),
    ],
)
def test_a_wrong_table_is_refused_with_line_and_column(refused, old, new, said):
    errors = refused(csv=CSV.replace(old, new, 1))
    assert any(error.startswith(f"{NAME}.{said}") for error in errors), errors


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("source: book", "source: bok", "2:9: unknown source bok; did you mean book?"),
        ("title: Wheat that came\n", "", "1:1: the key title is missing"),
        ("locator", "locater", "3:1: unknown key locater; did you mean locator?"),
        ("unit: t,", "unit: tt,", "7:31: unknown unit 'tt'"),
        ("status: actual", "status: sure", "7:42: status cannot be 'sure'; one of"),
        (", status: actual", "", "7:10: the column wheat has no status; one of actual, estimated"),
        ("{label: farm}", "{label: farm, status: actual}", "6:31: farm is text and has a status"),
        ("{label: farm}", "{lable: farm}", "6:10: unknown key lable; did you mean label?"),
        ("{label: farm}", "farm", "6:3: farm is no mapping; keys such as label"),
        ("  farm: {label: farm}\n", "", "csv:1:5: the column 'farm' is not described"),
        ("  farm:", "  Farm no:", "6:3: 'Farm no' cannot name a column; its letters are small"),
        ("  farm:", "  unit:", "6:3: unit means something else in a chart; another name"),
        ("  farm:", "  farm_text:", "6:3: farm_text means something else in a chart"),
        ("  price", "  yield: {label: yield}\n  price", "8:3: data/tables/wheat.csv has no column"),
        ("columns:", "columns: many\nnote:", "4:10: columns"),
    ],
)
def test_a_wrong_description_is_refused_with_line_and_column(refused, old, new, said):
    errors = refused(yml=YML.replace(old, new, 1))
    start = f"{NAME}.{said}" if said.startswith("csv") else f"{NAME}.yml:{said}"
    assert any(error.startswith(start) for error in errors), errors


def test_every_fault_of_a_table_is_found_at_once(refused):
    errors = refused(
        csv=CSV.replace("6.40", "six").replace("-0.5", "?"), yml=YML.replace("book", "bok")
    )
    assert [error.split(":", 3)[:3] for error in errors] == [
        [f"{NAME}.csv", "2", "18"],
        [f"{NAME}.csv", "3", "25"],
        [f"{NAME}.yml", "2", "9"],
    ]


def test_a_column_full_of_faults_is_told_by_its_first(refused):
    rows = "".join(f"2024-05-01,Upper,x{n},1\n" for n in range(30))
    (error,) = refused(csv=CSV.split("\n", 1)[0] + "\n" + rows)
    assert error.startswith(f"{NAME}.csv:2:18: 'x0' is no number; ")
    assert error.endswith(" (30 alike; first lines 2, 3, 4)")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"wheat.csv": CSV}, "wheat.csv:1:1: the table wheat has no description; wheat.yml"),
        ({"wheat.yml": YML}, "wheat.yml:1:1: the table wheat has no file of rows; wheat.csv or"),
        (
            {"wheat.yml": YML, "wheat.csv": CSV, "wheat.parquet": b""},
            "wheat.csv:1:1: the table wheat has two files of rows",
        ),
        ({"Wheat.yml": YML, "Wheat.csv": CSV}, "Wheat.csv:1:1: 'Wheat' cannot name a table"),
        ({"wheat.xlsx": b"PK"}, "wheat.xlsx:1:1: wheat.xlsx is neither a table nor its descript"),
        (
            {"wheat.yml": YML, "wheat.parquet": b"PAR1"},
            "wheat.parquet:1:1: the file cannot be read: ",
        ),
        ({"wheat.yml": YML, "wheat.parquet": b""}, "wheat.parquet:1:1: the file is empty; a Parq"),
        (
            {"wheat.yml": YML, "wheat.parquet": CSV.encode()},
            "wheat.parquet:1:1: the file is no Parquet file; a Parquet file",
        ),
        (
            {"wheat.yml": YML, "wheat.parquet": b"version https://git-lfs.github.com/spec/v1\n"},
            "wheat.parquet:1:1: the file is a pointer of Git LFS; a Parquet file",
        ),
        ({"wheat.yml": YML, "wheat.csv": ""}, "wheat.csv:1:1: the file is empty; a header and"),
        ({"wheat.yml": "", "wheat.csv": CSV}, "wheat.yml:1:1: the file is no mapping; keys such"),
    ],
)
def test_a_table_is_one_file_of_rows_and_its_description(desk, files, said):
    desk = desk(files)
    assert any(error.startswith(f"data/tables/{said}") for error in desk.errors()), desk.errors()
    assert len(desk.errors()) == 1 and desk.problems.has_skipped("table")


def test_what_cannot_be_read_names_no_folder_of_the_machine(desk, tmp_path):
    (error,) = desk({"wheat.yml": YML, "wheat.parquet": b"no Parquet at all"}).errors()
    assert str(tmp_path) not in error and f"{NAME}.parquet" in error


@pytest.mark.parametrize("name", ["wheat.csv", "wheat.yml", "wheat.parquet"])
def test_a_symbolic_link_is_not_followed(desks, tmp_path, name):
    (tmp_path / "elsewhere").write_text(CSV)
    desk = desks.blank().write({"tables/wheat.yml": YML, "tables/wheat.csv": CSV})
    path = desk.root / "data/tables" / name
    path.unlink(missing_ok=True)
    os.symlink(tmp_path / "elsewhere", path)
    assert f"data/tables/{name}:1:1: a symbolic link is not followed" in "\n".join(
        desk.run().errors()
    )


@pytest.mark.parametrize("value", ["[1, 2]", "{'a': 1}", "0.1::FLOAT", "'a'::BLOB", "true"])
def test_parquet_of_another_type_is_refused_with_its_column(desk, tmp_path, value):
    made = parquet(tmp_path / "t.parquet", f"SELECT 'Upper' AS farm, {value} AS wheat")
    errors = desk({"wheat.parquet": made, "wheat.yml": YML}).errors()
    assert f"{NAME}.parquet:1:2: the column wheat holds " in errors[0]
    assert "; integers, DECIMAL, DOUBLE, VARCHAR or DATE" in errors[0]


def test_a_wrong_cell_of_parquet_is_told_by_row_and_column(desk, tmp_path):
    query = "SELECT unnest(['a', 'b\tc']) AS farm, unnest([1, 'inf'::DOUBLE]) AS wheat"
    yml = "\n".join(line for line in YML.split("\n") if "day" not in line and "price" not in line)
    made = parquet(tmp_path / "t.parquet", query)
    errors = desk({"wheat.parquet": made, "wheat.yml": yml}).errors()
    assert [error.rpartition(";")[0] for error in errors] == [
        f"{NAME}.parquet:2:1: a hidden character U+0009",
        f"{NAME}.parquet:2:2: 'inf' is no number",
    ]


@pytest.mark.parametrize("value", ["TIMESTAMP '2024-05-01'", "TIMESTAMPTZ '2024-05-01 00:00+02'"])
def test_a_moment_is_no_cell_of_parquet(desk, tmp_path, value):
    made = parquet(tmp_path / "t.parquet", f"SELECT 'Upper' AS farm, {value} AS wheat")
    assert "the column wheat holds " in desk({"wheat.parquet": made, "wheat.yml": YML}).errors()[0]


def test_more_columns_than_anybody_describes_are_one_line(desk, tmp_path):
    made = parquet(
        tmp_path / "t.parquet", "SELECT " + ", ".join(f"{n} AS c{n}" for n in range(1001))
    )
    (error,) = desk({"wheat.parquet": made, "wheat.yml": YML}).errors()
    assert error == f"{NAME}.parquet:1:1: the table has 1,001 columns; at most 1,000"


def test_a_file_cut_off_is_one_line(desk, tmp_path):
    made = parquet(tmp_path / "t.parquet", "SELECT 'Upper' AS farm, 1 AS wheat")
    for cut in (made[:20], made[:-8], made[:-1]):
        (error,) = desk({"wheat.parquet": cut, "wheat.yml": YML}).errors()
        assert error.startswith(f"{NAME}.parquet:1:1: the file cannot be read: ")


def test_a_table_with_rows_that_cannot_be_read_is_not_told_to_have_none(refused):
    (error,) = refused(csv="day,farm,wheat,price\n2024-05-01,Upper\n")
    assert error.startswith(f"{NAME}.csv:2:1: the row has 2 cells; 4, one for each column")


def test_the_header_of_another_table_is_one_line(refused):
    columns = ",".join(f"c{n}" for n in range(40))
    (error,) = refused(csv=f"{columns}\n{columns}\n")
    assert error == (
        f"{NAME}.csv:1:1: the header is not right: the column 'c0' is not described, "
        "the column 'c1' is not described, the column 'c2' is not described, 37 more; "
        f"the columns of {NAME}.yml"
    )


def test_too_many_rows_are_refused(refused, monkeypatch):
    monkeypatch.setattr(reading, "ROWS_AT_MOST", 2)
    (error,) = refused()
    assert error == f"{NAME}.csv:4:1: the table is too long; at most 2 rows"


def test_parquet_that_would_unfold_without_end_is_refused(desk, tmp_path):
    """A few kB that say a text ten million times."""
    made = parquet(tmp_path / "t.parquet", "SELECT repeat('x', 40) AS farm FROM range(600000)")
    assert len(made) < 100_000
    (error,) = desk({"wheat.parquet": made, "wheat.yml": YML}).errors()
    assert error.startswith(f"{NAME}.parquet:1:1: the table is too large; at most 2,000,000 cells")


def test_the_database_that_reads_reaches_no_other_file(tmp_path):
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    parquet(outside / "secret.parquet", "SELECT 1 AS a")
    (inside / "link.parquet").symlink_to(outside / "secret.parquet")
    with sandboxed_connection(inside) as connection:
        for source in (
            f"'{outside}/secret.parquet'",
            f"'{inside}/../outside/secret.parquet'",
            f"'{inside}/link.parquet'",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(f"SELECT * FROM {source}").fetchall()
        for setting in ("enable_external_access = true", "threads = 4"):
            with pytest.raises(duckdb.Error):
                connection.execute(f"SET {setting}")


def test_a_read_without_end_is_interrupted(tmp_path, monkeypatch):
    monkeypatch.setattr("crossfoot.limits.EVERY", 0.1)
    with (
        sandboxed_connection(tmp_path) as connection,
        interrupt_after(connection, 0.2),
        pytest.raises(duckdb.InterruptException),
    ):
        connection.execute("SELECT count(*) FROM range(1000000) a, range(1000000) b").fetchall()


def test_ctrl_c_ends_a_read_and_is_no_fault_of_the_file(tmp_path):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    stop = Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    try:
        with pytest.raises(KeyboardInterrupt), sandboxed_connection(tmp_path) as connection:
            stop.start()
            connection.execute("SELECT count(*) FROM range(1000000) a, range(1000000) b").fetchall()
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_parquet_file_that_is_not_there_is_said_so(tmp_path):
    problems = Diagnostics()
    assert read_parquet(tmp_path, tmp_path / "none.parquet", 10, problems) is None
    assert "none.parquet:1:1: the file is missing" in str(problems.errors[0])


def test_a_briefing_without_tables_has_none_and_says_nothing(desks):
    assert desks().ledger.datasets == {}
