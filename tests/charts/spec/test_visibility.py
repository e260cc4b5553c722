"""What a chart was given and would not show is told, as Vega itself places it."""

from __future__ import annotations

from functools import partial

import pytest
import vl_convert

from crossfoot.charts.spec.visibility import visibility_faults

scene = partial(vl_convert.vega_to_scenegraph, allowed_base_urls=[])
K, ID = {"field": "k", "type": "nominal"}, {"field": "id", "type": "nominal"}
DAY = {"field": "d", "type": "temporal"}
X = {"x": ID}


def rows(*numbers, **more):
    return [
        {"id": f"r{i}", "n": n, "k": "abcdef"[i], "d": f"2024-01-0{i + 1}", **more}
        for i, n in enumerate(numbers)
    ]


def q(field="n", **scale):
    return {"field": field, "type": "quantitative", "scale": scale}


def found(values, encoding, mark="point", **more):
    spec = {"data": {"values": values}, "mark": mark, "encoding": encoding, "width": 200, **more}
    if "layer" in more or "facet" in more or "vconcat" in more:
        spec = {k: v for k, v in spec.items() if k not in ("mark", "encoding") or v}
    wrong, doubts = visibility_faults(spec, vl_convert.vegalite_to_vega, scene)
    return [what for what, _ in wrong] + [f"doubt: {what}" for what in doubts]


ZERO = "n is zero or less in 2 of 4 rows, and a log scale has no place for that (first r1: 0)"
SIGNED = rows(5, 0, -3, 50)


@pytest.mark.parametrize(
    ("channel", "mark"),
    [*((c, m) for c in "xy" for m in ("point", "line", "text")), ("color", "point")],
)
def test_zero_and_less_on_a_log_scale(channel, mark):
    told = found(SIGNED, {channel: q(type="log"), "y" if channel == "x" else "x": ID}, mark)
    assert told == [f"{channel}: {ZERO}"]


@pytest.mark.parametrize(
    ("channel", "mark"),
    [("size", "point"), ("opacity", "bar"), ("strokeWidth", "line"), ("radius", "arc")],
)
def test_zero_and_less_on_a_log_scale_of_amounts(channel, mark):
    told = found(SIGNED, {channel: q(type="log"), **({} if mark == "arc" else X)}, mark)
    assert told == [
        f"{channel}: n is zero or less in 1 of 4 rows, and a log scale has no place for that "
        "(first r1: 0)",
        f"{channel}: n is below zero in 1 of 4 rows, which {channel} cannot show (first r2: -3)",
    ]


def test_a_zero_in_the_domain_of_a_log_scale():
    told = found(rows(1, 2), {"x": q(type="log", domain=[0, 100]), "y": ID})
    assert told == [
        "x: a log scale from 0 to 100 has a zero in its domain, and no place for any row"
    ]


@pytest.mark.parametrize("mark", ["rule", "rect"])
def test_the_other_end_of_a_range_on_a_log_scale(mark):
    values = [{**row, "m": 60} for row in SIGNED]
    told = found(values, {"x": q("m", type="log"), "x2": {"field": "n"}, "y": ID}, mark)
    assert told == [f"x: {ZERO}"]


def test_a_log_scale_of_one_sign_is_fine():
    assert found(rows(1, 20, 300), {"x": q(type="log"), "y": ID}) == []
    assert found(rows(-1, -20, -300), {"x": q(type="log"), "y": ID}) == []


@pytest.mark.parametrize("kind", ["linear", "symlog", "sqrt", "pow"])
def test_scales_that_have_a_place_for_all_are_fine(kind):
    assert found(SIGNED, {"x": q(type=kind), "y": ID}) == []


