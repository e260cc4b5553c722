"""A chart on a page carries its title, table, sources and files."""

from __future__ import annotations

import re

import pytest

from crossfoot.charts.drawer import Picture
from crossfoot.charts.drawn import Drawn, Table, TableRow
from crossfoot.pages import Texts, render
from crossfoot.problem import Place, Problems


@pytest.fixture
def made(briefing, bees):
    row = TableRow(
        "meadow.honey.2024",
        "entities/meadow/#meadow.honey.2024",
        ("honey taken", "2024", "50 kg", "actual"),
        ("book",),
        disputed=True,
    )
    drawn = Drawn(
        id="honey-by-year",
        title="50 kg in 2024",
        subtitle="Honey <taken>, 2024",
        description="Bars",
        note="",
        drawing=lambda: Picture(
            wide='<svg id="w"><text>50</text></svg>',
            narrow='<svg id="n">\n\n<text>50</text></svg>',
            file="<svg/>",
            png=b"p" * 2_600,
        ),
        spec={},
        csv="id\n",
        table=Table(("figure", "period", "value", "status"), (row,)),
        figures=("meadow.honey.2024",),
        claims=(),
        sources=("book",),
        statuses=("actual",),
        disputed=True,
        place=Place("scripts/charts/bees.py"),
    )
    body = "# Honey\n\n{{ chart('honey-by-year') }}\n\nSee {{ fig('meadow.honey.2024') }}.\n"
    root = briefing({"page.md": f"---\ntitle: A\n---\n{body}"})
    ledger, claims = bees
    problems = Problems()
    pages = render(Texts(root, ledger, claims, problems), {drawn.id: drawn})
    assert problems.errors == ()
    return pages


def test_a_chart_stands_whole_in_its_page(made):
    body = made.files["page.md"]
    figure = re.search(r'<figure class="cf-chart[^>]*id="chart-honey-by-year".*</figure>', body)
    assert figure
    for part in (
        '<p class="cf-chart-title">50 kg in 2024</p>',
        "Honey &lt;taken&gt;, 2024",
        '<div class="cf-wide"><svg data-search-exclude id="w"><text>50</text></svg></div>',
        '<svg data-search-exclude id="n"> <text>50</text></svg>',
        '<td class="cf-num"><a class="fig" href="../entities/meadow/#meadow.honey.2024">50 kg</a>',
        "(disputed)",
        'href="../charts/honey-by-year/#figures">About these figures</a>',
        '<a href="../charts/honey-by-year.png">PNG, 3 kB</a>',
        "CC BY 4.0",
    ):
        assert part in figure[0], part


def test_a_chart_is_noted_as_used_and_leads_back(made):
    assert made.pages["page.md"].charts == ("honey-by-year",)
    assert '<a href="../../page/">A</a>' in made.files["charts/honey-by-year/index.md"]


def test_the_index_lists_every_chart(made):
    assert '<a href="../charts/honey-by-year/">50 kg in 2024</a>' in made.files["charts/index.md"]
