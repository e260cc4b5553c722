"""What a chart may hold: the ledger's own numbers, nothing worked out, nothing fetched."""

from __future__ import annotations

import pytest

ROWS = 'rows = ask.figures("bell-rock.height.1810", "skerryvore.height.1844", unit="m")'
MARK = "alt.Chart(data(rows)).mark_bar()"
BARS = f"{MARK}.encode(x='value:Q', y='name:N')"


def chart(body: str) -> str:
    lines = "\n    ".join([ROWS, *body.strip().splitlines()])
    return f'\n@chart(title="Towers")\ndef towers(ask):\n    {lines}\n'


def test_a_datum_that_differs_from_its_figure_is_refused_with_the_charts_name(draw):
    got = draw(chart(f"rows[0]['value'] = 36\nreturn {BARS}"))
    assert (
        "scripts/charts/lights.py:6:1: chart towers: bell-rock.height.1810: value is 36" in got.said
    )
    assert "the figure has 35.3" in got.said
    assert not got.drawn


@pytest.mark.parametrize("field", ["low", "high"])
def test_an_end_that_differs_from_its_figure_is_refused(draw, field):
    assert f"{field} is 1, the figure" in draw(chart(f"rows[0]['{field}'] = 1\nreturn {BARS}")).said


def test_a_datum_that_nobody_asked_for_is_refused(draw):
    got = draw(chart(f"rows.append({{'id': 'bell-rock.height.1999', 'value': 3}})\nreturn {BARS}"))
    assert "the datum bell-rock.height.1999 was not asked for" in got.said


def test_a_datum_without_an_id_is_refused(draw):
    assert "a datum without id" in draw(chart(f"rows.append({{'value': 3}})\nreturn {BARS}")).said


def test_another_number_in_a_datum_is_refused(draw):
    got = draw(chart(f"rows[0]['share'] = 0.5\nreturn {BARS}"))
    assert "share 0.5 is no figure's number" in got.said


def test_a_value_in_another_unit_is_compared_in_that_unit(draw):
    got = draw(chart(f"rows[0]['unit'] = 'km'\nreturn {BARS}"))
    assert "the datum bell-rock.height.1810 in km was not asked for" in got.said


@pytest.mark.parametrize(
    ("drawn", "named"),
    [
        ("alt.Chart(data(rows)).mark_bar().encode(x='mean(value):Q')", "aggregate"),
        ("alt.Chart(data(rows)).mark_bar().encode(alt.X('value:Q', bin=True))", "bin"),
        ("alt.Chart(data(rows)).mark_bar().encode(x='year(period):T')", "timeUnit"),
        (f"{BARS}.transform_aggregate(value='sum(value)', groupby=['name'])", "aggregate"),
        (f"{BARS}.transform_window(value='sum(value)')", "window"),
        (f"{BARS}.transform_joinaggregate(all='sum(value)')", "joinaggregate"),
        (f"{BARS}.transform_regression('value', 'low')", "regression"),
        (f"{BARS}.transform_calculate(value='datum.value * 2')", "calculate"),
        (f"{BARS}.transform_calculate(x='datum[\"value\"] + datum.low')", "calculate"),
        (f"{BARS}.transform_impute('value', key='name')", "impute"),
        (f"{BARS}.transform_fold(['low', 'high'])", "fold"),
        ("alt.Chart(data(rows)).mark_boxplot().encode(x='value:Q')", "boxplot"),
        ("alt.Chart(data(rows)).mark_errorbar().encode(x='value:Q')", "errorbar"),
        (
            "alt.Chart(data(rows)).mark_bar().encode(alt.X('value:Q', stack='normalize'))",
            "normalize",
        ),
        ("alt.Chart(alt.sequence(0, 9)).mark_bar().encode(x='data:Q')", "sequence"),
    ],
)
def test_what_works_a_number_out_of_the_data_is_refused(draw, drawn, named):
    got = draw(chart(f"return {drawn}"))
    assert "chart towers: " in got.said and named in got.said, got.said
    assert not got.drawn


@pytest.mark.parametrize(
    "drawn",
    [
        "alt.Chart('https://example.org/a.csv').mark_bar().encode(x='value:Q')",
        "alt.Chart(alt.UrlData(url='file:///etc/passwd')).mark_bar().encode(x='value:Q')",
        "alt.Chart(data(rows)).mark_image(url='https://example.org/a.png').encode(x='value:Q')",
        "alt.Chart(data(rows)).mark_bar(href='https://example.org/').encode(x='value:Q')",
        "alt.Chart(data(rows)).mark_bar(fill='url(https://example.org/a.svg#b)')"
        ".encode(x='value:Q')",
    ],
)
def test_whatever_fetches_or_links_is_refused(draw, drawn):
    got = draw(chart(f"return {drawn}"))
    assert "fetches" in got.said, got.said
    assert not got.drawn


