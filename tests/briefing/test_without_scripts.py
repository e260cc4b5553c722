"""Every page of the real briefing on a phone that runs no script: nothing is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from copies import Built
from reader import Reader, one_of_each, pages_of, tab


@pytest.fixture(scope="module")
def reader(chromium: Browser, real_site: Built) -> Iterator[Reader]:
    with tab(chromium, real_site, 360, 640, scripts=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def opened(real_site: Built, reader: Reader) -> dict[str, dict[str, Any]]:
    """What is seen of each page, and what went wrong while it opened."""
    found = {}
    for path in pages_of(real_site.site):
        seen = reader.open(path)
        found[path] = {**seen, "said": list(reader.said)}
    return found


def test_no_page_asks_another_host_or_misses_a_file(opened: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["said"] for path, seen in opened.items() if seen["said"]} == {}
    assert len(opened) > 150


def test_every_number_and_verdict_is_seen(opened: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["unseen"] for path, seen in opened.items() if seen["unseen"]} == {}
    assert sum(seen["numbers"] for seen in opened.values()) > 1_000
    assert sum(seen["verdicts"] for seen in opened.values()) > 100


def test_every_chart_is_drawn_once_with_marks(opened: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["undrawn"] for path, seen in opened.items() if seen["undrawn"]} == {}
    shown = {path for path, seen in opened.items() if seen["charts"]}
    assert "" in shown, "the front page has a chart"
    assert len([path for path in shown if path.startswith("charts/")]) >= 12


def test_nothing_scrolls_sideways(opened: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["wide"] for path, seen in opened.items() if seen["wide"] > 0} == {}


def test_a_number_leads_to_its_row_and_the_row_to_its_source(reader: Reader) -> None:
    reader.open("")
    reader.page.locator("article a.fig").first.click()
    reader.page.wait_for_url("**#*")
    row = reader.page.locator(":target").first
    row.wait_for()
    assert row.get_attribute("id") == reader.page.url.partition("#")[2]


def test_a_link_to_a_number_that_is_folded_away_opens_its_fold(reader: Reader) -> None:
    reader.page.goto(f"{reader.here}entities/xai/")
    row = reader.page.locator('[id="xai.capex_to_revenue.2025"]')
    assert not row.is_visible(), "what is worked out is folded on a long page"
    reader.page.goto(f"{reader.here}entities/xai/#xai.capex_to_revenue.2025")
    assert row.is_visible()
    assert 0 <= row.bounding_box()["y"] < 640


SMALL = """() => {
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const element = text.parentElement;
    if (!text.data.trim() || element.closest("svg") || !element.checkVisibility()) continue;
    const points = parseFloat(getComputedStyle(element).fontSize) * 0.75;
    if (points < 7.99) found.add(`${points} pt: ${text.data.trim().slice(0, 40)}`);
  }
  return [...found];
}"""


def test_nothing_on_paper_is_smaller_than_eight_points_nor_to_be_clicked(
    real_site: Built, reader: Reader
) -> None:
    reader.page.emulate_media(media="print")
    try:
        told = {}
        for path in one_of_each(real_site.site):
            reader.page.goto(reader.here + path, wait_until="domcontentloaded")
            foot = reader.page.locator(".cf-chart-footer")
            files = foot.get_by_text("Download:").filter(visible=True).count()
            if found := [*reader.page.evaluate(SMALL), *["Download:"] * files]:
                told[path] = found
        assert told == {}
    finally:
        reader.page.emulate_media(media="screen")


def test_paper_carries_what_is_folded_on_the_screen(real_site: Built, reader: Reader) -> None:
    hidden = """() => [...document.querySelectorAll("article details a.fig")].filter(
        (link) => ![...link.getClientRects()].some((box) => box.width * box.height > 0)
    ).length"""
    reader.page.emulate_media(media="print")
    try:
        told = {}
        for path in one_of_each(real_site.site):
            reader.page.goto(reader.here + path, wait_until="domcontentloaded")
            if count := reader.page.evaluate(hidden):
                told[path] = count
        assert told == {}
    finally:
        reader.page.emulate_media(media="screen")
