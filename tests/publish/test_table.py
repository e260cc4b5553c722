"""CSV: plain to a program, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from crossfoot.publish.columns import FIGURES, Column
from crossfoot.publish.table import csv_table

TEXT, DIGITS = Column("t", "text", ""), Column("d", "digits", "")
FLAG, IDS, SI = Column("f", "flag", ""), Column("i", "ids", ""), Column("s", "si", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    text = csv_table([TEXT], [{"t": f"{start}cmd()"}]).decode()
    (_, (cell,)) = csv.reader(io.StringIO(text, newline=""))
    assert cell == f"'{start}cmd()"


@pytest.mark.parametrize("column", [DIGITS, SI])
def test_a_negative_number_stays_a_number(column):
    assert csv_table([column], [{column.name: "-6.4"}]) == f"{column.name}\n-6.4\n".encode()


def test_only_what_needs_quotes_has_them_and_lines_end_in_lf():
    cells = ["plain", 'said "so"', "a,b", "two\nlines", "", "it's"]
    text = csv_table([TEXT], [{"t": cell} for cell in cells])
    assert text == b't\nplain\n"said ""so"""\n"a,b"\n"two\nlines"\n\nit\'s\n'


def test_nothing_is_empty_a_list_is_joined_and_a_flag_is_a_word():
    columns = [TEXT, DIGITS, FLAG, IDS]
    record = {"t": None, "d": None, "f": False, "i": ["a.b.2025", "c.d.2025@e"]}
    assert csv_table(columns, [record]) == b"t,d,f,i\n,,false,a.b.2025 c.d.2025@e\n"


def test_figures_csv_has_the_json_s_keys_but_for_the_others(lights):
    from .test_figures import KEYS

    header = lights.files["data/figures.csv"].decode().splitlines()[0].split(",")
    assert header == [key for key in KEYS if key != "others"] == [c.name for c in FIGURES]


def test_the_briefing_s_own_formula_is_harmless_in_both_tables(lights):
    for path in ("data/figures.csv", "data/rows.csv"):
        text = lights.files[path].decode()
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert '\'=cmd("x")' in cells and '=cmd("x")' not in cells
