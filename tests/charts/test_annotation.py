"""Remarks on a picture: words tied to a mark, their numbers the ledger's, nothing on them."""

from __future__ import annotations

import re
from textwrap import indent
from xml.etree import ElementTree as ET

import pytest

from crossfoot.charts.theme import LIGHT

CHART = """\
from crossfoot.charts.annotation import annotate, connect, reference_line
from crossfoot.charts.row_labels import layer, plot, y2_at, y_at


@chart(title="Heights of towers")
def remarked(ask):
    low, high = ask.figures("bell-rock.height.1810", "skerryvore.height.1844")
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, 60]))
    base = plot([low, high]).mark_bar(size=12).encode(x=x, y=alt.Y("name:N", axis=None))
    at = dict(x=x, y=y_at(100))
    return layer(base, {layers})
"""


def texts(svg: str) -> list[tuple[str, float, float]]:
    """Every line of text of a drawing with the place of its block."""
    found = []

    def walk(node: ET.Element, x: float, y: float) -> None:
        step = node.get("transform", "")
        if step.startswith("translate("):
            moved = step[10 : step.index(")")].replace(",", " ").split()
            x, y = x + float(moved[0]), y + float(moved[1] if len(moved) > 1 else 0)
        if node.tag.endswith("text"):
            lines = [t.text for t in node if t.text] or [node.text]
            found.extend((line or "", x, y) for line in lines)
        for child in node:
            walk(child, x, y)

    walk(ET.fromstring(svg), 0, 0)
    return found


def remarked(draw, layers: str):
    return draw(CHART.replace("{layers}", indent(layers, " " * 8).strip()))


def test_a_remark_of_the_ledgers_words_is_drawn_and_noted_as_shown(draw):
    got = remarked(
        draw, "annotate(high, ['tower of', ask.show('skerryvore.height.1844')], side='left', **at)"
    )
    assert got.said == "" and got.warned == ""
    said = [line for line, *_ in texts(got.drawn["remarked"].svg_wide)]
    assert said == ["tower of", "48 m"]


def test_a_number_typed_into_a_remark_is_refused(draw):
    got = remarked(draw, "annotate(high, ['all of 47 m'], **at)")
    assert "the typed number 47" in got.said


@pytest.mark.parametrize("lines", [["one"], ["one", "and one more", "and the last"]])
def test_lines_over_a_mark_end_above_it_and_lines_under_it_begin_below(draw, lines):
    got = remarked(
        draw,
        f"annotate(low, {lines}, side='over', **at), annotate(high, {lines}, side='under', **at)",
    )
    assert got.warned == "", "they stand apart"
    places = {y for *_, y in texts(got.drawn["remarked"].svg_wide)}
    over, under = min(places), max(places)
    assert over + 18 * (len(lines) - 1) < 100 < under


def lines(svg: str) -> list[tuple[float, float]]:
    """Left and right of every rule and of every distance, in pixels."""
    found = []

    def walk(node: ET.Element, x: float) -> None:
        step = node.get("transform", "")
        if step.startswith("translate("):
            x += float(step[10 : step.index(")")].replace(",", " ").split()[0])
        if node.tag.endswith("line"):
            found.append((x, x + float(node.get("x2", 0))))
        path = node.get("d", "")
        if node.get("fill") == f"var(--cf-axis, {LIGHT['axis']})" and path:
            across = [float(n) for n in re.findall(r"[ML](-?[\d.]+)", path)]
            found.append((x + min(across), x + max(across)))
        for child in node:
            walk(child, x)

    walk(ET.fromstring(svg), 0)
    return found


def test_a_distance_runs_from_one_value_to_the_other(draw):
    got = remarked(draw, "*connect(low, high, 'x', ends=0, **at)")
    assert got.said == ""
    ((left, right),) = lines(got.drawn["remarked"].svg_wide)
    assert left / right == pytest.approx(35.3 / 48, rel=0.01)


def test_a_guide_stands_at_its_figure(draw):
    guide = "reference_line(low, x=x, y=y_at(0), y2=y2_at(100))"
    got = remarked(draw, f"{guide}, *connect(low, high, 'x', ends=0, **at)")
    assert got.said == ""
    guide, distance = lines(got.drawn["remarked"].svg_wide)
    assert guide[0] == guide[1] == pytest.approx(distance[0], abs=0.5)
