"""What pages load besides their text is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.diagnostics import Diagnostics, SourceLocation
from crossfoot.site.loaded import check_loaded, check_pictures, pictures_by_hand
from crossfoot.site.outputs import Outputs
from crossfoot.site.settings import read_settings


@pytest.fixture
def outputs() -> Outputs:
    outputs = Outputs.of_publisher()
    outputs.add_all(["charts/a.png", "assets/images/mark.svg", "assets/own.css"], "docs")
    return outputs


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("title: A\npicture: charts/a.png", []),
        ("title: A", []),
        (
            "title: A\npicture: charts/b.png",
            ["docs/a.md:3:10: the picture charts/b.png is no file of this site; did you mean cha"],
        ),
        ("image: https://e.example/x", ["docs/a.md:2:8: the picture https://e.example/x is no fi"]),
        ("picture: 5", ["docs/a.md:2:10: the picture 5 is no file of this site; its path from"]),
        ("picture: Charts/A.png", ["docs/a.md:2:10: the picture Charts/A.png is no file of thi"]),
    ],
)
def test_a_picture_that_is_not_there_is_told_in_the_front_matter(
    tmp_path: Path, outputs: Outputs, front: str, said: list[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(f"---\n{front}\n---\n# A\n")
    problems = Diagnostics()
    check_pictures(pictures_by_hand(tmp_path, ["a.md"]), outputs, problems)
    assert [str(p)[: len(s)] for p, s in zip(problems.errors, said, strict=True)] == said


SETTINGS = """\
site_name: A
theme:
  name: material
  favicon: assets/images/gone.svg
  logo: assets/images/mark.svg
extra_css:
  - assets/own.css
  - assets/gone.css
"""


def test_what_mkdocs_yml_names_for_every_page_is_there_and_this_site_s(
    tmp_path: Path, outputs: Outputs
) -> None:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    problems = Diagnostics()
    settings = read_settings(tmp_path, {}, problems)
    assert settings.styles == ("assets/own.css", "assets/gone.css")
    assert settings.loaded["assets/own.css"] == SourceLocation("mkdocs.yml", 7, 5)
    elsewhere = {"//cdn.example/x.js": SourceLocation("mkdocs.yml", 10, 5)}
    check_loaded({**settings.loaded, **elsewhere}, outputs, problems)
    assert [str(problem) for problem in problems.errors] == [
        "mkdocs.yml:4:12: assets/images/gone.svg is no file of this site; "
        "did you mean assets/images/mark.svg?",
        "mkdocs.yml:8:5: assets/gone.css is no file of this site; did you mean assets/own.css?",
        "mkdocs.yml:10:5: the content policy blocks //cdn.example/x.js; "
        "a copy of it, named by its path from the site's root",
    ]


def test_the_options_of_extensions_are_those_that_mkdocs_gets(tmp_path: Path) -> None:
    slugs = "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: A\nmarkdown_extensions:\n"
        f"  - toc:\n      slugify: {slugs}\n      toc_depth: 2\n"
    )
    problems = Diagnostics()
    options = read_settings(tmp_path, {}, problems).options["toc"]
    assert not problems.found
    assert options["toc_depth"] == 2
    assert options["slugify"]("Größe 概要", "-") == "größe-概要"
