"""The picture: readable by ear and in the dark, nothing cut, text large enough, fonts ours."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from crossfoot.charts.render import layout, svg
from crossfoot.charts.render.render_pool import RenderError, RenderPool
from crossfoot.charts.render_job import Caption, RenderJob
from crossfoot.charts.spec.vegalite_spec import spec_for_width
from crossfoot.charts.text_measure import missing_glyphs, text_width, wrap_text
from crossfoot.charts.theme import DARK, FRAME, HUES, LIGHT, stylesheet

IDS = ["heights", "visitors", "skerryvore", "crowds", "results", "grown", "verdicts", "due"]
ROWS = 'ask.figures("bell-rock.height.1810", "skerryvore.height.1844")'


def test_every_chart_of_the_fixture_is_drawn_without_a_word(lights):
    assert lights.said == ""
    assert lights.warned == ""
    assert list(lights.drawn) == IDS


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_drawing_is_named_and_described(lights, id, size):
    drawn = lights.drawn[id]
    root = ET.fromstring(getattr(drawn, f"svg_{size}"))
    names = {node.get("id"): node.text for node in root if node.get("id")}
    assert root.get("role") == "img"
    assert root.get("class") == f"cf-{size}"
    assert [names[ref] for ref in root.get("aria-labelledby").split()] == [
        drawn.spec.title,
        drawn.spec.description,
    ]
    assert all(
        node.get("id").startswith(f"cf-{id}-{size}-") for node in root.iter() if node.get("id")
    )


@pytest.mark.parametrize("id", IDS)
def test_a_drawing_fits_its_frame_and_its_text_is_large_enough(lights, id):
    for size in ("wide", "narrow"):
        root = ET.fromstring(getattr(lights.drawn[id], f"svg_{size}"))
        assert float(root.get("width")) <= FRAME[size] + 2
        sizes = [float(node.get("font-size")) for node in root.iter() if node.get("font-size")]
        # Shown at 600 px and more, at 288 px and more.
        shown = {"wide": 600 / 680, "narrow": 288 / 320}[size]
        assert sizes and min(sizes) * shown >= 12


@pytest.mark.parametrize("id", IDS)
def test_every_colour_of_a_page_follows_the_theme_and_none_of_a_file_does(lights, id):
    drawn = lights.drawn[id]
    for picture in (drawn.svg_wide, drawn.svg_narrow):
        assert not re.findall(r'(?:fill|stroke)="(?!none|var\(--cf-\w+, #|url\(#)[^"]*"', picture)
        assert " style=" not in picture and "<style" not in picture
    assert "var(" not in drawn.svg_file


def test_a_file_brings_its_fonts_its_title_and_its_sources(lights):
    drawn = lights.drawn["visitors"]
    assert drawn.svg_file.count("@font-face") == 2
    assert "http" not in drawn.svg_file.replace("http://www.w3.org/2000/svg", "")
    for text in (
        drawn.spec.title,
        drawn.spec.subtitle,
        "Northern Lights Board",
        drawn.spec.note,
        "CC BY 4.0",
    ):
        assert f">{text}" in drawn.svg_file or text in drawn.svg_file


def test_a_png_is_1700_by_1200(lights):
    for drawn in lights.drawn.values():
        assert drawn.png[:8] == b"\x89PNG\r\n\x1a\n"
        assert drawn.png[16:24] == (1700).to_bytes(4, "big") + (1200).to_bytes(4, "big")


def test_what_is_expected_is_hatched_and_the_pattern_is_there(lights):
    for picture in (lights.drawn["heights"].svg_wide, lights.drawn["heights"].svg_file):
        used = re.findall(r'fill="url\(#([\w-]+)\)"', picture)
        assert len(used) == 1
        assert f'<pattern id="{used[0]}"' in picture
    assert "52 m, projected" in lights.drawn["heights"].svg_wide


def test_a_line_to_what_is_expected_is_dashed(lights):
    assert 'stroke-dasharray="5,5"' in lights.drawn["visitors"].svg_wide


def test_a_dispute_shows_each_source_unfilled(lights):
    picture = lights.drawn["skerryvore"].svg_wide
    assert picture.count(f'fill="var(--cf-ground, {LIGHT["ground"]})"') == 2
    for text in ("Northern Lights Board", "48 m", "Keeper’s Almanac", "46 m"):
        assert f">{text}<" in picture


def test_a_known_labels_width_proves_that_the_vendored_font_was_used(drawer: RenderPool):
    spec = {
        "data": {"values": [{"t": "WWWWWWiiiiii 0123456789"}]},
        "mark": {"type": "text", "text": {"expr": "datum.t"}, "align": "left"},
        "encoding": {"x": {"value": 0}, "y": {"value": 20}},
        "height": 40,
    }
    found = {}
    for weight in (400, 600):
        spec["mark"]["fontWeight"] = weight
        measured = {**spec_for_width(spec, "wide"), "width": 10, "autosize": {"type": "pad"}}
        job = RenderJob(
            "label", {"wide": measured, "narrow": measured}, Caption("Label", "", "", ())
        )
        picture = drawer.submit(job).result(60)
        found[weight] = float(ET.fromstring(picture.wide).get("width"))
        # Padding of the theme is one pixel, on the right.
        assert found[weight] == pytest.approx(
            text_width("WWWWWWiiiiii 0123456789", 14, weight) + 1, abs=1.6
        )
    assert found[600] > found[400]


def test_a_sign_that_the_font_lacks_is_refused(draw):
    body = f'return alt.Chart(data({ROWS})).mark_text(text="☃").encode(x="value:Q")'
    got = draw(f'\n@chart(title="Snow")\ndef snow(ask):\n    {body}\n')
    assert "the chart's font lacks '☃'" in got.said


def test_the_font_has_the_signs_that_texts_use():
    assert missing_glyphs("≈ ≤ ≥ → ✓ – — ’ “ ” × ÷ · − é ß $ € £ %") == ""


def test_a_text_is_wrapped_at_spaces_only():
    assert wrap_text("one tower of granite", 14, 75) == ["one tower", "of granite"]
    assert wrap_text("lighthouses", 14, 10) == ["lighthouses"]


def test_a_chart_with_no_marks_is_refused(draw):
    got = draw(
        f'\n@chart(title="Nothing")\ndef nothing(ask):\n    rows = {ROWS}\n'
        "    base = alt.Chart(data(rows)).transform_filter('datum.value > 1000')\n"
        "    return base.mark_bar().encode(x='value:Q')\n"
    )
    assert got.said == (
        "scripts/charts/lights.py:6:1: chart nothing: a layer of bar marks draws none of its 2 "
        "rows; a filter that some rows pass, and channels of that mark"
    )
    assert not got.drawn


def test_a_text_that_is_cut_off_is_refused(draw):
    got = draw(
        f'\n@chart(title="Cut")\ndef cut(ask):\n    rows = {ROWS}\n'
        "    base = alt.Chart(data(rows)).mark_text(text='Bell Rock', dx=-900)\n"
        "    x, y = alt.X('value:Q', axis=None), alt.Y('name:N', axis=None)\n"
        "    return base.encode(x=x, y=y).properties(autosize='none', width=300)\n"
    )
    assert "the text 'Bell Rock' is cut off" in got.said


def test_texts_on_one_another_are_a_warning(draw):
    got = draw(
        f'\n@chart(title="Dense")\ndef dense(ask):\n    rows = {ROWS}\n'
        "    base = alt.Chart(data(rows)).mark_text(text='Lighthouses')\n"
        "    return base.encode(x=alt.value(200), y=alt.value(20))\n"
    )
    assert "chart dense: the texts 'Lighthouses' and 'Lighthouses' overlap" in got.warned


def test_a_doubtful_picture_is_told_as_often_as_it_is_used(draw, tmp_path):
    chart = (
        f'\n@chart(title="Dense")\ndef dense(ask):\n    rows = {ROWS}\n'
        "    base = alt.Chart(data(rows)).mark_text(text='Lighthouses')\n"
        "    return base.encode(x=alt.value(200), y=alt.value(20))\n"
    )
    first, again = (draw(chart, cache=tmp_path / "cache") for _ in range(2))
    assert first.warned and again.warned == first.warned


def test_of_many_overlaps_the_first_are_told_and_the_rest_counted(draw):
    got = draw(
        f'\n@chart(title="Dense")\ndef dense(ask):\n    rows = {ROWS}[:1]\n'
        "    words = ['one', 'other', 'third', 'last']\n"
        "    base = alt.Chart(data(rows)).encode(x=alt.value(200), y=alt.value(20))\n"
        "    return alt.layer(*(base.mark_text(text=word) for word in words))\n"
    )
    assert len(got.warned.splitlines()) == 4, got.warned
    assert "chart dense: 3 more texts overlap" in got.warned


def test_an_axis_with_too_many_names_leaves_some_out(draw):
    got = draw(
        f'\n@chart(title="Years")\ndef years(ask):\n    rows = {ROWS}\n'
        "    words = 'abcdefghijklmnopqrst'\n"
        "    rows = [{**rows[0], '_at': 'year of ' + letter} for letter in words]\n"
        "    return line(rows, '_at', values=False, start='')\n"
    )
    assert not got.said and not got.warned
    shown = got.drawn["years"].svg_narrow.count(">year of ")
    assert 2 <= shown < 20


def test_a_drawing_wider_than_its_frame_is_refused(draw):
    got = draw(
        f'\n@chart(title="Broad")\ndef broad(ask):\n'
        f"    return bars({ROWS}, 'name').properties(width=900, autosize='pad')\n"
    )
    assert "px wide, the frame has 680" in got.said


def test_small_text_is_refused():
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g class="mark-text role-mark">'
        '<text font-size="11px" fill="#1a1c1f">note</text></g></svg>'
    )
    assert svg.clean_svg(raw).faults == ("text of 11 px, under 13.6: 'note'",)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_a_contrast_of_4_5_and_marks_of_3_on_both_grounds(palette):
    for role in ("ink", "muted", "1", "2", "3", "4"):
        assert contrast(palette[role], palette["ground"]) >= 4.5, role
    for role in (*HUES, "axis"):
        assert contrast(palette[role], palette["ground"]) >= 3, role


def test_both_grounds_have_the_same_roles_and_each_light_colour_one_role():
    assert LIGHT.keys() == DARK.keys()
    assert len(set(LIGHT.values())) == len(LIGHT)
    assert all(f"--cf-{role}:{value};" in stylesheet() for role, value in DARK.items())


def test_undrawn_says_every_fault():
    assert str(RenderError("one", "other")) == "one; other"


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<g class="mark-area role-mark">{}</g></svg>'
)


def test_gradients_and_clips_are_each_drawing_s_own():
    raw = SVG.format(
        '<clipPath id="clip7"><path d="M0,0h9v9h-9Z"/></clipPath><linearGradient id="gradient_0">'
        '<stop offset="0" stop-color="white"/></linearGradient>'
        '<path d="M0,0h9" fill="url(#gradient_0)" clip-path="url(#clip7)"/>'
        '<path d="M0,0h9" fill="url(#cf-hatch-1)"/>'
    )
    cleaned = svg.clean_svg(raw)
    assert cleaned.faults == ()
    made = svg.inline_svg(cleaned, "cf-a-wide", "wide", "A", "B")
    ids = re.findall(r'(?<!-)\bid="([^"]*)"', made)
    assert all(name.startswith("cf-a-wide-") for name in ids) and len(set(ids)) == len(ids)
    assert (
        set(re.findall(r"url\(#([^)]*)\)", made))
        == {
            "cf-a-wide-linear0",
            "cf-a-wide-clip0",
            "cf-a-wide-hatch-1",
        }
        <= set(ids)
    )


@pytest.mark.parametrize(
    ("mark", "nowhere"),
    [
        ('<text transform="translate(1,2)" fill="#1a1c1f">Infinity and NaN</text>', False),
        ('<text transform="translate(NaN,2)" fill="#1a1c1f">a</text>', True),
        ('<path d="M0,Infinityh9" fill="#1a1c1f"/>', True),
    ],
)
def test_a_name_may_be_infinity_and_a_place_not(mark, nowhere):
    assert ("a mark stands at no place (NaN)" in svg.clean_svg(SVG.format(mark)).faults) is nowhere


def test_colours_that_are_none_of_the_theme_s_are_one_line_with_a_way_out(draw):
    got = draw(
        """
