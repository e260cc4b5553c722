"""Every chart in a frame, as somebody else's page shows it: bare, whole, and nothing scrolls."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from built_html import Document
from copies import Built
from reader import tab

NEED = """() => ({
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  high: document.documentElement.scrollHeight - document.documentElement.clientHeight,
  drawings: [...document.querySelectorAll("svg")].filter((svg) => svg.checkVisibility()).length,
})"""


def charts(site: Path) -> list[str]:
    return sorted(path.parent.name for path in site.glob("charts/*/index.html"))


def frame(site: Path, chart: str) -> html.HtmlElement:
    """The frame that a chart's page gives to copy; the one that follows corrections."""
    page = Document("", (site / f"charts/{chart}/index.html").read_text())
    code, *_ = page.tree.xpath("//pre/code[starts-with(text(), '<iframe')]/text()")
    return html.fragment_fromstring(code)


@pytest.mark.parametrize("width", [320, 400, 631, 680])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_scrolls_in_a_frame_of_the_height_given(
    real_site: Built, chromium: Browser, width: int, scheme: str
) -> None:
    wrong = {}
    with tab(chromium, real_site, width=width, scripts=False) as reader:
        reader.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for chart in charts(real_site.site):
            given = frame(real_site.site, chart)
            assert given.get("src") == f"{real_site.address}charts/{chart}/embed/"
            reader.page.set_viewport_size({"width": width, "height": int(given.get("height"))})
            reader.open(f"charts/{chart}/embed/")
            seen = reader.page.evaluate(NEED)
            if seen != {"wide": 0, "high": 0, "drawings": 1} or reader.said:
                wrong[chart] = (seen, list(reader.said))
        ground = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert wrong == {}
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def test_a_frame_asks_for_no_script_and_little_else(real_site: Built) -> None:
    for chart in charts(real_site.site):
        text = (real_site.site / f"charts/{chart}/embed/index.html").read_text()
        assert "<script" not in text and "md-" not in text
        assert re.findall(r'<link rel="(?:stylesheet|preload)"[^>]*href="([^"]*)"', text) == [
            "../../../assets/styles/embed.css"
        ]
        assert "Content-Security-Policy" in text


def test_a_frame_leads_to_its_chart_and_is_found_by_no_search(real_site: Built) -> None:
    site = real_site.site
    listed = (site / "sitemap.xml").read_text()
    searched = (site / "search/search_index.json").read_text()
    for chart in charts(site):
        page = Document("", (site / f"charts/{chart}/embed/index.html").read_text())
        own = f"{real_site.address}charts/{chart}/"
        assert page.canonical() == [own]
        assert page.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.tree.xpath("//base/@target") == ["_top"]
        assert f"<loc>{own}</loc>" in listed
        assert f"{own}embed/" not in listed
        assert f"charts/{chart}/embed/" not in searched
        assert not (site / f"charts/{chart}/embed/index.md").exists()


def test_the_citation_and_the_frame_are_copied_by_a_button(
    real_site: Built, chromium: Browser
) -> None:
    chart = charts(real_site.site)[0]
    with tab(chromium, real_site) as reader:
        reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        reader.open(f"charts/{chart}/", until="load")
        parts = reader.page.locator("[data-copy]")
        assert parts.count() == 3, "the citation, the frame, the frame that stays as it is"
        for number in range(3):
            reader.page.locator(".cf-copying button").nth(number).press("Enter")
            reader.page.get_by_text("Copied", exact=True).nth(number).wait_for()
            copied = reader.page.evaluate("navigator.clipboard.readText()")
            assert copied == parts.nth(number).text_content().strip()


def test_without_scripts_there_is_no_button(real_site: Built, chromium: Browser) -> None:
    chart = charts(real_site.site)[0]
    with tab(chromium, real_site, scripts=False) as reader:
        reader.open(f"charts/{chart}/")
        assert reader.page.locator(".cf-copying").count() == 0
        assert reader.page.locator("[data-copy]").count() == 3
