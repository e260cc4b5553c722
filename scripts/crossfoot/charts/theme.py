"""One look for every chart: palette on two grounds, type, and the Vega-Lite configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .registry import Width

FONTS = Path(__file__).parent.parent / "theme" / "fonts"
FAMILY = "Crossfoot Sans"
"""The vendored subset of IBM Plex Sans, under the name that its licence asks for."""
STACK = "'Crossfoot Sans', 'IBM Plex Sans', system-ui, sans-serif"
"""What a finished picture asks for: where our font is missing, one of about its width."""

FRAME: dict[Width, int] = {"wide": 680, "narrow": 320}
"""Width of a drawing in pixels."""
SWITCH = 600
"""From this width of its frame on, the wide drawing is shown."""
TEXT = 14
"""Size of all text. A wide drawing is shown at 600 px or more and a narrow one at 288 or more
(a phone of 320 with its margins), so that no text is seen smaller than 12."""
SMALLEST = 13.6
"""12 px as seen, with the wide drawing at its smallest."""

LIGHT = {
    "ground": "#ffffff",
    "ink": "#1a1c1f",
    "muted": "#565b62",
    "axis": "#7a7f86",
    "grid": "#e3e5e8",
    "quiet": "#8b9097",
    "1": "#12436d",
    "2": "#187f78",
    "3": "#8a1a57",
    "4": "#b8500f",
}
"""Roles to colours on the light ground: text 4.5 : 1, marks (1 to 4, quiet) 3 : 1 at least."""
DARK = {
    "ground": "#16191f",
    "ink": "#eceef0",
    "muted": "#b3b8bf",
    "axis": "#8f959d",
    "grid": "#343941",
    "quiet": "#868c94",
    "1": "#7fb2e5",
    "2": "#4fc4b4",
    "3": "#e993c4",
    "4": "#f0a267",
}
"""The same roles on the dark ground."""

ROLE = {colour: role for role, colour in LIGHT.items()}
"""Colours of the light ground back to their roles: each is used for one role only."""
HUES = ("1", "2", "3", "4", "quiet")
"""Roles that marks are filled with, and that have a hatching."""


def colour(role: str | int) -> str:
    """The literal that a spec writes for a role: ``1`` to ``4``, ``ink``, ``muted``, ``axis``,
    ``grid``, ``quiet`` or ``ground``. Pages follow the reader's light and dark by the role."""
    return LIGHT[str(role)]


def hatch(role: str | int) -> str:
    """The fill of bars that are expected, not observed: lines in the role's hue."""
    return f"url(#cf-hatch-{role})"


def config(width: Width) -> dict[str, Any]:
    """The Vega-Lite configuration of a drawing for this width of frame."""
    ink, muted = colour("ink"), colour("muted")
    text = {"fontSize": TEXT, "font": FAMILY}
    return {
        "aria": False,
        "background": None,
        "font": FAMILY,
        "padding": {"left": 0, "right": 1, "top": 3, "bottom": 3},
        "view": {
            "stroke": None,
            "continuousHeight": 300 if width == "wide" else 260,
            "discreteHeight": {"step": 38 if width == "wide" else 54},
            "discreteWidth": {"step": 38},
        },
        "axis": {
            "labelFontSize": TEXT,
            "titleFontSize": TEXT,
            "titleFontWeight": 400,
            "labelColor": muted,
            "titleColor": muted,
            "labelLimit": 0,
            "titleLimit": 0,
            "labelAngle": 0,
            "labelPadding": 6,
            "titlePadding": 8,
            "domain": False,
            "ticks": False,
            "grid": False,
            "gridColor": colour("grid"),
            "domainColor": colour("axis"),
            "tickColor": colour("axis"),
        },
        "axisQuantitative": {"grid": True, "tickCount": 5 if width == "wide" else 4},
        "axisBand": {"labelColor": ink},
        "axisPoint": {"labelColor": ink},
        "axisXTemporal": {"ticks": True, "tickSize": 4, "domain": True},
        "axisXPoint": {"domain": True},
        "axisXBand": {"domain": True},
        "header": {
            "labelFontSize": TEXT,
            "labelFontWeight": 600,
            "labelColor": ink,
            "labelLimit": 0,
            "titleFontSize": TEXT,
            "titleColor": muted,
        },
        "legend": {
            "labelFontSize": TEXT,
            "titleFontSize": TEXT,
            "titleFontWeight": 400,
            "labelColor": ink,
            "titleColor": muted,
            "labelLimit": 0,
            "titleLimit": 0,
            "orient": "top",
            "symbolType": "square",
        },
        "title": {
            "fontSize": TEXT,
            "fontWeight": 600,
            "color": ink,
            "anchor": "start",
            "frame": "group",
            "subtitleFontSize": TEXT,
            "subtitleColor": muted,
            "limit": 0,
        },
        "text": {**text, "color": ink, "limit": 0},
        "bar": {"color": colour(1)},
        "line": {"color": colour(1), "strokeWidth": 2.5, "strokeCap": "round"},
        "point": {"color": colour(1), "filled": True, "size": 64, "opacity": 1},
        "rule": {"color": colour("axis")},
        # Vega-Lite draws ticks at 0.7, too faint for 3 : 1 in some roles.
        "tick": {"color": colour(1), "opacity": 1},
        "area": {"color": colour(1)},
        "rect": {"color": colour(1)},
        "circle": {"color": colour(1), "opacity": 1, "size": 64},
        "range": {"category": [colour(n) for n in (1, 2, 3, 4)]},
    }


def stylesheet(dark: str = '[data-md-color-scheme="slate"]') -> str:
    """The CSS that inline pictures need: both grounds, which drawing shows, forced colours.

    ``dark`` is the selector under which the dark ground holds. Both drawings of a chart stand in
    an element of class ``cf-chart``, each alone or in one of class ``cf-wide``, ``cf-narrow``.
    """
    light_roles = "".join(f"--cf-{role}:{value};" for role, value in LIGHT.items())
    dark_roles = "".join(f"--cf-{role}:{value};" for role, value in DARK.items())
    return f""":root{{{light_roles}}}
{dark}{{{dark_roles}}}
@media print{{:root,{dark}{{{light_roles}}}}}
.cf-chart{{container-type:inline-size}}
.cf-chart svg:is(.cf-wide,.cf-narrow){{width:100%;height:auto;overflow:visible}}
.cf-chart svg.cf-wide{{max-width:{FRAME["wide"] * 1.15:.0f}px}}
.cf-chart svg.cf-narrow{{max-width:{FRAME["narrow"] * 1.25:.0f}px}}
.cf-chart .cf-wide{{display:none}}
.cf-chart .cf-narrow{{display:block}}
@container (min-width:{SWITCH}px){{
.cf-chart .cf-wide{{display:block}}
.cf-chart .cf-narrow{{display:none}}
}}
@media (forced-colors:active){{
:root,{dark}{{--cf-ground:Canvas;--cf-ink:CanvasText;--cf-muted:CanvasText;--cf-axis:CanvasText;\
--cf-grid:GrayText;--cf-quiet:GrayText;--cf-1:CanvasText;--cf-2:LinkText;--cf-3:Highlight;\
--cf-4:VisitedText}}
.cf-chart svg{{forced-color-adjust:none}}
}}
"""
