"""The ledger's table in a browser: sorted, filtered, its state in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from reader import browser
from site_server import serving


@pytest.fixture(scope="module")
def address(lights: Path) -> Iterator[str]:
    """The published site under a sub-path, as a project's pages are served."""
    with serving(lights, "/lights/") as here:
        yield here


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    yield opened
    opened.close()


def choice(page: Page, name: str) -> Locator:
    """A choice by the words before it."""
    labels = page.locator(".cf-tools label").filter(has_text=re.compile(f"^{name}"))
    return labels.locator("select")


def shown(page: Page) -> list[str]:
    return page.locator("table[data-ledger] tbody tr:visible td:first-child").all_inner_texts()


def test_a_reader_sorts_and_filters_and_can_send_the_view(address: str, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}ledger/")
    assert shown(page) == ["Skerry", "Bell Rock", "Lightship"]

    page.get_by_role("button", name="Height").click()
    assert shown(page) == ["Bell Rock", "Skerry", "Lightship"], "what has no number stands last"
    page.get_by_role("button", name="Height").click()
    assert shown(page) == ["Skerry", "Bell Rock", "Lightship"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"

    choice(page, "Kind").select_option("tower")
    page.get_by_label("Find").fill("rock")
    assert shown(page) == ["Bell Rock"]
    assert page.locator(".cf-tools output").inner_text() == "1 of 3"

    assert page.url.endswith("ledger/?find=rock&kind=tower&sort=-height")
    page.goto(page.url)
    assert shown(page) == ["Bell Rock"]
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == ["Skerry", "Bell Rock", "Lightship"]
    assert page.url.endswith("ledger/")
    assert said == [], "nothing on the console"


def test_paper_shows_every_row(address: str, page: Page) -> None:
    page.goto(f"{address}ledger/?find=rock")
    page.emulate_media(media="print")
    assert shown(page) == ["Skerry", "Bell Rock", "Lightship"]


def test_the_front_page_s_finding_is_whole_on_a_phone_and_nothing_scrolls_sideways(
    address: str, page: Page
) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(address)
    box = page.locator("h1").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        for path in ("", "ledger/", "towers/skerry/"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_on_a_phone_a_row_is_a_short_text_and_the_order_is_a_choice(
    address: str, page: Page
) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{address}ledger/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.get_by_role("button", name="Height").count() == 0
    choice(page, "Sort by").select_option("Height, last first")
    assert shown(page) == ["Skerry", "Bell Rock", "Lightship"]
    choice(page, "Sort by").select_option("Height")
    assert shown(page) == ["Bell Rock", "Skerry", "Lightship"]
    assert page.url.endswith("?sort=height")
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == ["Skerry", "Bell Rock", "Lightship"]
    assert choice(page, "Sort by").input_value() == ""


def test_a_column_of_links_is_filtered_by_each_of_them(address: str, page: Page) -> None:
    page.goto(f"{address}ledger/")
    page.evaluate(
        """() => {
          const table = document.querySelector("table[data-ledger]");
          table.tHead.rows[0].cells[1].dataset.filter = "links";
          const [one, other] = table.tBodies[0].rows;
          one.cells[1].innerHTML = "<a href='#'>Money</a>; <a href='#'>Orbit</a>";
          other.cells[1].innerHTML = "<a href='#'>Orbit</a>";
          document.querySelector(".cf-tools").remove();
          for (const button of document.querySelectorAll(".cf-sorter")) {
            button.replaceWith(...button.childNodes);
          }
        }"""
    )
    page.add_script_tag(url=f"{address}assets/scripts/ledger.js")
    choice(page, "Kind").select_option("Money")
    assert shown(page) == ["Skerry"]
    choice(page, "Kind").select_option("Orbit")
    assert shown(page) == ["Skerry", "Bell Rock"]
