"""A chart over a table under data/tables/: its numbers are the table's, and so is all beside it."""

from __future__ import annotations

import csv
import io
import shutil
from fractions import Fraction
from pathlib import Path
from textwrap import dedent

import pytest

from chart_builds import render_charts
from crossfoot.charts.ask import Ask
from crossfoot.diagnostics import Diagnostics, InvalidValue, SourceLocation
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.ledger.model import Ledger

LIGHTS = Path(__file__).parents[1] / "lights"
YML = """\
title: Sight from the gallery
source: almanac
licence: ODbL-1.0
columns:
  day: {label: day, unit: date}
  tower: {label: tower}
  sight: {label: sight, unit: km, status: actual}
  hoped: {label: sight hoped for, unit: km, status: projected}
"""
CSV = """\
day,tower,sight,hoped
2024-01-01,Bell Rock,12.50,1
2024-01-02,Bell Rock,1200.5,20
2024-01-01,=Skerryvore,-3,20
2024-01-02,=Skerryvore,,20
"""
HEAD = """\
import altair as alt
from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.marks import data, dots
"""
LINE = "alt.Chart(data(rows)).mark_line().encode(x='day:T', y='sight:Q', detail='tower:N')"


@pytest.fixture(scope="module")
def shore(tmp_path_factory) -> Path:
    """The lighthouses' briefing with a table, and a longer one."""
    root = tmp_path_factory.mktemp("shore") / "lights"
    shutil.copytree(LIGHTS / "data", root / "data")
    tables = root / "data/tables"
    tables.mkdir()
    (tables / "sight.yml").write_text(YML)
    (tables / "sight.csv").write_text(CSV)
    (tables / "long.yml").write_text(YML.replace("Sight", "Long sight"))
    rows = "".join(f"{1600 + n},Bell Rock,{n}.5,20\n" for n in range(321))
    (tables / "long.csv").write_text(CSV.splitlines(keepends=True)[0] + rows)
    return root


@pytest.fixture(scope="module")
def sights(shore) -> Ledger:
    problems = Diagnostics()
    inputs = load_inputs(shore, {}, problems)
    assert inputs is not None
    ledger = build_ledger(inputs, inputs.briefing.as_of, problems)
    assert not problems.errors
    return ledger


@pytest.fixture
def ask(sights):
    return Ask(sights, {}, lambda text, place: text, SourceLocation("scripts/charts/lights.py"))


@pytest.fixture
def drawn(sights, drawer, tmp_path):
    """The chart ``seen`` whose body is given, with the errors and warnings."""

    def run(body: str):
        folder = tmp_path / "scripts/charts"
        folder.mkdir(parents=True, exist_ok=True)
        lines = dedent(body).strip().replace("\n", "\n    ")
        text = f'{HEAD}\n@chart(title="Sight")\ndef seen(ask):\n    {lines}\n'
        (folder / "lights.py").write_text(text)
        problems = Diagnostics()
        charts = render_charts(
            tmp_path, sights, {}, problems, lambda text, place: text, None, drawer
        )
        said = [str(p) for p in problems.errors]
        return charts.get("seen"), "\n".join(said), "\n".join(map(str, problems.warnings))

    return run


def test_a_row_has_numbers_periods_and_texts_as_pages_write_them(ask):
    rows = ask.table("sight", "day", "tower", "sight", series="seen")
    assert rows[1] == {
        "id": "tables/sight#2",
        "day": "2024-01-02",
        "day_text": "2 January 2024",
        "tower": "Bell Rock",
        "sight": 1200.5,
        "sight_text": "1,200.5 km",
        "series": "seen",
    }
    assert rows[0]["sight_text"] == "12.50 km", "written digits stay"
    assert (rows[3]["sight"], rows[3]["sight_text"]) == (None, "")
    assert list(ask.table("sight")[0])[1:4] == ["day", "day_text", "tower"]


def test_rows_are_chosen_by_what_stands_in_them_and_keep_their_numbers(ask):
    ids = [row["id"] for row in ask.table("sight", where={"tower": "=Skerryvore"})]
    assert ids == ["tables/sight#3", "tables/sight#4"]
    where = {"tower": ["Bell Rock", "=Skerryvore"], "day": "2024-01-01"}
    assert [row["id"] for row in ask.table("sight", where=where)] == [ids[0][:-1] + "1", ids[0]]


