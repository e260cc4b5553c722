"""A spec without a drawing: what its expressions work out, and what its channels take for what."""

from __future__ import annotations

import pytest

from crossfoot.charts.spec import expressions, spec_check
from crossfoot.charts.spec.untraced_numbers import VouchedTexts

SPOKEN = VouchedTexts(["35.3 m"])
RAW = ("value", "low", "high")
ROW = {
    "id": "a.height.1810",
    "value": 35.3,
    "low": 35.25,
    "high": 35.35,
    "unit": "m",
    "text": "35.3 m",
    "name": "A",
}
ROW |= {"short": "35.3 m", "bare": "35.3", "period": "1810", "expected": False, "status": "actual"}
GIVEN = {("a.height.1810", "m"): ROW}


def told(encoding=None, units=("m",), row=ROW, **more):
    spec = {"data": {"values": [row]}, "mark": "point", "encoding": encoding or {}, **more}
    _, faults = spec_check.check_spec(spec, GIVEN, SPOKEN, {}, units)
    return [what for what, _ in faults]


@pytest.mark.parametrize(
    "formula",
    [
        "datum.value",
        "datum['low']",
        "datum.order",
        "'35 m'",
        "20 + 15",
        "length(datum.name)",
        "toNumber(datum.bare)",
        "parseFloat(datum['bare'])",
        "+datum.bare",
        "datum.name ? -datum.bare : ''",
        "datum.bare - datum.short",
        "datum.bare * PI",
        "year(datum.period)",
        "p + ' m'",
        "format(datum['va' + 'lue'], '')",
        "indexof(datum.name, 'A')",
    ],
)
def test_a_formula_that_makes_a_number_is_found(formula):
    assert expressions.works_out(formula, SPOKEN, RAW)


@pytest.mark.parametrize(
    "formula",
    [
        "datum.name + ': ' + datum.text",
        "datum['name'] + ' (' + upper(datum.status) + ')'",
        "datum.expected ? datum.text : ''",
        "if(datum.status == 'actual', 'as built – ', 'planned')",
        "replace(datum.name, 'A-B', 'length * max')",
        "test(regexp('^A'), datum.name) ? 'of A' : null",
        "split(datum.name, '\\n')",
        "'35.3 m'",
    ],
)
def test_a_formula_that_joins_and_chooses_texts_is_fine(formula):
    assert not expressions.works_out(formula, SPOKEN, RAW)


@pytest.mark.parametrize(
    "text",
    ["datum.value * 100", "(datum.value / 1e6) + 'M'", "format(100 * (datum.value), ',.0f')"],
)
def test_an_axis_that_writes_other_numbers_than_its_own_is_refused(text):
    x = {"field": "value", "type": "quantitative", "axis": {"labelExpr": text}}
    assert f"labelExpr works with numbers: {text}" in told({"x": x})


@pytest.mark.parametrize(
    "text",
    [
        "datum.value ? datum.label + ' m' : datum.label",
        "datum.index % 2 ? '' : datum.label",
        "datum.value % 10 == 0 ? datum.label : ''",
        "format(datum.value, ',.0f')",
        "split(datum.label, '\\n')",
    ],
)
def test_an_axis_may_leave_labels_out_and_add_words(text):
    assert (
        told({"x": {"field": "value", "type": "quantitative", "axis": {"labelExpr": text}}}) == []
    )


@pytest.mark.parametrize("where", ["axis", "legend"])
@pytest.mark.parametrize(
    ("pattern", "units", "said"),
    [
        (".0%", ["m"], "the format '.0%' writes a hundred times the number, in m"),
        ("%", ["%"], "the format '%' writes a hundred times the number, in %"),
        ("+.1p", ["m"], "the format '+.1p' writes a hundred times the number, in m"),
        ("$,.2f", ["GBP", "m"], "the format '$,.2f' writes dollars for GBP, m"),
        (".0%", ["1"], ""),
        ("$.3s", ["bn USD"], ""),
        (",.1f", ["m"], ""),
        ("%Y", ["m"], ""),
        ("%b %p", ["m"], ""),
    ],
)
def test_a_format_writes_the_number_of_its_unit(where, pattern, units, said):
    channel = "x" if where == "axis" else "size"
    found = told(
        {channel: {"field": "value", "type": "quantitative", where: {"format": pattern}}}, units
    )
    assert found == ([said] if said else [])


def test_a_format_in_an_expression_is_read_too():
    axis = {"labelExpr": "format(datum.value, '.0%')"}
    (said,) = told({"x": {"field": "value", "type": "quantitative", "axis": axis}})
    assert said.startswith("the format '.0%' writes a hundred times the number")


