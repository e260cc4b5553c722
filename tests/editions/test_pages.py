"""What is made of editions: pages, feed, frames; and corrections where the error stood."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from built_html import Document
from copies import Built, contents, copied
from crossfoot.charts import RenderPool
from crossfoot.cli import main
from crossfoot.memo import Memo
from crossfoot.serve.refresh import refresh_preview
from crossfoot.site import Preview

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://example.org/lighthouses/"
CORRECTIONS = """\
- date: 2025-07-02
  figure: skerry.oil.2023
  old: 400 L
  new: 410 L
  why: Some pages of the log stuck together.
- date: 2025-07-03
  claim: costs-add-up
  old: holds
  new: fails
  why: The sum left the stores out.
- date: 2025-07-01
  figure: head.oil.2024
  old: 310 L
  new: 410 L
  why: A digit was misread.
"""


@pytest.fixture(scope="session")
def site(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The lighthouses with two editions and two corrections since; tests only read it."""
    root = copied(written, tmp_path_factory.mktemp("published") / "lighthouses", drawn=True)
    index, rows = root / "templates/index.md", root / "data/figures/skerry.csv"
    changed = '\n\n{% from "_macros.md" import what_changed %}\n\n{{ what_changed() }}\n'
    index.write_text(index.read_text() + changed)
    text = rows.read_text().replace("head,oil,2024,310", "head,oil,2024,410")
    rows.write_text(text + "head,oil,2023,300 to 320,L,actual,,log,,\n")
    assert main(["edition", "--as-of", "2025-07-01", "-C", str(root)]) == 0
    rows.write_text(rows.read_text().replace("skerry,oil,2023,400", "skerry,oil,2023,410"))
    (root / "data/corrections.yml").write_text(CORRECTIONS)
    chart = root / "scripts/charts/oil.py"
    named = "in a year; Head Light {{ fig('head.oil.2024') }}\""
    chart.write_text(chart.read_text().replace('in a year"', named, 1))
    assert main(["build", "--as-of", "2025-07-03", "-C", str(root)]) == 0
    return Built(root, SITE)


def ids(root: Path) -> list[str]:
    """The editions, the earliest first."""
    return sorted(path.name for path in (root / "editions").iterdir())


def words(page: Path) -> str:
    """What a reader reads of a page's own part, in one line."""
    (article,) = Document("", page.read_text()).tree.xpath("//article")
    text = " ".join(" ".join(article.itertext()).split())
    return re.sub(r" (?=[,.:;”])|(?<=“) ", "", text)


def test_the_changes_page_tells_each_edition_the_newest_first(site: Built) -> None:
    first, second = ids(site.root)
    said = words(site.site / "changes/index.html")
    assert re.search(
        r"1 July 2025 Skerry Light used 550 L of oil, .* more than the year before Changed since "
        r"the edition of 1 June 2025: 1 verdict, 2 figures\. .*"
        r"Head Light burns less than 400 L in a year: fails, was holds .*"
        r"Head Light, oil burnt, 2023: new: 300 to 320 L "
        r"Head Light, oil burnt, 2024: 410 L, was 310 L .*"
        r"1 June 2025 Skerry Light used 550 L of oil, .* The first edition\.",
        said,
    ), said
    page = Document("", (site.site / "changes/index.html").read_text())
    assert page.tree.xpath("//h2/@id") == [second, first]


def test_the_front_page_tells_what_the_last_edition_changed(site: Built) -> None:
    said = words(site.site / "index.html")
    assert (
        "What changed The edition of 1 July 2025 against the one before it: 1 verdict, 2 figures. "
        "Head Light burns less than 400 L in a year: fails, was holds"
    ) in said


def test_the_front_page_says_nothing_of_a_first_edition(lights: Path) -> None:
    (lights / "templates/index.md").unlink()
    assert main(["build", "-C", str(lights)]) == 0
    assert "What changed" not in words(lights / "site/index.html")
    assert "The first edition" in words(lights / "site/changes/index.html")


def test_the_feed_has_an_entry_an_edition_with_what_it_changed(site: Built) -> None:
    first, second = ids(site.root)
    feed = ET.fromstring((site.site / "feed.xml").read_bytes())
    assert feed.findtext(f"{ATOM}updated") == "2025-07-01T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"tag:example.org,2025-07-01:/lighthouses/editions/{second}/",
        f"tag:example.org,2025-06-01:/lighthouses/editions/{first}/",
    ]
    content = entries[0].find(f"{ATOM}content")
    assert content is not None and content.get("type") == "text"
    assert str(content.text).split("\n") == [
        "“Head Light burns less than 400 L in a year”: fails, was holds.",
        "Head Light, oil burnt, 2023: new (300 to 320 L).",
        "Head Light, oil burnt, 2024: 410 L, was 310 L.",
    ]
    assert entries[1].findtext(f"{ATOM}content") == "The first edition."
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        address = str(link.get("href")).removeprefix(SITE)
        assert (site.site / address / "index.html").is_file()
        assert str(entry.findtext(f"{ATOM}summary")).startswith("Skerry Light used 550 L")


