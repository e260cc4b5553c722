"""axe on a phone in the dark: one of each template, and the half of all pages left for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from axe import dealt, faults, scanned, told
from copies import Built
from reader import tab


def test_axe_finds_nothing_on_a_phone_in_the_dark(chromium: Browser, real_site: Built) -> None:
    with tab(chromium, real_site, 360, 640) as reader:
        reader.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found = scanned(reader, dealt(real_site.site)[1])
        dark = reader.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert dark != "rgb(255, 255, 255)"
    assert len(found) > 100
    if lines := told(found):
        pytest.fail(lines, pytrace=False)


OPENS = {
    "the sections": "button.cf-menu",
    "the search": "[data-search]",
    "a number's trail": "article a.fig[aria-haspopup]",
}
"""What opens over the page, and what opens it."""


@pytest.mark.parametrize("what", OPENS)
def test_axe_finds_nothing_in_what_opens(what: str, chromium: Browser, real_site: Built) -> None:
    with tab(chromium, real_site, 360, 640) as reader:
        reader.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        reader.open("", "load")
        reader.page.locator(OPENS[what]).first.click()
        reader.page.locator(
            ":is(dialog[open], [role=dialog], :popover-open):visible"
        ).first.wait_for()
        assert faults(reader.page) == []