@pytest.mark.parametrize(
    ("scale", "wanted"),
    [
        ({"domain": [0, 10]}, "0 to 10, in 2 of 4 rows, and is cut off (first r2: -3)"),
        ({"domain": [10, 0]}, "0 to 10, in 2 of 4 rows, and is cut off (first r2: -3)"),
        ({"domain": [0, 50], "clamp": True}, "0 to 50, in 1 of 4 rows"),
        ({"domainMax": 20, "nice": False}, "-3 to 20, in 1 of 4 rows"),
        ({"domain": [1, 100], "type": "sqrt"}, "1 to 100, in 2 of 4 rows"),
    ],
)
@pytest.mark.parametrize("mark", [{"type": "point", "clip": True}, "point", "line", "text"])
def test_values_outside_of_a_domain(scale, wanted, mark):
    (told,) = found(SIGNED, {"x": q(**scale), "y": ID}, mark)
    assert told.startswith(f"x: n is outside of the scale, {wanted}")


def test_days_outside_of_a_domain_are_told_as_days():
    ends = [{"year": 2024, "month": "jan", "date": d} for d in (2, 9)]
    scale = {"type": "utc", "domain": ends}
    (told,) = found(rows(1, 2), {"x": {**DAY, "scale": scale}, "y": ID})
    assert told == (
        "x: d is outside of the scale, 2024-01-02 to 2024-01-09, in 1 of 2 rows, and is cut off "
        "(first r0: 2024-01-01)"
    )


@pytest.mark.parametrize("channel", ["size", "opacity", "theta", "radius"])
def test_less_than_nothing_in_a_channel_of_amounts(channel):
    mark = "arc" if channel in ("theta", "radius") else "point"
    told = found(rows(5, -3), {channel: q(), "x": ID} if mark == "point" else {channel: q()}, mark)
    assert told == [
        f"{channel}: n is below zero in 1 of 2 rows, which {channel} cannot show (first r1: -3)"
    ]


@pytest.mark.parametrize("mark", ["point", "bar", "text", "tick", "arc", "line"])
def test_an_empty_cell_draws_nothing_and_is_no_fault(mark):
    channel = "theta" if mark == "arc" else "x"
    given = {channel: q(), "color" if mark == "arc" else "y": ID}
    assert found(rows(5, None, 7), given, mark) == []


def test_a_day_that_is_none():
    (told,) = found([*rows(1), {**rows(2)[0], "id": "s", "d": "soon"}], {"x": DAY, "y": q()})
    assert told == "x: d is missing or no date in 1 of 2 rows, which are not drawn (first s)"


def test_a_text_in_the_place_of_a_number():
    (told,) = found([*rows(1), {**rows(2)[0], "id": "s", "n": "x"}], {"x": q(), "y": ID})
    assert "first s" in told and "not drawn" in told


@pytest.mark.parametrize(
    ("channel", "scale", "looks"),
    [
        ("color", {}, 2),
        ("fill", {"range": ["#000000"]}, 1),
        ("shape", {"range": ["circle", "square"]}, 2),
        ("strokeDash", {"range": [[1, 0], [2, 2]]}, 2),
        ("color", {"domain": ["a", "b", "c"], "range": ["#000000", "#ffffff"]}, 2),
    ],
)
def test_more_categories_than_looks(channel, scale, looks):
    config = {"range": {"category": ["#12436d", "#187f78"]}}
    mark = "line" if channel == "strokeDash" else "point"
    encoding = {"x": q(), "y": ID, channel: {**K, "scale": scale}}
    first = "abc"[looks]
    told = found(rows(1, 2, 3), encoding, mark, config=config)
    channel = "color" if channel == "fill" else channel
    assert told == [
        f"{channel}: 3 values of k share {looks} looks (first {first!r}, which looks as 'a')"
    ]


def test_as_many_looks_as_categories_are_fine_though_two_are_alike():
    scale = {"domain": ["a", "b", "c"], "range": ["#000000", "#ffffff", "#ffffff"]}
    assert found(rows(1, 2, 3), {"x": q(), "y": ID, "color": {**K, "scale": scale}}) == []