def test_a_claim_s_page_has_the_verdicts_that_it_had(site: Built) -> None:
    said = words(site.site / "claims/head-burns-less/index.html")
    assert (
        "Verdicts so far holds since the edition of 1 June 2025 fails since the edition of 1 July"
    ) in said
    steady = words(site.site / "claims/costs-add-up/index.html")
    assert "Verdicts so far fails since the edition of 1 June 2025 Corrected" in steady


def test_an_earlier_edition_is_a_page_as_it_was_that_nobody_finds_by_search(site: Built) -> None:
    first, _ = ids(site.root)
    path = site.site / f"editions/{first}/index.html"
    said = words(path)
    assert "This is Keepers of the Light as it was published on 1 June 2025, kept as it was" in said
    assert "Head Light, oil burnt 2024 310 L actual The keeper's log" in said
    assert "410 L" not in said
    page = Document("", path.read_text())
    assert page.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.tree.xpath("//p[@class='cf-kept']/a/@href") == ["../../", "../../changes/"]
    assert "Judged as of" not in path.read_text()
    (told,) = page.tree.xpath("//p[@class='cf-traced']/text()")
    found = re.match(r"(\d+) of (\d+) numbers on this page are traced", told)
    assert found and found[1] == found[2] and int(found[1]) > 40
    for listing in ("sitemap.xml", "llms.txt", "search/search_index.json"):
        assert f"editions/{first}" not in (site.site / listing).read_text(), listing
    figures = json.loads((site.site / f"editions/{first}/figures.json").read_text())
    assert "310 L" in [figure["text"] for figure in figures]


def test_a_frame_of_an_edition_stays_as_it_was(site: Built) -> None:
    first, second = ids(site.root)
    chart = Document("", (site.site / "charts/oil-by-year/index.html").read_text())
    codes = chart.tree.xpath("//pre/code[starts-with(text(), '<iframe')]/text()")
    assert [re.findall('src="([^"]*)"', code) for code in codes] == [
        [f"{SITE}charts/oil-by-year/embed/"],
        [f"{SITE}editions/{second}/charts/oil-by-year/"],
    ]
    frame = site.site / f"editions/{first}/charts/oil-by-year/index.html"
    text = frame.read_text()
    assert "<script" not in text and ">400 L<" in text and ">410 L<" not in text
    assert ">410 L<" in (site.site / "charts/oil-by-year/embed/index.html").read_text()
    said = words(frame)
    assert "From Keepers of the Light, the edition of 1 June 2025, kept as it was." in said
    assert "Sources: Skerry Light (CC0-1.0); Coast Gazette (licence not stated)." in said


def test_a_correction_stands_where_the_error_stood(site: Built) -> None:
    figure = "2 July 2025: it said “400 L”; it says “410 L”. Some pages of the log stuck together."
    claim = "3 July 2025: it said “holds”; it says “fails”. The sum left the stores out."
    assert f"Corrected {figure}" in words(site.site / "entities/skerry/index.html")
    assert f"Corrected {claim}" in words(site.site / "claims/costs-add-up/index.html")
    # The front page shows the claim, a figure in its chart, and one in that chart's words alone.
    front = words(site.site / "index.html")
    assert (
        "Corrected on this page 3 July 2025: Wages and stores are all it costs. It said “holds”; "
        "it says “fails”. The sum left the stores out. 2 July 2025: Skerry Light, oil burnt, 2023. "
        "It said “400 L”; it says “410 L”. Some pages of the log stuck together. "
        "1 July 2025: Head Light, oil burnt, 2024. It said “310 L”; it says “410 L”. A digit was "
        "misread."
    ) in front
    for other in ("entities/coast", "claims/finest-light", "ledger", "about"):
        assert "Corrected" not in words(site.site / other / "index.html"), other


def test_a_preview_follows_editions_and_corrections_as_a_build_does(
    written: Path, tmp_path: Path, edit: Callable[[Path, str, str], None]
) -> None:
    root = copied(written, tmp_path / "lighthouses", drawn=True)
    kept = tmp_path / "kept"
    shutil.move(root / "editions", kept)
    preview = Preview(root, Memo())
    with RenderPool() as drawer:

        def follows() -> None:
            refresh_preview(preview, None, os.environ, drawer)
            assert main(["build", "-C", str(root)]) == 0
            built = contents(root / "site")
            assert [p for p in built if built[p] != preview.files.get(p)] == []
            assert built.keys() == preview.files.keys()

        follows()
        shutil.move(kept, root / "editions")
        follows()
        edit(root / "data/claims.yml", "is: less than 400 L", "is: less than 300 L")
        edit(root / "data/briefing.yml", "as_of: 2025-06-01", "as_of: 2025-08-01")
        (root / "data/corrections.yml").write_text(CORRECTIONS)
        follows()
        (first,) = ids(root)
        read = preview.memo._kept["page", f"editions/{first}/index.md"].cells
        assert ("edition", first) in read, "it is made again where its edition is another"
        assert not {"figure", "claim", "chart"} & {kind for kind, _ in read}, "but not by today's"
