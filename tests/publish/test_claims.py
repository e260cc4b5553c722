"""data/claims.json: what is said of each claim."""

from __future__ import annotations

import json

import pytest

KEYS = (
    "id statement conclusion kind source locator said verdict of is value low high low_open "
    "high_open others due settled_by note address"
).split()
OTHER_KEYS = "id value low high low_open high_open verdict".split()
NUMBER = "value low high low_open high_open".split()


@pytest.fixture(scope="session")
def claims(lights):
    return {claim["id"]: claim for claim in json.loads(lights.files["data/claims.json"])}


def test_every_claim_has_the_keys_of_the_contract_in_their_order(claims):
    for claim in claims.values():
        assert list(claim) == KEYS
        assert all(list(other) == OTHER_KEYS for other in claim["others"])


def test_claims_stand_in_the_order_of_their_file(lights, claims):
    text = (lights.root / "data/claims.yml").read_text(encoding="utf-8")
    places = [text.index(f"- id: {name}\n") for name in claims]
    assert places == sorted(places) and len(places) == text.count("- id: ")


def test_sentences_come_rendered_and_never_as_templates(lights, claims):
    assert claims["costs-add-up"]["statement"] == "costs-add-up is said"
    assert claims["costs-add-up"]["conclusion"] == "costs-add-up is found"
    assert b"{{" not in lights.files["data/claims.json"]


def test_the_formula_names_the_row_of_each_id(claims):
    assert claims["oil-up-two-fifths"]["of"] == "growth(skerry.oil.2023@log, skerry.oil.2024@log)"
    assert claims["status-of-oil"]["of"] == "status(skerry.oil.2024@log)"


def test_a_value_is_in_the_unit_of_the_test(claims):
    claim = claims["costs-add-up"]
    assert claim["is"] == "12.5 k GBP"
    assert (claim["value"], claim["low"], claim["high"]) == ("12.2", "12.1", "12.3")


def test_a_claim_about_a_date_has_days(claims):
    claim = claims["lit-in-1850"]
    assert (claim["value"], claim["low"], claim["high"]) == ("1850-06-01",) * 3
    (other,) = claim["others"]
    assert other == {
        "id": "skerry.lit.1850@almanac",
        "value": None,
        "low": "1851-01-01",
        "high": "1851-12-31",
        "low_open": False,
        "high_open": False,
        "verdict": "fails",
    }


def test_a_disputing_row_is_there_with_the_verdict_it_would_give(claims):
    (other,) = claims["oil-as-logged"]["others"]
    assert (other["id"], other["value"], other["verdict"]) == (
        "skerry.oil.2024@almanac", "600", "fails",
    )  # fmt: skip


def test_what_is_not_tested_has_null_for_its_test_and_its_numbers(claims):
    opinion = claims["finest-light"]
    assert [opinion[key] for key in ("of", "is", *NUMBER)] == [None] * 7
    assert opinion["settled_by"] == "A vote among sailors."


@pytest.mark.parametrize("name", ["status-of-oil", "range-only-own-word"])
def test_a_test_without_a_number_has_null_for_its_numbers(claims, name):
    assert [claims[name][key] for key in NUMBER] == [None] * 5
    assert claims[name]["is"]
