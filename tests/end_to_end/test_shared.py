"""What other sites, search engines and programs are told of each page."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from built_html import Document
from copies import Built, run

SITES = ("lighthouses", "rivers", "the real one")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
SIZE = (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")


@dataclass
class Site:
    """A built site and its indexed pages, by their addresses from the root."""

    built: Built
    pages: dict[str, Document]

    def meta(self, address: str, name: str) -> list[str]:
        """What a page's head says under a name or property."""
        found = self.pages[address].tree.xpath(
            "//head/meta[@property=$name or @name=$name]/@content", name=name
        )
        return [str(value) for value in found]

    def file(self, address: str) -> Path:
        """The file behind an absolute address of the site."""
        assert address.startswith(self.built.address), address
        return self.built.site / address.removeprefix(self.built.address)


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, built: Callable[[str], Built]) -> Site:
    real = request.param == "the real one"
    one = request.getfixturevalue("real_site") if real else built(request.param)
    pages = {}
    for path in sorted(one.site.rglob("index.html")):
        text = path.read_text()
        if 'name="robots" content="noindex"' in text or 'http-equiv="refresh"' in text:
            continue
        address = path.relative_to(one.site).as_posix().removesuffix("index.html")
        pages[address] = Document(one.address + address, text)
    assert len(pages) > 10
    return Site(one, pages)


def shares(address: str) -> bool:
    """Whether a page has the front page's picture: that of an entity or a source."""
    folder, _, id = address.partition("/")
    return folder in ("entities", "sources") and bool(id)


def test_each_indexed_page_has_a_picture_with_words_for_it(site: Site) -> None:
    seen: dict[str, str] = {}
    for address in site.pages:
        (picture,) = site.meta(address, "og:image")
        content = site.file(picture).read_bytes()
        assert content[:8] == b"\x89PNG\r\n\x1a\n" and content[16:24] == SIZE, picture
        assert len(content) < 150_000, picture
        assert site.meta(address, "og:image:width") == ["1200"]
        assert site.meta(address, "og:image:height") == ["630"]
        (alt,) = site.meta(address, "og:image:alt")
        assert len(alt) > 2, address
        assert site.meta(address, "twitter:card") == ["summary_large_image"]
        told = hashlib.sha256(content).hexdigest()
        assert seen.setdefault(told, picture) == picture, "two pages, two pictures"
        if shares(address):
            assert picture == f"{site.built.address}social.png", address
    if site.built.address.endswith("/repo/"):
        assert len(seen) == sum(not shares(address) for address in site.pages)


def test_the_front_page_s_picture_is_named_as_its_heading_is(site: Site) -> None:
    (heading,) = site.pages[""].tree.xpath("//h1")
    words = " ".join(heading.text_content().replace("¶", "").split())
    assert site.meta("", "og:image:alt")[0].startswith(words)
    assert site.meta("", "og:title") == [words]


def test_no_picture_is_there_that_no_page_names(site: Site) -> None:
    named = {site.file(site.meta(address, "og:image")[0]) for address in site.pages}
    assert set(site.built.site.rglob("social.png")) <= named


def test_pictures_stand_among_the_publisher_s_sources_too(site: Site) -> None:
    for picture in site.built.site.rglob("*social.png"):
        path = picture.relative_to(site.built.site)
        assert (site.built.root / "build/docs" / path).read_bytes() == picture.read_bytes()


def told(page: Document) -> list[dict[str, Any]]:
    """What search engines read of a page."""
    blocks = page.tree.xpath("//script[@type='application/ld+json']/text()")
    return [json.loads(block) for block in blocks]


def test_search_engines_read_what_a_page_is_and_where_it_stands(site: Site) -> None:
    root = site.built.address
    for address, page in site.pages.items():
        thing, *trail = told(page)
        assert thing["@context"] == "https://schema.org"
        assert thing["url"] == root + address
        assert site.file(thing["image"]).is_file()
        assert thing["license"].startswith("https://")
        chart = address.startswith("charts/") and address != "charts/"
        kind = "WebSite" if not address else "Dataset" if chart or address == "data/" else "WebPage"
        assert thing["@type"] == kind, address
        if not address:
            assert not trail
            continue
        (crumbs,) = trail
        places = [crumb["item"] for crumb in crumbs["itemListElement"]]
        assert [c["position"] for c in crumbs["itemListElement"]] == [*range(1, len(places) + 1)]
        assert places[0] == root and places[-1] == root + address
        assert all(place.removeprefix(root) in site.pages for place in places)
        assert len(places) == 1 + address.count("/"), "each folder above it"


