"""What stands around every page: light and dark, sections, contents, the page for what is gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from copies import Built
from reader import Reader, tab

SCHEME = "() => document.body.dataset.mdColorScheme"
GROUND = "() => getComputedStyle(document.body).backgroundColor"
FOCUSED = "it => it === document.activeElement"
BEHIND = "() => document.activeElement.matches('body :not(dialog, dialog *)')"
SEEN_LATE = """
window.late = [];
new MutationObserver((changes) => {
  for (const it of changes) {
    const now = it.target.dataset.mdColorScheme;
    if (now !== it.oldValue) window.late.push(performance.now());
  }
}).observe(document, {
  subtree: true, attributes: true, attributeOldValue: true,
  attributeFilter: ["data-md-color-scheme"],
});
"""


@pytest.fixture
def reader(chromium: Browser, real_site: Built) -> Iterator[Reader]:
    with tab(chromium, real_site, color_scheme="light") as opened:
        yield opened


@pytest.fixture
def phone(chromium: Browser, real_site: Built) -> Iterator[Reader]:
    with tab(chromium, real_site, 360, 640) as opened:
        yield opened


def test_the_front_page_asks_for_little(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda it: asked.append(it.url.removeprefix(reader.here)))
    reader.open("", "networkidle")
    kinds = {path.rsplit(".", 1)[-1] for path in asked if path}
    assert kinds <= {"css", "woff2", "js", "svg"}
    assert len([path for path in asked if path.endswith(".woff2")]) <= 4


def test_every_font_that_is_fetched_early_is_used_at_once(reader: Reader) -> None:
    for path in ("", "money/", "ledger/", "claims/"):
        told: list[str] = []
        reader.page.on("console", lambda it, told=told: told.append(it.text))
        reader.open(path, "load")
        reader.page.wait_for_timeout(200)
        unused = reader.page.evaluate(
            "() => [...document.fonts].filter((it) => it.status !== 'loaded').length"
        )
        assert (path, unused, told) == (path, 0, [])


def test_light_and_dark_follow_the_system_until_one_is_chosen(reader: Reader) -> None:
    page = reader.page
    reader.open("", "load")
    assert page.evaluate(SCHEME) == "default"
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    page.get_by_role("button", name="Switch to light").click()
    assert page.evaluate(SCHEME) == "default"
    for system in ("light", "dark"):
        page.emulate_media(color_scheme=system)
        page.wait_for_timeout(200)
    assert page.evaluate(SCHEME) == "default", "what was chosen stays"


def test_the_choice_is_there_before_the_first_paint(reader: Reader) -> None:
    page = reader.page
    page.add_init_script(SEEN_LATE)
    reader.open("", "load")
    light = page.evaluate(GROUND)
    page.get_by_role("button", name="Switch to dark").click()
    for path in ("", "claims/", "no/such/page/"):
        page.goto(reader.here + path, wait_until="load")
        page.wait_for_function("() => performance.getEntriesByName('first-paint').length")
        assert page.evaluate(SCHEME) == "slate", path
        assert page.evaluate(GROUND) != light
        assert page.get_by_role("button", name="Switch to light").count()
        painted = page.evaluate("() => performance.getEntriesByName('first-paint')[0].startTime")
        assert [at for at in page.evaluate("() => window.late") if at > painted] == [], path


def test_the_drawer_works_by_keyboard(phone: Reader) -> None:
    page = phone.page
    phone.open("money/", "load")
    button = page.get_by_role("button", name="All sections")
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Enter")
    drawer = page.get_by_role("dialog", name="All sections")
    assert drawer.is_visible()
    assert drawer.get_by_role("link", name="Money").get_attribute("aria-current") == "page"
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate(BEHIND), "the focus stays within"
    page.keyboard.press("Escape")
    drawer.wait_for(state="hidden")
    # The browser tells of the closing a moment after it.
    expect(button).to_have_attribute("aria-expanded", "false")
    assert button.evaluate(FOCUSED), "focus returns"
    button.press("Enter")
    page.mouse.click(350, 300)  # beside it
    drawer.wait_for(state="hidden")
    button.press("Enter")
    drawer.get_by_role("link", name="Ledger").press("Enter")
    page.wait_for_url("**/ledger/")
    assert phone.said == []


def test_without_scripts_no_button_is_dead_and_every_section_is_reached(
    chromium: Browser, real_site: Built
) -> None:
    with tab(chromium, real_site, 360, 640, scripts=False) as reader:
        for path in ("", "money/", "404.html"):
            reader.page.goto(reader.here + path)
            assert reader.page.locator("button:visible").count() == 0, path
            reader.page.get_by_role("link", name="All sections").first.click()
            assert reader.page.url.endswith("#cf-sections")
            foot = reader.page.get_by_role("navigation", name="Footer")
            assert foot.get_by_role("link").count() == 26
            assert foot.get_by_role("list").count() == 5


def test_the_sections_stand_in_groups_in_one_row(reader: Reader) -> None:
    reader.open("claims/loss-2025/", "load")
    row = reader.page.get_by_role("navigation", name="Sections")
    names = row.get_by_role("list").evaluate_all("all => all.map(it => it.ariaLabel)")
    assert names == ["Stories", "Reference", "About this briefing", "Maintaining"]
    tops = row.get_by_role("link").evaluate_all(
        "all => all.map(it => Math.round(it.getBoundingClientRect().bottom / 8))"
    )
    assert len(tops) == 18
    assert len(set(tops)) == 1
    assert row.locator(".cf-here").all_inner_texts() == ["Claims"]


def test_a_group_of_one_folder_takes_the_room_of_one_link(reader: Reader) -> None:
    for path, current in (("maintain/", "page"), ("maintain/publish/", None)):
        reader.open(path, "load")
        row = reader.page.get_by_role("navigation", name="Sections")
        link = row.get_by_role("list", name="Maintaining").get_by_role("link")
        assert link.all_inner_texts() == ["Maintaining"]
        assert link.evaluate("it => it.href") == f"{reader.here}maintain/"
        assert link.get_attribute("aria-current") == current
        assert row.locator(".cf-here").all_inner_texts() == ["Maintaining"]
        foot = reader.page.get_by_role("navigation", name="Footer")
        assert foot.get_by_role("list", name="Maintaining").get_by_role("link").count() == 8


def test_the_contents_say_where_one_is(reader: Reader) -> None:
    reader.open("money/", "load")
    here = reader.page.locator(".cf-toc [aria-current]")
    assert here.count() == 0
    for heading in ("What is not known", "The loss is right, and it was no projection"):
        reader.page.get_by_role("link", name=heading).click()
        reader.page.wait_for_function(
            "name => document.querySelector('.cf-toc [aria-current]')?.textContent === name",
            arg=heading,
        )
        assert here.count() == 1


def test_the_page_for_what_is_gone_helps_at_any_depth(reader: Reader) -> None:
    page = reader.page
    answer = page.goto(f"{reader.here}no/such/page/at/all/", wait_until="networkidle")
    assert answer is not None and answer.status == 404
    assert [told for told in reader.said if "no/such" not in told and "404" not in told] == []
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    family = "() => getComputedStyle(document.body).fontFamily"
    assert "Crossfoot" in page.evaluate(family), "its styles are found"
    article = page.locator("article")
    links = article.get_by_role("link").evaluate_all("all => all.map(it => it.href)")
    root = reader.here
    assert links[:3] == [root, f"{root}claims/", f"{root}ledger/"]
    article.get_by_role("button", name="Search for what you wanted").click()
    page.keyboard.type("gigawatt")
    result = page.locator(".cf-search__found a").first
    result.wait_for()
    assert (result.get_attribute("href") or "").startswith(f"{root}build-out/")


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_always_seen(
    chromium: Browser, real_site: Built, scheme: str, forced: str
) -> None:
    with tab(
        chromium, real_site, color_scheme=scheme, forced_colors=forced, reduced_motion="reduce"
    ) as reader:
        reader.open("money/", "load")
        outlines = []
        for _ in range(24):
            reader.page.keyboard.press("Tab")
            outlines += reader.page.evaluate(
                """() => {
                  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
                  const box = document.activeElement.getBoundingClientRect();
                  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
                  return [[outlineStyle, outlineWidth, seen]];
                }"""
            )
        assert set(map(tuple, outlines)) == {("solid", "2px", True)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everyone_can_use_the_shell(
    chromium: Browser, real_site: Built, scheme: str, width: int
) -> None:
    with tab(chromium, real_site, width, 740, color_scheme=scheme) as reader:
        for path in ("money/", "404.html"):
            reader.open(path, "load")
            reader.page.evaluate(Axe().axe_script)
            if width < 1220:
                reader.page.get_by_role("button", name="All sections").click()
                assert violations(reader, ".cf-drawer") == []
                reader.page.keyboard.press("Escape")
                reader.page.locator("dialog[open]").wait_for(state="detached")
            for part in (".cf-header", ".cf-sections", ".cf-rail", ".cf-footer"):
                assert violations(reader, part) == [], part


def violations(reader: Reader, part: str) -> list[str]:
    """What axe has against a part of the page, where it is shown."""
    script = """async (part) => {
      const shown = document.querySelector(part)?.checkVisibility();
      return shown ? (await axe.run(part)).violations.map((it) => it.id) : [];
    }"""
    return list(reader.page.evaluate(script, part))


def test_what_a_link_leads_to_is_unfolded_where_the_browser_does_not_do_it(reader: Reader) -> None:
    reader.open("entities/xai/#xai.capex_to_revenue.2025", "load")
    row = reader.page.locator('[id="xai.capex_to_revenue.2025"]')
    reader.page.evaluate("() => { document.querySelector('details.cf-more').open = false; }")
    assert not row.is_visible()
    # The browser unfolds on its own when it goes to an address, not when a script says that it did.
    reader.page.evaluate("() => { dispatchEvent(new HashChangeEvent('hashchange')); }")
    assert row.is_visible()
