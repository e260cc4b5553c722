"""``crossfoot why``: up to the sources, down to all that rests on a thing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copies import TINY, run
from crossfoot.analysis import analyse
from crossfoot.diagnostics import Diagnostics, InvalidValue
from crossfoot.kind import Kind
from crossfoot.pages import render_story_pages
from crossfoot.project import Project
from crossfoot.query import Trail, build_trail, identify
from crossfoot.query.trail import Node
from crossfoot.query.tree import _without
from crossfoot.records import ItemRecords, item_records
from crossfoot.run import Run

LIGHTS = TINY / "lighthouses"
Why = Callable[..., Trail]


@pytest.fixture(scope="module")
def asked() -> tuple[Why, ItemRecords]:
    """``why(text)`` on the lighthouses, and all their records."""
    run = Run()
    found = analyse(Project(LIGHTS), run)
    known = item_records(found, render_story_pages(found.texts, found.specs.by_id).values())
    assert run.problems.errors == ()
    return lambda text, kind=None: build_trail(*identify(text, known, kind), found, known), known


def ids(nodes: tuple[Node, ...]) -> list[str]:
    return [node.id for node in nodes]


def test_a_figures_trail_leads_through_its_formula_to_rows_and_sources(asked) -> None:
    why, _ = asked
    subject = why("skerry.oil_growth.2024").subject
    assert ids(subject.rests_on) == ["skerry.oil.2023", "skerry.oil.2024"]
    rows = subject.rests_on[1].rests_on
    assert [(row.id.partition("@")[2], row.role) for row in rows] == [
        ("log", ""),
        ("almanac", "disputes"),
        ("gazette", "within rounding"),
        ("rumour", "noted"),
    ]
    assert ids(rows[0].rests_on) == ["log"]


def test_all_that_rests_on_a_figure_is_told_through_all_levels(asked) -> None:
    why, _ = asked
    found = why("skerry.oil.2023")
    assert ids(found.figures) == ["skerry.oil_growth.2024"]
    assert ids(found.claims) == ["oil-up-two-fifths"]
    assert ids(found.charts) == ["oil-by-year"]
    assert ids(found.pages) == ["index.md"]


def test_a_chart_rests_on_what_only_its_title_states(asked) -> None:
    why, known = asked
    assert "skerry.oil.2025" in known[Kind.CHART]["oil-by-year"]["figures"]
    assert ids(why("skerry.oil.2025").charts) == ["oil-by-year"]


def test_a_row_that_is_not_its_figure_carries_only_what_names_it(asked) -> None:
    why, _ = asked
    assert ids(why("skerry.oil.2024@rumour").claims) == []
    assert "oil-up-two-fifths" in ids(why("skerry.oil.2024@almanac").claims), "it disputes"


def test_a_sources_trail_goes_down_and_a_pages_goes_up(asked) -> None:
    why, _ = asked
    assert "quarters-make-the-year" in ids(why("log").claims)
    page = why("index.md")
    assert (page.figures, page.claims, page.charts, page.pages) == ((), (), (), ())
    assert {"skerry.oil.2024", "costs-add-up", "oil-by-year", "skerry", "echo"} <= set(
        ids(page.subject.rests_on)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("index.md", (Kind.PAGE, "index.md")),
        ("/", (Kind.PAGE, "index.md")),
        ("claims/costs-add-up/", (Kind.CLAIM, "costs-add-up")),
        ("charts/oil-by-year/", (Kind.CHART, "oil-by-year")),
        ("sources/log/", (Kind.SOURCE, "log")),
        ("entities/skerry/", (Kind.ENTITY, "skerry")),
        ("entities/skerry/#skerry.oil.2024", (Kind.FIGURE, "skerry.oil.2024")),
        ("skerry.oil.2024@log", (Kind.ROW, "skerry.oil.2024@log")),
    ],
)
def test_whatever_has_an_address_is_named_by_it(asked, text: str, found: Any) -> None:
    assert identify(text, asked[1]) == found


def test_what_a_problem_has_left_out_is_not_said_to_be_none() -> None:
    problems = Diagnostics()
    problems.skip("figure")
    known: ItemRecords = {kind: {} for kind in Kind}
    with pytest.raises(
        InvalidValue, match=r"page a\.b\.2024, unless a problem has left it out"
    ) as wrong:
        identify("a.b.2024", known, problems=problems)
    assert wrong.value.hint == "crossfoot check tells the problems"
    with pytest.raises(InvalidValue, match=r"^no claim a$"):
        identify("a", known, Kind.CLAIM, problems)


def test_an_id_of_two_kinds_asks_which() -> None:
    known = {**{key: {} for key in Kind}, Kind.CLAIM: {"oil": {}}, Kind.CHART: {"oil": {}}}
    with pytest.raises(InvalidValue) as raised:
        identify("oil", known)
    assert raised.value.message == "oil names a claim and a chart"
    assert raised.value.hint == "--kind claim or --kind chart"
    assert identify("oil", known, Kind.CHART) == (Kind.CHART, "oil")


def test_the_command_tells_a_person_and_a_program(briefing_copy: Callable[..., Path]) -> None:
    root = briefing_copy(fresh=True)
    told = run(root, "why", "skerry.oil_growth.2024")
    assert (told.code, told.err) == (0, "")
    for words in (
        "├── = growth(skerry.oil.2023, skerry.oil.2024)  (550 L ÷ 400 L − 1)",
        "@log  550 L  actual",
        "The keeper's log, Skerry Light, 2025-01-10, rank 1; page 4; data/figures/skerry.csv:3",
        "@almanac  600 L  claimed  disputes it",
        "└── oil-up-two-fifths  undetermined  Oil burnt rose by 38% in a year.",
        "└── index.md  Keepers of the Light",
    ):
        assert words in told.out, told.out
    asked = json.loads(run(root, "why", "skerry.oil_growth.2024", "--format", "json").out)
    assert asked["subject"]["rests_on"][1]["rests_on"][0]["rests_on"][0]["id"] == "log"
    assert asked["resting"]["claims"][0]["verdict"] == "undetermined"


def test_an_unknown_id_is_wrong_usage_with_the_nearest(briefing_copy: Callable[..., Path]) -> None:
    ran = run(briefing_copy(fresh=True), "why", "skerry.oil.2042")
    assert (ran.code, ran.out) == (2, "")
    assert "skerry.oil.2042; did you mean skerry.oil.202" in ran.err


def test_what_is_wrong_elsewhere_is_said_and_in_nobodys_way(
    briefing_copy: Callable[..., Path],
) -> None:
    root = briefing_copy(fresh=True)
    claims = root / "data/claims.yml"
    claims.write_text(claims.read_text().replace("is: 12.5 k GBP", "is: 12.5 k furlong-ish"))
    ran = run(root, "why", "skerry.oil.2023")
    assert ran.code == 0
    assert "On it: 1 claim\n" in ran.out
    assert ran.err.startswith("1 problem elsewhere, and what it touches is left out")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [("2028-12-31", None, "from 1 January 2029"), ("2029-01-01", "2029-01-01", "exact")],
)
def test_a_date_with_an_open_end_is_not_exact(low, high, told) -> None:
    assert _without({"low": low, "high": high, "text": "from 1 January 2029"}) == told
