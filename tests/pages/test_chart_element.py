"""A chart on a page carries its title, table, sources and files."""

from __future__ import annotations

import re
from html import unescape

import pytest

from chart_builds import chart_spec, with_picture
from crossfoot.charts.render_job import Picture
from crossfoot.charts.spec.chart_spec import Table, TableRow
from crossfoot.diagnostics import Diagnostics
from crossfoot.pages import MarkdownSettings, TemplateRenderer, render_pages

PICTURE = Picture(
    wide='<svg id="w"><text>50</text></svg>',
    narrow='<svg id="n">\n\n<text>50</text></svg>',
    file="<svg/>",
    png=b"p" * 2_600,
)


@pytest.fixture
def made(briefing, bees):
    row = TableRow(
        "meadow.honey.2024",
        "entities/meadow/#meadow.honey.2024",
        ("honey taken", "2024", "50 kg", "actual"),
        ("book",),
        disputed=True,
    )
    claim = TableRow(
        "more-honey", "claims/more-honey/", ("", "", "undetermined", "comparison"), ("fair",)
    )
    drawn = chart_spec(
        "honey-by-year",
        title="50 kg in 2024",
        subtitle="Honey <taken>, 2024",
        description="Bars",
        note="Weighed.",
        table=Table(
            ("figure or claim", "period or due", "value or verdict", "status or kind"), (row, claim)
        ),
        figures=("meadow.honey.2024", "meadow.honey_growth.2024"),
        claims=("more-honey",),
        sources=("book",),
        statuses=("actual",),
        disputed=True,
        place="scripts/charts/bees.py",
    )
    body = "# Honey\n\n{{ chart('honey-by-year') }}\n\nSee {{ fig('meadow.honey.2024') }}.\n"
    root = briefing({"page.md": f"---\ntitle: A\n---\n{body}"})
    ledger, claims = bees
    problems, here = Diagnostics(), MarkdownSettings(address="https://hives.example/b/")
    texts = TemplateRenderer(root, ledger, claims, problems, here)
    pages = render_pages(texts, {drawn.id: with_picture(drawn, PICTURE)})
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
        '<td class="cf-num"><a class="fig" data-note="1" href="../entities/meadow/',
        "(disputed)",
        '<a href="../charts/honey-by-year/">Data, files and how to cite this chart</a>',
    ):
        assert part in figure[0], part


def test_a_chart_is_noted_as_used_and_leads_back(made):
    assert made.pages["page.md"].charts == ("honey-by-year",)
    assert '<a href="../../page/">A</a>' in made.files["charts/honey-by-year/index.md"]


def test_a_claim_that_a_page_only_draws_is_the_charts_and_not_the_pages(made):
    body = made.files["page.md"]
    mark = '<a class="cf-claim-link" href="../claims/more-honey/"><span class="cf-verdict'
    assert mark in body, "the chart's table leads to it"
    assert made.pages["page.md"].claims == ()
    used = made.files["claims/more-honey/index.md"].partition("{: #used }")[2]
    assert 'href="../../charts/honey-by-year/"' in used
    assert 'href="../../page/"' not in used


def test_the_index_lists_every_chart(made):
    assert '<a href="../charts/honey-by-year/">50 kg in 2024</a>' in made.files["charts/index.md"]


OWN, FRAME = "charts/honey-by-year/index.md", "charts/honey-by-year/embed/index.md"


def foot(text: str) -> list[str]:
    """The paragraphs under the chart of a page, without tags."""
    found = re.search(r'<footer class="cf-chart-footer">(.*?)</footer>', text)
    assert found
    return [re.sub(r"<[^>]*>", "", line) for line in found[1].split("</p>") if line]


def test_the_foot_on_its_own_page_has_its_parts_in_one_order(made):
    starts = ["Source: ", "About these figures", "Note: ", "Chart: ", "Download: "]
    lines = foot(made.files[OWN])
    assert [line[: len(start)] for line, start in zip(lines, starts, strict=True)] == starts


def test_the_foot_in_a_story_is_short_and_names_what_is_disputed(made):
    assert foot(made.files["page.md"]) == [
        "Source: Meadow Bees (licence not stated).",
        "Rests on Meadow Hives’ honey taken (2024), on which sources disagree.",
        "Note: Weighed.",
        "Data, files and how to cite this chart: hives.example/b/charts/honey-by-year/",
    ]
    said = 'href="../entities/meadow/#meadow.honey.2024">Meadow Hives’ honey taken (2024)</a>'
    assert said in made.files["page.md"], "what is disputed leads to what each source says"


def test_the_foot_on_its_own_page_says_what_a_disputed_number_would_be(made):
    text = made.files[OWN]
    assert foot(text)[1] == (
        "About these figures: Sources disagree on Meadow Hives’ honey taken (2024): "
        "also about 61 kg (The honey fair). "
        "Meadow Hives’ growth of honey taken (2024) rests on Meadow Hives’ honey taken (2024), "
        "on which sources disagree: with their other values it would be 50%."
    )
    other = 'href="../../entities/meadow/#meadow.honey.2024">about 61 kg</a>'
    assert other in text, "the other value leads to its row"
    assert '<a href="../../charts/honey-by-year.png">PNG, 3 kB</a>' in text


def test_a_chart_s_own_page_is_shared_with_its_picture(made):
    front = made.files[OWN].split("---\n")[1]
    assert 'picture: "charts/honey-by-year.social.png"' in front
    assert 'picture_alt: "50 kg in 2024. Bars"' in front
    assert "charts/honey-by-year/social.png" not in made.cards


def test_its_own_page_says_its_title_once_and_how_to_cite_and_show_it(made):
    body = made.files[OWN].split("---\n", 2)[2]
    assert "# 50 kg in 2024" in body
    assert "cf-chart-title" not in body
    cited = "Crossfoot, “50 kg in 2024”, Bees, 1 June 2025, CC BY 4.0. "
    assert f"{cited}https&#58;//hives.example/b/charts/honey-by-year/<" in body
    code = re.search(r"<code>(&lt;iframe.*?)</code>", body)
    assert code
    frame = unescape(code[1])
    assert 'src="https://hives.example/b/charts/honey-by-year/embed/"' in frame
    for given in ('title="50 kg in 2024"', 'width="100%"', 'loading="lazy"'):
        assert given in frame
    assert 100 < int(re.search(r'height="(\d+)"', frame)[1]) < 600


def test_a_frame_holds_the_chart_and_where_it_is_from_and_no_more(made):
    front, body = made.files[FRAME].split("---\n", 2)[1:]
    for line in ('template: "embed.html"', 'robots: "noindex"', 'search: {"exclude": true}'):
        assert line in front
    assert '<h1 class="cf-chart-title">50 kg in 2024</h1>' in body
    assert body.count("<svg") == 2
    assert foot(body)[-1] == "From Bees, 1 June 2025. Crossfoot, CC BY 4.0."
    assert '<a href="../../../charts/honey-by-year/">Bees</a>' in body
    for left_out in ("<table", "<details", "Download", "data-live"):
        assert left_out not in body


def test_the_gallery_shows_each_chart_with_the_page_that_uses_it(made):
    gallery = made.files["charts/index.md"]
    assert '<a href="../page/">A</a>' in gallery
    assert gallery.count('<div class="cf-thumb" aria-hidden="true"><svg') == 1
