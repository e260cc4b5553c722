"""Every page of the real briefing in a browser with scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from built_html import Document
from copies import Built
from reader import OUT, SEEN, Reader, one_of_each, pages_of, tab


@pytest.fixture(scope="module")
def reader(chromium: Browser, real_site: Built) -> Iterator[Reader]:
    with tab(chromium, real_site) as opened:
        yield opened


DESKTOP, PHONES = {"width": 1280, "height": 900}, (320, 360)


@pytest.fixture(scope="module")
def opened(real_site: Built, reader: Reader) -> dict[str, dict[str, Any]]:
    """What was seen of each page, what went wrong meanwhile, and what stood out on phones."""
    found = {}
    for path in pages_of(real_site.site):
        seen = reader.open(path)
        out = []
        for width in PHONES:
            reader.page.set_viewport_size({"width": width, "height": 640})
            out += [f"{width} px: {told}" for told in reader.page.evaluate(OUT)]
        narrow = reader.page.evaluate(SEEN)
        reader.page.set_viewport_size(DESKTOP)
        hidden = [f"{PHONES[-1]} px: {told}" for told in narrow["unseen"]]
        unseen = [*seen["unseen"], *hidden]
        found[path] = {**seen, "unseen": unseen, "out": out, "said": list(reader.said)}
    return found


def test_no_page_has_an_error_or_asks_another_host(opened: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["said"] for path, seen in opened.items() if seen["said"]} == {}
    assert len(opened) > 150


def test_every_page_fits_a_phone_of_320_and_of_360_px(opened: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["out"] for path, seen in opened.items() if seen["out"]} == {}


def test_every_number_chart_and_verdict_is_seen(opened: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["unseen"] for path, seen in opened.items() if seen["unseen"]} == {}
    assert {path: seen["undrawn"] for path, seen in opened.items() if seen["undrawn"]} == {}


def test_scripts_change_no_word(real_site: Built, opened: dict[str, dict[str, Any]]) -> None:
    """What the page says with scripts is what it says as it was sent, their tools apart."""
    other = {}
    for path, seen in opened.items():
        file = real_site.site / path
        file = file / "index.html" if not path or path.endswith("/") else file
        told = [unspaced(sent(Document("", file.read_text()))), unspaced(seen["text"])]
        if told[0] != told[1]:
            other[path] = difference(*told)
    assert other == {}


def sent(page: Document) -> str:
    """The text of a page's article as the file has it."""
    article = page.main()
    for element in article.xpath(".//script | .//style | .//svg"):
        element.drop_tree()
    return str(article.text_content())


def unspaced(text: str) -> str:
    """Without spaces: those between the rows of a table are nobody's words."""
    return "".join(text.split())


def difference(one: str, other: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
    return f"sent {one[max(0, at - 40) : at + 60]!r}, shown {other[max(0, at - 40) : at + 60]!r}"


def test_every_chart_is_drawn_on_a_phone_with_scripts(real_site: Built, reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 360, "height": 640})
    try:
        told = {}
        for path in one_of_each(real_site.site):
            seen = reader.open(path, "load")
            if reader.said or seen["undrawn"]:
                told[path] = (list(reader.said), seen["undrawn"])
        assert told == {}
    finally:
        reader.page.set_viewport_size(DESKTOP)


def test_the_finding_is_whole_on_the_first_screen_of_a_phone(
    real_site: Built, reader: Reader
) -> None:
    reader.page.set_viewport_size({"width": 360, "height": 640})
    try:
        reader.open("", "load")
        box = reader.page.locator("h1").first.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 640
    finally:
        reader.page.set_viewport_size(DESKTOP)


def test_a_number_leads_to_its_row(reader: Reader) -> None:
    reader.open("")
    link = reader.page.locator("article a.fig").first
    target = link.evaluate("link => link.href")
    reader.page.goto(target)
    anchor = target.partition("#")[2]
    assert anchor
    assert reader.page.evaluate("() => document.querySelector(':target')?.id") == anchor
    assert reader.page.locator(":target").first.is_visible()
