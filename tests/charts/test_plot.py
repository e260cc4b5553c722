"""Rows that a chart's copies share make the same spec as rows that Altair copies."""

from __future__ import annotations

import datetime

import altair as alt
import pytest

from crossfoot.charts.marks import data, plot
from crossfoot.charts.spec.vegalite_spec import call_chart_function

ROWS = [{"id": "a", "value": 1.5, "expected": False, "low": None}, {"id": "b", "value": 2}]


def layers(base: alt.Chart) -> alt.LayerChart:
    bar = base.mark_bar(size=20).encode(x=alt.X("value:Q", axis=None), y="id:N")
    text = base.mark_text(dx=4).encode(x=alt.value(0), y="id:N", text="id:N")
    return (bar + text).properties(height=40)


@pytest.mark.parametrize("strict", [False, True])
def test_the_spec_is_the_one_of_plain_altair(strict):
    plain = call_chart_function(lambda: layers(alt.Chart(alt.InlineData(values=ROWS))), strict)
    assert call_chart_function(lambda: layers(plot(ROWS)), strict) == plain
    assert call_chart_function(lambda: layers(alt.Chart(data(ROWS))), strict) == plain
    assert plain["data"] == {"values": ROWS}


def test_each_part_of_a_concatenation_keeps_its_rows():
    one, other = plot(ROWS[:1]).mark_bar(), plot(ROWS[1:]).mark_bar()
    spec = call_chart_function(lambda: (one + other) | (other + one), False)
    left, right = ([part["data"]["values"] for part in side["layer"]] for side in spec["hconcat"])
    assert left == [ROWS[:1], ROWS[1:]] and right == [ROWS[1:], ROWS[:1]]


def test_a_row_may_change_once_its_chart_is_made():
    rows = [{"id": "a", "text": "before"}]
    chart = plot(rows).mark_bar()
    rows[0]["text"] = "after"
    assert call_chart_function(lambda: chart, False)["data"]["values"] == [
        {"id": "a", "text": "before"}
    ]


def test_a_chart_that_goes_on_from_another_leaves_it_as_it_was():
    first = plot(ROWS).mark_bar().encode(x="value:Q")
    before = first.to_dict()
    layered = first + first.encode(y="id:N").properties(width=9)
    layered.layer[0].encoding = alt.Undefined
    assert first.to_dict() == before


def test_a_cell_that_json_does_not_have_is_told_as_altair_tells_it():
    told = data([{"id": "a", "date": datetime.date(2025, 1, 2)}]).to_dict(validate=False)
    assert told["values"][0]["date"] == {"year": 2025, "month": 1, "date": 2}


def test_a_name_of_the_data_is_told_with_its_rows():
    named = data(ROWS)
    named.name = "towers"
    assert named.to_dict(validate=False) == {"values": ROWS, "name": "towers"}
