from __future__ import annotations

import pytest

from crossfoot.ledger.yaml import Item, read_yaml
from crossfoot.pages.laid import Laid, along
from crossfoot.problem import Place, Problems


def _of_yaml(written: str) -> Laid:
    data = read_yaml(f"key: {written}\n", "a.yml", Problems())
    assert isinstance(data, Item)
    return along(str(data.values["key"]), data.places["key"], f"key: {written}\n".split("\n"))


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
    assert _of_yaml(written).of("twice") == Place("a.yml", *place)


def test_a_text_that_python_joins_is_laid_along_its_parts() -> None:
    lines = ["chart(", '    title="It rose "', '    "by it twice",', ")"]
    assert along("It rose by it twice", Place("a.py", 2, 11), lines).of("twice").line == 3


def test_a_text_that_is_not_in_its_file_as_it_is_stands_at_its_beginning() -> None:
    laid = along("it rose twice", Place("a.yml", 1, 6), [r'key: "it rose \u0074wice"'])
    assert laid.of("twice") == Place("a.yml", 1, 6)


def test_a_template_is_its_own_file() -> None:
    laid = Laid("one\n{{ two }} three", Place("a.md", 4, 3))
    assert laid.of("one") == Place("a.md", 4, 3)
    assert laid.of("three") == Place("a.md", 5, 11)
    assert laid.of("nowhere") == Place("a.md", 5, 1), "else the first tag"
