"""A file of rows that cannot be read brings one line, and nothing that rests on it a second."""

from __future__ import annotations

import pytest

from conftest import HEADER
from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger import csv_rows
from crossfoot.ledger.csv_rows import read_lines, read_rows

CSV = "data/figures/all.csv"
ROW = "mill,flour,2024,6.4,t,actual,,book,,\n"
ON_TOP = {
    "derived": "- {id: mill.twice.2024, label: twice, formula: mill.flour.2024 * 2, unit: t}\n",
    "claims": "- {id: c, statement: s, source: firm, kind: comparison, of: mill.flour.2024,\n"
    "   is: 6.4 t, conclusion: x}\n",
    "corrections": "- {date: 2025-05-01, figure: mill.flour.2024, old: a, new: b, why: c}\n",
}
"""What asks for the figure that the row gives."""


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (b"", "1:1: the file is empty; a header and the rows under it"),
        (b"\xef\xbb\xbf\r\n  \r\n", "1:1: the file is empty; a header and the rows under it"),
        (
            HEADER.replace(",", ";") + ROW.replace(",", ";"),
            "1:7: semicolons between the cells; comm",
        ),
        (
            HEADER.replace(",", "\t") + ROW.replace(",", "\t"),
            "1:7: tabs between the cells; commas, ",
        ),
        (HEADER + ROW.replace(",", ";") * 9, "2:5: semicolons between the cells; commas, and a "),
        (HEADER.upper() + ROW, "1:1: the header is not right: unknown column 'ENTITY', unknown "),
        (HEADER.replace(",", ", ") + ROW, "1:8: the header is not right: unknown column ' metric'"),
        (ROW * 2, "1:1: the first line is no header; the header entity,metric,period,value,"),
        (HEADER.replace("note", "note,note") + ROW, "1:70: the column note stands twice; one of"),
        (
            HEADER.replace(",note", "") + ROW[:-2] + "\n",
            "1:1: the column note is missing; the head",
        ),
        (HEADER + ROW + HEADER + ROW.replace("2024", "2023"), "3:1: the header stands again; rows"),
        (HEADER + ROW[:-3] + "\n", "2:1: the row has 8 cells; 10, one for each column (a comma"),
        (HEADER + ROW.replace("\n", ",\n"), "2:1: the row has 11 cells; 10, one for each column"),
        (HEADER + ROW.replace("6.4", "6,4"), "2:1: the row has 11 cells; 10, one for each column"),
        (
            HEADER + ROW[:-1] + '"one\ntwo\n\nthree, four"\n',
            "2:37: a line break inside a cell; the ",
        ),
        (
            HEADER + ROW[:-1] + '"said\n' + ROW.replace("mill", "mill-2"),
            "2:37: the quote is not clo",
        ),
        (HEADER + ROW[:-1] + '"a" b\n', "2:37: text behind a closing quote; the whole cell in"),
        (HEADER.encode() + ROW.encode("utf-16-le"), "2:2: a hidden character U+0000; the text"),
        ("<!doctype html>\n<title>Sign in</title>\n", "1:1: the file is an HTML page; the file"),
        (b"PK\x03\x04" + bytes(range(256)), "1:1: the file is a ZIP archive, as .xlsx"),
        ("<<<<<<< HEAD\n" + HEADER + ROW, "1:1: a conflict that git left to you; one of the two"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_nothing_after_it(desks, rows, said):
    rows = rows.encode() if isinstance(rows, str) else rows
    (error,) = desks.refused(rows=rows, **ON_TOP)
    assert error.startswith(f"{CSV}:{said}")


@pytest.mark.parametrize(
    "rows",
    [
        (HEADER + ROW).replace("\n", "\r"),
        "\ufeff" + (HEADER + ROW).replace("\n", "\r\n"),
        "\n" + HEADER + "\n" + ROW + "\n   \n",
        HEADER + ROW + ",,,,,,,,,\n" * 3 + "\t\n",
        HEADER.replace("\n", ",,,\n") + ROW.replace("\n", ",,,\n") + ",,,,,,,,,,,,\n",
        HEADER.replace("\n", ",,\n") + ROW,
        HEADER + '"mill","flour","2024","6.4","t","actual","","book","",""\n',
    ],
)
def test_what_spreadsheets_and_editors_add_is_no_fault(desks, rows):
    figure = desks(rows=rows.encode()).ledger.figures["mill.flour.2024"]
    assert (figure.text, figure.note) == ("6.4 t", "")


def test_the_same_mistake_in_a_hundred_rows_is_one_line(desks, row):
    rows = "".join(row(f"mill.flour.{year}", "1", source="bok") for year in range(1900, 2000))
    assert desks.refused(rows=rows) == [
        f"{CSV}:2:29: unknown source bok; did you mean book? (100 times; first lines 2, 3, 4)"
    ]
    ragged = "".join("x," * (n % 5) + "x\n" for n in range(100))
    (error,) = desks.refused(rows=HEADER + ragged)
    assert error.startswith(f"{CSV}:2:1: the row has 1 cell; 10,") and "(100 alike; first" in error


def test_a_cell_stands_where_it_stands_whatever_is_before_it():
    problems = Diagnostics()
    header, *rows = read_lines('a,b,c\n"x, ""y""",z,"w"\n,"","v"\n', "a.csv", problems)
    assert header.cells == [("a", 1), ("b", 3), ("c", 5)]
    assert [line.cells for line in rows] == [
        [('x, "y"', 2), ("z", 12), ("w", 15)],
        [("", 1), ("", 3), ("v", 6)],
    ]
    assert [line.number for line in rows] == [2, 3] and problems.found == []


def test_a_quote_that_is_not_closed_takes_no_other_row_with_it():
    problems = Diagnostics()
    lines = 'a,b\nx,"one\ny,two\nz,"three"\n'
    assert [line.cells and line.cells[1][0] for line in read_lines(lines, "a.csv", problems)] == [
        "b",
        None,
        "two",
        "three",
    ]
    assert [str(one) for one in problems.errors] == [
        "a.csv:2:3: the quote is not closed; a quote at the cell's end, on its line"
    ]


def test_quotes_that_are_not_closed_are_each_looked_at_once(monkeypatch):
    """A row that cannot be read costs no look at those behind it."""

    class Counted:
        looked = 0

        def match(self, text, at):
            found = whole.match(text, at)
            # Where nothing matches it has looked as far as the next quote that closes one.
            end = found.end() if found else text.find('"', at + 1)
            Counted.looked += (end if end > 0 else len(text)) - at
            return found

    whole = csv_rows._QUOTED
    monkeypatch.setattr(csv_rows, "_QUOTED", Counted())
    counts = []
    for rows in (500, 2_000):
        Counted.looked, problems = 0, Diagnostics()
        read_rows(HEADER + 'mill,flour,2024,"six\n' * rows, "a.csv", problems)
        (error,) = problems.errors
        assert len(error.other_places) == rows - 1
        counts.append(Counted.looked)
    assert counts[1] <= 4 * counts[0] + 100


def test_ten_thousand_columns_and_a_cell_of_megabytes_are_one_line_each():
    problems = Diagnostics()
    assert read_rows(",".join(f"c{n}" for n in range(10_000)) + "\n1\n", "a.csv", problems) == []
    read_rows(HEADER + ROW[:-1] + '"' + "x" * 5_000_000 + '"\n', "b.csv", problems)
    wide, long = map(str, problems.errors)
    assert wide.startswith("a.csv:1:1: the first line is no header; the header entity,")
    assert long == "b.csv:2:38: note is too long; at most 4000 characters"