def test_a_dataset_says_what_it_holds_and_where_its_files_are(site: Site) -> None:
    found = [thing for page in site.pages.values() for thing in told(page)]
    sets = [thing for thing in found if thing["@type"] == "Dataset"]
    assert len(sets) > 1
    for thing in sets:
        assert 50 <= len(thing["description"]) <= 5000, thing["url"]
        assert thing["isAccessibleForFree"] is True
        assert thing["creator"]["name"]
        for file in thing["distribution"]:
            assert site.file(file["contentUrl"]).is_file()
            assert "/" in file["encodingFormat"]
    (whole,) = (thing for thing in sets if thing["url"].endswith("/data/"))
    assert re.fullmatch(r"\d{4}(/\d{4})?", whole["temporalCoverage"])
    assert whole["keywords"] and whole["variableMeasured"]


def test_no_text_of_the_data_ends_the_block_that_it_stands_in(site: Site) -> None:
    """A title may hold signs that would end it, or be read as they are not meant."""
    for address in site.pages:
        text = (site.built.site / address / "index.html").read_text()
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
            assert not re.search("[<>&']", block), address
            json.loads(block)


def test_a_page_s_twin_holds_its_figures_and_no_html(site: Site) -> None:
    for address, page in site.pages.items():
        text = (site.built.site / address / "index.md").read_text()
        prose = CODE.sub("", text.split("\n---\n", 1)[1])
        assert not re.search(r"(?<!\\)<(?!https?:)[a-z/!]", prose), address
        assert f'address: "{site.built.address}{address}"\n' in text
        for figure in page.main().xpath(".//a[contains(concat(' ', @class, ' '), ' fig ')]"):
            words = " ".join(figure.text_content().split())
            assert f"[{words}](" in text.replace("\\", ""), (address, words)
        (heading,) = page.tree.xpath("//h1[1]")
        words = " ".join(heading.text_content().replace("¶", "").split())
        assert f"# {words}\n" in text.replace("\\", ""), address


def test_llms_txt_names_every_page_s_twin_and_every_file_and_all_are_there(site: Site) -> None:
    text = (site.built.site / "llms.txt").read_text()
    (title,), (finding,) = site.meta("", "og:site_name"), site.meta("", "og:title")
    assert text.startswith(f"# {title}\n\n> {finding}\n")
    links = re.findall(r"^- \[(?:[^\]\\]|\\.)+\]\((\S+?)\)(?:: .+)?$", text, re.MULTILINE)
    assert len(links) == len(set(links)) == text.count("\n- ")
    for link in links:
        assert site.file(link).is_file(), link
    twins = {f"{site.built.address}{address}index.md" for address in site.pages}
    assert twins <= set(links)
    assert f"{site.built.address}data/figures.csv" in links
    for section in re.findall("^## (.*)$", text, re.MULTILINE):
        assert section in ("Pages", "Data", "Claims", "Charts", "Subjects", "Sources")


def test_robots_txt_lets_all_in_and_names_the_sitemap_s_whole_address(site: Site) -> None:
    lines = (site.built.site / "robots.txt").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [
        "User-agent: *", "Allow: /", f"Sitemap: {site.built.address}sitemap.xml",
    ]  # fmt: skip


def test_a_changed_heading_makes_another_picture_of_its_page_only(
    briefing_copy: Callable[..., Path],
) -> None:
    root = briefing_copy()
    before = {path: path.read_bytes() for path in (root / "site").rglob("*social.png")}
    claims = root / "data/claims.yml"
    claims.write_text(claims.read_text().replace("Skerry Light burnt {{", "Skerry Light used {{"))
    assert run(root, "build").code == 0
    after = {path: path.read_bytes() for path in (root / "site").rglob("*social.png")}
    changed = {
        path.relative_to(root / "site").as_posix() for path in after if after[path] != before[path]
    }
    assert changed == {"claims/oil-as-logged/social.png"}
