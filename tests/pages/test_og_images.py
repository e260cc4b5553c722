"""What the picture beside a link to a page says: the page's own words, checked like the rest."""

from __future__ import annotations

import re

import pytest

from crossfoot.charts.og_image.page_card import PageCard
from crossfoot.charts.og_image.verdict_badges import verdict_badge
from crossfoot.pages.og_images import SiteIdentity

FRONT = "---\ntitle: A page\ndescription: What it tells.\n{more}---\n{body}\n"


def cards(rendered, body: str, more: str = "", path: str = "page.md"):
    made = rendered({path: FRONT.format(body=body, more=more)})
    return made, {path: card for path, (card, _) in made.pages.cards.items()}


def test_a_card_has_the_heading_as_its_title_and_the_description_below(rendered):
    made, found = cards(rendered, "# Taken: *{{ fig('meadow.honey.2024') }}* & more")
    card = found["page/social.png"]
    assert (card.title, card.text, card.kicker) == (
        "Taken: 50 kg & more",
        "What it tells.",
        "A page",
    )
    assert (card.briefing, card.publisher) == ("Bees", "Crossfoot, CC BY 4.0")
    front = made.text("page.md").split("---\n")[1]
    assert 'picture: "page/social.png"\n' in front
    assert 'picture_alt: "Taken: 50 kg & more. What it tells."\n' in front
    assert 'headline: "Taken: 50 kg & more"\n' in front


@pytest.mark.parametrize(
    ("body", "title", "over"),
    [
        ("words", "A page", ""),
        ("# A page", "A page", ""),
        ("# Found { #found .large }", "Found", "A page"),
        (
            '<p class="cf-kicker">story</p>\n\n<h1 class="a">Found <b>it</b></h1>',
            "Found it",
            "Story",
        ),
    ],
)
def test_what_stands_above_a_card_s_title_does_not_say_it_twice(rendered, body, title, over):
    _, found = cards(rendered, body)
    assert (found["page/social.png"].title, found["page/social.png"].kicker) == (title, over)


def test_the_front_page_s_card_says_the_finding_word_for_word(rendered):
    made, found = cards(rendered, "# {{ finding }}", path="index.md")
    assert found["social.png"].title == made.pages.finding
    assert made.pages.finding == "The meadow hives gave 50 kg of honey"


def test_a_claim_s_card_has_its_verdict(rendered):
    found = rendered(own=True).pages.cards
    card, place = found["claims/more-honey/social.png"]
    assert card.title == "Honey rose by 30% in a year."
    assert card.text == "It rose by 30%, to 50 kg."
    assert card.verdict == verdict_badge("undetermined")
    assert card.alt_text.startswith("Undetermined: Honey rose by 30% in a year. It rose")
    assert place.path.endswith("claim.md")
    assert found["claims/sweetest/social.png"][0].verdict == verdict_badge("unverifiable")


def test_entities_and_sources_are_shown_by_the_front_page_s_picture(rendered):
    made = rendered(own=True).pages
    kinds = ("entities/", "sources/")
    shown = [path for path in made.files if path.startswith(kinds) and path.count("/") > 1]
    assert len(shown) > 2
    for path in shown:
        front = made.files[path].split("---\n")[1]
        assert re.findall("picture.*", front) == [
            'picture: "social.png"',
            'picture_alt: "The meadow hives gave 50 kg of honey"',
        ]
    cards = [path for path in made.cards if path.startswith(kinds)]
    assert cards == ["entities/social.png", "sources/social.png"]


def test_the_briefing_has_a_card_of_its_finding_for_a_front_page_without_one():
    face = SiteIdentity("Bees", "Crossfoot, CC BY 4.0", "The hives gave 50 kg")
    assert face.front() == {"social.png": PageCard(face.finding, "", "", "Bees", face.maker)}
    assert SiteIdentity("Bees", "Crossfoot", "灯台").front() == {}


@pytest.mark.parametrize("more", ["picture: assets/own.jpg\n", "robots: noindex\n"])
def test_a_page_with_a_picture_of_its_own_or_for_nobody_gets_no_card(rendered, more):
    made, found = cards(rendered, "# Found", more)
    assert "page/social.png" not in found
    assert "social.png" not in made.text("page.md")


def test_a_heading_that_our_fonts_cannot_set_is_shown_by_the_front_page_s_picture(rendered):
    made, found = cards(rendered, "# 灯台")
    assert not made.problems
    assert "page/social.png" not in found
    front = made.text("page.md").split("---\n")[1]
    assert re.findall("picture.*", front) == [
        'picture: "social.png"',
        'picture_alt: "The meadow hives gave 50 kg of honey"',
    ]


def test_a_front_page_whose_heading_our_fonts_cannot_set_is_a_problem(rendered):
    made, _ = cards(rendered, "# 灯台", path="index.md")
    (problem,) = made.problems
    assert "index.md" in str(problem)
    assert "the font of its picture lacks '灯台'" in str(problem)
