"""A number opens its trail in a real browser: by click, tap and key, on one shared panel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator

from copies import Built
from reader import Reader, one_of_each, tab

OPEN = "() => document.querySelectorAll('.cf-trail:popover-open').length"
WITHIN = """() => {
  const box = document.querySelector(".cf-trail").getBoundingClientRect();
  return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
}"""


@pytest.fixture
def reader(chromium: Browser, real_site: Built) -> Iterator[Reader]:
    with tab(chromium, real_site) as opened:
        opened.open("money/", "load")
        yield opened
        assert opened.said == []


@pytest.fixture(scope="module")
def figures(real_site: Built) -> dict[str, dict[str, Any]]:
    told = json.loads((real_site.site / "data/figures.json").read_text())
    return {figure["id"]: figure for figure in told}


def number(reader: Reader, anchor: str = "xai.operating_loss.2025") -> Locator:
    """A number in running text that leads to that figure."""
    return reader.page.locator(f'article > p a.fig[href$="#{anchor}"]').last


def panel(reader: Reader) -> Locator:
    return reader.page.locator(".cf-trail")


def test_a_click_tells_the_number_its_range_status_and_source(
    reader: Reader, figures: dict[str, dict[str, Any]]
) -> None:
    before = reader.page.url
    number(reader).click()
    told = panel(reader).inner_text()
    figure = figures["xai.operating_loss.2025"]
    assert figure["text"] in told
    assert figure["status"] in told
    for term in ("Range", "As recorded", "Unit", "Period", "Source", "Also said"):
        assert f"{term}\n" in told, term
    assert "besthub.dev" in told
    assert reader.page.url == before, "the reader stays on the page"


def test_a_derived_number_tells_its_formula_with_the_numbers_in_it(
    reader: Reader, figures: dict[str, dict[str, Any]]
) -> None:
    number(reader, "xai.capex_to_revenue.2025").click()
    told = panel(reader).inner_text()
    assert figures["xai.capex_to_revenue.2025"]["formula"] in told
    assert "With its numbers" in told and "÷" in told


def test_enter_opens_it_escape_closes_it_and_the_focus_returns(reader: Reader) -> None:
    link = number(reader)
    link.focus()
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate(OPEN) == 1
    assert reader.page.evaluate("() => document.activeElement.className").startswith("cf-trail")
    assert link.get_attribute("aria-expanded") == "true"
    reader.page.keyboard.press("Tab")
    inside = "() => document.activeElement.closest('.cf-trail') !== null"
    assert reader.page.evaluate(inside), "the next stop is inside the panel"
    reader.page.keyboard.press("Escape")
    assert reader.page.evaluate(OPEN) == 0
    assert link.evaluate("link => link === document.activeElement")
    assert link.get_attribute("aria-expanded") is None


def test_the_panel_is_a_dialog_named_by_what_the_number_is(reader: Reader) -> None:
    number(reader).click()
    dialog = reader.page.get_by_role("dialog", name="xAI: operating loss, 2025")
    assert dialog.count() == 1
    assert number(reader).get_attribute("aria-haspopup") == "dialog"


def test_one_panel_serves_all_numbers_and_a_second_click_closes_it(reader: Reader) -> None:
    number(reader).click()
    number(reader, "xai.capex_to_revenue.2025").click()
    assert reader.page.evaluate(OPEN) == 1
    assert panel(reader).count() == 1
    assert "capital expenditure" in panel(reader).inner_text()
    number(reader, "xai.capex_to_revenue.2025").click()
    assert reader.page.evaluate(OPEN) == 0
    number(reader).click()
    reader.page.locator("h1").click()
    assert reader.page.evaluate(OPEN) == 0, "a click elsewhere puts it away"


def test_with_a_key_held_a_number_is_the_link_that_it_is(reader: Reader) -> None:
    with reader.page.context.expect_page() as other:
        number(reader).click(modifiers=["ControlOrMeta"])
    # A tab begins empty, and goes where it was sent when it can.
    other.value.wait_for_url("**/entities/xai/#xai.operating_loss.2025")
    other.value.close()
    assert reader.page.evaluate(OPEN) == 0


def test_the_panel_leads_to_the_row_and_copies_its_address(reader: Reader) -> None:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    number(reader).click()
    panel(reader).get_by_role("button", name="Copy link").click()
    panel(reader).get_by_text("Copied", exact=True).wait_for()
    copied = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{reader.here}entities/xai/#xai.operating_loss.2025"
    panel(reader).get_by_role("link", name="Its row in the ledger").click()
    assert reader.page.url == copied
    assert reader.page.locator(":target").first.is_visible()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_panel_stays_inside_the_window(reader: Reader, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 640})
    links = reader.page.locator("article > p a.fig")
    for at in (0, 7, links.count() // 2, links.count() - 1):
        links.nth(at).scroll_into_view_if_needed()
        links.nth(at).click()
        assert reader.page.evaluate(OPEN) == 1
        assert reader.page.evaluate(WITHIN), at
        reader.page.keyboard.press("Escape")


def test_paper_shows_no_panel_but_each_numbers_note(reader: Reader) -> None:
    number(reader).click()
    reader.page.emulate_media(media="print")
    assert not panel(reader).is_visible()
    notes = reader.page.locator(".cf-notes ol > li")
    highest = reader.page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('a.fig')].map((a) => +a.dataset.note))"
    )
    assert notes.count() == highest > 40
    assert notes.first.is_visible()
    assert reader.page.locator(".cf-notes ul > li").first.is_visible()


def test_every_page_carries_the_trails_of_just_its_own_numbers(
    reader: Reader, real_site: Built
) -> None:
    told = {}
    for path in one_of_each(real_site.site):
        reader.open(path)
        counts = reader.page.evaluate(
            """() => {
              const block = document.getElementById("cf-trails");
              const links = [...document.querySelectorAll("article a.fig")];
              return [
                new Set(links.map((link) => link.dataset.note)).size,
                block ? JSON.parse(block.textContent).length : 0,
              ];
            }"""
        )
        if counts[0] != counts[1] and path != "ledger/":
            told[path] = counts
    assert told == {}