@pytest.mark.parametrize(
    "drawn",
    [
        "alt.Chart(data(rows)).mark_bar().encode(alt.X('value:Q', title='Twice 35 m'), y='name:N')",
        "alt.Chart(data(rows)).mark_text(text='35 m').encode(x='value:Q')",
        "alt.Chart(data(rows)).mark_text(text=['high,', 'about 35 m']).encode(x='value:Q')",
        "alt.Chart(data(rows)).mark_text().encode(x='value:Q', text=alt.value('twice as high'))",
        "alt.Chart(data(rows)).mark_bar().encode("
        "alt.X('value:Q', axis=alt.Axis(labelExpr=\"datum.label + ' of 60'\")))",
    ],
)
def test_a_typed_number_in_any_text_is_refused(draw, drawn):
    assert "the typed number" in draw(chart(f"return {drawn}")).said


def test_a_typed_number_in_an_extra_is_refused(draw):
    body = "rows = ask.figures('bell-rock.height.1810', series='since 1811')\nreturn " + BARS
    assert "the typed number 1811 in series" in draw(chart(body)).said


def test_a_mark_at_a_typed_number_is_refused_and_at_zero_is_not(draw):
    rule = "alt.Chart(data(rows)).mark_rule().encode(x=alt.XDatum({}))"
    assert "typed number 40" in draw(chart(f"return {BARS} + {rule.format(40)}")).said
    assert not draw(chart(f"return {BARS} + {rule.format(0)}")).said


def test_a_number_that_ask_said_and_a_name_may_stand_in_a_text(draw):
    body = "text = 'of ' + ask.show('eddystone.height.1882') + ', a Type 47 lamp'\n"
    body += "return alt.Chart(data(rows)).mark_text(text=text, align='left').encode("
    body += "x=alt.value(0), y='name:N')"
    got = draw(chart(body))
    assert not got.said
    assert "of about 49 m, a Type 47 lamp" in got.drawn["towers"].svg_wide
    assert "eddystone.height.1882" in got.drawn["towers"].spec.figures


def test_a_raw_number_is_not_shown_as_text(draw):
    got = draw(chart("return alt.Chart(data(rows)).mark_text().encode(text='value:Q')"))
    assert "text shows the raw value" in got.said


def test_bars_start_at_zero(draw):
    x = "alt.X('value:Q', scale=alt.Scale(zero=False))"
    got = draw(chart(f"return alt.Chart(data(rows)).mark_bar().encode(x={x}, y='name:N')"))
    assert "bars that do not start at zero" in got.said


def test_what_changes_from_build_to_build_is_refused(draw):
    got = draw(chart(f"return {BARS}.transform_filter('datum.value > random()')"))
    assert "differs from build to build" in got.said


def test_a_chart_of_its_own_look_or_title_is_refused(draw):
    got = draw(chart(f"return {BARS}.properties(title='Towers').configure_axis(grid=False)"))
    assert "title in the picture" in got.said and "configures its own look" in got.said


def test_a_colour_outside_the_theme_is_refused(draw):
    got = draw(chart("return alt.Chart(data(rows)).mark_bar(color='red').encode(x='value:Q')"))
    assert "the colour 'red' is none of the theme's" in got.said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Height, m", ""),
        ("Height in metres", ""),
        ("Height", ""),
        ("Height (km)", "x is titled 'Height (km)', and its numbers are in m"),
        ("feet", "x is titled 'feet', and its numbers are in m"),
    ],
)
def test_the_unit_in_an_axis_s_title_is_that_of_its_numbers(draw, title, said):
    got = draw(chart(f"return {MARK}.encode(x=alt.X('value:Q', title={title!r}), y='name:N')"))
    assert said in got.said if said else got.said == ""


def test_a_sort_names_what_there_is(draw):
    y = "alt.Y('name:N', sort=['Skeryvore', 'Bell Rock'])"
    got = draw(chart(f"return {MARK}.encode(x='value:Q', y={y})"))
    assert "y is sorted by 'Skeryvore', which no row has; did you mean Skerryvore?" in got.said


def test_a_line_goes_through_its_points(draw):
    line = MARK.replace("mark_bar()", "mark_line(interpolate='basis')")
    assert (
        "interpolate basis draws a line beside its points"
        in draw(chart(f"return {line}.encode(x='value:Q', y='name:N')")).said
    )
