"""A site that lives under a sub-path, as a project's does: everything it leads to is there."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from built_html import Document, framed, without_anchor
from copies import Built, contents
from site_server import serving

SITES = ("lighthouses", "rivers", "the real one")


@dataclass
class Crawl:
    """A site as somebody sees it who starts at the front page and follows everything."""

    built: Built
    here: str
    """Where it is served."""
    pages: dict[str, Document] = field(default_factory=dict)
    """By address."""
    answers: dict[str, int] = field(default_factory=dict)
    """Every address that was asked for, and the answer's status."""
    led: dict[str, set[str]] = field(default_factory=dict)
    """Every link into the site, anchors included, and the pages that have it."""
    out: dict[str, set[str]] = field(default_factory=dict)
    """Links to elsewhere."""

    def run(self) -> Crawl:
        """Follow every link, once."""
        parts = urlsplit(self.here)
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        waiting = [self.here, urljoin(self.here, "404.html")]
        while waiting:
            address = waiting.pop()
            if address in self.answers:
                continue
            connection.request("GET", urlsplit(address).path)
            answer = connection.getresponse()
            body = answer.read()
            self.answers[address] = answer.status
            if answer.status != 200:
                continue
            kind = answer.headers.get_content_type()
            if kind == "text/html":
                page = self.pages[address] = Document(address, body.decode())
                links = list(page.links())
            elif kind == "text/css":
                found = re.findall(r"""url\(\s*["']?([^"')]+)""", body.decode())
                links = [urljoin(address, link) for link in found]
            else:
                continue
            waiting += list(self._inside(links, address))
        connection.close()
        return self

    def _inside(self, links: list[str], page: str) -> Iterator[str]:
        for link in links:
            local = link.replace(self.built.address, self.here, 1)
            parts = urlsplit(local)
            if parts.scheme == "data":
                continue
            if parts.netloc != urlsplit(self.here).netloc:
                self.out.setdefault(link, set()).add(page)
                continue
            self.led.setdefault(local, set()).add(page)
            yield without_anchor(local)[0]

    def path(self, address: str) -> str:
        """The file in ``site/`` behind an address."""
        path = unquote(urlsplit(address).path)[len(urlsplit(self.here).path) :]
        return f"{path}index.html" if not path or path.endswith("/") else path


@pytest.fixture(scope="module", params=SITES)
def crawl(request: pytest.FixtureRequest, built: Callable[[str], Built]) -> Iterator[Crawl]:
    real = request.param == "the real one"
    one = request.getfixturevalue("real_site") if real else built(request.param)
    with serving(one.site, urlsplit(one.address).path) as here:
        yield Crawl(one, here).run()


def test_every_link_leads_somewhere_below_the_sub_path(crawl: Crawl) -> None:
    gone = {
        link: sorted(pages)[:3]
        for link, pages in crawl.led.items()
        if crawl.answers[without_anchor(link)[0]] != 200
    }
    assert gone == {}
    assert len(crawl.led) > 80, "a crawl that followed something"


def test_every_anchor_is_there(crawl: Crawl) -> None:
    gone = {}
    for link, pages in crawl.led.items():
        page, anchor = without_anchor(link)
        if anchor and page in crawl.pages and unquote(anchor) not in crawl.pages[page].ids:
            gone[link] = sorted(pages)[:3]
    assert gone == {}


def test_every_page_is_reached_from_the_front_page(crawl: Crawl) -> None:
    """All but old addresses, which are there for those who kept them."""
    reached = {crawl.path(address) for address in crawl.pages}
    made = {path for path in contents(crawl.built.site) if path.endswith(".html")}
    moved = {path for path in made - reached if b'http-equiv="refresh"' in read(crawl.built, path)}
    assert made - reached - moved == set()


def read(built: Built, path: str) -> bytes:
    return (built.site / path).read_bytes()


def test_canonical_addresses_are_the_site_s_own(crawl: Crawl) -> None:
    for address, page in crawl.pages.items():
        if address.endswith("404.html"):
            continue
        right = address.replace(crawl.here, crawl.built.address, 1).partition("?")[0]
        if framed(address):
            right = right.removesuffix("embed/")
        assert page.canonical() == [right], address


def test_search_engines_may_list_all_but_frames_and_editions_of_the_past(crawl: Crawl) -> None:
    for address, page in crawl.pages.items():
        path = crawl.path(address)
        past = framed(address) or path.startswith("editions/")
        assert page.listed != (past or path == "404.html"), address


def test_an_old_address_leads_on(crawl: Crawl) -> None:
    moved = [
        path
        for path, content in contents(crawl.built.site).items()
        if path.endswith(".html") and b'http-equiv="refresh"' in content
    ]
    if crawl.built.address.endswith("/rivers/"):
        assert moved == ["rivers/amber/index.html"]
    for path in moved:
        page = Document(crawl.built.address + path, read(crawl.built, path).decode())
        (target,) = set(page.canonical())
        assert target.startswith(crawl.built.address)
        local = target[len(crawl.built.address) :]
        assert (crawl.built.site / local / "index.html").is_file()