@pytest.mark.parametrize("channel", ["y", "color", "shape"])
def test_a_category_that_the_domain_does_not_have(channel):
    scale = {"domain": ["a", "b"]}
    told = found(rows(1, 2, 3), {"x": q(), channel: {**K, "scale": scale}})
    assert told == [f"{channel}: k is none of its scale's domain in 1 rows (first r2: 'c')"]


def test_a_condition_is_asked_for_the_rows_that_it_is_for():
    colour = {"condition": {"test": "datum.n > 2", **K}, "value": "#12436d"}
    told = found(rows(1, 3, 4), {"x": q(), "y": ID, "color": colour}, config={
        "range": {"category": ["#12436d"]}
    })  # fmt: skip
    assert told == ["color: 3 values of k share 1 looks (first 'b', which looks as 'a')"]
    log = {"condition": {"test": "datum.n > 2", **q(type="log")}, "value": 3}
    assert found(rows(1, 3, 4), {"x": ID, "size": log}) == []
    (told,) = found(rows(0, 3, 4), {"x": ID, "size": log})
    assert told.startswith("size: a log scale from 0 to")


NOTHING = [{"filter": "datum.n > 1000"}]


def test_a_filter_that_leaves_nothing():
    told = found(rows(1, 2), {"x": q(), "y": ID}, transform=NOTHING)
    assert told == ["a layer of point marks draws none of its 2 rows"]
    assert found(rows(1, 2), {"x": q(), "y": ID}, transform=[{"filter": "datum.n > 1"}]) == []


def test_a_layer_that_draws_nothing_of_what_another_draws_is_doubtful():
    encoding = {"x": q(), "y": ID}
    bare = {"mark": "rule", "encoding": encoding, "transform": NOTHING}
    told = found(rows(1, 2), None, None, layer=[{"mark": "point", "encoding": encoding}, bare])
    assert told == ["doubt: a layer of rule marks draws none of its 2 rows"]


def test_a_layer_without_data_of_its_own_is_fine():
    encoding = {"x": q(), "y": ID}
    none = {"mark": "rule", "encoding": encoding, "data": {"values": []}}
    zero = {"mark": "rule", "encoding": {"x": {"datum": 0}}, "data": {"values": [{}]}}
    layers = [{"mark": "point", "encoding": encoding}, none, zero]
    assert found(rows(1, 2), None, None, layer=layers) == []


def test_facets_and_concatenated_views_are_asked_on_their_own_scales():
    inner = {"mark": "point", "encoding": {"x": q(type="log"), "y": ID}}
    told = found(SIGNED, None, None, facet=K, spec=inner, resolve={"scale": {"x": "independent"}})
    assert any("and a log scale has no place for that (first r1: 0)" in line for line in told)
    views = [inner, {"mark": "point", "encoding": {"x": q(), "y": ID}}]
    assert found(SIGNED, None, None, vconcat=views) == [f"x: {ZERO}"]


@pytest.mark.parametrize(
    "scale", [{"domain": [2, 60]}, {"domainMin": 2}, {"domain": [-60, -2]}, {"domain": [60, 2]}]
)
def test_bars_on_a_scale_without_their_zero(scale):
    (told,) = found(rows(5, 50), {"x": q(**scale), "y": ID}, "bar")
    assert told.startswith("x: n is outside of the scale")


def test_stacked_bars_of_both_signs_are_fine():
    assert found(SIGNED, {"x": {**q(), "stack": "zero"}, "color": ID}, "bar") == []


def test_answers_are_texts_that_nobody_measures():
    asked = {}

    def scene_of(vega):
        asked.update(vega)
        return {"scenegraph": {}}

    spec = {"data": {"values": rows(1, 2)}, "mark": "text", "encoding": {"x": q()}}
    visibility_faults(spec, vl_convert.vegalite_to_vega, scene_of)
    scales, mark = (one["encode"]["update"] for one in asked["marks"])
    assert scales["fontSize"] == mark["fontSize"] == {"value": 0}