def test_a_number_is_given_in_another_unit(ask):
    (row, *_) = ask.table("sight", "day", "sight", unit="m")
    assert (row["sight"], row["sight_text"], row["unit"]) == (12500, "12,500 m", "m")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "sigth"}, "no table sigth under data/tables; did you mean sight"),
        ({"name": "sight", "column": "hped"}, "tables/sight has no column hped; did you mean hop"),
        ({"name": "sight", "where": {"twoer": "x"}}, "has no column twoer; did you mean tower"),
        (
            {"name": "sight", "where": {"tower": "Bell rock"}},
            "no row of tables/sight has the tower 'Bell rock'; did you mean Bell Rock?",
        ),
        (
            {"name": "sight", "where": {"sight": "12.50", "tower": "=Skerryvore"}},
            "no row of tables/sight is as asked for; a wider where=",
        ),
        ({"name": "sight", "unit": "kg"}, "km cannot be given in kg"),
        ({"name": "sight", "where": {"sight": 12.5}}, "where= has no text for sight: 12.5"),
        ({"name": "sight", "where": {"sight": [12, "7"]}}, "where= has no text for sight: 12"),
        ({"name": "sight", "column": ["day"]}, "table() takes its columns one by one"),
    ],
)
def test_what_a_table_does_not_have_is_said_with_the_nearest(ask, asked, said):
    columns = [asked.pop("column")] if "column" in asked else []
    with pytest.raises(InvalidValue) as wrong:
        ask.table(asked.pop("name"), *columns, **asked)
    assert said in f"{wrong.value.message}; {wrong.value.hint}"


def test_a_chart_takes_source_status_and_rows_from_its_table(drawn):
    made, said, _ = drawn(f"rows = ask.table('sight', 'day', 'tower', 'sight')\nreturn {LINE}")
    assert said == ""
    assert (made.spec.sources, made.spec.statuses, made.spec.figures) == (
        ("almanac",),
        ("actual",),
        (),
    )
    (excerpt,) = made.spec.excerpts
    assert (excerpt.id, excerpt.address) == ("tables/sight", "data/tables/sight.csv")
    assert (excerpt.source, excerpt.licence) == ("almanac", "ODbL-1.0")
    assert excerpt.columns == ("day", "tower", "sight, km")
    assert excerpt.rows == (
        ("1 January 2024", "Bell Rock", "12.50"),
        ("2 January 2024", "Bell Rock", "1,200.5"),
        ("1 January 2024", "=Skerryvore", "−3"),
        ("2 January 2024", "=Skerryvore", "not stated"),
    )
    assert (excerpt.more, made.spec.table.rows) == (0, ())
    assert "Source: Keeper’s Almanac." in made.svg_file, "it stands under the picture too"


def test_a_projected_column_makes_the_chart_projected(drawn):
    made, _, _ = drawn(f"rows = ask.table('sight')\nreturn {LINE}")
    assert made.spec.statuses == ("actual", "projected")


def test_table_csv_and_spec_hold_the_same_rows(drawn, sights):
    made, _, _ = drawn(f"rows = ask.table('sight', 'day', 'tower', 'sight')\nreturn {LINE}")
    rows = list(csv.DictReader(io.StringIO(made.spec.csv)))
    assert list(rows[0]) == ["id", "day", "day_text", "tower", "sight", "sight_text"]
    spec = made.spec.job.specs["wide"]["data"]["values"]
    exact = [row[2] for row in sights.dataset("sight").rows]
    assert [row["id"] for row in rows] == [row["id"] for row in spec]
    for row, shown, value in zip(rows, spec, exact, strict=True):
        assert (Fraction(row["sight"]) if row["sight"] else None) == value
        assert shown["sight"] == (None if value is None else float(value))
    assert len(rows) == len(made.spec.excerpts[0].rows)
    assert rows[2]["tower"] == "'=Skerryvore", "a spreadsheet would run it"


def test_of_a_long_table_the_page_shows_the_first_rows_and_says_how_many_more(drawn):
    made, said, _ = drawn(f"rows = ask.table('long', 'day', 'tower', 'sight')\nreturn {LINE}")
    assert said == ""
    assert (len(made.spec.excerpts[0].rows), made.spec.excerpts[0].more) == (200, 121)
    assert len(made.spec.csv.splitlines()) == 322
    assert "1600, Bell Rock, sight 0.5 km; 1920, Bell Rock, sight 320.5 km" in made.spec.description


def test_columns_that_several_layers_ask_for_make_one_row(drawn):
    made, said, _ = drawn(
        """
        one = alt.Chart(data(ask.table('sight', 'day', 'sight', 'tower'))).mark_line()
        two = alt.Chart(data(ask.table('sight', 'day', 'hoped', 'tower'))).mark_line()
        by = 'tower:N'
        one = one.encode(x='day:T', y='sight:Q', detail=by)
        return one + two.encode(x='day:T', y='hoped:Q', detail=by)
        """
    )
    assert said == ""
    assert made.spec.excerpts[0].columns == ("day", "tower", "sight, km", "sight hoped for, km")
    assert len(made.spec.csv.splitlines()) == 5


