"""Every chart of the briefing on its own page, measured in a browser: widths, grounds, ear, hand.

What is measured, and how, stands in ``tests/measures.js``. Each chart's page is loaded once for
most of it: widths and media change under it, as they do under a reader, and its switch turns it
from light to dark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import axe
from copies import Built
from crossfoot.charts.theme import DARK, LIGHT
from reader import Reader, tab

MEASURES = (Path(__file__).parents[1] / "measures.js").read_text()
WIDTHS = {320: "narrow", 360: "narrow", 768: "wide", 1440: "wide"}
"""Widths of the screen, and the drawing that a chart's own page shows there."""
READY = """
async () => {
  const faces = [400, 600].map((weight) => `${weight} 14px "Crossfoot Sans"`);
  await Promise.all(faces.map((face) => document.fonts.load(face)));
  return faces.every((face) => document.fonts.check(face));
}
"""


@dataclass
class Looked:
    """What was wrong with each chart, by promise, chart and fault: in what circumstances."""

    faults: dict[str, dict[str, dict[str, list[str]]]] = field(default_factory=dict)
    seen: list[tuple[str, str, str]] = field(default_factory=list)
    """Chart, circumstances and the drawing shown, for each measuring."""

    def note(self, promise: str, chart: str, when: str, words: str) -> None:
        said = self.faults.setdefault(promise, {}).setdefault(chart, {}).setdefault(words, [])
        if when not in said:
            said.append(when)

    def measure(self, page: Page, chart: str, when: str, palette: Mapping[str, str] | None) -> None:
        found = page.evaluate(MEASURES, {"id": chart, "palette": palette})
        self.seen.append((chart, when, found["shown"]))
        if found["shown"] and (not found["marks"] or not found["texts"]):
            told = f"{found['marks']} marks, {found['texts']} texts"
            self.note("drawing", chart, when, told)
        for promise, words in found["faults"]:
            self.note(promise, chart, when, words)

    def broken(self, *promises: str) -> list[str]:
        """Every breach of these promises (of any, if none is named); none where they were kept."""
        return [
            f"{chart}: {words} ({'; '.join(when)})"
            for promise in promises or self.faults
            for chart, said in self.faults.get(promise, {}).items()
            for words, when in said.items()
        ]

    def keep(self, *promises: str) -> None:
        """Fail with every breach, a line each."""
        if broken := self.broken(*promises):
            pytest.fail("\n".join([f"{len(broken)} faults", *broken]), pytrace=False)


@pytest.fixture(scope="module")
def charts(real_site: Built) -> list[str]:
    """The ids of all charts, as the site has them."""
    found = sorted(page.parent.name for page in (real_site.site / "charts").glob("*/index.html"))
    return [id_ for id_ in found if (real_site.site / f"charts/{id_}.svg").is_file()]


@pytest.fixture(scope="module")
def looked(chromium: Browser, real_site: Built, charts: list[str]) -> Looked:
    """Every chart at every width, in light, dark, forced colours and print."""
    looked = Looked()
    with tab(chromium, real_site) as reader:
        for chart in charts:
            look_at(chart, reader, looked)
    return looked


