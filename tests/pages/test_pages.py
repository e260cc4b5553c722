"""Templates to pages: links, paths, front matter, errors with their places."""

from __future__ import annotations

import re

import pytest

from crossfoot.pages.links import page_address, relative_link


def test_a_figure_is_a_link_to_its_row_that_works_under_any_path(rendered):
    made = rendered({"deep/er.md": "---\ntitle: A\n---\n{{ fig('meadow.honey.2024') }}\n"})
    link = '<a class="fig" data-note="1" href="../../entities/meadow/#meadow.honey.2024">50 kg</a>'
    assert made.body("deep/er.md") == link


def test_a_figures_second_time_on_a_page_is_marked(page):
    body = page("{{ fig('meadow.honey.2024') }} and {{ fig('meadow.honey.2024') }}").body("page.md")
    assert re.findall('class="([^"]*)"', body) == ["fig", "fig fig-again"]


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("# Taken: {{ fig('meadow.honey.2024') }}", "# Taken: 50 kg"),
        ("Taken: {{ fig('meadow.honey.2024') }}\n---", "Taken: 50 kg\n---"),
        ("<h2>{{ fig('meadow.honey.2024') }}</h2>", "<h2>50 kg</h2>"),
        ("![{{ fig('meadow.honey.2024') }}](a.png)", "![50 kg](a.png)"),
        ('<img src="a.png" alt="{{ fig("meadow.honey.2024") }}">', 'alt="50 kg">'),
        ("[{{ fig('meadow.honey.2024') }}](a.md)", "[50 kg](a.md)"),
        ('<a href="a">{{ fig("meadow.honey.2024") }}</a>', '<a href="a">50 kg</a>'),
        ("{{ fig('meadow.honey.2024', link=False) }} more", "50 kg more"),
    ],
)
def test_where_no_link_can_stand_a_figure_is_plain_text(page, body, seen):
    made = page(body)
    assert not made.problems
    assert made.body("page.md").endswith(seen)


def test_a_title_takes_figures_as_plain_text(rendered):
    text = """---
title: "{{ fig('meadow.honey.2024') }} & more"
description: From {{ source("book") }}
---
words
"""
    made = rendered({"page.md": text}).pages.pages["page.md"]
    assert made.title == "50 kg & more"
    assert made.description.startswith("From The keeper's book, 3rd *edition* <script>")
    assert made.text.startswith('---\ntitle: "50 kg & more"\n')


def test_one_template_makes_a_page_for_each_entity(rendered):
    text = "---\ntitle: '{{ item.name }}'\neach: entities\n---\n# {{ item.name }}\n"
    made = rendered({"one.md": text})
    assert sorted(made.pages.files) == ["entities/meadow/index.md", "entities/wood/index.md"]
    assert made.body("entities/wood/index.md") == "# Wood Hives"
    assert not made.pages.pages["entities/wood/index.md"].nav


def test_a_page_says_what_it_uses_and_how_many_of_its_numbers_are_traced(page):
    made = page(
        "{{ fig('meadow.honey.2024') }} {{ fig('meadow.honey.2024@fair', link=False) }}\n\n"
        "{{ claim('more-honey') }}\n\n{{ entity('wood') }} {{ plain('two') }}"
    ).pages.pages["page.md"]
    assert made.figures[:2] == ("meadow.honey.2024", "meadow.honey.2024@fair")
    assert made.claims == ("more-honey",)
    assert made.entities == ("wood",)
    assert made.traced == made.numbers - 1 > 3


def test_a_claim_on_its_own_line_is_a_card_and_in_a_line_is_a_line(page):
    made = page("{{ claim('more-honey') }}\n\nSee {{ claim('more-honey') }} here.")
    assert not made.problems
    body = made.body("page.md")
    assert body.count('<div class="cf-claim') == 1
    assert (
        '<div class="cf-claim cf-undetermined" data-search-exclude>'
        '<p class="cf-claim-statement">Honey rose by' in body
    )
    assert re.search(r"\nSee Honey rose by .* here\.$", body)


def test_a_date_that_nobody_states_says_that_it_is_inferred(rendered, data):
    sources = data["sources.yml"].replace('date: "2025-02"', 'date: "2025-02-10?"')
    made = rendered(data={"sources.yml": sources}, own=True)
    assert "<dd>10 February 2025 (inferred)</dd>" in made.body("sources/fair/index.md")
    assert "<dt>Said</dt><dd>10 February 2025 (inferred)</dd>" in made.body(
        "claims/more-honey/index.md"
    ), "it is its source's date"
    said = data["claims.yml"].replace("2025-02-10", "2025-02-11")
    made = rendered(data={"sources.yml": sources, "claims.yml": said}, own=True)
    assert "<dd>11 February 2025</dd>" in made.body("claims/more-honey/index.md")


