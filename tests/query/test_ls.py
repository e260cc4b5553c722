"""``crossfoot ls``: what there is, by filter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from copies import TINY, run
from crossfoot.analysis import analyse
from crossfoot.diagnostics import InvalidValue
from crossfoot.kind import Kind
from crossfoot.pages import render_story_pages
from crossfoot.project import Project
from crossfoot.query import Filters, as_table, list_items
from crossfoot.records import item_records
from crossfoot.run import Run


@pytest.fixture(scope="module")
def ls():
    """``ls(kind, disputed=True)`` on the lighthouses, to ids."""
    found = analyse(Project(TINY / "lighthouses"), Run())
    pages = render_story_pages(found.texts, found.specs.by_id).values()
    known = item_records(found, pages)

    def ids(of: Kind, **filters: object) -> list[str]:
        listed = list_items(of, Filters(**filters), found, pages, known)
        return [record["id"] for record in listed]

    return ids


@pytest.mark.parametrize(
    ("kind", "filters", "found"),
    [
        (Kind.FIGURE, {"entity": "head"}, ["head.oil.2024", "head.range.2024"]),
        (Kind.FIGURE, {"entity": "head", "metric": "oil"}, ["head.oil.2024"]),
        (Kind.FIGURE, {"status": "projected"}, ["skerry.oil.2025", "skerry.stores.2025"]),
        (Kind.FIGURE, {"period": "2024Q4", "derived": True}, ["skerry.oil_pace.2024Q4"]),
        (Kind.FIGURE, {"source": "rumour"}, ["skerry.oil.2024"]),
        (Kind.FIGURE, {"text": "PACE of the"}, ["skerry.oil_pace.2024Q4"]),
        (Kind.FIGURE, {"period": "1066"}, []),
        (Kind.CLAIM, {"verdict": "overdue"}, ["stores-were-due"]),
        (Kind.CLAIM, {"kind": "opinion"}, ["finest-light"]),
        (Kind.CLAIM, {"entity": "head"}, ["head-burns-less", "head-reaches-as-far"]),
        (Kind.CLAIM, {"source": "log"}, ["quarters-make-the-year", "costs-add-up"]),
        (Kind.CHART, {"source": "gazette", "disputed": True}, ["oil-by-year"]),
        (Kind.CHART, {"entity": "head"}, []),
        (Kind.SOURCE, {"rank": 3}, ["echo", "gazette"]),
        (Kind.ENTITY, {"kind": "region"}, ["coast"]),
        (Kind.PAGE, {"source": "echo"}, ["index.md"]),
    ],
)
def test_a_filter_lets_pass_what_is_so(ls, kind, filters, found) -> None:
    assert ls(kind, **filters) == found


def test_disputed_and_unused_are_told_by_the_whole_briefing(ls) -> None:
    assert "skerry.oil.2024" in ls(Kind.FIGURE, disputed=True)
    assert "skerry.oil.2024Q1" not in ls(Kind.FIGURE, disputed=True)
    assert "skerry.oil.2024" not in ls(Kind.FIGURE, unused=True)
    assert ls(Kind.SOURCE, unused=True) == []


def test_a_filter_that_does_not_fit_and_a_value_that_nothing_has_are_refused(ls) -> None:
    with pytest.raises(InvalidValue) as unfit:
        ls(Kind.ENTITY, verdict="fails")
    assert (unfit.value.message, unfit.value.hint) == (
        "--verdict does not fit entities",
        "it fits claims",
    )
    with pytest.raises(InvalidValue) as unknown:
        ls(Kind.FIGURE, entity="skery")
    assert (unknown.value.message, unknown.value.hint) == (
        "no entity skery",
        "did you mean skerry?",
    )


def test_ids_stay_whole_where_the_table_is_narrow(ls) -> None:
    found = analyse(Project(TINY / "lighthouses"), Run())
    claims = list_items(Kind.CLAIM, Filters(), found, (), item_records(found, ()))
    console = Console(width=64, color_system=None)
    with console.capture() as printed:
        console.print(as_table(Kind.CLAIM, claims, 64))
    lines = printed.get().splitlines()
    assert lines[0].split() == ["id", "verdict", "statement"]
    assert max(map(len, lines)) <= 64
    assert [line.split()[0] for line in lines[1:]] == [claim["id"] for claim in claims]
    assert any("…" in line for line in lines)


def test_the_command_lists_as_a_table_and_with_the_published_keys(
    built: Callable[[str], Path],
) -> None:
    lights = built("lighthouses")
    told = run(lights.root, "ls", "claims", "--verdict", "fails")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0].split() == "id verdict kind said source statement".split()
    asked = json.loads(run(lights.root, "ls", "figures", "--format", "json").out)
    published = json.loads((lights.site / "data/figures.json").read_text())
    assert [{key: f[key] for key in published[0]} for f in asked] == published


def test_nothing_found_is_said(briefing_copy: Callable[..., Path]) -> None:
    ran = run(briefing_copy(fresh=True), "ls", "figures", "--period", "1066")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing found: no figures are like that\n")


def test_a_wrong_filter_is_wrong_usage(briefing_copy: Callable[..., Path]) -> None:
    ran = run(briefing_copy(fresh=True), "ls", "pages", "--verdict", "fails")
    assert (ran.code, ran.out) == (2, "")
    assert "--verdict does not fit pages; it fits claims" in ran.err