def look_at(chart: str, reader: Reader, looked: Looked) -> None:
    page = reader.page
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    resize(page, min(WIDTHS))
    reader.open(f"charts/{chart}/", "load")
    assert page.evaluate(READY), "the charts' font is on the page"
    page.evaluate("() => { window.loadedOnce = true; }")
    fold(page, chart, opened=False)
    for width in WIDTHS:
        resize(page, width)
        looked.measure(page, chart, f"light, {width} px", LIGHT)
    keyboard(page, chart, looked)
    ask_axe(page, chart, "light", looked)
    page.locator(".cf-scheme").click()
    # At once: before anything has come to rest.
    looked.measure(page, chart, f"dark, {page.viewport_size['width']} px", DARK)
    ask_axe(page, chart, "dark", looked)
    fold(page, chart, opened=False)
    for width in WIDTHS:
        resize(page, width)
        looked.measure(page, chart, f"dark, {width} px", DARK)
    page.emulate_media(forced_colors="active")
    for width in (320, 1440):
        resize(page, width)
        looked.measure(page, chart, f"forced colours, {width} px", None)
    page.emulate_media(media="print", forced_colors="none")
    resize(page, 720)
    looked.measure(page, chart, "on paper, from dark", LIGHT)
    if not page.evaluate("() => window.loadedOnce === true"):
        looked.note("switch", chart, "dark", "the switch loaded the page anew")
    for words in reader.said:
        looked.note("quiet", chart, "in all", words)
    page.evaluate("() => localStorage.clear()")


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def fold(page: Page, chart: str, opened: bool) -> None:
    """Open or close what is folded in a chart's figure."""
    page.evaluate(
        """([id, open]) => {
          for (const fold of document.querySelectorAll(`#chart-${id} details`)) fold.open = open;
        }""",
        [chart, opened],
    )


def keyboard(page: Page, chart: str, looked: Looked) -> None:
    """From the drawing on, by key only: the table's summary, open, and into the table."""
    # The caret is set before the drawings, as if the reader had come that far.
    came = page.evaluate(
        """(id) => {
          const figure = document.getElementById(`chart-${id}`);
          const drawings = figure.querySelectorAll("svg.cf-wide, svg.cf-narrow");
          const last = drawings[drawings.length - 1];
          const after = (node) =>
            last.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
          const ways = [...figure.querySelectorAll("a[href], button, summary, [tabindex]")];
          const first = ways.filter((way) => after(way) && way.checkVisibility())[0];
          first?.focus();
          const table = first?.closest("details")?.querySelector("table");
          return first?.tagName === "SUMMARY" && document.activeElement === first && !!table;
        }""",
        chart,
    )
    if not came:
        looked.note(
            "keyboard", chart, "1440 px", "the first stop after the drawing is not the table's"
        )
        return
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    there = page.evaluate(
        """(id) => {
          const fold = document.querySelector(`#chart-${id} details:has(table)`);
          const region = document.activeElement;
          const inside = fold.contains(region) && region.querySelector("table, tr");
          return fold.open && inside && fold.querySelector("table").checkVisibility();
        }""",
        chart,
    )
    if not there:
        looked.note("keyboard", chart, "1440 px", "Enter and Tab do not lead into the table")


def ask_axe(page: Page, chart: str, when: str, looked: Looked) -> None:
    """axe over the whole page, everything in it open."""
    for words in axe.faults(page, quick=True):
        looked.note("axe", chart, when, words)


def test_every_chart_was_looked_at_in_every_circumstance(looked: Looked, charts: list[str]) -> None:
    assert len(charts) >= 12
    assert len(looked.seen) == len(charts) * (2 * len(WIDTHS) + 4)


def test_one_drawing_is_shown_the_one_for_the_width(looked: Looked) -> None:
    looked.keep("drawing")
    for chart, when, shown in looked.seen:
        width = int(re.sub(r"\D", "", when) or 0)
        assert shown == WIDTHS.get(width, shown) != "", f"{chart}: {when}: {shown}"


def test_no_text_is_smaller_than_12_px_as_shown(looked: Looked) -> None:
    looked.keep("size")


def test_no_text_is_cut_shortened_or_turned(looked: Looked) -> None:
    looked.keep("cut")


def test_no_two_texts_overlap(looked: Looked) -> None:
    looked.keep("overlap")


def test_no_page_of_a_chart_scrolls_sideways(looked: Looked) -> None:
    looked.keep("scroll")


def test_texts_marks_and_neighbours_stand_out(looked: Looked) -> None:
    looked.keep("contrast")


def test_every_colour_is_the_scheme_s_also_after_the_switch(looked: Looked) -> None:
    looked.keep("colours", "switch")


def test_a_drawing_is_named_and_its_description_has_a_number_of_the_table(looked: Looked) -> None:
    looked.keep("name")


