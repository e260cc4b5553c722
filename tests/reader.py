"""A real browser on a built site, and what a reader sees of a page in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from built_html import framed
from copies import Built
from site_server import serving

CHROMIUM = os.environ.get("CROSSFOOT_CHROMIUM") or "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --font-render-hinting=none"
).split()
"""Without hinting: a shell without windows would set text wider than any reader's browser does."""

SEEN = """
() => {
  const article = document.querySelector("article");
  for (const closed of article.querySelectorAll("details")) closed.open = true;
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    [...element.getClientRects()].some((box) => box.width > 0 && box.height > 0);
  const named = (element) => `${element.textContent.trim()} (${element.getAttribute("href")})`;
  const drawn = (svg) =>
    seen(svg) &&
    [...svg.querySelectorAll("path, rect, line, circle, text")].filter((mark) => {
      const box = mark.closest("defs") ? { width: 0, height: 0 } : mark.getBBox();
      return box.width + box.height > 0;
    }).length >= 3;
  const drawings = (chart) => [...chart.querySelectorAll("svg")].filter(drawn).length;
  const find = (what) => [...article.querySelectorAll(what)];
  const main = article.cloneNode(true);
  const tools = ".cf-tools, .cf-explore, script, style, svg";
  for (const tool of main.querySelectorAll(tools)) tool.remove();
  return {
    text: main.textContent,
    numbers: find("a.fig").length,
    charts: find("figure.cf-chart").length,
    verdicts: find(".cf-verdict").length,
    unseen: find("a.fig, .cf-verdict").filter((e) => !seen(e)).map(named),
    undrawn: find("figure.cf-chart").filter((e) => drawings(e) !== 1).map((e) => e.id),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}
"""
"""What is visible of a page's own text, with every fold of it open."""


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


@dataclass
class Reader:
    """A browser tab on a site, which notes whatever a reader should never meet."""

    here: str
    page: Page
    until: Any = "domcontentloaded"
    """When a page counts as opened."""
    said: list[str] = field(default_factory=list)
    """Errors on the console, errors that nobody caught, requests that failed or went elsewhere."""

    def listen(self) -> Reader:
        """Note what goes wrong from now on."""
        host = urlsplit(self.here).netloc

        def asked(request: Any) -> None:
            parts = urlsplit(request.url)
            if parts.netloc != host and parts.scheme not in ("data", "blob"):
                self.said.append(f"request to {request.url}")

        def answered(response: Any) -> None:
            if response.status >= 400:
                self.said.append(f"{response.status} for {response.url}")

        def told(message: Any) -> None:
            if message.type == "error":
                self.said.append(f"console: {message.text}")

        self.page.on("request", asked)
        self.page.on("response", answered)
        self.page.on("console", told)
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        return self

    def open(self, path: str, until: Any = None) -> dict[str, Any]:
        """Open a page of the site; what is seen of it."""
        self.said.clear()
        if framed(path):
            until = "load"  # it has no script that would wait for its styles
        self.page.goto(self.here + path, wait_until=until or self.until)
        return dict(self.page.evaluate(SEEN))


@contextmanager
def browser() -> Iterator[Browser]:
    """The Chromium that ``make test`` found."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()


@contextmanager
def tab(
    browser: Browser,
    built: Built,
    width: int = 1280,
    height: int = 900,
    scripts: bool = True,
    **more: Any,
) -> Iterator[Reader]:
    """A tab of that size on a built site, served under its sub-path; with scripts or without.

    ``more`` is what else the browser's context is told: ``color_scheme="dark"``.
    """
    with serving(built.site, urlsplit(built.address).path) as here:
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, **more
        )
        # Without a script that waits for them, styles may come after the text.
        until = "domcontentloaded" if scripts else "load"
        yield Reader(here, context.new_page(), until).listen()
        context.close()


def pages_of(site: Path) -> list[str]:
    """The address of every page, relative to the site's root; old addresses left out."""
    found = []
    for path in sorted(site.rglob("*.html")):
        if b'http-equiv="refresh"' not in path.read_bytes()[:2000]:
            name = path.relative_to(site).as_posix()
            found.append(name.removesuffix("index.html"))
    return found


def one_of_each(site: Path) -> list[str]:
    """A page of each template: those at the top, and the largest of each kind made in numbers."""
    chosen: dict[str, str] = {}
    for path in pages_of(site):
        parts = path.strip("/").split("/")
        kind = parts[0] if len(parts) < 2 else f"{parts[0]}/*"
        largest = chosen.get(kind)
        if largest is None or _size(site, path) > _size(site, largest):
            chosen[kind] = path
    return sorted(chosen.values())


def _size(site: Path, path: str) -> int:
    file = site / path
    return (file / "index.html" if not path or path.endswith("/") else file).stat().st_size
