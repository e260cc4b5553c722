"""One browser for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from reader import browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser; a test opens its own tab in it."""
    with browser() as started:
        yield started