def test_the_table_is_the_next_stop_of_the_keyboard(looked: Looked) -> None:
    looked.keep("keyboard")


def test_axe_finds_nothing(looked: Looked) -> None:
    looked.keep("axe")


def test_a_chart_s_page_says_nothing_to_the_console_and_asks_no_other_host(looked: Looked) -> None:
    looked.keep("quiet")


def test_the_first_paint_is_dark_where_the_system_is(
    chromium: Browser, real_site: Built, charts: list[str]
) -> None:
    """Without any script, and with scripts before the theme's own has come."""
    looked = Looked()
    for scripts in (False, True):
        with tab(chromium, real_site, width=360, scripts=scripts) as reader:
            reader.page.emulate_media(color_scheme="dark")
            reader.page.route("**/*.js", lambda route: route.abort())
            # Where it is the page's own doing, one page tells for all.
            for chart in charts[:1] if scripts else charts:
                reader.open(f"charts/{chart}/", "load")
                looked.measure(reader.page, chart, f"first, scripts {scripts}", DARK)
    looked.keep("drawing", "colours")
    assert len(looked.seen) == len(charts) + 1


WRONG = {
    "small text": ("size", "text.setAttribute('font-size', '9')"),
    "cut text": ("cut", "text.setAttribute('transform', 'translate(-40,20)')"),
    "turned text": ("cut", "text.setAttribute('transform', 'translate(40,20) rotate(20)')"),
    "text on text": ("overlap", "text.after(text.cloneNode(true)); text.append('!')"),
    "line through text": ("overlap", "text.after(shape(`M0,-4h${wide}`, 'stroke', 1))"),
    "wide page": ("scroll", "document.body.append(Object.assign(new Image(2000, 9), { src }))"),
    "faint text": ("contrast", "text.setAttribute('fill', 'var(--cf-grid, #e3e5e8)')"),
    "text on a mark": ("contrast", "text.before(shape(`M0,-14h${wide}v18H0Z`, 'fill', 1))"),
    "text under a mark": ("contrast", "text.after(shape(`M0,-14h${wide}v18H0Z`, 'fill', 4))"),
    "faint mark": ("contrast", "text.after(shape('M0,5h9v9H0Z', 'fill', 1, 0.2))"),
    "neighbours alike": (
        "contrast",
        "text.after(shape('M0,5h9v9H0Z', 'fill', 1), shape('M9,5h9v9H9Z', 'fill', 4))",
    ),
    "strange colour": ("colours", "text.setAttribute('fill', '#123456')"),
    "no role": ("name", "text.ownerSVGElement.removeAttribute('role')"),
    "both drawings": ("drawing", "figure.querySelector('div.cf-narrow').style.display = 'block'"),
}
"""What breaks each promise, done to a page."""
BREAK = """
(id) => {
  const figure = document.getElementById(`chart-${id}`);
  const text = figure.querySelector("svg.cf-wide text");
  const [wide, src] = [text.getComputedTextLength(), "data:,"];
  text.setAttribute("text-anchor", "start");
  const shape = (d, paint, role, opacity = 1) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "path");
    made.setAttribute("d", d);
    made.setAttribute("opacity", opacity);
    made.setAttribute("transform", text.getAttribute("transform"));
    made.setAttribute(paint, `var(--cf-${role})`);
    return made;
  };
  WRONG;
}
"""


@pytest.mark.parametrize("wrong", WRONG)
def test_the_measures_see_what_is_wrong(
    wrong: str, chromium: Browser, real_site: Built, charts: list[str]
) -> None:
    promise, done = WRONG[wrong]
    chart, whole, broken = charts[0], Looked(), Looked()
    with tab(chromium, real_site) as reader:
        reader.open(f"charts/{chart}/", "load")
        whole.measure(reader.page, chart, "here", LIGHT)
        reader.page.evaluate(BREAK.replace("WRONG", done), chart)
        broken.measure(reader.page, chart, "here", LIGHT)
    assert set(broken.broken(promise)) - set(whole.broken(promise))
