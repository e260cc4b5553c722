"""What goes with the picture: spec, CSV, table, and what it was made from."""

from __future__ import annotations

import csv
import io
import json

import pytest

from crossfoot.charts.ask import Ask
from crossfoot.charts.datum import without_unit
from crossfoot.charts.spec import chart_table
from crossfoot.diagnostics import InvalidValue, SourceLocation


def values(spec: object) -> list[dict]:
    found: list[dict] = []
    if isinstance(spec, dict):
        if isinstance(spec.get("data"), dict):
            found += spec["data"].get("values", [])
        for key, part in spec.items():
            found += values(part) if key != "data" else []
    elif isinstance(spec, list):
        for part in spec:
            found += values(part)
    return found


def test_table_csv_and_spec_hold_the_same_rows(lights):
    for drawn in lights.drawn.values():
        spec = {row["id"] for row in values(drawn.spec.job.specs["wide"])}
        rows = list(csv.DictReader(io.StringIO(drawn.spec.csv)))
        assert [row["id"] for row in rows] == [row.id for row in drawn.spec.table.rows]
        assert spec == {row["id"] for row in rows}
        assert drawn.spec.csv.startswith("id,")


def test_a_chart_of_figures_and_claims_has_both_in_its_table(ledger, claims):
    ask = Ask(ledger, claims, lambda text, place: text, SourceLocation("lights.py"))
    rows = [*ask.claims(kind="forecast")[:1], *ask.figures("bell-rock.height.1810")]
    made = chart_table.build_table(rows, ledger, claims)
    assert " / ".join(made.columns) == (
        "figure or claim / period or due / value or verdict / status or kind"
    )
    assert [row.id for row in made.rows] == [row["id"] for row in rows]
    forecast, figure = made.rows
    claim = claims[forecast.id]
    assert forecast.cells == (claim.entry.statement, claim.entry.due, claim.verdict, "forecast")
    assert figure.cells == ("height", "1810", "35.3 m", "actual")


def test_the_csv_has_the_numbers_of_the_spec_and_no_field_that_only_places_a_mark(lights):
    drawn = lights.drawn["heights"]
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(drawn.spec.csv))}
    assert rows["bell-rock.height.1810"]["value"] == "35.3"
    assert rows["eddystone.height.1882"]["low"] == "46.55"
    assert not [name for name in next(iter(rows.values())) if name.startswith("_")]


def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe():
    rows = [{"id": "a", "text": "=1+1"}, {"id": "b", "text": "-x"}, {"id": "c", "value": -2}]
    assert chart_table.chart_csv(rows) == "id,value,text\na,,'=1+1\nb,,'-x\nc,-2,\n"


def test_the_spec_stands_alone_with_sorted_keys(lights):
    drawn = lights.drawn["heights"]
    text = drawn.spec.vega_lite_text
    assert json.loads(text) == drawn.spec.job.specs["wide"]
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=1, ensure_ascii=False) + "\n"
    assert '"url"' not in text and "datasets" not in text and "usermeta" not in text


def test_sources_statuses_and_disputes_follow_from_what_was_drawn(lights):
    drawn = lights.drawn["heights"]
    assert drawn.spec.figures[0] == "bell-rock.height.1810" and len(drawn.spec.figures) == 4
    assert drawn.spec.sources == ("survey",)
    assert drawn.spec.statuses == ("actual", "projected")
    assert drawn.spec.disputed
    assert lights.drawn["visitors"].spec.sources == ("survey", "almanac")
    assert not lights.drawn["visitors"].spec.disputed
    assert lights.drawn["skerryvore"].spec.figures == (
        "skerryvore.height.1844@survey",
        "skerryvore.height.1844@almanac",
    )
    assert lights.drawn["due"].spec.claims == ("busy",)
    assert lights.drawn["due"].spec.sources == ("almanac",)


def test_a_derived_figure_brings_the_sources_of_its_inputs(draw):
    got = draw(
        '\n@chart(title="Growth")\ndef growth(ask):\n'
        '    return bars(ask.figures("bell-rock.growth.2025"))\n'
    )
    assert got.said == ""
    assert got.drawn["growth"].spec.sources == ("survey",)
    assert got.drawn["growth"].spec.table.rows[0].cells[:2] == ("growth of visitors", "2025")


