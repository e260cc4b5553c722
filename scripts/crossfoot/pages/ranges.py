"""An interval against a bound, as a small picture."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from html import escape as html

from ..quantity.interval import Interval
from .trust_marks import mark_trusted

WIDTH, LEFT, RIGHT = 640, 24, 616
"""The picture's width and the ends of its scale, in its own units."""
_BOUND, _WORKED, _HEIGHT = 14, 46, 60


def range_picture(value: Fraction | None, interval: Interval, bound: Interval, said: str) -> str:
    """An SVG of an interval against a bound: two bars on one scale, an arrow at an open end.

    What the bound allows is shaded over the whole height, so that the eye sees what lies inside.
    It holds no text, which would shrink with it on a phone: the words stand beside it. ``said`` is
    for those who hear the page. Nothing in it needs a style or a script.
    """
    ends = [e for i in (interval, bound) for e in (i.low, i.high) if e is not None]
    ends += [value] if value is not None else []
    if not ends:
        return ""
    low, high = min(ends), max(ends)
    room = (high - low) / 5 or abs(high) / 5 or Fraction(1)
    low, high = low - room, high + room

    def x(end: Fraction) -> float:
        return round(LEFT + float((end - low) / (high - low)) * (RIGHT - LEFT), 1)

    start, end = _ends(bound, x)
    shade = (
        f'<rect class="cf-allowed" x="{start:.1f}" y="0" width="{end - start:.1f}" '
        f'height="{_HEIGHT}"/>'
    )
    bars = f"{_bar(bound, x, _BOUND, 'cf-bound')}{_bar(interval, x, _WORKED, 'cf-worked')}"
    dot = (
        "" if value is None else f'<circle class="cf-value" cx="{x(value)}" cy="{_WORKED}" r="7"/>'
    )
    return (
        f'<svg class="cf-interval" viewBox="0 0 {WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{mark_trusted(said, html(said))}">{shade}{bars}{dot}</svg>'
    )


def _ends(interval: Interval, x: Callable[[Fraction], float]) -> tuple[float, float]:
    """Where a bar begins and ends; one of no width is drawn as wide as can be seen."""
    start = LEFT - 16 if interval.low is None else x(interval.low)
    end = RIGHT + 16 if interval.high is None else x(interval.high)
    return (start - 1.5, end + 1.5) if end - start < 3 else (start, end)


def _bar(interval: Interval, x: Callable[[Fraction], float], y: int, css: str) -> str:
    start, end = _ends(interval, x)
    parts = [
        f'<rect class="{css}" x="{start:.1f}" y="{y - 5}" width="{end - start:.1f}" height="10"/>'
    ]
    for edge, at, is_open, out in (
        (start, interval.low, interval.low_open, -1),
        (end, interval.high, interval.high_open, 1),
    ):
        if at is None:
            tip = edge + 8 * out
            shape = f'd="M{edge:.1f} {y - 9}L{tip:.1f} {y}L{edge:.1f} {y + 9}z"'
            parts.append(f'<path class="{css}" {shape}/>')
        elif is_open:
            parts.append(f'<circle class="{css} cf-end-open" cx="{edge:.1f}" cy="{y}" r="6"/>')
        else:
            parts.append(f'<path class="{css}-end" d="M{edge:.1f} {y - 9}V{y + 9}"/>')
    return "".join(parts)
