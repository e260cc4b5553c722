"""feed.xml: an Atom feed by RFC 4287."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from crossfoot.publish.feed import Entry, atom_feed

from .conftest import SITE

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def tree(lights):
    return ET.fromstring(lights.files["feed.xml"])


def texts(node, name):
    return [child.text for child in node.findall(ATOM + name)]


def test_the_feed_has_what_the_rfc_asks_of_every_feed_and_entry(tree):
    for node in (tree, *tree.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (text,) = texts(node, name)
            assert text and text.strip(), f"{node.tag} without {name}"
        assert INSTANT.fullmatch(texts(node, "updated")[0])
        assert re.match(r"(https|tag):", texts(node, "id")[0])
    assert [author.findtext(f"{ATOM}name") for author in tree.findall(f"{ATOM}author")] == [
        "Crossfoot"
    ]


def test_links_are_absolute_and_the_feed_names_itself(tree):
    links = {link.get("rel"): link.get("href") for link in tree.findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}feed.xml", "alternate": SITE}
    for link in tree.iter(f"{ATOM}link"):
        assert link.get("href", "").startswith(SITE)


def test_the_briefing_itself_is_an_entry_with_its_finding(tree):
    (entry,) = tree.findall(f"{ATOM}entry")
    assert texts(entry, "title") == ["Keepers of the Light"]
    assert texts(entry, "summary") == ["Skerry Light used 550 L of oil <in> a year"]
    assert texts(entry, "updated") == texts(tree, "updated") == ["2025-06-01T00:00:00Z"]


def test_an_entry_s_id_stays_when_its_words_change(lights):
    briefing = lights.ledger.briefing
    ids = set()
    for finding in ("One thing", "Another"):
        made = ET.fromstring(atom_feed(briefing, (Entry("2025-06-01", "T", finding),), SITE, "1"))
        ids |= {entry.findtext(f"{ATOM}id") for entry in made.iter(f"{ATOM}entry")}
    assert ids == {"tag:example.org,2025-06-01:/lights/"}


def test_the_latest_edition_comes_first_and_dates_the_feed(lights):
    older = Entry("2025-06-01", "First", "…", "editions/2025-06-01/")
    newer = replace(older, day="2025-07-01", title="Second", address="editions/2025-07-01/")
    made = ET.fromstring(atom_feed(lights.ledger.briefing, (older, newer), SITE, "1"))
    entries = made.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Second", "First"]
    assert texts(made, "updated") == ["2025-07-01T00:00:00Z"]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 2
