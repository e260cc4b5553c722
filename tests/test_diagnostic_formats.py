from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from crossfoot.diagnostic_formats import WIDTH, Format, format_diagnostics, source_snippet
from crossfoot.diagnostics import Diagnostic, SourceLocation

WRONG = Diagnostic(SourceLocation("data/a.csv", 2, 6), "unknown metric oyl", "did you mean oil?")
DOUBT = Diagnostic(SourceLocation("data/a.csv", 3), "ends in three zeros", "5e3", warning=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one file."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("\ufeffname,oil\r\ntern,oyl\r\n\tgull,\x1b[31moil\r\n")
    return tmp_path


def test_text_is_one_line_each_where_no_terminal_shows_it(root: Path) -> None:
    assert list(format_diagnostics([WRONG, DOUBT], Format.TEXT, root, terminal=False)) == [
        "data/a.csv:2:6: unknown metric oyl; did you mean oil?",
        "data/a.csv:3:1: warning: ends in three zeros; 5e3",
    ]


def test_on_a_terminal_a_caret_stands_under_the_column(root: Path) -> None:
    assert list(format_diagnostics([WRONG], Format.TEXT, root, terminal=True)) == [
        "data/a.csv:2:6: unknown metric oyl; did you mean oil?",
        "     2 | tern,oyl",
        "       |      ^",
    ]


def test_a_caret_keeps_to_tabs_and_no_terminal_is_told_what_to_do(root: Path) -> None:
    assert source_snippet(SourceLocation("data/a.csv", 3, 8), root) == (
        "     3 | \tgull,\ufffd[31moil",
        "       | \t      ^",
    )


def test_of_a_long_line_what_is_around_the_column_is_shown(root: Path) -> None:
    (root / "long.md").write_text("x" * 500 + "HERE" + "y" * 500)
    line, caret = source_snippet(SourceLocation("long.md", 1, 501), root)
    assert line[caret.index("^") :].startswith("HERE")
    assert len(line) == WIDTH + len("     1 | ")


@pytest.mark.parametrize(
    "place",
    [
        SourceLocation("gone.md"),
        SourceLocation("data/a.csv", 9),
        SourceLocation("data/a.csv", 1, 99),
        SourceLocation("data"),
    ],
)
def test_where_there_is_no_such_line_there_is_no_snippet(root: Path, place: SourceLocation) -> None:
    assert source_snippet(place, root) == ()


def test_the_engines_own_templates_are_shown_too(root: Path) -> None:
    assert (
        source_snippet(SourceLocation("crossfoot/theme/templates/about.md"), root)[0]
        == "     1 | ---"
    )


def test_json_is_one_list_of_objects(root: Path) -> None:
    (text,) = format_diagnostics([WRONG, DOUBT], Format.JSON, root, terminal=True)
    assert json.loads(text) == [
        {
            "path": "data/a.csv",
            "line": 2,
            "column": 6,
            "severity": "error",
            "what": "unknown metric oyl",
            "instead": "did you mean oil?",
        },
        {
            "path": "data/a.csv",
            "line": 3,
            "column": 1,
            "severity": "warning",
            "what": "ends in three zeros",
            "instead": "5e3",
        },
    ]
    assert list(format_diagnostics([], Format.JSON, root, terminal=False)) == ["[]"]


def test_github_gets_workflow_commands_with_nothing_in_them_that_ends_one(root: Path) -> None:
    odd = Diagnostic(SourceLocation("a,b:c%.md", 4, 2), "100 %\nof: it", warning=True)
    assert list(
        format_diagnostics([WRONG, odd], Format.GITHUB, root, terminal=True, folder="site")
    ) == [
        "::error file=site/data/a.csv,line=2,col=6::unknown metric oyl; did you mean oil?",
        "::warning file=site/a%2Cb%3Ac%25.md,line=4,col=2::100 %25%0Aof: it",
    ]


def test_many_of_the_same_are_one_object_with_the_other_places_and_one_annotation(
    root: Path,
) -> None:
    also = (
        SourceLocation("data/a.csv", 3, 6),
        SourceLocation("data/a.csv", 4, 6),
        SourceLocation("data/a.csv", 9, 6),
    )
    many = replace(WRONG, other_places=also)
    (text,) = format_diagnostics([many], Format.JSON, root, terminal=False)
    (told,) = json.loads(text)
    assert (told["line"], told["what"]) == (2, "unknown metric oyl")
    assert told["also"] == [{"line": line, "column": 6} for line in (3, 4, 9)]
    assert list(format_diagnostics([many], Format.GITHUB, root, terminal=False)) == [
        "::error file=data/a.csv,line=2,col=6::unknown metric oyl; did you mean oil? "
        "(4 times; first lines 2, 3, 4)"
    ]


def test_a_line_of_a_file_with_old_line_ends_is_shown(root: Path) -> None:
    (root / "old.csv").write_bytes(b"name,oil\rtern,oyl\r")
    assert source_snippet(SourceLocation("old.csv", 2, 6), root)[0] == "     2 | tern,oyl"
