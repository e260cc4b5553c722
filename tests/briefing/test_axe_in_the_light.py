"""axe on a desktop in the light: all of it on one of each template, what is quick on half of all.

The other half, and one of each again, is looked at in the dark on a phone.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from axe import dealt, faults, is_chart, scanned, told
from copies import Built
from reader import one_of_each, pages_of, tab


def test_axe_finds_nothing_on_a_desktop_in_the_light(chromium: Browser, real_site: Built) -> None:
    with tab(chromium, real_site, 1280, 900) as reader:
        reader.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        # The ledger's thousand rows are of one form, and take axe's slow rules a minute.
        whole = {*one_of_each(real_site.site)} - {"ledger/"}
        found = scanned(reader, dealt(real_site.site)[0], whole)
    assert len(found) > 100
    if lines := told(found):
        pytest.fail(lines, pytrace=False)


def test_no_page_is_left_out(real_site: Built) -> None:
    light, dark = dealt(real_site.site)
    left = set(pages_of(real_site.site)) - {*light, *dark}
    assert left
    assert all(map(is_chart, left))


WRONG = {
    "a picture without words": ("image-alt", "<img src='data:,'>"),
    "faint text": ("color-contrast", "<p data-look='color: #999; background: #fff'>Faint</p>"),
    "faint text that axe leaves open": (
        "color-contrast",
        "<p data-look='color: #999; background: #fff'>7</p>",
    ),
    "text on a picture": (
        "color-contrast",
        "<p data-look='background: linear-gradient(red, blue)'>On a picture</p>",
    ),
    "a small target": (
        "target-size",
        "<div data-look='font: 8px/9px serif'><a href='#a'>a</a><br><a href='#b'>b</a></div>",
    ),
    "what no rule of ours settles": ("video-caption", "<video src='data:,'></video>"),
    "a control for nothing": (
        "aria-valid-attr-value",
        "<button aria-haspopup='dialog' aria-expanded='true' aria-controls='none'>A</button>",
    ),
    "text outside every landmark": ("region", "<p>Outside</p>"),
    "a link like its text": (
        "link-in-text-block",
        "<main><p>Words and <a href='#a' data-look='color: #333; text-decoration: none; border: 0'>"
        "a link</a> among them</p></main>",
    ),
}

ADD = """
(html) => {
  document.body.insertAdjacentHTML("beforeend", html);
  // By the object model: a style in an attribute is what the page's content policy forbids.
  for (const one of document.querySelectorAll("[data-look]")) one.style.cssText = one.dataset.look;
}
"""


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("wrong", WRONG)
def test_it_sees_what_is_wrong(
    wrong: str, quick: bool, chromium: Browser, real_site: Built
) -> None:
    rule, markup = WRONG[wrong]
    with tab(chromium, real_site) as reader:
        reader.open("corrections/")
        before = faults(reader.page, quick)
        reader.page.evaluate(ADD, markup)
        more = set(faults(reader.page, quick)) - set(before)
    assert any(fault.startswith(f"{rule}: ") for fault in more), more