def test_what_is_told_stands_at_the_chart_once_for_both_widths(draw):
    got = draw("""
@chart(title="Towers")
def towers(ask, width):
    rows = ask.figures("bell-rock.height.1810", "new-point.height.2031")
    x = alt.X("value:Q", scale=alt.Scale(domain=[1, 2]))
    return alt.Chart(data(rows)).mark_point().encode(x=x, y="id:N")
""")
    (told,) = got.problems.errors
    assert str(told).startswith(
        "scripts/charts/lights.py:6:1: chart towers: x: value is outside of the scale, 1 to 2, in "
        "2 of 2 rows, and is cut off (first bell-rock.height.1810: "
    )
    assert told.hint.startswith("a domain that holds every value")


def test_bars_that_stand_on_one_another_as_one_are_refused():
    given = [{**row, "k": "a"} for row in rows(5, 7, -1)]
    alike = ["bars of 2 rows stand on one another as one sum (r0, r1)"]
    assert found(given, {"x": q(), "y": K}, "bar") == alike
    assert found(given, {"y": q(), "x": K}, "area") == [alike[0].replace("bars", "areas")]
    assert found(given, {"x": q(), "y": K, "row": ID}, "bar") == []
    assert found(given, {"x": q(), "y": K, "color": ID}, "bar") == []
    assert found(given, {"x": {**q(), "stack": None}, "y": K}, "bar") == []
    assert found(given, {"x": q(), "y": K}, "point") == []
    assert found(rows(5, 0, None), {"x": q(), "y": {"datum": "all"}}, "bar") == []


def test_rows_of_one_figure_are_not_added_up():
    sources = [{**row, "id": f"a.b.2025@{row['id']}", "k": "a"} for row in rows(5, 7)]
    assert found(sources, {"x": q(), "y": K, "color": ID}, "bar") == [
        "bars add up rows of one figure (a.b.2025@r0, a.b.2025@r1)"
    ]
    assert found(sources, {"x": q(), "y": K, "yOffset": ID}, "bar") == []
    again = [{**sources[0], "turn": turn} for turn in "abc"]  # a length three times over
    turn = {"field": "turn", "type": "nominal"}
    assert found(again, {"x": q(), "y": K, "detail": turn}, "bar") == []
    assert found(sources, {"x": q(), "y": ID, "color": ID}, "bar") == []


@pytest.mark.parametrize("mark", ["bar", "rule", "area"])
def test_a_range_with_one_end_is_refused(mark):
    given = [{**row, "m": None if row["id"] == "r1" else 9} for row in rows(5, 7)]
    (told,) = found(given, {"y": q(), "y2": {"field": "m"}, "x": ID}, mark)
    assert told == "y: m is missing in 1 rows, whose marks would end at zero (first r1)"
    assert found(given[:1], {"y": q(), "y2": {"field": "m"}, "x": ID}, mark) == []


@pytest.mark.parametrize(
    "scale",
    [
        {"type": "threshold", "domain": [4], "range": ["#12436d", "#187f78"]},
        {"type": "quantize", "domain": [2, 4], "range": ["#12436d", "#187f78"]},
        {"type": "quantile", "range": ["#12436d", "#187f78"]},
    ],
)
def test_a_scale_of_steps_has_a_place_for_all(scale):
    assert found(rows(1, 3, 9), {"x": q(), "y": ID, "color": q(**scale)}) == []


@pytest.mark.parametrize("mark", ["bar", "point", "line", "text"])
def test_a_figure_without_a_value_is_doubtful(mark):
    given = [{**row, "id": f"a.{row['id']}.2025"} for row in rows(5, None)]
    told = "doubt: 1 of 2 figures have no value and are not drawn (first a.r1.2025)"
    assert found(given, {"x": q(), "y": ID}, mark) == [told]
    shown = [
        {"mark": mark, "encoding": {"x": q(), "y": ID}},
        {"mark": "tick", "encoding": {"y": ID}},
    ]
    assert found(given, None, None, layer=shown) == []
    cells = [{**row, "id": f"tables/a.b#{row['id']}"} for row in rows(5, None)]
    assert found(cells, {"x": q(), "y": ID}, mark) == []


