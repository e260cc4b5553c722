"""The trails of a page's numbers: for a panel on the screen, and as notes on paper."""

from __future__ import annotations

import re

HONEY = "{{ fig('meadow.honey.2024') }}"


def facts(trail):
    flat = lambda p: p if isinstance(p, str) else f"{p[0]} <{p[1]}>"  # noqa: E731
    return {term: "".join(map(flat, pieces)) for term, pieces in trail["facts"]}


def test_each_link_of_a_number_names_its_trail(page):
    made = page(f"{HONEY} and {{{{ fig('meadow.honey.2024@fair') }}}}, again {HONEY}")
    assert re.findall(r'data-note="(\d+)"', made.body("page.md")) == ["1", "2", "1"]
    first, second = made.trails("page.md")
    assert (first["value"], second["value"]) == ("50 kg", "about 61 kg")
    assert first["what"] == second["what"] == "Meadow Hives: honey taken, 2024"
    assert first["row"] == "../entities/meadow/#meadow.honey.2024"


def test_a_trail_tells_range_unit_period_status_source_and_who_disagrees(page):
    (trail,) = page(HONEY).trails("page.md")
    assert trail["signs"] == ["actual", "disputed"]
    told = facts(trail)
    assert told["Range"] == "49.5 to 50.5 kg"
    assert (told["As recorded"], told["Unit"], told["Period"]) == ("50 kg", "kg", "2024")
    assert "<../sources/book/>" in told["Source"]
    assert "example.org <https://example.org/book?a=1&b=2>" in told["Source"]
    assert "about 61 kg, The honey fair <../sources/fair/>" in told["Also said"]
    assert "disputes it: no value fits both" in told["Also said"]


def test_a_pure_number_and_a_date_are_told_without_a_unit(rendered, data):
    metrics = f"""{data["metrics.yml"]}
- {{id: swarms, label: swarms, kind: flow, unit: "1"}}
- {{id: moved, label: day of the move, kind: stock, unit: date}}
"""
    rows = f"""{data["figures/hives.csv"]}
wood,swarms,2024,3,1,actual,more_than,book,,
wood,moved,2024,2024-05-01,date,actual,,book,,
""".replace("\n\n", "\n")
    page = "---\ntitle: A\n---\n{{ fig('wood.swarms.2024') }}, {{ fig('wood.moved.2024') }}\n"
    made = rendered({"page.md": page}, {"metrics.yml": metrics, "figures/hives.csv": rows})
    swarms, moved = (facts(trail) for trail in made.trails("page.md"))
    assert (swarms["As recorded"], swarms.get("Unit")) == ("more than 3", None)
    assert (moved["As recorded"], moved["Unit"]) == ("2024-05-01", "a date")


def test_a_derived_figures_trail_has_its_formula_with_the_numbers_in_it(page):
    derived = next(
        trail
        for trail in page("{{ fig('meadow.honey_growth.2024') }}").trails("page.md")
        if "Formula" in facts(trail)
    )
    told = facts(derived)
    assert told["Formula"].startswith("growth(")
    assert "50 kg" in told["With its numbers"]
    assert "Source" not in told


def test_a_claims_number_leads_to_its_working(page):
    (trail, *_) = [
        trail
        for trail in page("{{ claim_value('more-honey') }}").trails("page.md")
        if trail["row"] == "../claims/more-honey/"
    ]
    assert trail["signs"] == ["undetermined"]
    assert {"Formula", "Test", "Claimed by"} <= facts(trail).keys()


def test_what_data_says_cannot_end_the_block_that_holds_it(page):
    text = page(HONEY).text("page.md")
    block = re.search(r'id="cf-trails">(.*)</script>', text)[1]
    assert "<" not in block and ">" not in block and "&" not in block
    assert "\\u003cscript\\u003ealert(1)" in block


def test_paper_has_a_note_for_each_number_with_the_sources_address(page):
    text = page(f"{HONEY}, {{{{ fig('meadow.honey.2024@fair') }}}}").text("page.md")
    notes = re.search(r'<div class="cf-notes".*?</div>', text)[0]
    assert notes.count("<li>") == 2
    assert "<b>50 kg</b>, Meadow Hives: honey taken, 2024 (actual, disputed)" in notes
    assert "https://example.org/book?a=1&amp;b=2" in notes
    assert "<a " not in notes and "<script" not in notes


def test_a_page_carries_only_the_trails_of_its_own_numbers(page):
    assert page("No number.").trails("page.md") == []
    assert "cf-notes" not in page("No number.").text("page.md")
    assert len(page(HONEY).trails("page.md")) == 1


def test_a_page_that_is_all_rows_may_go_without(rendered):
    made = rendered({"page.md": f"---\ntitle: A\nnotes: false\n---\n{HONEY}\n"})
    assert made.trails("page.md") == []
    assert "50 kg</a>" in made.text("page.md")


def test_paper_says_where_the_links_lead(page):
    made = page(
        "{{ page('method', 'How') }}, {{ claim('more-honey') }}\n\n{{ claim('more-honey') }}"
    )
    links = re.findall(r'<div class="cf-notes".*?</div>', made.text("page.md"))[-1]
    assert "<li>How: method/</li>" in links
    assert re.search(r"<li>Honey rose by .*: claims/more-honey/</li>", links)
    assert links.count("more-honey") == 1, "a verdict's mark leads to the same place"