def test_a_card_says_where_the_claim_stands_and_leads_to_its_check(page):
    body = page("{{ claim('more-honey') }}\n\n{{ claim('sweetest') }}").body("page.md")
    fair, check = '<a href="../sources/fair/">', '<a href="../claims/{}/">the check</a>'
    assert re.findall(r'<p class="cf-claim-meta">(.*?)</p>', body) == [
        f"{fair}Paragraph 2</a> · {check.format('more-honey')}",
        f"{fair}The honey fair</a> · {check.format('sweetest')}",
    ]


def test_no_mark_is_left_in_what_is_written(rendered):
    made = rendered(own=True)
    assert made.problems == []
    for path, text in made.pages.files.items():
        assert not re.search("[\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08]", text), path


def test_two_renders_are_the_same(rendered):
    assert rendered(own=True).pages.files == rendered(own=True).pages.files


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{{ fig('meadow.hony.2024') }}",
         "5:9: no figure meadow.hony.2024; did you mean meadow.honey.2024?"),
        ("words {{ claim('more-hony') }}",
         "5:17: no claim 'more-hony'; did you mean more-honey?"),
        ("{{ chart('bees') }}", "5:11: no chart 'bees'; the id of a chart"),
        ("{{ entity('medow') }}", "5:12: no entity 'medow'; did you mean meadow?"),
        ("{{ source('bok') }}", "5:12: no source 'bok'; did you mean book?"),
        ("{{ period('2025Q5') }}", "5:12: there is no quarter 5 of a year"),
        ("{{ fig('meadow.honey.2024', unit='km') }}", "5:9: "),
        ("a {{ figg('x') }}", "5:6: figg is undefined; did you mean fig?"),
        ("{% if %}", "5:1: not a template"),
        ("{% endfor %}", "5:4: {% endfor %} ends nothing"),
        ("{{ 'x' | shout }}", "5:10: not a template: No filter named 'shout'"),
        ("{{ ? }}", "5:4: not a template: unexpected char '?'"),
        ("{% include '_gone.md' %}", "5:13: no template _gone.md"),
        ("{{ fig() }}", "5:4: fig() asks for 'id'; fig(id, "),
        ("{{ fig('x', unti='km') }}", "5:13: fig() has no option unti; did you mean unit?"),
    ],
)  # fmt: skip
def test_a_fault_of_a_template_has_its_place(page, body, problem):
    made = page("\n" + body)
    assert len(made.problems) == 1, made.problems
    found = made.problems[0].removeprefix("templates/page.md:")
    assert found.startswith(problem)


def test_every_undefined_name_is_told_at_once(page):
    made = page("{{ one }}\n\n{{ other }}\n")
    assert [p.split(";")[0] for p in made.problems] == [
        "templates/page.md:4:4: one is undefined",
        "templates/page.md:6:4: other is undefined",
    ]


def test_two_templates_cannot_make_one_page(rendered):
    front = "---\ntitle: A\npath: same.md\n---\nwords\n"
    made = rendered({"a.md": front, "b.md": front})
    assert made.problems == [
        "templates/b.md:1:1: same.md is made by templates/a.md too; a path of its own"
    ]


@pytest.mark.parametrize("path", ["../out.md", "/etc/x.md", "a/../../b.md", "x.html", "A b.md"])
def test_a_path_out_of_the_site_is_refused(rendered, path):
    made = rendered({"a.md": f"---\ntitle: A\npath: {path}\n---\nwords\n"})
    assert made.problems[0].startswith("templates/a.md:3:7: the path")


def test_an_unknown_key_of_the_front_matter_is_told(rendered):
    made = rendered({"a.md": "---\ntitle: A\ndescripton: x\n---\nwords\n"})
    assert made.problems == [
        "templates/a.md:3:1: unknown key descripton in the front matter; did you mean description?"
    ]


def test_a_briefings_template_takes_the_place_of_the_engines(rendered):
    made = rendered({"about.md": "---\ntitle: Us\n---\n# Who we are\n"}, own=True)
    assert made.body("about.md") == "# Who we are"


@pytest.mark.parametrize(
    ("path", "address"),
    [("index.md", ""), ("a.md", "a/"), ("a/index.md", "a/"), ("a/b.md", "a/b/")],
)
def test_a_pages_address_is_a_folder(path, address):
    assert page_address(path) == address


@pytest.mark.parametrize(
    ("address", "page", "href"),
    [
        ("entities/a/#x", "", "entities/a/#x"),
        ("entities/a/#x", "money/", "../entities/a/#x"),
        ("entities/a/#x", "entities/a/", "#x"),
        ("", "a/b/", "../../"),
        ("", "", "./"),
        ("./", "a/b/", "../../"),
        ("https://example.org/", "a/", "https://example.org/"),
    ],
)
def test_links_are_relative_to_their_page(address, page, href):
    assert relative_link(address, page) == href


def test_a_link_to_a_page_may_ask_for_a_view_of_it(page):
    body = page("{{ page('claims/?verdict=fails#all', 'Those that fail') }}").body("page.md")
    assert body == '<a href="../claims/?verdict=fails#all">Those that fail</a>'
