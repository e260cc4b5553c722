"""What the search's index says, made from a publisher's and from what the ledger knows."""

from __future__ import annotations

import json

from crossfoot.site.postprocess.search_index import rewritten_index

FIGURE = {
    "id": "skerry.oil.2026Q1",
    "label": "oil burnt",
    "entity": "skerry",
    "period": "2026Q1",
    "text": "550 L",
    "status": "actual",
    "disputed": True,
    "address": "entities/skerry/#skerry.oil.2026Q1",
}


def head(**said: str) -> bytes:
    lines = "".join(f"{name}: {json.dumps(text)}\n" for name, text in said.items())
    return f"---\n{lines}---\n\n# A heading\n".encode()


DOCS = {
    "index.md": head(title="Lights", kind="front"),
    "oil.md": head(title="Oil", kind="story"),
    "ledger.md": head(title="Ledger", description="All figures.", kind="reference"),
    "claims/less/index.md": head(title="It burns < more", description="It does.", kind="claim"),
    "charts/oil/embed/index.md": head(title="Oil", kind="embed", robots="noindex"),
    "by-hand.md": b"---\ntitle: By hand\n---\n\n# By hand\n",
    "data/entities.json": json.dumps([{"id": "skerry", "name": "Skerry"}]).encode(),
    "data/figures.json": json.dumps([FIGURE]).encode(),
}
MADE = {
    "config": {"lang": ["en"], "separator": " ", "pipeline": []},
    "docs": [
        {"location": "", "title": "A light burns", "text": "<p>Much.</p>"},
        {"location": "oil/", "title": "The lamp burns more", "text": ""},
        {"location": "oil/#empty", "title": "Empty", "text": ""},
        {"location": "oil/#why", "title": "Why", "text": "<p>Winter.</p>"},
        {"location": "claims/less/", "title": "It burns &lt; more", "text": "<p>Claim</p>"},
        {"location": "claims/less/#test", "title": "How it was checked", "text": "Formula"},
        {"location": "by-hand/", "title": "By hand", "text": "<p>Words.</p>"},
    ],
}


def entries() -> dict[str, dict[str, object]]:
    return {entry["location"]: entry for entry in rewritten_index(MADE, DOCS)["docs"]}


def test_a_figure_is_found_by_its_entity_label_and_period() -> None:
    assert entries()["entities/skerry/#skerry.oil.2026Q1"] == {
        "location": "entities/skerry/#skerry.oil.2026Q1",
        "title": "Skerry: oil burnt, Q1 2026",
        "text": "550 L, actual, disputed",
        "kind": "figure",
        "tags": ["skerry.oil.2026Q1"],
    }


def test_a_claim_is_one_entry_and_its_texts_are_escaped() -> None:
    found = entries()
    assert found["claims/less/"]["title"] == "It burns &lt; more"
    assert (found["claims/less/"]["text"], found["claims/less/"]["kind"]) == ("It does.", "claim")
    assert "claims/less/#test" not in found


def test_a_story_is_found_by_its_sections_and_its_name_too() -> None:
    found = entries()
    assert found["oil/"]["title"] == "Oil: The lamp burns more"
    assert found["oil/#why"]["text"] == "<p>Winter.</p>"
    assert "oil/#empty" not in found
    assert found["by-hand/"]["kind"] == "page"


def test_a_page_that_the_publisher_left_out_is_found_by_its_name_unless_nobody_should() -> None:
    found = entries()
    assert found["ledger/"]["text"] == "All figures."
    assert not [location for location in found if "embed" in location]
