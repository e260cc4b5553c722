"""A page's card: large, whole, in our fonts, whatever its words are."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from crossfoot.charts.og_image import page_card as module
from crossfoot.charts.og_image.page_card import PageCard, VerdictBadge, drawable_card, layout_card
from crossfoot.charts.og_image.verdict_badges import verdict_badge
from crossfoot.charts.render.card_rendering import lay_out_cards, submit_cards
from crossfoot.charts.render.export import TextBlock, text_as_outlines, with_background
from crossfoot.charts.render.picture_cache import PictureCache, cache_key
from crossfoot.charts.render.render_pool import RenderPool
from crossfoot.charts.render.svg import standalone_svg
from crossfoot.charts.text_measure import SERIF, text_width
from crossfoot.claims.verdict import MEANING
from crossfoot.diagnostics import Diagnostics, SourceLocation
from pictures.raster import png, read

CARD = PageCard(
    "Three lights of the north were seen by 1,200 ships in 1844",
    "The board counted them from the shore, by day and by night.",
    "Lights",
    "Northern Lights",
    "The Board, CC BY 4.0",
)
LONG = "The keepers of the northern lights saw ships of every kind and wrote down what they saw"
TITLES = ("Sea", CARD.title, f"{LONG}, and so did the others.", f"{LONG}; {LONG}; {LONG}; {LONG}.")


def texts(it: PageCard) -> list[tuple[str, float, float, float]]:
    """Each line of a card: its words, its size, where it ends and where it stands."""
    found = []
    for node in layout_card(it).iter("text"):
        family = node.get("font-family", "Crossfoot Sans")
        size = float(node.get("font-size", ""))
        wide = text_width(node.text or "", size, int(node.get("font-weight", "")), family)
        end = float(node.get("x", "")) + wide
        found.append((node.text or "", size, end, float(node.get("y", ""))))
    return found


@pytest.mark.parametrize("word", [None, "fails"])
@pytest.mark.parametrize("text", ["", CARD.text, LONG * 4])
@pytest.mark.parametrize("title", [*TITLES, "https://example.org/" + "a" * 300, "W" * 90])
def test_nothing_leaves_the_card_and_nothing_stands_on_the_foot(title, text, word):
    it = replace(CARD, title=title, text=text, verdict=verdict_badge(word) if word else None)
    found = texts(it)
    assert max(end for _, _, end, _ in found) <= 1200 - module.EDGE
    *body, brand, maker = found
    assert (brand[0], maker[0]) == (it.briefing, it.publisher)
    assert max(y for *_, y in body) < module.END
    assert [y for *_, y in body] == sorted({y for *_, y in body}), "no line on another"
    assert min(size for _, size, *_ in found) >= 22, "legible at half the size"


@pytest.mark.parametrize("title", TITLES[:3])
def test_the_title_is_whole_and_the_largest_of_all(title):
    found = texts(replace(CARD, title=title))
    largest = max(size for _, size, *_ in found)
    assert largest >= 42
    assert " ".join(line for line, size, *_ in found if size == largest) == title


def test_a_title_that_no_size_holds_says_that_it_goes_on():
    found = texts(replace(CARD, title=f"{LONG}; " * 12, text=""))
    last = [line for line, size, *_ in found if size == module.TITLES[-1]][-1]
    assert last.endswith(" …")


def test_an_amount_stands_in_one_line_with_its_magnitude():
    words = "ships of every kind brought $15 billion of oil and 911 MW of light " * 2
    for line, *_ in texts(replace(CARD, title=words.strip(), text=words)):
        assert not re.search(r"(?:15|911)$|^(?:billion|MW)", line), line


def test_a_verdict_has_its_word_its_colour_and_its_sign():
    looks = {verdict_badge(word) for word in MEANING}
    assert len({it.tone for it in looks}) == len({it.icon for it in looks}) == len(MEANING)
    for it in looks:
        root = layout_card(replace(CARD, verdict=it))
        assert [n.get("fill") for n in root.iter("text") if n.text == it.word.capitalize()] == [
            it.tone
        ]
        assert next(path.get("d") for path in root.iter("path")) == it.icon
        assert "Lights" not in [node.text for node in root.iter("text")], (
            "it takes the kicker's place"
        )


def test_a_verdict_without_a_look_is_named():
    with pytest.raises(KeyError, match="no colour and sign for the verdict perhaps"):
        verdict_badge("perhaps")


def test_what_a_card_says_can_be_heard():
    assert CARD.alt_text == f"{CARD.title}. {CARD.text}"
    judged = replace(CARD, title="It shone.", verdict=VerdictBadge("fails", "#000000", ""))
    assert judged.alt_text == f"Fails: It shone. {CARD.text}"
    assert replace(CARD, text="").alt_text == CARD.title


def test_a_text_that_our_fonts_cannot_set_is_left_out():
    assert drawable_card(CARD) == CARD
    assert drawable_card(replace(CARD, text="灯台")).text == ""
    assert drawable_card(replace(CARD, kicker="灯台")).kicker == ""


@pytest.mark.parametrize("family", [SERIF, "Crossfoot Sans"])
def test_outlines_lie_where_vl_convert_sets_the_text(family):
    root = ET.Element("svg")
    TextBlock(("Towards AVERY way; 1,200 ‘é’ To",), 40, "ink", 600, family).put(root, 5, 0)
    whole = with_background(root, (0, 0, 700, 60), (700, 60))
    as_text = read(png(standalone_svg(whole, "a", "t", "d")))
    text_as_outlines(whole)
    rows = zip(as_text.rows, read(png(standalone_svg(whole, "a", "t", "d"))).rows, strict=True)
    apart = [abs(one - other) for row, same in rows for one, other in zip(row, same, strict=True)]
    assert max(apart) < 64, "no more than rounding at an edge"


def picture(
    drawer: RenderPool, cards: dict[str, PageCard], folder=None, problems=None
) -> dict[str, bytes]:
    placed = {path: (card, SourceLocation("templates/a.md")) for path, card in cards.items()}
    coming = submit_cards(placed, problems or Diagnostics(), PictureCache(folder), drawer)
    return {path: made() for path, made in coming.items()}


def test_a_card_is_a_small_png_of_1200_by_630_and_the_same_each_time(drawer):
    one, again = (picture(drawer, {"a.png": CARD})["a.png"] for _ in range(2))
    assert one[:8] == b"\x89PNG\r\n\x1a\n"
    assert one[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
    assert len(one) < 60_000
    assert one == again
    assert one != picture(drawer, {"a.png": replace(CARD, title="Others")})["a.png"]


def test_a_changed_title_redraws_its_card_only(drawer, tmp_path, monkeypatch):
    drawn = []
    real = RenderPool.submit_card
    monkeypatch.setattr(
        RenderPool, "submit_card", lambda self, c: drawn.append(c.title) or real(self, c)
    )
    cards = {"a/social.png": CARD, "b/social.png": replace(CARD, title="Keepers")}
    first = picture(drawer, cards, tmp_path)
    assert drawn == [CARD.title, "Keepers"]
    drawn.clear()
    second = picture(drawer, {**cards, "b/social.png": replace(CARD, title="Masters")}, tmp_path)
    assert drawn == ["Masters"]
    assert first["a/social.png"] == second["a/social.png"]
    assert first["b/social.png"] != second["b/social.png"]


def test_a_card_s_key_follows_everything_that_it_says():
    others = [
        replace(CARD, **{name: "x"})
        for name in ("title", "text", "kicker", "briefing", "publisher")
    ]
    assert (
        len({cache_key(it) for it in [CARD, *others, replace(CARD, verdict=verdict_badge("open"))]})
        == 7
    )


def test_a_card_that_cannot_be_drawn_is_a_problem_of_its_page(drawer):
    problems = Diagnostics()
    broken = replace(CARD, title="\ue000")
    assert picture(drawer, {"a/social.png": broken, "b.png": CARD}, None, problems)["b.png"]
    (problem,) = problems.errors
    assert str(problem).startswith("templates/a.md:1:1: the picture a/social.png: ")
    placed = {
        "a/social.png": (broken, problem.place),
        "b.png": (CARD, SourceLocation("templates/b.md")),
    }
    laid_out = Diagnostics()
    assert not lay_out_cards(placed, laid_out, PictureCache(None))
    assert laid_out.errors == problems.errors, "a check says the same without drawing one"
