"""What brings a drawing to life: what was declared, in the page's colours, as it was laid out."""

from __future__ import annotations

import json
import re

import pytest

from crossfoot.charts.render.browser_vega import ADDRESS, LICENCES, vega_bundle
from crossfoot.charts.render.interactive_vega import live_vega
from crossfoot.charts.render.picture_cache import PictureCache
from crossfoot.charts.render.render_pool import RenderError, RenderPool
from crossfoot.charts.theme import LIGHT

HEIGHTS = 'ask.figures("bell-rock.height.1810", "skerryvore.height.1844")'


def chart(body: str) -> str:
    return f'\n@chart(title="Towers")\ndef towers(ask):\n    {body}\n'


@pytest.mark.parametrize(
    ("drawn", "alive"),
    [
        ("alt.Chart(data(rows)).mark_bar().encode(x='value:Q', y='name:N')", False),
        (
            "alt.Chart(data(rows)).mark_bar().encode(x='value:Q', y='name:N', tooltip='text:N')",
            True,
        ),
        (
            "alt.Chart(data(rows)).mark_bar().encode(x='value:Q', y='name:N')"
            ".add_params(alt.selection_point(name='pick', fields=['name']))",
            True,
        ),
    ],
)
def test_a_chart_comes_alive_only_where_it_declares_a_tooltip_or_a_selection(draw, drawn, alive):
    got = draw(chart(f"rows = {HEIGHTS}\n    return {drawn}"))
    assert not got.said
    towers = got.drawn["towers"]
    assert towers.spec.job.interactive is alive
    assert set(towers.vega) == ({"wide", "narrow"} if alive else set())


@pytest.mark.parametrize(
    ("param", "word"),
    [
        ("alt.selection_interval(name='pick')", "an interval"),
        ("alt.selection_point(name='pick', bind='legend')", "bound to widgets"),
    ],
)
def test_a_selection_that_a_page_cannot_serve_is_refused(draw, param, word):
    body = f"rows = {HEIGHTS}\n    return bars(rows, 'name').add_params({param})"
    assert f"a selection {'of' if 'interval' in word else ''}".strip() in draw(chart(body)).said
    assert word in draw(chart(body)).said


def test_its_vega_asks_for_the_pages_colours_and_hatchings(lights):
    heights = lights.drawn["heights"]
    for width, spec in heights.vega.items():
        assert not [colour for colour in LIGHT.values() if f'"{colour}"' in spec]
        assert '"var(--cf-1)"' in spec
        (hatch,) = set(re.findall(r"url\(#([\w-]+)\)", spec))
        assert f'<pattern id="{hatch}"' in getattr(heights, f"svg_{width}")


def test_its_days_are_the_drawing_s_wherever_the_reader_is():
    label = {"update": {"text": {"signal": "timeFormat(datum.value, '%d') + 'year('"}}}
    tip = '{"date(s)": timeFormat(datum["day"], "%b"), "in": year(datum.day) > utcyear(0)}'
    compiled = {
        "scales": [{"name": "x", "type": "time", "domain": {"signal": "datetime(2024, 0, 1)"}}],
        "axes": [{"scale": "x", "formatType": "time", "title": "date(s)", "encode": label}],
        "marks": [{"encode": {"update": {"tooltip": {"signal": tip}}}}],
        "data": [{"name": "a", "values": [{"type": "time", "signal": "date(1)"}]}],
    }
    made = json.loads(live_vega(compiled, "", "cf-a"))
    assert made["scales"][0]["type"] == made["axes"][0]["formatType"] == "utc"
    assert made["scales"][0]["domain"]["signal"] == "utc(2024, 0, 1)"
    assert made["axes"][0]["title"] == "date(s)"
    said = made["axes"][0]["encode"]["update"]["text"]["signal"]
    assert said == "utcFormat(datum.value, '%d') + 'year('"
    assert made["marks"][0]["encode"]["update"]["tooltip"]["signal"] == (
        '{"date(s)": utcFormat(datum["day"], "%b"), "in": utcyear(datum.day) > utcyear(0)}'
    )
    assert made["data"] == compiled["data"]


def test_its_vega_keeps_the_room_that_the_drawing_gave_to_its_marks(lights):
    heights = lights.drawn["heights"]
    for width, text in heights.vega.items():
        spec = json.loads(text)
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', getattr(heights, f"svg_{width}"))
        assert spec["autosize"] == {"type": "none"}
        padding = spec["padding"]
        assert spec["width"] + padding["left"] + padding["right"] == float(box[1])
        assert min(padding.values()) >= 0


def test_the_script_comes_with_its_licences_and_a_second_build_takes_it_from_the_cache(tmp_path):
    with RenderPool(workers=1) as drawer:
        made = vega_bundle(drawer, PictureCache(tmp_path))()
    assert b"vegaEmbed" in made[ADDRESS] and len(made[ADDRESS]) > 100_000
    assert b"Interactive Data Lab" in made[LICENCES]
    with RenderPool(workers=1) as idle:
        again = vega_bundle(idle, PictureCache(tmp_path))()
        assert not idle._threads, "no child was needed"
    assert again == made


def test_a_script_that_a_child_cannot_make_is_said_and_no_traceback(tmp_path, monkeypatch):
    def ask(*_):
        raise RenderError("it died")

    monkeypatch.setattr("crossfoot.charts.render.render_process.RenderProcess.request", ask)
    with RenderPool(workers=1) as drawer:
        made = vega_bundle(drawer, PictureCache(tmp_path))
        with pytest.raises(OSError, match=r"the script of live charts was not made: it died"):
            made()


def test_a_torn_script_in_the_cache_is_made_again(tmp_path):
    with RenderPool(workers=1) as drawer:
        made = vega_bundle(drawer, PictureCache(tmp_path))()
        (kept,) = tmp_path.iterdir()
        kept.write_bytes(kept.read_bytes()[:-1])
        assert vega_bundle(drawer, PictureCache(tmp_path))() == made
