"""What rests on what: if a figure or a source is revised, these may change."""

from __future__ import annotations

import re

PAGE = "---\ntitle: The meadow\n---\n{{ fig('meadow.honey_growth.2024') }}\n"


def ids(resting):
    return [f.figure for f in resting.figures], [str(c.id) for c in resting.claims]


def test_what_rests_on_a_figure_is_found_through_others(rendered):
    shelf = rendered({"page.md": PAGE}).shelf
    figures, claims = ids(shelf.figures["meadow.honey.2023"].resting)
    assert figures == ["meadow.honey_growth.2024"]
    assert claims == ["more-honey"]
    pages = [page.address for page in shelf.figures["meadow.honey.2023"].resting.pages]
    assert pages == ["page/"], "the page shows what is made of it"


def test_the_claims_on_a_figure_are_looked_up_and_not_searched_for(rendered):
    shelf = rendered({"page.md": PAGE}).shelf
    shelf.claim_inputs = None  # going through all claims for each figure would need it
    assert ids(shelf.figures["meadow.honey.2023"].resting)[1] == ["more-honey"]
    assert [str(claim.id) for claim in shelf.entities["meadow"].claims] == ["more-honey"]


def test_what_nothing_uses_changes_nothing(rendered):
    resting = rendered({"page.md": PAGE}).shelf.figures["wood.honey.2024"].resting
    assert not resting.any


def test_a_source_that_disputes_a_figure_moves_what_rests_on_it(rendered):
    shelf = rendered({"page.md": PAGE}).shelf
    assert ids(shelf.sources["fair"].resting) == (
        ["meadow.honey_growth.2024"],
        ["more-honey"],
    )


def test_a_row_that_is_not_the_figure_and_disputes_nothing_moves_nothing(rendered, data):
    rows = data["figures/hives.csv"] + "meadow,honey,2023,40.2,kg,claimed,,gossip,,\n"
    sources = data["sources.yml"] + "- {id: gossip, title: Heard, rank: 4}\n"
    made = rendered({"page.md": PAGE}, {"figures/hives.csv": rows, "sources.yml": sources})
    (other,) = made.shelf.figures["meadow.honey.2023"].others
    assert str(other.relation) == "differs within rounding"
    assert not made.shelf.sources["gossip"].resting.any


def test_an_entry_shows_what_a_figure_is_made_of_as_a_tree(rendered):
    body = rendered(own=True).body("entities/meadow/index.md")
    tree = re.search(r'<div class="cf-lineage".*?</div>', body)[0]
    assert tree.count("<li>") == 2
    assert "40 kg</a></b>" in tree and "50 kg</a></b>" in tree
    assert 'href="../../sources/book/"' in tree


def test_a_claims_page_tells_how_far_each_input_is_from_another_verdict(rendered):
    body = rendered(own=True).body("claims/more-honey/index.md")
    table = re.search(r'<table class="cf-table cf-margins">.*?</table>', body, re.DOTALL)[0]
    assert table.count("<tr>") == 3, "a head, and the two inputs"
    assert "instead of" in table and ": then" in table


def test_margins_of_a_disputed_claim_are_counted_from_what_the_figures_say(rendered, data):
    claims = data["claims.yml"].replace("about 25 %", "between 20 and 30 %")
    made = rendered(data={"claims.yml": claims}, own=True)
    body = made.body("claims/more-honey/index.md")
    assert made.shelf.claims["more-honey"].verdict == "undetermined"
    assert 'the check comes out <span class="cf-verdict cf-holds">' in body


def test_what_no_single_figure_could_change_is_said_in_one_line(rendered, data):
    claims = data["claims.yml"].replace(
        "of: meadow.honey_growth.2024", "of: meadow.honey.2024 * 0 + wood.honey.2024 * 0"
    )
    made = rendered(data={"claims.yml": claims.replace("about 25 %", "0 kg")}, own=True)
    body = made.body("claims/more-honey/index.md")
    assert "cf-margins" not in body
    assert "<p>Whatever the value of any single figure, the check would come out the same." in body


def test_an_input_that_changes_nothing_has_no_line_of_its_own(rendered, data):
    claims = data["claims.yml"].replace(
        "of: meadow.honey_growth.2024", "of: meadow.honey.2023 + wood.honey.2024 * 0"
    )
    made = rendered(data={"claims.yml": claims.replace("about 25 %", "40 kg")}, own=True)
    body = made.body("claims/more-honey/index.md")
    table = re.search(r'<table class="cf-table cf-margins">.*?</table>', body, re.DOTALL)[0]
    assert table.count("<tr>") == 2, "a head, and the input that could"
    assert "<p>Of the other figures no value would change it.</p>" in body


def test_a_list_of_what_rests_on_a_figure_has_an_end_and_says_how_many_more(rendered):
    shown = (
        "---\ntitle: The meadow\n---\n{% from '_macros.md' import resting %}\n"
        "{{ resting(figure('meadow.honey.2023').resting, 0) }}\n"
        "{{ fig('meadow.honey_growth.2024') }}"
    )
    made = rendered({"page.md": shown}, own=True)
    assert made.problems == []
    page = made.pages.pages["page.md"].text
    assert "1 figure</dt><dd>" in re.sub(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]", "", page)
    assert "and 1 more" in re.sub(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]", "", page)
    assert 'class="cf-list"><li' not in page.split("1 claim")[0]