@pytest.mark.parametrize(
    "more",
    [
        {"transform": [{"filter": "datum.statsu != 'actual'"}]},
        {"transform": [{"filter": {"not": "datum.statsu == 'actual'"}}]},
        {"transform": [{"filter": {"or": ["datum['statsu'] == 'actual'", "datum.expected"]}}]},
        {"transform": [{"calculate": "datum.statsu + ''", "as": "x"}]},
        {"encoding": {"fill": {"condition": {"test": "datum.statsu", "value": "none"}}}},
        {"mark": {"type": "text", "text": {"expr": "datum.statsu"}}},
    ],
)
def test_a_field_that_no_row_has_is_told_in_expressions_too(more):
    assert "no datum has a field statsu" in told(**more)


def test_a_tick_a_flag_and_what_a_transform_makes_are_known_fields():
    axis = {
        "labelColor": {"condition": {"test": "datum.index == 0", "value": "#1a1c1f"}, "value": ""}
    }
    more = {"transform": [{"calculate": "upper(datum.name)", "as": "big"}, {"filter": "datum.big"}]}
    fill = {"condition": {"test": "datum.disputed", "value": "none"}}
    assert (
        told({"x": {"field": "value", "type": "quantitative", "axis": axis}, "fill": fill}, **more)
        == []
    )


@pytest.mark.parametrize("text", ["datetime()", "datetime( ) > 0", "now()", "random() > 1"])
@pytest.mark.parametrize(
    "wrap", [lambda t: t, lambda t: {"and": [t, "true"]}, lambda t: {"not": t}]
)
def test_what_differs_from_build_to_build_is_told_in_every_filter(text, wrap):
    assert any("differs from build to build" in s for s in told(transform=[{"filter": wrap(text)}]))
    assert not expressions.unsteady("datetime(2024, 0, 1)")


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ({"text": {"condition": {"test": "true", "field": "value"}}}, "text shows the raw value"),
        ({"text": {"condition": [{"test": "true", "field": "low"}]}}, "text shows the raw low"),
        ({"tooltip": [{"field": "name"}, {"field": "high"}]}, "tooltip shows the raw high"),
        ({"text": {"field": {"repeat": "column"}}}, "text shows a repeated field"),
        ({"y": {"field": "value", "type": "ordinal"}}, "y names categories by the raw value"),
        ({"color": {"field": "low", "type": "nominal"}}, "color names categories by the raw low"),
        ({"x": {"datum": {"year": 1850}}}, "a mark at a typed date or an expression"),
        ({"x": {"datum": {"expr": "p"}}}, "a mark at a typed date or an expression"),
    ],
)
def test_a_raw_number_is_shown_nowhere(encoding, said):
    assert told(encoding) == [said]


def test_a_category_that_nobody_names_may_be_a_number():
    encoding = {"y": {"field": "value", "type": "ordinal", "axis": None}}
    assert told({**encoding, "color": {"field": "low", "type": "nominal", "legend": None}}) == []


def test_what_is_stacked_is_a_raw_number():
    stack = {"stack": "value", "as": ["from", "to"], "groupby": ["name"]}
    assert told({"text": {"field": "to"}}, transform=[stack]) == ["text shows the raw to"]


@pytest.mark.parametrize("content", ["encoding", "data"])
def test_a_tooltip_of_all_that_is_encoded_is_refused(content):
    mark = {"type": "bar", "tooltip": {"content": content}}
    assert told({"x": {"field": "value", "type": "quantitative"}}, mark=mark) == [
        "a tooltip of the raw data"
    ]


@pytest.mark.parametrize("key", ["text", "tooltip"])
def test_what_a_mark_says_by_an_expression_makes_no_number(key):
    assert told(mark={"type": "text", key: {"expr": "20 + 15"}}) == [
        f"{key} works with numbers: 20 + 15"
    ]
    assert told(mark={"type": "text", key: {"expr": "datum.name + datum.text"}}) == []


@pytest.mark.parametrize(
    ("field", "other"), [("text", "48 m"), ("bare", "48"), ("short", "m"), ("period", "1844")]
)
def test_a_row_says_its_own_number_and_time(field, other):
    spoken = VouchedTexts(["35.3 m", "48 m", "48", "1844", "1810"])
    spec = {"data": {"values": [{**ROW, field: other}]}, "mark": "point"}
    (fault,) = spec_check.check_spec(spec, GIVEN, spoken)[1]
    assert fault[0] == f"a.height.1810: {field} is {other!r}, the figure has {ROW[field]!r}"
    more = {**ROW, "text": "A: 35.3 m", "name": "B"}
    assert spec_check.check_spec({**spec, "data": {"values": [more]}}, GIVEN, spoken)[1] == []


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ({"x": {"field": "bare", "type": "quantitative"}}, "x takes a number out of the text bare"),
        ({"y": {"field": "name", "type": "quantitative"}}, "y takes a number out of the text name"),
        (
            {"text": {"field": "bare", "type": "quantitative", "format": ".0f"}},
            "text takes a number out of the text bare",
        ),
        (
            {"tooltip": [{"field": "period", "type": "quantitative"}]},
            "tooltip takes a number out of the text period",
        ),
        ({"x": {"field": "value", "type": "temporal"}}, "x takes the number value for a time"),
    ],
)
def test_a_text_is_no_number_and_a_number_no_time(encoding, said):
    assert told(encoding) == [said]