YEARS = [
    {"id": f"{of}.{year}", "of": of, "year": year, "period": year, "value": n, "unit": "k USD"}
    for n, (of, year) in enumerate([(o, y) for o in "ab" for y in ("2021", "2022", "2023")], 1)
]
OF, YEAR = {"field": "of", "type": "nominal"}, {"field": "year", "type": "ordinal"}
JOINED = "goes through several rows at one place of x (a.2021, b.2021)"


@pytest.mark.parametrize("mark", ["line", "area"])
def test_a_line_that_joins_two_series_is_refused(mark):
    apart = {"y": {**q("value"), "stack": None}, "x": YEAR}
    assert found(YEARS, apart, mark) == [f"a {mark} {JOINED}"]
    assert found(YEARS, {**apart, "color": {"value": "red"}}, mark) == [f"a {mark} {JOINED}"]
    assert found(YEARS, {**apart, "detail": OF}, mark) == []


def test_a_line_between_two_rows_of_one_place_and_one_through_a_scatter_are_fine():
    assert found(YEARS, {"x": q("value"), "y": OF, "detail": OF}, "line") == []
    pair = [row for row in YEARS if row["year"] == "2021"]
    assert found(pair, {"y": q("value"), "x": YEAR}, "line") == []
    assert found(YEARS, {"y": q("value"), "x": q("value")}, "line") == []


def test_a_line_along_years_out_of_order_is_refused_and_bars_by_rank_are_not():
    ranked = [YEARS[n] for n in (2, 0, 1)]
    mixed = {"x": {**YEAR, "sort": None}, "y": q("value")}
    told = "a line along x, where 2021 does not stand in order of time"
    assert found(ranked, mixed, "line") == [told]
    assert found(ranked, mixed, "bar") == []
    assert found(YEARS[2::-1], mixed, "line") == []


def test_figures_in_two_units_share_no_scale():
    other = [{**row, "unit": "M USD"} for row in YEARS[3:]]
    both, xy = [*YEARS[:3], *other], {"y": q("value"), "x": YEAR, "detail": OF}
    told = "y: figures in k USD and in M USD on one scale (a.2021, b.2021)"
    assert found(both, xy, "point") == [told]
    yearly = [{**row, "unit": "k USD/year"} for row in YEARS[3:]]
    assert found([*YEARS[:3], *yearly], xy, "point") == []
    layers = [{"data": {"values": v}, "mark": "point", "encoding": xy} for v in (YEARS, other)]
    free = {"layer": layers, "resolve": {"scale": {"y": "independent"}}}
    assert found([], {}, "", **free) == []


def test_parts_of_a_stack_that_look_alike_are_one_sum():
    twice = {"x": q("value"), "y": OF, "color": OF}
    told = "bars of 3 rows stand on one another as one sum (a.2021, a.2022)"
    assert found(YEARS, twice, "bar") == [told]
    assert found(YEARS, {**twice, "color": YEAR}, "bar") == []
    circle = {"theta": q("value"), "color": OF}
    assert found(YEARS, circle, "arc") == [
        "arcs of 6 rows stand on one another as one sum (a.2021, a.2022)"
    ]


def test_arcs_of_shares_make_up_a_whole():
    share = [{**row, "unit": "%", "value": n} for row, n in zip(YEARS, (40, 35, 24), strict=False)]
    circle = {"theta": q("value"), "color": YEAR}
    assert found(share, circle, "arc") == []
    assert found(share[:2], circle, "arc") == [
        "arcs of shares that add up to 75%, and a circle shows a whole"
    ]
