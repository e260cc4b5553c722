"""The picture that other sites show beside a link: large, whole, in our fonts."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.charts.og_image import og_chart as module
from crossfoot.charts.og_image.page_card import PageCard, layout_card
from crossfoot.charts.render.export import PNG, Caption, export_sheet, fill_sheet
from crossfoot.charts.render.svg import CleanSvg
from crossfoot.charts.text_measure import SERIF, text_width


def drawing(wide: float, high: float) -> CleanSvg:
    root = ET.Element("svg")
    ET.SubElement(root, "rect", {"width": f"{wide}", "height": f"{high}", "id": "all"})
    return CleanSvg(root, wide, high, ())


SCALES = re.compile(r"scale\(([-\d.]+)\)")
DRAWINGS = (drawing(680, 160), drawing(320, 240))
TITLE = "Three lights of the north were seen by 1,200 ships in 1844"


def shown(title: str, subtitle: str = "Ships", drawings=DRAWINGS) -> ET.Element:
    caption = Caption(title, subtitle, "A chart", (), "Northern Lights", "The Board, CC BY 4.0")
    return ET.fromstring(module.render_og_chart(drawings, caption, "cf-a"))


def lines(root: ET.Element, least: float = 0) -> list[ET.Element]:
    found = [node for node in root.iter() if node.tag.rpartition("}")[2] == "text"]
    return [node for node in found if float(node.get("font-size", "0")) >= least]


def test_the_social_picture_is_1200_by_630(lights):
    for drawn in lights.drawn.values():
        assert drawn.social[:8] == b"\x89PNG\r\n\x1a\n"
        assert drawn.social[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")


@pytest.mark.parametrize("high", [60, 160, 330, 700])
@pytest.mark.parametrize("title", ["Ships", TITLE, f"{TITLE}, and more were not seen"])
def test_the_title_is_large_and_whole_and_nothing_leaves_the_picture(title, high):
    drawings = (drawing(680, high), drawing(320, high * 1.5))
    root = shown(title, "What was counted, by the keepers; ships. " * 3, drawings)
    assert " ".join(node.text for node in lines(root, 40)) == title
    for node in lines(root):
        family = SERIF if node.get("font-family") == SERIF else "Crossfoot Sans"
        end = float(node.get("x")) + text_width(
            node.text, float(node.get("font-size")), int(node.get("font-weight")), family
        )
        assert end <= 1200 - 20
        assert float(node.get("y")) <= 620
    x, y, wide, tall = placed(root)
    assert x >= 40 and y >= 40
    assert x + wide <= 1200
    assert y + tall <= 630 - 84


def placed(root: ET.Element) -> tuple[float, float, float, float]:
    """Where the drawing stands, and how wide and high it is there."""
    for node in root.iter():
        where = re.findall(r"[\d.]+", node.get("transform", ""))
        for inside in node:
            if where and inside.get("id") == "all":
                x, y, scale = map(float, (*where, "1")[:3])
                return x, y, *(scale * float(inside.get(n)) for n in ("width", "height"))
    raise AssertionError("no drawing")


def test_a_high_chart_stands_beside_its_title_where_that_makes_it_larger():
    flat, high = shown(TITLE), shown(TITLE, drawings=(drawing(680, 420), drawing(320, 460)))
    assert placed(flat)[0] < 100
    assert placed(high)[0] > 500


def test_the_foot_names_the_briefing_and_its_maker():
    told = [node.text for node in lines(shown(TITLE))]
    assert told[-2:] == ["Northern Lights", "The Board, CC BY 4.0"]


def test_a_short_drawing_is_enlarged_to_fill_the_png():
    caption = Caption("Ships", "By year", "", ("Source: a keeper.",))
    root, across, down = fill_sheet((drawing(680, 120), drawing(320, 170)), caption)
    assert across / down == pytest.approx(PNG[0] / PNG[1])
    (scale,) = re.findall(r"scale\(([\d.]+)\)", ET.tostring(root, encoding="unicode"))
    assert float(scale) == pytest.approx(1.6)


LENGTHS = (
    "", " ", "\n \t", "\u00a0", "W" * 10_000, "w " * 5_000, "🚀", "🚀 " * 40, "\u200b" * 300,
    "\u0301" * 50, "Ж灯", f"a{'i' * 400} b", "word " * 12 + "m" * 90,
)  # fmt: skip


def within(root: ET.Element) -> list[str]:
    """The lines that leave the picture."""
    lost = []
    for node in lines(root):
        family = SERIF if node.get("font-family") == SERIF else "Crossfoot Sans"
        size, weight = float(node.get("font-size")), int(node.get("font-weight"))
        wide = text_width(node.text or "", size, weight, family)
        if float(node.get("x")) < 0 or float(node.get("x")) + wide > 1200:
            lost.append(node.text)
        if not 0 <= float(node.get("y")) <= 630:
            lost.append(node.text)
    return lost


@settings(max_examples=30, deadline=None)
@given(
    *(st.sampled_from(LENGTHS) | st.text(max_size=300) for _ in range(2)),
    st.sampled_from(["Northern Lights", *LENGTHS]),
    st.sampled_from([60, 700]),
)
def test_any_text_is_laid_out_and_stays_in_the_picture(title, subtitle, brand, high):
    drawings = (drawing(680, high), drawing(320, high * 1.5))
    caption = Caption(title, subtitle, "A chart", (subtitle,), brand, f"{brand}, CC BY 4.0")
    plan = module.layout_og_chart(drawings, caption)
    assert not within(plan), "cut off"
    scale = [float(s) for node in plan.iter() for s in SCALES.findall(node.get("transform", ""))]
    assert min(scale, default=1) > 0, "the drawing is still there"
    assert (
        len(within(layout_card(PageCard(title, subtitle, brand, brand, f"{brand}, CC BY")))) == 0
    ), "cut off"
    for number in export_sheet(drawings[0], caption)[1:]:
        assert number > 0


def test_a_foot_leaves_out_words_that_no_font_of_ours_has():
    caption = Caption("A", "b", "c", (), "🚀 Rocket notes", "灯台 Board, CC BY 4.0")
    told = [node.text for node in lines(module.layout_og_chart(DRAWINGS, caption))]
    assert told[-2:] == ["Rocket notes", "Board, CC BY 4.0"]


def test_a_long_title_is_cut_with_a_mark():
    told = [node.text for node in lines(shown("ships " * 200), 40)]
    assert len(told) <= 7
    assert told[-1].endswith("ships …")
