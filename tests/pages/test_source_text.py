from __future__ import annotations

import pytest

from crossfoot.diagnostics import Diagnostics, SourceLocation
from crossfoot.ledger.yaml import YamlMapping, read_yaml
from crossfoot.pages.source_text import SourceText, align_text


def _of_yaml(written: str) -> SourceText:
    data = read_yaml(f"key: {written}\n", "a.yml", Diagnostics())
    assert isinstance(data, YamlMapping)
    return align_text(str(data.values["key"]), data.places["key"], f"key: {written}\n".split("\n"))


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("it rose twice", (1, 14)),
        ('"it rose twice"', (1, 15)),
        ("'it''s risen twice'", (1, 19)),
        (r'"it \"rose\" twice"', (1, 19)),
        (">\n  it rose\n  by it twice\n", (3, 9)),
        ("|\n  it rose\n\n  twice\n", (4, 3)),
        ("it rose\n  by it twice", (2, 9)),
        ('"it\n  rose twice"', (2, 8)),
    ],
)
def test_a_word_of_a_yaml_text_stands_where_it_was_typed(
    written: str, place: tuple[int, int]
) -> None:
    assert _of_yaml(written).of("twice") == SourceLocation("a.yml", *place)


def test_a_text_that_python_joins_is_laid_along_its_parts() -> None:
    lines = ["chart(", '    title="It rose "', '    "by it twice",', ")"]
    assert (
        align_text("It rose by it twice", SourceLocation("a.py", 2, 11), lines).of("twice").line
        == 3
    )


def test_a_text_that_is_not_in_its_file_as_it_is_stands_at_its_beginning() -> None:
    laid = align_text(
        "it rose twice", SourceLocation("a.yml", 1, 6), [r'key: "it rose \u0074wice"']
    )
    assert laid.of("twice") == SourceLocation("a.yml", 1, 6)


def test_a_template_is_its_own_file() -> None:
    laid = SourceText("one\n{{ two }} three", SourceLocation("a.md", 4, 3))
    assert laid.of("one") == SourceLocation("a.md", 4, 3)
    assert laid.of("three") == SourceLocation("a.md", 5, 11)
    assert laid.of("nowhere") == SourceLocation("a.md", 5, 1), "else the first tag"
