"""axe on pages of a built site. What it leaves undecided ``axe.js`` settles, or it is a fault."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from reader import Reader, one_of_each, pages_of

RUN = (Path(__file__).parent / "axe.js").read_text()


@cache
def script() -> str:
    """axe itself, as one script; evaluated in the page, which no content policy forbids."""
    return str(Axe().axe_script)


def faults(page: Page, quick: bool = False) -> list[str]:
    """What is wrong with the page as it stands: the rule, the markup, why.

    ``quick``: contrast and links by the measures of ``axe.js`` alone, in a third of the time.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(script())
    return list(page.evaluate(RUN, {"quick": quick}))


def scanned(
    reader: Reader, paths: Iterable[str], whole: Collection[str] = ()
) -> dict[str, list[str]]:
    """The faults of each page, in the scheme and at the width that the tab has.

    All of axe runs on the pages ``whole``, on the others what is quick.
    """
    found = {}
    for path in paths:
        reader.page.goto(reader.here + path, wait_until="load")
        found[path] = faults(reader.page, quick=path not in whole)
    return found


def dealt(site: Path) -> tuple[list[str], list[str]]:
    """All pages in two hands, every other page of each kind; one of each template is in both.

    The pages of charts are not: ``test_charts_in_a_browser.py`` has each of them, light and dark.
    """
    both = one_of_each(site)
    pages = [path for path in pages_of(site) if not is_chart(path)]
    return sorted({*both, *pages[::2]}), sorted({*both, *pages[1::2]})


def is_chart(path: str) -> bool:
    """Whether that is the page of a chart, rather than of its frame for other sites."""
    return path.startswith("charts/") and path.count("/") == 2


def told(found: Mapping[str, list[str]]) -> str:
    """A line for each fault: how often, on how many pages, and the first of them."""
    places: dict[str, list[str]] = {}
    for path, words in found.items():
        for fault in words:
            places.setdefault(fault, []).append(path)
    return "\n".join(
        f"{len(on)} on {len(set(on))} pages, first on {on[0] or 'the front page'}: {fault}"
        for fault, on in sorted(places.items())
    )
