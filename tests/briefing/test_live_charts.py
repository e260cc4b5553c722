"""Charts that come alive: only when asked, within the content policy, where and as they stood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import axe
from copies import Built
from reader import Reader, tab

LIVE = ("live.js", "vega.js", ".vg.json")
"""Parts of addresses of all that a live chart needs and no other."""

DRAWING = """() => {
  const figure = document.querySelector("figure[data-live]");
  const svg = [...figure.querySelectorAll("svg")].find((each) => each.getClientRects().length);
  const frame = svg.getBoundingClientRect();
  const place = (node) => {
    const box = node.getBoundingClientRect();
    return [box.left - frame.left, box.top - frame.top, box.width, box.height];
  };
  const clear = (paint) => ["none", "rgba(0, 0, 0, 0)"].includes(paint);
  const marks = [];
  for (const node of svg.querySelectorAll("text, path, line")) {
    const style = getComputedStyle(node);
    const { fill, stroke } = style;
    const told = node.tagName === "text" ? node.textContent.trim() : "";
    const [, , wide, high] = place(node);
    const seen = node.getClientRects().length && !node.closest("defs, clipPath");
    const faint = node.closest("[opacity='0']") || node.getAttribute("opacity") === "0";
    if (!seen || faint || !(wide + high) || (clear(fill) && clear(stroke))) continue;
    if (node.tagName === "text" && !told) continue;
    const look = [clear(fill) ? "none" : fill.replace(/url.*/, "hatch")];
    if (!clear(stroke)) look.push(stroke, style.strokeWidth, style.strokeDasharray);
    if (told) look.push(style.fontWeight, style.fontSize);
    marks.push({ told, place: place(node), look: look.join(" ") });
  }
  return { marks, box: [frame.width, frame.height], page: document.documentElement.scrollHeight };
}"""

SETTLED = """() => document.fonts.ready.then(
  () => new Promise((done) => requestIdleCallback(() => setTimeout(done, 100))))"""
"""The page's own scripts have done what they do when it opens."""

VIOLATIONS = """async () => {
  const moving = document.getAnimations().filter((one) => one.effect.getTiming().iterations < 9);
  await Promise.allSettled(moving.map((one) => one.finished));
  const { violations } = await axe.run("figure[data-live]", {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}"""
"""What axe finds in the figure, once its colours are at rest.

Its contrasts are those of the still chart, which looks the same (above) and is measured in both
schemes (``test_charts_in_a_browser.py``).
"""

