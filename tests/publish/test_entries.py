"""data/sources.json, entities.json, metrics.json: as in data/, nothing private."""

from __future__ import annotations

import json

KEYS = {
    "sources": "id title publisher author date read address archive rank licence repeats replaces "
    "note",
    "entities": "id name names kind part_of parts summary note",
    "metrics": "id label definition kind unit floor parts",
}


def test_entries_have_the_keys_of_the_contract_sorted_by_id(lights):
    for name, keys in KEYS.items():
        entries = json.loads(lights.files[f"data/{name}.json"])
        assert all(list(entry) == keys.split() for entry in entries), name
        ids = [entry["id"] for entry in entries]
        assert ids == sorted(getattr(lights.ledger, name))


def test_an_entry_says_what_data_says(lights):
    sources = {s["id"]: s for s in json.loads(lights.files["data/sources.json"])}
    assert sources["echo"]["repeats"] == ["gazette"]
    assert sources["gazette"]["title"] == "A [gazette] <b>of</b> the coast"
    assert (sources["gazette"]["date"], sources["gazette"]["rank"]) == ("2025-02", 3)
    entities = {e["id"]: e for e in json.loads(lights.files["data/entities.json"])}
    assert entities["coast"]["parts"] == ["skerry", "head"]
    assert entities["skerry"]["names"] == ["Skerry 2"]


def test_nothing_private_is_published(changed):
    secret = "private:\n    phone: SECRET-NUMBER\n    notes: [SECRET-NOTE]"
    case = changed(
        {
            "sources.yml": f"- id: hermit\n  title: The hermit\n  rank: 4\n  {secret}\n",
            "entities.yml": f"- id: reef\n  name: The reef\n  {secret}\n",
            "metrics.yml": f"- id: gulls\n  label: gulls\n  kind: stock\n  unit: '1'\n  {secret}\n",
            "briefing.yml": "private: SECRET-BUDGET\n",
        }
    )
    assert b"hermit" in case.files["data/sources.json"]
    for path, content in case.files.items():
        assert b"SECRET" not in content, f"{path} tells a secret"
        assert b"private" not in content, f"{path} names what is private"
