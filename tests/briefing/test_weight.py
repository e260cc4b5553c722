"""What the front page costs a reader on a phone before any touch."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from copies import Built
from weight import INDEX, Opened, weights

MOST = 200_000
"""Bytes as sent: about a second on a slow phone's 1.6 Mbit/s."""


def test_the_front_page_comes_in_less_than_200_kb(chromium: Browser, real_site: Built) -> None:
    with Opened(chromium, real_site, "") as front:
        found = weights(front.files)
    assert {"page", "styles", "scripts", "fonts"} <= set(found)
    if (total := sum(found.values())) >= MOST:
        told = ", ".join(f"{kind} {size / 1000:.1f} kB" for kind, size in found.items())
        pytest.fail(f"{total / 1000:.1f} kB: {told}", pytrace=False)


def test_the_search_index_comes_when_somebody_searches(chromium: Browser, real_site: Built) -> None:
    with Opened(chromium, real_site, "") as front:
        assert not front.index, f"{INDEX} comes with the page"
        with front.page.expect_response(f"**/{INDEX}"):
            front.page.keyboard.press("Control+k")
        assert front.index
