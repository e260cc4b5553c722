"""data/figures.json and data/rows.csv: what is said of each number."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.publish.number_fields import exact_digits, interval_fields
from crossfoot.quantity.interval import Interval
from crossfoot.quantity.unit import UnitParser

KEYS = (
    "id label entity metric period value low high low_open high_open unit text value_si unit_si "
    "status qualifier source locator note formula inputs disputed others address"
).split()


@pytest.fixture(scope="session")
def figures(lights):
    found = json.loads(lights.files["data/figures.json"])
    return {figure["id"]: figure for figure in found}


def test_every_figure_has_the_keys_of_the_contract_in_their_order(figures):
    for figure in figures.values():
        assert list(figure) == KEYS
        for other in figure["others"]:
            assert list(other) == KEYS, f"{other['id']} has other keys than the figures"


def test_every_figure_is_there_sorted_by_id(lights, figures):
    assert list(figures) == sorted(lights.ledger.figures)


def test_a_row_s_value_keeps_the_digits_it_was_written_with(figures):
    rumour = figures["skerry.oil.2024"]["others"][-1]
    assert (rumour["id"], rumour["value"]) == ("skerry.oil.2024@rumour", "9e2")
    assert (rumour["low"], rumour["high"], rumour["value_si"]) == ("850", "950", "0.9")


def test_a_range_has_ends_and_no_value(figures):
    light = figures["skerry.range.2024"]
    assert (light["value"], light["value_si"]) == (None, None)
    assert (light["low"], light["high"], light["unit"], light["unit_si"]) == (
        "30", "32", "km", "m",
    )  # fmt: skip
    assert light["text"] == "30 to 32 km"


def test_an_end_that_is_not_there_is_null_and_open(figures):
    keepers = figures["skerry.keepers.2024"]
    assert (keepers["value"], keepers["qualifier"]) == ("3", "more_than")
    assert (keepers["low"], keepers["low_open"]) == ("3", True)
    assert (keepers["high"], keepers["high_open"]) == (None, True)


def test_a_date_is_as_written_and_its_ends_are_days(figures):
    lit = figures["skerry.lit.1850"]
    assert (lit["value"], lit["low"], lit["high"]) == ("1850-06-01",) * 3
    assert (lit["value_si"], lit["unit_si"]) == (None, "date")
    (other,) = lit["others"]
    assert (other["value"], other["low"], other["high"]) == ("1851", "1851-01-01", "1851-12-31")


def test_a_derived_figure_says_its_formula_and_what_it_used(figures):
    growth = figures["skerry.oil_growth.2024"]
    assert growth["formula"] == "growth(skerry.oil.2023, skerry.oil.2024)"
    assert growth["inputs"] == ["skerry.oil.2023", "skerry.oil.2024"]
    assert (growth["value"], growth["value_si"], growth["source"]) == ("37.5", "0.375", None)


def test_a_derived_figure_shows_what_a_disputing_row_would_make_of_it(figures):
    growth = figures["skerry.oil_growth.2024"]
    (other,) = growth["others"]
    assert growth["disputed"] is True
    assert other["id"] == "skerry.oil_growth.2024@almanac"
    assert other["inputs"] == ["skerry.oil.2023", "skerry.oil.2024@almanac"]
    assert (other["value"], other["text"]) == ("50", "50%")


def test_rows_that_did_not_win_stand_beside_the_figure(figures):
    others = [other["id"].partition("@")[2] for other in figures["skerry.oil.2024"]["others"]]
    assert others == ["gazette", "almanac", "rumour"]
    assert figures["skerry.oil.2024"]["source"] == "log"


def test_an_address_leads_to_the_figure_on_its_entity_s_page(figures):
    for name, figure in figures.items():
        assert figure["address"] == f"entities/{figure['entity']}/#{name}"


def test_no_number_of_the_json_is_a_float(lights):
    for path in ("data/figures.json", "data/claims.json"):
        json.loads(lights.files[path], parse_float=pytest.fail)


def test_the_json_has_one_object_a_line(lights):
    lines = lights.files["data/figures.json"].decode().splitlines()
    assert lines[0] == "[" and lines[-1] == "]"
    for line in lines[1:-1]:
        json.loads(line.removesuffix(","))


@given(st.fractions(), st.fractions())
def test_published_ends_hold_all_that_the_interval_holds(one, other):
    low, high = sorted((one, other))
    found = interval_fields(Interval(low, high), UnitParser({}).parse("USD"))
    assert Fraction(found["low"]) <= low, f"{found['low']} is above {low}"
    assert Fraction(found["high"]) >= high, f"{found['high']} is below {high}"


@given(st.fractions())
def test_a_value_worked_out_has_twelve_significant_digits(value):
    text = exact_digits(value, UnitParser({}).parse("USD"))
    assert text is not None and text.isascii()
    assert abs(Fraction(text) - value) * 2 * 10**11 <= abs(value)


def test_rows_csv_has_every_observation_with_the_input_s_columns(lights):
    rows = list(csv.DictReader(io.StringIO(lights.files["data/rows.csv"].decode())))
    assert [row["id"] for row in rows] == sorted(lights.ledger.rows)
    source = (lights.root / "data/figures/skerry.csv").read_text(encoding="utf-8")
    written = {
        f"{row['entity']}.{row['metric']}.{row['period']}@{row['source']}": row
        for row in csv.DictReader(io.StringIO(source))
    }
    for row in rows:
        asked = written[row["id"]]
        asked["note"] = asked["note"] and f"'{asked['note']}"  # the one note there is a formula
        assert {column: row[column] for column in asked} == asked


def test_rows_csv_says_how_a_row_stands_to_its_figure(lights):
    rows = csv.DictReader(io.StringIO(lights.files["data/rows.csv"].decode()))
    oil = {row["source"]: row["relation"] for row in rows if row["figure"] == "skerry.oil.2024"}
    assert oil == {
        "log": "", "gazette": "within rounding", "almanac": "disputes", "rumour": "noted",
    }  # fmt: skip
