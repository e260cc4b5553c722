from __future__ import annotations

import pytest

from crossfoot.site.postprocess.broken_links import find_broken_links
from crossfoot.site.postprocess.finished_page import HtmlPage

ROOT = "https://example.org/repo/"


def page(*links: str, ids: tuple[str, ...] = ()) -> HtmlPage:
    return HtmlPage("", frozenset(links), frozenset(ids), 0, ())


def found(link: str, path: str = "a/b/index.html") -> list[str]:
    pages = {path: page(link), "index.html": page(ids=("top",))}
    files = {*pages, "a/index.html", "data/x.csv", "sp ace/index.html"}
    return [what for _, _, what in find_broken_links(pages, files, ROOT)]


@pytest.mark.parametrize(
    "link",
    [
        "../../",
        "../../#top",
        "../",
        "../../data/x.csv?v=1",
        "/repo/",
        "/repo/a/",
        "https://example.org/repo/a/",
        "https://example.org/other/",
        "https://elsewhere.org/",
        "mailto:a@example.org",
        "//cdn.example/x",
        "../../sp%20ace/",
        "#",
        ".",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(link: str) -> None:
    assert found(link) == []


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ("../c/", "there is no a/c/index.html"),
        ("../../#bottom", "index.html has no place called bottom"),
        ("#gone", "a/b/index.html has no place called gone"),
        ("/a/", "there is no /a/"),
        ("/repo/x/", "there is no x/index.html"),
        ("../../data/y.csv", "there is no data/y.csv"),
        ("../../../../up/", "there is no ../../up/index.html"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(link: str, what: str) -> None:
    assert found(link) == [what]
