"""The picture that other sites show beside a link: large, whole, in our fonts."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from crossfoot.charts import social as module
from crossfoot.charts.measure import SERIF, width
from crossfoot.charts.poster import PNG, Caption, filled
from crossfoot.charts.svg import Cleaned


def drawing(wide: float, high: float) -> Cleaned:
    root = ET.Element("svg")
    ET.SubElement(root, "rect", {"width": f"{wide}", "height": f"{high}", "id": "all"})
    return Cleaned(root, wide, high, ())


DRAWINGS = (drawing(680, 160), drawing(320, 240))
TITLE = "Three lights of the north were seen by 1,200 ships in 1844"


def shown(title: str, subtitle: str = "Ships", drawings=DRAWINGS) -> ET.Element:
    caption = Caption(title, subtitle, "A chart", (), "Northern Lights", "The Board, CC BY 4.0")
    return ET.fromstring(module.social(drawings, caption, "cf-a"))


def lines(root: ET.Element, least: float = 0) -> list[ET.Element]:
    found = [node for node in root.iter() if node.tag.endswith("}text")]
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
        end = float(node.get("x")) + width(
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
    root, across, down = filled((drawing(680, 120), drawing(320, 170)), caption)
    assert across / down == pytest.approx(PNG[0] / PNG[1])
    (scale,) = re.findall(r"scale\(([\d.]+)\)", ET.tostring(root, encoding="unicode"))
    assert float(scale) == pytest.approx(1.6)