def test_a_table_and_the_ledger_stand_in_one_chart(drawn):
    made, said, _ = drawn(
        """
        rows = ask.table('sight', 'tower', 'sight', unit='m')
        towers = alt.Chart(data(ask.figures('bell-rock.height.1810', unit='m'))).mark_point()
        sight = alt.Chart(data(rows)).mark_point().encode(x='sight:Q', y='tower:N')
        return sight + towers.encode(x='value:Q', y='name:N')
        """
    )
    assert said == ""
    assert [row.id for row in made.spec.table.rows] == ["bell-rock.height.1810"]
    assert len(made.spec.excerpts[0].rows) == 4
    assert set(made.spec.sources) == {"almanac", "survey"}
    assert made.spec.figures == ("bell-rock.height.1810",)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("rows[0]['sight'] = 13", "tables/sight#1: sight is 13, the table has 12.5"),
        ("rows[0]['sight'] = '12.5'", "tables/sight#1: sight is '12.5', the table has 12.5"),
        ("rows[0]['hoped'] = True", "tables/sight#1: hoped is True, the table has 1"),
        ("rows[3]['sight'] = 4", "tables/sight#4: sight is 4, the table has None"),
        ("rows[0]['mean'] = 600.5", "tables/sight#1: mean 600.5 is no table's number; one of si"),
        ("rows[0]['note'] = 'of 40 km'", "tables/sight#1: the typed number 40 in note"),
        ("rows[0]['id'] = 'tables/sight#9'", "the datum tables/sight#9 was not asked for"),
        ("rows[0]['id'] = 'tables/sight#2'", "tables/sight#2: sight is 12.5, the table has 1200.5"),
        ("rows.append({'id': 'tables/long#1', 'sight': 0.5})", "the datum tables/long#1 was not"),
    ],
)
def test_a_value_that_is_not_the_table_s_is_refused_with_chart_and_value(drawn, change, named):
    made, said, _ = drawn(f"rows = ask.table('sight')\n{change}\nreturn {LINE}")
    assert f"scripts/charts/lights.py:6:1: chart seen: {named}" in said
    assert made is None


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (f"{LINE}.transform_calculate(twice='datum.sight * datum.hoped')", "calculate works with"),
        ("alt.Chart(data(rows)).mark_bar().encode(x='mean(sight):Q')", "aggregate makes"),
        (f"{LINE}.encode(tooltip=[alt.Tooltip('sight:Q')])", 'shows the raw sight; the field "si'),
        ("alt.Chart(data(rows)).mark_text().encode(text='sight:Q')", "text shows the raw sight"),
    ],
)
def test_what_works_a_number_out_of_a_table_or_shows_it_raw_is_refused(drawn, body, named):
    _, said, _ = drawn(f"rows = ask.table('sight')\nreturn {body}")
    assert named in said


def test_a_table_that_is_only_spoken_of_is_a_source_too(drawn):
    made, said, _ = drawn(
        """
        peak = ask.table('sight', 'sight')[1]['sight_text']
        rows = ask.figures('bell-rock.height.1810', unit='m')
        base = alt.Chart(data(rows)).encode(x='value:Q', y='name:N')
        return base.mark_point() + base.mark_text(text='seen ' + peak, dy=-14)
        """
    )
    assert said == ""
    assert set(made.spec.sources) == {"survey", "almanac"}
    assert made.spec.figures == ("bell-rock.height.1810",)


def test_a_table_that_no_chart_draws_is_a_warning(drawn):
    _, said, warned = drawn(f"rows = ask.table('sight')\nreturn {LINE}")
    assert said == ""
    assert "data/tables/long.yml:1:1: warning: no chart draws the table long; ask.table(" in warned
    assert "table sight" not in warned


def test_the_same_table_gives_the_same_spec(drawn):
    body = f"rows = ask.table('sight')\nreturn {LINE}"
    one, other = drawn(body)[0], drawn(body)[0]
    assert one.spec.vega_lite_text == other.spec.vega_lite_text


def test_a_column_that_was_not_asked_for_is_told_once(drawn):
    _, said, _ = drawn("""
        rows = [{**row, "hoped": None, "tower": "x"} for row in ask.table("sight", "day")]
        return alt.Chart(data(rows)).mark_point().encode(x="day:T")
    """)
    assert said.splitlines() == [
        f"scripts/charts/lights.py:6:1: chart seen: tables/sight#1: the column {name} was not "
        f'asked for (4 times; this is the first); "{name}" among the columns of ask.table()'
        for name in ("hoped", "tower")
    ]


def test_what_is_added_to_a_table_is_named_as_no_column(ask):
    with pytest.raises(InvalidValue, match="hoped is a column of tables/sight"):
        ask.table("sight", "day", hoped="x")


def test_a_source_that_was_left_out_takes_no_drawing_with_it(sights):
    from dataclasses import replace

    from crossfoot.charts.spec.spec_builder import _footer

    rows = [{"id": "tables/sight#1", "sight": 12.5}]
    texts = {"note": "A note."}
    assert _footer(rows, texts, sights)[0].startswith("Source: ")
    assert _footer(rows, texts, replace(sights, sources={}))[0] == "A note."