WATCH = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
  }).observe({ type: "layout-shift" });
}"""

FADED = """() => [...document.querySelectorAll(".cf-stage svg path")]
  .filter((mark) => Number(mark.getAttribute("opacity") ?? 1) < 1).length"""


@pytest.fixture(scope="module")
def reader(chromium: Browser, real_site: Built) -> Iterator[Reader]:
    with tab(chromium, real_site) as opened:
        yield opened


@pytest.fixture(scope="module")
def charts(real_site: Built) -> list[str]:
    """The ids of the charts that can come alive, as the site has them."""
    found = sorted((real_site.site / "charts").glob("*.wide.vg.json"))
    return [path.name.removesuffix(".wide.vg.json") for path in found]


def asked(page: Page) -> list[str]:
    """Notes from now on what is asked for a live chart."""
    found: list[str] = []
    page.on("request", lambda r: found.append(r.url) if r.url.endswith(LIVE) else None)
    return found


def wake(page: Page) -> None:
    page.locator(".cf-explore").first.click()
    page.locator(".cf-stage svg").wait_for()


def tip(page: Page) -> str:
    panel = page.locator(".cf-tip")
    return panel.inner_text() if panel.is_visible() else ""


def differing(still: dict[str, Any], live: dict[str, Any]) -> list[str]:
    """What stands elsewhere or looks otherwise than in the still drawing."""
    if len(still["marks"]) != len(live["marks"]):
        return [f"{len(still['marks'])} marks, alive {len(live['marks'])}"]
    found = []
    for one, other in zip(still["marks"], live["marks"], strict=True):
        moved = max(abs(a - b) for a, b in zip(one["place"], other["place"], strict=True))
        if (one["told"], one["look"]) != (other["told"], other["look"]) or moved > 1:
            found.append(f"{one} became {other}")
    return found


def test_most_charts_tell_more_when_asked(charts: list[str]) -> None:
    assert len(charts) >= 12


@pytest.mark.parametrize("width", [360, 1280])
def test_every_chart_comes_alive_where_it_stood_and_looking_as_it_did(
    reader: Reader, charts: list[str], width: int
) -> None:
    """In the light on a phone and in the dark on a desktop, or the other way round."""
    page, wrong = reader.page, {}
    page.set_viewport_size({"width": width, "height": 900})
    schemes: list[Any] = ["light", "dark"]
    for number, chart in enumerate(charts):
        page.emulate_media(color_scheme=schemes[(number + (width > 360)) % 2])
        reader.open(f"charts/{chart}/", "load")
        page.evaluate(SETTLED)
        page.evaluate(WATCH)
        still = page.evaluate(DRAWING)
        wake(page)
        page.keyboard.press("Escape")
        live = page.evaluate(DRAWING)
        faults = [*differing(still, live), *reader.said]
        if (still["box"], still["page"]) != (live["box"], live["page"]) or page.evaluate("shifted"):
            faults.append("the layout shifted")
        if faults:
            wrong[chart] = faults
    page.emulate_media(color_scheme="light")
    assert wrong == {}


def test_nothing_is_loaded_before_it_is_asked_for(
    chromium: Browser, real_site: Built, charts: list[str]
) -> None:
    """Not by opening the page, a pointer that passes, a scroll that begins on the chart."""
    with tab(chromium, real_site, 360, 640) as reader:
        page = reader.page
        found = asked(page)
        reader.open(f"charts/{charts[0]}/", "load")
        box = page.locator("figure[data-live] svg:visible").first.bounding_box()
        assert box
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.move(middle[0] - 20, middle[1])
        page.mouse.move(*middle, steps=5)
        page.mouse.wheel(0, 30)
        devtools = page.context.new_cdp_session(page)
        devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        for step in range(12):
            finger = {"x": middle[0], "y": middle[1] - 10 * step}
            kind = "touchMove" if step else "touchStart"
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [finger]})
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert page.evaluate("() => scrollY") > 60, "the page was scrolled"
        assert page.locator(".cf-stage").count() == 0
        assert found == []


def test_who_saves_data_is_offered_nothing(
    chromium: Browser, real_site: Built, charts: list[str]
) -> None:
    with tab(chromium, real_site) as reader:
        saving = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
        reader.page.add_init_script(saving)
        found = asked(reader.page)
        reader.open(f"charts/{charts[0]}/", "load")
        assert reader.page.locator(".cf-explore").count() == 0
        reader.page.locator("figure[data-live] svg:visible").first.click()
        assert reader.page.locator(".cf-stage").count() == 0
        assert found == []


def test_without_scripts_no_dead_control_is_shown(
    chromium: Browser, real_site: Built, charts: list[str]
) -> None:
    with tab(chromium, real_site, scripts=False) as reader:
        reader.open(f"charts/{charts[0]}/")
        assert reader.page.locator("figure[data-live]").count() == 1
        assert reader.page.locator("figure button").count() == 0


def test_a_click_on_a_mark_wakes_the_chart_and_tells_of_that_mark(reader: Reader) -> None:
    page = reader.page
    reader.open("charts/verdicts-at-a-glance/", "load")
    page.set_viewport_size({"width": 1280, "height": 900})
    marks = page.locator("figure[data-live] .cf-wide svg path")
    marks.nth(2).click()
    page.locator(".cf-stage svg").wait_for()
    assert "fails" in tip(page)


def test_a_finger_that_drags_over_the_chart_wakes_nothing(reader: Reader) -> None:
    page = reader.page
    reader.open("charts/verdicts-at-a-glance/", "load")
    box = page.locator("figure[data-live] svg:visible").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_timeout(50)
    assert page.locator(".cf-stage").count() == 0


def test_the_keyboard_reaches_every_mark_that_a_pointer_does(
    reader: Reader, charts: list[str]
) -> None:
    """From the button: each mark in turn tells of itself; Escape leads back to the button."""
    page, unreached = reader.page, {}
    for chart in charts:
        reader.open(f"charts/{chart}/", "load")
        page.locator(".cf-explore").focus()
        page.keyboard.press("Enter")
        page.locator(".cf-stage svg").wait_for()
        told = [tip(page)]
        while len(told) < 300:
            page.keyboard.press("ArrowRight")
            if tip(page) == told[-1]:
                break
            told.append(tip(page))
        rows = page.locator(f"#chart-{chart} .cf-data tbody tr").count()
        if not all(told) or len(told) < 2 or len(told) > rows:
            unreached[chart] = (len(told), rows)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        assert page.locator(".cf-stage").count() == 0
        assert page.evaluate("() => document.activeElement.matches('.cf-explore')")
    assert unreached == {}


def test_what_a_click_chooses_enter_chooses_too(reader: Reader) -> None:
    page = reader.page
    reader.open("charts/verdicts-at-a-glance/", "load")
    page.locator(".cf-explore").focus()
    page.keyboard.press("Enter")
    page.locator(".cf-stage svg").wait_for()
    assert page.evaluate(FADED) == 0
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => ({FADED})() > 0")
    by_key = page.evaluate(FADED)
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => ({FADED})() === 0")
    page.locator(".cf-stage svg path.cf-at").click()
    page.wait_for_function(f"() => ({FADED})() > 0")
    assert page.evaluate(FADED) == by_key


def test_a_live_chart_follows_light_and_dark_at_once(reader: Reader, charts: list[str]) -> None:
    page = reader.page
    reader.open(f"charts/{charts[0]}/", "load")
    wake(page)
    ink = "() => getComputedStyle(document.querySelector('.cf-stage text')).fill"
    before = page.evaluate(ink)
    page.evaluate("() => document.body.setAttribute('data-md-color-scheme', 'slate')")
    assert page.evaluate(ink) != before


def test_a_chart_that_outgrows_its_drawing_goes_back_to_the_still_one(
    reader: Reader, charts: list[str]
) -> None:
    page = reader.page
    page.set_viewport_size({"width": 1280, "height": 900})
    reader.open(f"charts/{charts[0]}/", "load")
    wake(page)
    page.set_viewport_size({"width": 360, "height": 900})
    page.locator(".cf-stage").wait_for(state="detached")
    assert page.locator("figure[data-live] svg:visible").count() == 1
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_live_chart_has_no_violation(reader: Reader, charts: list[str]) -> None:
    """Woken in the light, and then in the dark."""
    page, wrong = reader.page, {}
    schemes: list[Any] = ["light", "dark"]
    for chart in charts:
        reader.open(f"charts/{chart}/", "load")
        wake(page)
        page.evaluate(axe.script())
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate(VIOLATIONS)
            if found:
                wrong[f"{chart}, {scheme}"] = found
        page.emulate_media(color_scheme="light")
    assert wrong == {}