def test_the_table_has_texts_as_the_pages_write_them(lights):
    rows = lights.drawn["heights"].spec.table
    assert rows.columns == ("figure", "period", "value", "status")
    assert rows.rows[2].cells == ("Eddystone, height", "1882", "about 49 m", "actual")
    assert rows.rows[2].address == "entities/eddystone/#eddystone.height.1882"
    assert rows.rows[1].disputed


def test_a_description_is_made_from_the_rows(lights):
    said = lights.drawn["heights"].spec.description
    assert said.startswith("Bar chart of height above the sea, metres: Bell Rock, height, 1810")
    assert "New Point, height, 2031: 52 m, projected" in said


@pytest.fixture
def ask(ledger, claims):
    return Ask(ledger, claims, lambda text, place: text, SourceLocation("scripts/charts/lights.py"))


def test_a_datum_has_its_figure_in_the_unit_asked_for(ask):
    (row,) = ask.figures("bell-rock.height.1810", unit="km", series="stone")
    assert (row["value"], row["low"], row["high"]) == (0.0353, 0.03525, 0.03535)
    assert (row["unit"], row["series"], row["name"]) == ("km", "stone", "Bell Rock")


def test_an_open_end_and_a_range_have_no_number_there(ask):
    (more,) = ask.figures("eddystone.result.2025")
    assert (more["value"], more["low"], more["high"]) == (4.9, 4.9, None)
    (span,) = ask.figures("skerryvore.result.2025")
    assert (span["value"], span["low"], span["high"]) == (None, 1.2, 1.4)


def test_figures_of_two_units_want_one(ask):
    with pytest.raises(InvalidValue, match="figures in m, k visitor on one scale"):
        ask.figures("bell-rock.height.1810", "bell-rock.visitors.2025")


@pytest.mark.parametrize("name", ["value", "text", "label", "source"])
def test_what_is_added_takes_no_field_s_place(ask, name):
    for asked in (ask.figures, ask.rows):
        with pytest.raises(InvalidValue) as wrong:
            asked("bell-rock.height.1810", **{name: "999"})
        assert wrong.value.message.startswith(f"{name} is a field of bell-rock.height.1810")
    assert not ask.given and "999" not in ask.handed
    (row,) = ask.figures("bell-rock.height.1810", expected=True)  # how it looks, not what it says
    assert row["expected"] is True


def test_a_claim_s_own_fields_stand(ask):
    with pytest.raises(InvalidValue, match="due is a field of finest"):
        ask.claims(kind="opinion", due="2030")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"verdict": "fail"}, "no verdict fail; did you mean fails?"),
        ({"kind": "facts"}, "no kind facts; did you mean fact?"),
        ({"without": "x"}, "no kind x; one of arithmetic, fact, comparison, forecast, opinion"),
    ],
)
def test_a_misspelt_verdict_or_kind_is_told(ask, asked, said):
    for function in (ask.total, ask.claims):
        if function == ask.claims and "without" in asked:
            continue
        with pytest.raises(InvalidValue) as wrong:
            function(**asked)
        assert f"{wrong.value.message}; {wrong.value.hint}" == said


def test_ids_come_one_by_one(ask):
    for asked in (ask.figures, ask.rows):
        with pytest.raises(InvalidValue, match="one by one"):
            asked(["bell-rock.height.1810", "skerryvore.height.1844"])


def test_a_derived_figure_has_no_rows(ask):
    with pytest.raises(InvalidValue, match="has no rows"):
        ask.rows("bell-rock.growth.2025")


def test_rows_come_winner_first(ask):
    assert [row["id"] for row in ask.rows("skerryvore.height.1844")] == [
        "skerryvore.height.1844@survey",
        "skerryvore.height.1844@almanac",
    ]


@pytest.mark.parametrize(
    ("short", "number"),
    [
        ("$6.4bn", "6.4"),
        (">$4.9bn", ">4.9"),
        ("91 to 93 MW", "91 to 93"),
        ("−£16k", "−16"),
        ("≈1,200 m²", "≈1,200"),
        ("12%", "12"),
        ("$5bn (2021 prices)", "5"),
    ],
)
def test_a_bare_text_keeps_marks_and_digits_and_drops_the_unit(short, number):
    assert without_unit(short) == number
