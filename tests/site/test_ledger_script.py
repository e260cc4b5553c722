"""The ledger's table in a browser: sorted, filtered, its state in the address."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def address(root: Path, publishing: Callable[..., object], tmp_path: Path) -> Iterator[str]:
    """The published site under a sub-path, as a project's pages are served."""
    publishing()
    (tmp_path / "www").mkdir()
    (root / "site").rename(tmp_path / "www/lights")
    handler = functools.partial(Quiet, directory=str(tmp_path / "www"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/lights/"
        server.shutdown()


@pytest.fixture
def page() -> Iterator[Page]:
    browser_path = os.environ.get("CROSSFOOT_CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=list(SWITCHES))
        yield browser.new_page()
        browser.close()


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

    page.get_by_label("Kind").select_option("tower")
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
