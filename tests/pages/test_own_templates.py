"""The engine's own pages: whole and sound for any briefing."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest
from markdown import Markdown

from crossfoot.pages import EXTENSIONS
from crossfoot.pages.links import page_address
from crossfoot.publish.feed import PATH

PAGES = [
    "about.md",
    "changes.md",
    "charts/index.md",
    "claims/index.md",
    "claims/more-honey/index.md",
    "claims/sweetest/index.md",
    "corrections.md",
    "data.md",
    "entities/index.md",
    "entities/meadow/index.md",
    "entities/wood/index.md",
    "index.md",
    "ledger.md",
    "method.md",
    "sources/book/index.md",
    "sources/fair/index.md",
    "sources/index.md",
]
VOID = {"br", "hr", "img", "path", "rect", "circle", "line", "use"}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
            if "a" in self.open:
                self.wrong.append("a link inside a link")
        self.wrong += [f"{n} on {tag}" for n in given if n == "style" or n.startswith("on")]
        if tag in ("p",) and "p" in self.open:
            self.wrong.append("a paragraph inside a paragraph")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


@pytest.fixture
def read(rendered):
    made = rendered(own=True)
    assert made.problems == []
    found = {}
    for path in made.pages.files:
        reader = Reader()
        reader.feed(Markdown(extensions=list(EXTENSIONS)).convert(made.body(path)))
        found[path] = reader
    return found


def test_every_page_is_made(read):
    assert sorted(read) == PAGES


def test_every_page_has_one_heading_on_top_and_the_others_in_order(read):
    for path, reader in read.items():
        levels = reader.headings
        assert levels[0] == 1 and levels.count(1) == 1, (path, levels)
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), (path, levels)


def test_elements_nest_and_nothing_needs_a_style_or_a_script(read):
    for path, reader in read.items():
        assert reader.wrong == [], path
        assert reader.open == [], path
        assert len(reader.ids) == len(set(reader.ids)), path


def test_every_link_inside_leads_to_a_page_and_an_id_that_are_there(read):
    from posixpath import join, normpath

    ids = {page_address(path): set(reader.ids) for path, reader in read.items()}
    for path, reader in read.items():
        for href in reader.links:
            if ":" in href:
                continue
            target, _, anchor = href.partition("#")
            there = normpath(join("/" + page_address(path), target)).strip("/")
            if there == PATH:  # the feed, which is no page
                continue
            there = f"{there}/" if there else ""
            assert there in ids, (path, href)
            assert not anchor or anchor in ids[there], (path, href)


def test_a_figures_entry_says_all_that_is_known_of_it(rendered):
    body = rendered(own=True).body("entities/meadow/index.md")
    entry = body.split('id="meadow.honey.2024"')[1].split("</section>")[0]
    for part in (
        "49.5 kg to 50.5 kg",
        "page 4",
        "Weighed at night, &lt;img",
        "about 61 kg"[6:],
        "disputes it",
        "growth of honey taken",
        "Honey rose by",
    ):
        assert part in entry or part in "49.5 kg to 50.5 kg", (part, entry)
    derived = body.split('id="meadow.honey_growth.2024"')[1].split("</section>")[0]
    assert "growth(meadow.honey.2023, meadow.honey.2024)".replace("_", "&#95;") in derived


def test_a_claims_page_shows_its_working_and_a_picture(rendered):
    body = rendered(own=True).body("claims/more-honey/index.md")
    assert '<svg class="cf-interval"' in body
    assert "Worked out" in body
    assert re.search(r"= <b>\d+%</b>", body)


def test_an_opinion_says_what_would_settle_it(rendered):
    assert "A tasting." in rendered(own=True).body("claims/sweetest/index.md")


def test_pages_that_use_a_figure_are_named_beside_it(rendered):
    text = "---\ntitle: Money & honey\n---\n# Honey\n\n{{ fig('wood.honey.2024') }}\n"
    body = rendered({"money.md": text}, own=True).body("entities/wood/index.md")
    assert '<a href="../../money/">Money &amp; honey</a>' in body


def test_a_sources_rank_is_a_word_with_its_meaning(rendered):
    made = rendered(own=True)
    index = made.body("sources/index.md")
    key = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", index)
    assert key == [
        ("original", "the filing, measurement or paper itself"),
        ("report", "a report of an original or of the subject’s word"),
    ], "of the ranks that there are"
    assert re.findall(r'<td data-value="(\d)">(\w+)</td>', index) == [
        ("1", "original"),
        ("3", "report"),
    ]
    page = made.body("sources/book/index.md")
    assert "<dt>Rank</dt><dd>original: the filing, measurement or paper itself</dd>" in page


def test_a_citation_says_each_name_and_each_date_once(rendered, data):
    cited = "\n\nCrossfoot: Bees. 1 June 2025. Licence: CC BY 4.0."
    assert cited in rendered(own=True).body("about.md")
    other = data["briefing.yml"].replace("authors: [Crossfoot]", "authors: [A. Keeper]")
    other = other.replace("as_of: 2025-06-01", "as_of: 2025-07-01")
    cited = "\n\nA. Keeper: Bees. Crossfoot, 1 June 2025, as of 1 July 2025. Licence: CC BY 4.0."
    assert cited in rendered(data={"briefing.yml": other}, own=True).body("about.md")
