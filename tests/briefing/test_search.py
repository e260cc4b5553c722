"""The search in a browser: nothing of it before it is opened, then the right thing first."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from copies import Built
from reader import Reader, tab

INDEX = "search/search_index.json"
FIRST = {
    "xAI revenue": "entities/xai/#xai.revenue.2025",
    "operating loss 2025": "entities/xai/#xai.operating_loss.2025",
    "Colossus build time": "entities/colossus/#colossus.build_time.2026Q1",
    "gigawatt": "build-out/#one-gigawatt-is-near-the-mark",
    "quadrupled": "claims/loss-nearly-quadrupled/",
    "Grok users": "entities/grok/#grok.monthly_users.2026-03",
    "xAI invested 4.0 times its revenue": "charts/capex-against-revenue/",
    "xai.revenue.2025": "entities/xai/#xai.revenue.2025",
    "Epoch AI": "sources/epoch-ai/",
    "colossus": "entities/colossus/",
    "money": "money/",
    "ledger": "ledger/",
}


@pytest.fixture
def reader(chromium: Browser, real_site: Built) -> Iterator[Reader]:
    with tab(chromium, real_site) as opened:
        yield opened


@pytest.fixture
def asked(reader: Reader) -> list[str]:
    """What the page asked for, by path in the site, as it grows."""
    found: list[str] = []
    reader.page.on("request", lambda it: found.append(it.url.removeprefix(reader.here)))
    return found


def searched(page: Page, query: str) -> list[str]:
    """The addresses that a query leads to, in order, with the search open."""
    field = page.get_by_role("searchbox", name="Search")
    field.fill("")
    field.fill(query)
    page.locator(".cf-search__found a").first.wait_for()
    links = "links => links.map(link => link.getAttribute('href'))"
    return list(page.locator(".cf-search__found a").evaluate_all(links))


def leave(page: Page) -> None:
    """Close the search by Esc."""
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")


def test_nothing_of_the_search_is_loaded_before_it_is_opened(
    reader: Reader, asked: list[str]
) -> None:
    reader.open("", "networkidle")
    reader.page.mouse.move(640, 400)
    reader.page.mouse.wheel(0, 2000)
    reader.page.keyboard.press("Tab")
    reader.page.wait_for_timeout(300)
    assert [path for path in asked if "search" in path or "javascripts" in path] == []
    reader.page.get_by_role("button", name="Search").click()
    assert searched(reader.page, "ledger")
    assert INDEX in asked
    assert not [path for path in asked if "bundle" in path], "Material's script is never loaded"


def test_control_k_opens_the_search_and_no_single_key_does(reader: Reader) -> None:
    reader.open("ledger/", "load")
    reader.page.locator("h1").click()
    for key in ("/", "s", "f", "k"):
        reader.page.keyboard.press(key)
    assert not reader.page.locator("dialog[open]").count()
    reader.page.keyboard.press("Control+k")
    field = reader.page.get_by_role("searchbox", name="Search")
    assert field.evaluate("field => field === document.activeElement")
    assert field.input_value() == "", "the key itself is not typed"


def test_what_is_typed_while_the_search_loads_is_answered(reader: Reader) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    reader.page.route(f"**/{INDEX}", hold)
    reader.open("", "load")
    reader.page.keyboard.press("Control+k")
    said = reader.page.get_by_role("status")
    reader.page.keyboard.type("xai.revenue.2025")
    reader.page.wait_for_timeout(300)
    assert said.inner_text() == "Search is loading"
    assert held, "the index is asked for"
    held[0].continue_()
    result = reader.page.locator(".cf-search__found a").first
    result.wait_for()
    assert (result.get_attribute("href") or "").endswith("#xai.revenue.2025")
    assert reader.page.get_by_role("searchbox", name="Search").input_value() == "xai.revenue.2025"
    assert said.inner_text() != "Search is loading"
    assert reader.said == []


def test_a_search_that_could_not_be_loaded_says_so_and_can_be_tried_again(reader: Reader) -> None:
    reader.page.route(f"**/{INDEX}", lambda route: route.abort(), times=1)
    reader.open("", "load")
    reader.page.keyboard.press("Control+k")
    reader.page.get_by_text("The search could not be loaded").wait_for()
    leave(reader.page)
    reader.page.keyboard.press("Control+k")
    assert searched(reader.page, "ledger")


def test_the_right_thing_comes_first(reader: Reader) -> None:
    reader.open("money/", "load")
    reader.page.keyboard.press("Control+k")
    first = {query: searched(reader.page, query)[0].removeprefix(reader.here) for query in FIRST}
    assert first == FIRST
    assert any("capex" in path for path in searched(reader.page, "capex")[:3])
    assert reader.said == []


def test_a_result_says_what_kind_of_thing_it_is(reader: Reader) -> None:
    reader.open("", "load")
    reader.page.keyboard.press("Control+k")
    kinds = set()
    for query in ("xAI revenue", "quadrupled", "besthub", "anthropic", "users pay", "money"):
        searched(reader.page, query)
        kinds |= set(reader.page.locator(".cf-search__kind").all_inner_texts())
    assert kinds == {"Figure", "Claim", "Source", "Subject", "Chart", "Page"}


def test_an_address_with_a_query_opens_the_search(reader: Reader) -> None:
    reader.page.goto(f"{reader.here}money/?q=Grok+users", wait_until="load")
    result = reader.page.locator(".cf-search__found a").first
    result.wait_for()
    assert (result.get_attribute("href") or "").endswith("#grok.monthly_users.2026-03")
    leave(reader.page)
    reader.page.wait_for_url(f"{reader.here}money/")


def test_all_of_it_works_by_keyboard(reader: Reader) -> None:
    reader.open("", "load")
    button = reader.page.get_by_role("button", name="Search")
    button.press("Enter")
    found = searched(reader.page, "xAI revenue")
    active = "() => document.activeElement.getAttribute('href')"
    reader.page.keyboard.press("ArrowDown")
    assert reader.page.evaluate(active) == found[0]
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate(active) == found[2]
    reader.page.keyboard.press("ArrowUp")
    assert reader.page.evaluate(active) == found[1]
    leave(reader.page)
    assert button.evaluate("button => button === document.activeElement"), "focus returns"
    button.press("Enter")
    leave(reader.page)  # from the field, with words in it
    button.press("Enter")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(found[0])
    assert reader.said == []


def test_the_search_moves_nothing(reader: Reader) -> None:
    reader.open("money/", "networkidle")
    # Opening unfolds the page, and scrolling moves it too: what counts comes after those frames.
    reader.page.evaluate(
        """async () => {
          scrollTo(0, 900);
          for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
          await new Promise((done) => setTimeout(done));
          window.moved = 0;
          const add = (list) => list.getEntries().forEach((it) => { window.moved += it.value; });
          new PerformanceObserver(add).observe({ type: "layout-shift" });
        }"""
    )
    reader.page.keyboard.press("Control+k")
    searched(reader.page, "xAI revenue")
    leave(reader.page)
    reader.page.wait_for_timeout(300)
    assert reader.page.evaluate("() => [window.moved, scrollY]") == [0, 900]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everyone_can_read_and_use_it(
    chromium: Browser, real_site: Built, scheme: str, width: int
) -> None:
    with tab(chromium, real_site, width, 740, color_scheme=scheme) as reader:
        reader.open("", "load")
        reader.page.evaluate(Axe().axe_script)
        reader.page.keyboard.press("Control+k")
        searched(reader.page, "gigawatt")
        found = reader.page.evaluate("() => axe.run(document.querySelector('#cf-search'))")
        assert [it["id"] for it in found["violations"]] == []
        wide = "() => document.querySelector('#cf-search').scrollWidth > innerWidth"
        assert not reader.page.evaluate(wide)


def test_the_index_is_small_and_holds_what_helps(real_site: Built) -> None:
    content = (real_site.site / INDEX).read_bytes()
    assert len(gzip.compress(content)) < 60_000
    entries = json.loads(content)["docs"]
    figures = json.loads((real_site.site / "data/figures.json").read_text())
    named = {entry["location"] for entry in entries if entry["kind"] == "figure"}
    assert named == {figure["address"] for figure in figures}
    told = " ".join(f"{entry['title']} {entry['text']}" for entry in entries)
    assert "svg" not in " ".join(
        entry["text"] for entry in entries if not entry["location"].startswith("maintain/")
    ), "no drawing, only a word of those who make them"
    assert "Download:" not in told, "what stands below a chart is no finding"
    assert "· the check" not in told
