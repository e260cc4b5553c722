"""No two make one file of a site."""

from __future__ import annotations

import pytest

from crossfoot.site.outputs import Outputs, published_as


@pytest.fixture
def outputs() -> Outputs:
    outputs = Outputs.of_publisher()
    outputs.add_all(
        ["data/figures.json", "robots.txt", "assets/styles/crossfoot.css"], "the engine"
    )
    outputs.add_source("claims/index.md", "templates/claims.md")
    return outputs


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("data/figures.json", "the engine makes data/figures.json"),
        ("Data/Figures.JSON", "the engine makes data/figures.json"),
        ("assets/styles/crossfoot.css", "the engine makes assets/styles/crossfoot.css"),
        ("claims/index.md", "templates/claims.md makes claims/index.html"),
        ("claims.md", "templates/claims.md makes claims/index.html"),
        ("claims/README.md", "templates/claims.md makes claims/index.html"),
        ("CLAIMS.md", "templates/claims.md makes claims/index.html"),
        ("claims", "claims is a folder, for templates/claims.md makes claims/index.html"),
        ("robots.txt/a.csv", "robots.txt is a file that the engine makes, no folder"),
        ("build.json", "the publisher makes build.json"),
        ("checksums.txt", "the publisher makes checksums.txt"),
        ("sitemap.xml", "the publisher makes sitemap.xml"),
        ("404.html", "the publisher makes 404.html"),
        ("search/search_index.json", "the publisher makes search/search_index.json"),
        ("assets/images/favicon.png", "the publisher makes assets/images/favicon.png"),
    ],
)
def test_a_second_maker_is_told_who_the_first_is(outputs: Outputs, path: str, told: str) -> None:
    conflict = outputs.add_source(path, f"docs/{path}")
    assert conflict is not None
    assert conflict.message == told


@pytest.mark.parametrize(
    "path", ["CNAME", "claims/x.md", "data/own.csv", "assets/own.css", "a/b.md"]
)
def test_another_name_is_free(outputs: Outputs, path: str) -> None:
    assert outputs.add_source(path, f"docs/{path}") is None
    assert published_as(path)[0] in outputs


def test_accents_written_in_another_way_are_the_same_name(outputs: Outputs) -> None:
    assert outputs.add("caf\u00e9.csv", "docs/1") is None
    conflict = outputs.add("cafe\u0301.csv", "docs/2")
    assert conflict is not None
    assert conflict.maker == "docs/1"


def test_a_page_is_its_html_and_its_markdown() -> None:
    assert published_as("a.md") == ("a/index.html", "a/index.md")
    assert published_as("README.md") == ("index.html", "index.md")
    assert published_as("a.csv") == ("a.csv",)