def test_links_to_elsewhere_are_the_web_s_and_say_so(crawl: Crawl) -> None:
    for link in crawl.out:
        assert urlsplit(link).scheme in ("https", "http", "mailto"), link
    for address, page in crawl.pages.items():
        for element in page.tree.xpath("//a[starts-with(@href, 'http')]"):
            if not element.get("href").startswith(crawl.built.address):
                assert "noopener" in (element.get("rel") or ""), (address, element.get("href"))


def test_nothing_is_loaded_from_elsewhere(crawl: Crawl) -> None:
    host = urlsplit(crawl.built.address).netloc
    for address, page in crawl.pages.items():
        loaded = page.tree.xpath(
            "//script/@src | //img/@src | //source/@src | //iframe/@src | //video/@src"
            " | //link[@rel='stylesheet' or @rel='icon' or @rel='preload' or @rel='preconnect'"
            " or @rel='dns-prefetch' or @rel='manifest']/@href"
        )
        for link in loaded:
            assert urlsplit(link).netloc in ("", host), (address, link)


def test_the_page_for_what_is_not_there_works_at_any_depth(crawl: Crawl) -> None:
    """GitHub shows 404.html under whatever address was asked for."""
    text = read(crawl.built, "404.html").decode()
    deep = Document(urljoin(crawl.here, "no/such/page/at/all/"), text)
    for link in deep.links():
        local = link.replace(crawl.built.address, crawl.here, 1)
        if without_anchor(local)[0] == deep.address:
            assert without_anchor(local)[1] in deep.ids, link
        elif local.startswith(crawl.here):
            path = crawl.path(without_anchor(local)[0])
            assert (crawl.built.site / path).is_file(), link
        else:
            assert urlsplit(link).scheme in ("https", "http", "mailto", "data"), link
            assert urlsplit(link).netloc != urlsplit(crawl.here).netloc, link


def test_the_addresses_in_data_files_feed_and_sitemap_are_pages(crawl: Crawl) -> None:
    site, pages = crawl.built.site, {crawl.path(address) for address in crawl.pages}
    addresses = [address[len(crawl.built.address) :] for address in machine_addresses(crawl)]
    for name in ("figures", "claims"):
        addresses += [
            one["address"] for one in json.loads((site / f"data/{name}.json").read_text())
        ]
    assert addresses
    ids: dict[str, frozenset[str]] = {}
    for address in addresses:
        path, anchor = without_anchor(address)
        file = f"{path}index.html" if not path or path.endswith("/") else path
        assert (site / file).is_file(), address
        if file in pages and anchor:
            known = ids.setdefault(file, Document("", (site / file).read_text()).ids)
            assert anchor in known, address


def machine_addresses(crawl: Crawl) -> list[str]:
    """What the sitemap and the feed lead to, which must be absolute."""
    site: Path = crawl.built.site
    sitemap = ElementTree.parse(site / "sitemap.xml").getroot()
    found = [element.text or "" for element in sitemap.iter() if element.tag.endswith("}loc")]
    listed = {address[len(crawl.built.address) :] for address in found}
    made = {
        crawl.path(address).removesuffix("index.html")
        for address in crawl.pages
        if not address.endswith("404.html")
        and 'http-equiv="refresh"' not in crawl.pages[address].text
        and crawl.pages[address].listed
    }
    assert listed == made, "the sitemap lists every page"
    feed = ElementTree.parse(site / "feed.xml").getroot()
    found += [element.get("href", "") for element in feed.iter() if element.tag.endswith("}link")]
    package = json.loads((site / "data/datapackage.json").read_text())
    found += [package["homepage"]]
    found += [urljoin(f"{crawl.built.address}data/", one["path"]) for one in package["resources"]]
    assert all(address.startswith(crawl.built.address) for address in found), found
    return found


def test_a_page_s_markdown_stands_beside_it_and_its_links_lead_somewhere(crawl: Crawl) -> None:
    for address in crawl.pages:
        path = crawl.path(address)
        if path == "404.html" or 'http-equiv="refresh"' in crawl.pages[address].text:
            continue
        if not crawl.pages[address].listed:
            assert not (crawl.built.site / path).with_suffix(".md").exists()
            continue
        text = (crawl.built.site / path).with_suffix(".md").read_text()
        text = re.sub(r"(?ms)^(`{3,}).*?^\1", "", text)  # an example's links lead elsewhere
        for link in re.findall(r"(?<!\\)\]\(([^)\s]+)", text):
            target = without_anchor(urljoin(address, link))[0]
            if target.startswith(crawl.here):
                assert (crawl.built.site / crawl.path(target)).is_file(), (path, link)