def test_a_table_s_number_may_be_called_as_a_figure_s_text_is():
    row = {"id": "tables/t#1", "text": 5, "text_text": "5 m"}
    spec = {"data": {"values": [row]}, "mark": "point"}
    spec["encoding"] = {"x": {"field": "text", "type": "quantitative"}}
    assert spec_check.check_spec(spec, {("tables/t#1", ""): row}, VouchedTexts(["5 m"]))[1] == []


def test_a_selection_that_is_not_in_the_chart_or_chooses_by_no_field_is_told():
    opacity = {"condition": {"param": "pick", "value": 1}, "value": 0.3}
    assert told({"opacity": opacity}) == ["no selection pick is in the chart"]
    pick = {"name": "pick", "select": {"type": "point", "fields": ["nmae"]}}
    assert told({"opacity": opacity}, params=[pick]) == ["no datum has a field nmae"]
    pick["select"]["fields"] = ["name"]
    assert told({"opacity": opacity}, params=[pick]) == []
    assert told(transform=[{"filter": {"not": {"param": "pick"}}}], params=[pick]) == []


def periods(*names, **channel):
    rows = [{**ROW, "id": f"a.height.{p}", "period": p, "period_name": n} for p, n in names]
    given = {(row["id"], "m"): row for row in rows}
    spoken = VouchedTexts(
        [str(row[key]) for row in rows for key in ("period", "period_name", "text")]
    )
    x = {"field": "period_name", "type": "nominal", **channel}
    spec = {"data": {"values": rows}, "mark": "line", "encoding": {"x": x}}
    return [what for what, _ in spec_check.check_spec(spec, given, spoken)[1]]


def test_months_do_not_stand_in_the_order_of_their_letters():
    months = [("2024-03", "March 2024"), ("2024-04", "April 2024"), ("2024-05", "May 2024")]
    told = "x: period_name stands in the order of letters, where March 2024 is not first"
    assert periods(*months) == [told]
    assert periods(*months, sort=None) == periods(*months, field="period") == []
    assert periods(("2023", "2023"), ("2024", "2024")) == periods(months[0]) == []


@pytest.mark.parametrize(
    ("name", "encoded", "asked"),
    [
        ("full name", "full name", "datum['full name']"),
        ("a.b", "a\\.b", 'datum["a.b"]'),
        ("a:b", "a\\:b", "datum['a:b']"),
        ("größe", "größe", "datum.größe"),
    ],
)
def test_a_field_may_have_any_name(name, encoded, asked):
    row = {**ROW, name: "x"}
    encoding = {"y": {"field": encoded, "type": "nominal"}}
    steps = [{"filter": f"{asked} != ''"}, {"calculate": f"upper({asked})", "as": "big"}]
    assert told(encoding, row=row, transform=steps) == []
    assert f"no datum has a field {name}" in told(encoding, transform=steps)


def test_a_number_that_became_a_text_is_told_as_one():
    assert told(row={**ROW, "value": "35.3"}) == [
        "a.height.1810: value is '35.3', the figure has 35.3"
    ]


def test_a_year_is_no_day_where_a_text_names_it():
    tip = {"field": "period", "type": "temporal"}
    assert told({"tooltip": [tip]}) == ["tooltip shows period as a day"]
    assert told({"tooltip": [{**tip, "format": "%Y"}], "x": tip}) == []
    row = {"id": "tables/t#1", "month": "2024-01-01", "month_text": "January 2024", "tower": "A"}
    for field, said in (("month", ["text shows month as a day"]), ("tower", [])):
        spec = {"data": {"values": [row]}, "mark": "text"}
        spec["encoding"] = {"text": {"field": field, "type": "temporal"}}
        faults = spec_check.check_spec(spec, {("tables/t#1", ""): row}, VouchedTexts(row.values()))[
            1
        ]
        assert [what for what, _ in faults] == said


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_json_does_not_have_is_told(number):
    said = f"size is {number}, which no file can hold"
    assert told(mark={"type": "bar", "size": number}) == [said]
    x = {"field": "value", "type": "quantitative", "scale": {"domain": [0, number]}}
    assert told({"x": x}) == [f"domain is [0, {number}], which no file can hold"]