@chart(title="Towers")
def towers(ask):
    rows = ask.figures("bell-rock.height.1810", "skerryvore.height.1844", unit="m")
    return alt.Chart(data(rows)).mark_rect().encode(x="period:O", y="name:N", color="value:Q")
"""
    )
    (said,) = got.problems.errors
    assert "the colour " in said.message and " times; this is the first)" in said.message
    assert said.hint.startswith("colour(ROLE) of crossfoot.charts.theme")


@pytest.mark.parametrize("mark", ["arc", "square"])
def test_every_mark_has_a_colour_of_the_theme(mark):
    spec = spec_for_width({"mark": mark, "encoding": {}}, "wide")
    assert spec["config"][mark] == {"color": LIGHT["1"]}
    assert mark not in spec_for_width({"mark": "bar", "encoding": {}}, "wide")["config"]


def test_a_width_of_the_container_is_the_frame_s():
    spec = spec_for_width({"mark": "bar", "width": "container"}, "wide")
    assert spec["width"] == FRAME["wide"] and spec["autosize"]["type"] == "fit-x"


def test_a_mark_that_nobody_sees_is_none():
    text = '<text transform="translate(1,2)" fill="#1a1c1f"{}>a</text>'
    assert svg.clean_svg(SVG.format(text.format(' opacity="0"'))).faults == (svg.NOTHING,)
    assert svg.clean_svg(SVG.format(text.format(' opacity="0.5"'))).faults == ()


def test_a_text_that_is_cut_short_is_doubtful():
    text = '<text transform="translate(1,8)" font-size="1px" fill="#1a1c1f">{}</text>'
    shown = [svg.clean_svg(SVG.format(text.format(said))) for said in ("Bell R…", "Bell…Rock")]
    assert [layout.layout_faults(one)[1] for one in shown] == [
        ["the text 'Bell R…' is cut short"],
        [],
    ]


@pytest.mark.parametrize("channel", ["row", "column", "facet"])
def test_a_view_of_many_cells_keeps_its_own_width(channel):
    spec = spec_for_width({"mark": "bar", "encoding": {channel: {"field": "name"}}}, "wide")
    assert "width" not in spec and "autosize" not in spec
