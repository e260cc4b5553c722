"""Every page on the narrowest phones, and zoomed: nothing scrolls sideways, no text is cut off.

Without scripts on a phone of 360 px: ``test_without_scripts.py``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from playwright.sync_api import Browser

from copies import Built
from reader import Reader, one_of_each, pages_of, tab

OUT = """
() => {
  const room = document.documentElement.clientWidth;
  const told = [];
  const wide = document.documentElement.scrollWidth - room;
  if (wide > 0) told.push(`it scrolls ${wide} px sideways`);
  // What scrolls in a frame of its own can be read; what stands out anywhere else nobody reads.
  const framed = (element) => {
    for (let node = element.parentElement; node; node = node.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(node).overflowX)) return true;
    }
    return false;
  };
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const seen = { visibilityProperty: true, opacityProperty: true };
  for (let text; (text = texts.nextNode()); ) {
    const element = text.parentElement;
    if (!text.data.trim() || element.closest("svg") || !element.checkVisibility(seen)) continue;
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width > 1 && box.height > 1 && (box.right > room + 1 || box.left < -1)) {
      const from = `${element.tagName.toLowerCase()}.${element.className}`;
      if (!framed(element)) told.push(`out of sight, ${from}: ${text.data.trim().slice(0, 60)}`);
    }
  }
  for (const frame of room > 400 ? [] : document.querySelectorAll(".cf-scroll")) {
    const more = frame.scrollWidth - frame.clientWidth;
    if (more > 1) told.push(`a table is ${more} px too wide: ${frame.getAttribute("aria-label")}`);
  }
  return told;
}
"""
"""What stands out of the window, every fold of the page open."""


def out(reader: Reader, paths: Iterable[str], widths: Iterable[int] = ()) -> None:
    """Fail with a line for each page on which something stands out, at one of the widths."""
    lines = []
    for path in paths:
        seen = reader.open(path)
        for width in widths or (0,):
            if width:
                reader.page.set_viewport_size({"width": width, "height": 640})
            size = f", {width} px" if width else ""
            lines += [f"{path or 'front'}{size}: {told}" for told in reader.page.evaluate(OUT)]
        lines += [f"{path or 'front'}: not seen: {told}" for told in seen["unseen"]]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def test_every_page_fits_a_phone_of_320_and_of_360_px(chromium: Browser, real_site: Built) -> None:
    with tab(chromium, real_site, 320, 640) as reader:
        out(reader, pages_of(real_site.site), (320, 360))


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
