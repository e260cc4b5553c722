"""An old address that something of the site has is told at its entry."""

from __future__ import annotations

import pytest

from crossfoot.diagnostics import SourceLocation
from crossfoot.ledger.schema import Moved
from crossfoot.site.addresses import check_old_addresses
from crossfoot.site.outputs import Outputs

PAGES = {"index.md": "", "claims/index.md": "claims/", "claims/a.md": "claims/a/"}
OTHERS = ("data/figures.json", "feed.xml", "charts/a.svg", "plain/index.html")
TAKEN = "this entry or that page taken away"


@pytest.fixture(scope="module")
def files() -> list[str]:
    outputs = Outputs.of_publisher()
    outputs.add_all([*PAGES, *OTHERS], "the engine")
    return outputs.paths


def entry(old: str) -> Moved:
    places = {"old": SourceLocation("data/moved.yml", 1, 8)}
    return Moved(old=old, new="index.md", place=SourceLocation("data/moved.yml"), places=places)


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("claims/a/", f"claims/a/ is still a page; {TAKEN}"),
        ("Claims/A/", f"Claims/A/ is the address of the page claims/a/ but for its case; {TAKEN}"),
        ("data/figures.json/", "data/figures.json/ is no folder: the site has the file data/figur"),
        ("data/Figures.JSON/x/", "data/Figures.JSON/x/ is no folder: the site has the file data/f"),
        ("feed.xml/", "feed.xml/ is no folder: the site has the file feed.xml"),
        ("404.html/", "404.html/ is no folder: the site has the file 404.html"),
        ("build.json/a/", "build.json/a/ is no folder: the site has the file build.json"),
        (
            "claims/index.md/",
            "claims/index.md/ is no folder: the site has the file claims/index.md",
        ),
        ("claims/a/index.html/", "claims/a/index.html/ is no folder"),
        ("plain/", "plain/ is the folder of the file plain/index.html; this entry or that file"),
    ],
)
def test_an_old_address_that_something_has(old: str, said: str, files: list[str]) -> None:
    (told,) = check_old_addresses([entry(old)], PAGES.values(), files).errors
    assert str(told).startswith(f"data/moved.yml:1:8: {said}"), told


@pytest.mark.parametrize("old", ["claims/b/", "data/", "charts/a/", "claims/a/b/"])
def test_an_old_address_that_nothing_has(old: str, files: list[str]) -> None:
    assert check_old_addresses([entry(old)], PAGES.values(), files).errors == ()
