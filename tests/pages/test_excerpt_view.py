"""A chart over a table under data/tables/ shows that table's rows, its source named once."""

from __future__ import annotations

import pytest
from lxml import html

from chart_builds import chart_spec, with_picture
from crossfoot.charts.render_job import Picture
from crossfoot.charts.spec.chart_spec import Excerpt
from crossfoot.charts.spec.table_excerpt import table_excerpts
from crossfoot.charts.table_rows import select_rows
from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.pages import TemplateRenderer, render_pages
from crossfoot.pages.excerpt_view import excerpt_element
from crossfoot.pages.links import LinkResolver
from crossfoot.pages.trust_marks import strip_marks

ROWS = "".join(f"2024-05-{n % 28 + 1:02d},<b>Hive 7</b>,{n}.50\n" for n in range(203))
DATA = {
    "tables/hives.yml": """\
title: "Hives *weighed*, {{ plain('2') }} a day"
source: fair
licence: ODbL-1.0
locator: sheet 4
columns:
  day: {label: day, unit: date}
  hive: {label: hive}
  weight: {label: weight of a hive, unit: kg, status: estimated}
""",
    "tables/hives.csv": f"day,hive,weight\n2024-05-01,=A1,1200.50\n2024-05-02,,\n{ROWS}",
}


PICTURE = Picture("<svg></svg>", "<svg></svg>", "<svg/>", b"p")


@pytest.fixture
def made(briefing):
    root = briefing({"page.md": "---\ntitle: A\n---\n# Hives\n\n{{ chart('hives') }}\n"}, DATA)
    problems = Diagnostics()
    inputs = load_inputs(root, {}, problems)
    ledger = build_ledger(inputs, inputs.briefing.as_of, problems)
    texts = TemplateRenderer(root, ledger, {}, problems)
    ledger = texts.ledger
    drawn = chart_spec(
        "hives",
        title="Hives get heavier",
        description="A line",
        sources=("fair",),
        statuses=("estimated",),
        place="scripts/charts/bees.py",
        excerpts=table_excerpts(select_rows(ledger, "hives", (), None, None), ledger),
    )
    pages = render_pages(texts, {drawn.id: with_picture(drawn, PICTURE)})
    assert problems.errors == ()
    return pages.files


@pytest.fixture
def figure(made):
    body = made["page.md"].split("---\n", 2)[2]
    return html.fragment_fromstring(body, create_parent="div").find(".//figure")


def test_the_rows_stand_in_one_table_with_labels_and_units(figure):
    (table,) = figure.findall(".//table")
    assert [th.text for th in table.iter("th")] == ["Day", "Hive", "Weight of a hive, kg"]
    rows = [[td.text or "" for td in tr.iter("td")] for tr in table.find("tbody")]
    assert rows[0] == ["1 May 2024", "=A1", "1,200.50"]
    assert rows[1] == ["2 May 2024", "", "not stated"]
    assert rows[2] == ["1 May 2024", "<b>Hive 7</b>", "0.50"], "data is no markup"
    assert [td.get("class") for td in table.find("tbody")[0]] == [None, None, "cf-num"]
    assert [th.get("class") for th in table.iter("th")] == [None, None, "cf-num"]


def test_beyond_two_hundred_rows_the_page_says_how_many_more_the_file_has(figure):
    assert len(figure.find(".//tbody")) == 200
    (said,) = [p for p in figure.iter("p") if "more rows" in p.text_content()]
    assert said.text_content() == "The CSV file of this chart has 5 more rows."
    assert said.find("a").get("href") == "../charts/hives.csv"


def test_the_table_and_its_source_are_named_once_with_its_licence(figure):
    (said,) = [p for p in figure.iter("p") if "From the table" in p.text_content()]
    assert said.text_content() == (
        "From the table Hives *weighed*, 2 a day, The honey fair (ODbL-1.0)."
    )
    assert [a.get("href") for a in said.iter("a")] == [
        "../data/tables/hives.csv",
        "../sources/fair/",
    ]
    (source,) = [p for p in figure.iter("p") if p.text_content().startswith("Source")]
    assert "The honey fair (ODbL-1.0)" in source.text_content()


def test_the_chart_s_own_page_says_what_it_rests_on(made):
    page = made["charts/hives/index.md"]
    rests = html.fromstring(f"<div>{page.partition('{: #figures }')[2]}</div>").find(".//li")
    assert rests.text_content() == (
        "205 rows of the table Hives *weighed*, 2 a day: day; hive; "
        "weight of a hive, kg (estimated). Source: The honey fair, sheet 4. Licence: ODbL-1.0."
    )


def test_every_number_of_the_rows_is_traced(made):
    front = made["page.md"].split("---\n")[1]
    numbers, traced = (
        int(line.split()[1]) for line in front.splitlines() if line.startswith(("numbers", "trac"))
    )
    assert numbers == traced > 400


def test_a_table_of_many_columns_is_a_list_on_a_phone_each_cell_with_its_name():
    def told(*columns):
        row = tuple(f"in {column}" for column in columns)
        flags = tuple(column == "weight, kg" for column in columns)
        statuses = ("",) * len(columns)
        it = Excerpt("tables/a", "A", "a.csv", "s", "", columns, flags, statuses, (row,), 0)
        return html.fromstring(
            strip_marks(excerpt_element(it, "a source", "b.csv", LinkResolver(frozenset())))
        )

    four = told("day", "hive", "weight, kg", "keeper").find(".//table")
    assert four.get("class") == "cf-table cf-rows"
    labels = [td.get("data-label") for td in four.iter("td")]
    assert labels == [None, "hive:", "weight, kg:", "keeper:"]
    three = told("day", "hive", "keeper").find(".//table")
    assert three.get("class") == "cf-table"
    assert [td.get("data-label") for td in three.iter("td")] == [None] * 3
