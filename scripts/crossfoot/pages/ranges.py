"""An interval against a bound, as a small picture."""

from __future__ import annotations

from fractions import Fraction
from html import escape as html

from ..quantity.interval import Interval
from .marks import seal

WIDTH, LEFT, RIGHT = 640, 24, 616
"""The picture's width and the ends of its scale, in its own units."""


def picture(value: Fraction | None, interval: Interval, bound: Interval, said: str) -> str:
    """An SVG of an interval against a bound: two bars on one scale, an arrow at an open end.

    ``said`` is for those who hear the page. Nothing in it needs a style or a script.
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

    bars = [
        _bar(bound, x, 22, "cf-bound", "the claim allows"),
        _bar(interval, x, 70, "cf-worked", "the figures leave open"),
    ]
    dot = "" if value is None else f'<circle class="cf-value" cx="{x(value)}" cy="70" r="6"/>'
    return (
        f'<svg class="cf-interval" viewBox="0 0 {WIDTH} 104" role="img" '
        f'aria-label="{seal(said, html(said))}">'
        f"{''.join(bars)}{dot}</svg>"
    )


def _bar(interval: Interval, x: object, y: int, css: str, label: str) -> str:
    assert callable(x)
    start = LEFT - 16 if interval.low is None else x(interval.low)
    end = RIGHT + 16 if interval.high is None else x(interval.high)
    if end - start < 3:
        start, end = start - 1.5, end + 1.5
    parts = [
        f'<rect class="{css}" x="{start:.1f}" y="{y - 5}" width="{end - start:.1f}" height="10"/>'
    ]
    for edge, at, out in ((start, interval.low, -1), (end, interval.high, 1)):
        if at is None:
            tip = edge + 8 * out
            parts.append(
                f'<path class="{css}" d="M{edge:.1f} {y - 9}L{tip:.1f} {y}L{edge:.1f} {y + 9}z"/>'
            )
    shut = ((start, interval.low, interval.low_open), (end, interval.high, interval.high_open))
    for edge, there, is_open in shut:
        if there is not None and is_open:
            parts.append(f'<circle class="{css} cf-end-open" cx="{edge:.1f}" cy="{y}" r="6"/>')
        elif there is not None:
            parts.append(f'<path class="{css}-end" d="M{edge:.1f} {y - 9}V{y + 9}"/>')
    middle = min(max((start + end) / 2, 110), WIDTH - 110)
    parts.append(f'<text x="{middle:.1f}" y="{y + 28}" text-anchor="middle">{label}</text>')
    return "".join(parts)
