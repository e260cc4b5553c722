"""A tag of a template in a finished file, outside of code, stops the build at its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crossfoot.diagnostics import BuildRefused, Diagnostics
from crossfoot.pages.number_check import visible_text
from crossfoot.site.postprocess.template_tags import check_tags
from crossfoot.site.settings import read_settings

AUTHOR = "# Home\n\nIt says { { x } } here.\nAnd {<!-- -->{ worked }} too.\n"


def told(pages: dict[str, str], files: dict[str, str]) -> list[str]:
    problems = Diagnostics()
    given = {path: text.encode() for path, text in files.items()}
    check_tags(
        given,
        pages,
        lambda path, html: visible_text(html),
        lambda path: ("templates/index.md", AUTHOR),
        problems,
    )
    return [str(problem).partition(": ")[0] for problem in problems.found]


@pytest.mark.parametrize(
    "html",
    [
        "<p>{<!-- -->{ worked }}</p>",
        "<p>&#123;{ worked }}</p>",
        '<img alt="&lbrace;{ worked }}">',
        "<title>{{ worked }}</title>",
    ],
)
def test_a_tag_that_only_the_finished_page_shows_is_told_where_it_was_typed(html: str) -> None:
    assert told({"index.html": html}, {}) == ["templates/index.md:4:16"]


def test_in_code_a_tag_may_stand() -> None:
    page = "<p><code>{{ x }}</code></p><pre>{% y %}</pre><script>{{1}}</script>"
    index = json.dumps({"docs": [{"title": "Home", "text": "<code>{{ x }}</code>"}]})
    assert told({"index.html": page}, {"search/search_index.json": index}) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("search/search_index.json", '{"docs": [{"title": "a", "text": "<p>{{ x }}</p>"}]}'),
        ("data/claims.json", '[{"note": "\\u007b% if %}"}]'),
        ("build.json", '{"title": "{# x"}'),
        ("feed.xml", "<feed><entry><title>&#123;{ x }}</title></entry></feed>"),
    ],
)
def test_what_programs_read_is_looked_through_too(path: str, text: str) -> None:
    assert told({}, {path: text}) == [f"build/site/{path}:1:1"]


def test_downloads_are_published_as_they_are() -> None:
    assert told({}, {"data/mine.json": '["{{ x }}"]', "x.xml": "{{", "a.js": "{{"}) == []


def test_the_whole_site_passes_through_it(publishing: Callable[..., object]) -> None:
    with pytest.raises(BuildRefused) as refused:
        publishing(ledger="# Every figure\n\nIt is &#123;{ worked }}.\n\n[Home](index.md)\n")
    (problem,) = refused.value.problems
    assert str(problem).startswith("build/docs/ledger.md:3:")


@pytest.mark.parametrize(
    ("option", "at"),
    [
        ('site_name: "{{ title }}"', (1, 1)),
        ('copyright: "By {% x %}"', (1, 1)),
        ('nav:\n  - "{{ x }}": index.md', (2, 6)),
    ],
)
def test_a_tag_in_the_publisher_s_settings_is_told(
    tmp_path: Path, option: str, at: tuple[int, int]
) -> None:
    name = "" if option.startswith("site_name") else "site_name: A\n"
    (tmp_path / "mkdocs.yml").write_text(f"{option}\n{name}")
    problems = Diagnostics()
    read_settings(tmp_path, {}, problems)
    found = [problem for problem in problems.found if "shown as it is" in str(problem)]
    assert [(p.place.line, p.place.column) for p in found] == [at]


@pytest.mark.parametrize(
    ("link", "fine"),
    [("JavaScript:x()", False), ("data:text/html,x", False), ("https://a.example/", True)],
)
def test_the_navigation_leads_to_nothing_that_could_run(
    tmp_path: Path, link: str, fine: bool
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f'site_name: A\nnav:\n  - Out: "{link}"\n')
    problems = Diagnostics()
    read_settings(tmp_path, {}, problems)
    found = [str(problem) for problem in problems.found if "none may lead to" in str(problem)]
    assert [text.partition(": ")[0] for text in found] == ([] if fine else ["mkdocs.yml:3:5"])
