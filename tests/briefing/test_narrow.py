"""Zoomed, and on the narrowest phone without scripts: nothing scrolls sideways, no text is cut off.

Every page on narrow phones: ``test_in_a_browser.py``; without scripts: ``test_without_scripts.py``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from playwright.sync_api import Browser

from copies import Built
from reader import OUT, Reader, one_of_each, tab


def out(reader: Reader, paths: Iterable[str]) -> None:
    """Fail with a line for each page on which something stands out."""
    lines = []
    for path in paths:
        seen = reader.open(path)
        lines += [f"{path or 'front'}: {told}" for told in reader.page.evaluate(OUT)]
        lines += [f"{path or 'front'}: not seen: {told}" for told in seen["unseen"]]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def test_every_template_fits_320_px_without_scripts(chromium: Browser, real_site: Built) -> None:
    with tab(chromium, real_site, 320, 640, scripts=False) as reader:
        out(reader, one_of_each(real_site.site))


@pytest.mark.parametrize("zoom", [2, 4])
def test_every_template_reflows_when_a_reader_zooms(
    zoom: int, chromium: Browser, real_site: Built
) -> None:
    """200 % and 400 % of a window of 1280 × 1024 (WCAG 1.4.4 and 1.4.10)."""
    size = 1280 // zoom, 1024 // zoom
    with tab(chromium, real_site, *size, device_scale_factor=zoom) as reader:
        out(reader, one_of_each(real_site.site))


WRONG = {
    "it scrolls": ("h1", "width: 2000px"),
    "out of sight": ("h1", "position: fixed; left: 350px; width: 200px"),
    "a table is": ("table", "width: 2000px"),
}
"""What breaks the promise, done to an element; something fixed makes no page scroll."""


@pytest.mark.parametrize("words", WRONG)
def test_what_stands_out_is_seen(words: str, chromium: Browser, real_site: Built) -> None:
    with tab(chromium, real_site, 360, 640) as reader:
        reader.open("data/")
        assert reader.page.evaluate(OUT) == []
        reader.page.evaluate(
            "([on, style]) => { document.querySelector(`article ${on}`).style.cssText = style; }",
            WRONG[words],
        )
        assert any(told.startswith(words) for told in reader.page.evaluate(OUT))
