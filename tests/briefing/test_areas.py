"""Areas in the briefing's charts are to scale, as drawn."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import vl_convert

CHARTS = Path(__file__).parents[2] / "scripts" / "charts"
_SQUARE = re.compile(r"M[-\d.]+,[-\d.]+h([\d.]+)v([\d.]+)")


@pytest.fixture(scope="module")
def areas() -> ModuleType:
    """The briefing's own helper for areas."""
    spec = importlib.util.spec_from_file_location("areas_of_the_briefing", CHARTS / "_areas.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _row(value: float) -> dict[str, object]:
    return {"id": str(value), "value": value, "expected": False}


@pytest.mark.parametrize("part", [0.0, 0.4, 6.3, 117.0, 549.9, 550.0])
def test_the_filled_squares_are_the_share(areas: ModuleType, part: float) -> None:
    whole, filled = areas.share(_row(part), _row(550.0), 1, 0, 0, 150)
    sizes = [
        sum(float(a) * float(b) for a, b in _SQUARE.findall(layer.to_dict()["mark"]["shape"]))
        for layer in (whole, filled)
    ]
    assert sizes[1] / sizes[0] == pytest.approx(part / 550, abs=0.001)


def test_the_areas_of_nested_squares_are_the_values(areas: ModuleType) -> None:
    rows = [_row(value) for value in (2.5, 1.2, 0.7)]
    drawn = areas.nested(rows, rows[0], 200, 4, 0, 200)
    spec = {"height": 210, "width": 210, **areas.alt.layer(*drawn).to_dict()}
    svg = vl_convert.vegalite_to_svg(spec)
    # The first is the ground of the plot.
    _, *sides = [float(side) for side in re.findall(r"h([\d.]+)v\1h-\1Z", svg)]
    assert [side * side for side in sides] == pytest.approx(
        [200 * 200 / 2.5 * v for v in (2.5, 1.2, 0.7)], rel=0.01
    )
