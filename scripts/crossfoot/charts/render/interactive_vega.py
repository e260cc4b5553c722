"""What brings a drawing to life in a page: whether it may, and its Vega in the page's theme."""

from __future__ import annotations

import json
import re
from typing import Any

from ..theme import ROLE

_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_ORIGIN = re.compile(r'<g [^>]*transform="translate\(([\d.]+),([\d.]+)\)"')
_VIEW = re.compile(r'class="background"[^>]* d="M[\d.]+,[\d.]+h([\d.]+)v([\d.]+)')
"""Of a raw drawing: its box, where its plot begins, and how wide and high that is."""
_EXPRESSIONS = ("signal", "expr", "test", "update", "init")
"""What holds an expression in Vega."""
_UTC = (
    {"timeFormat(": "utcFormat(", "timeParse(": "utcParse(", "datetime(": "utc("}
    | {
        "timeOffset(": "utcOffset(",
        "timeSequence(": "utcSequence(",
    }
    | {
        f"{part}(": f"utc{part}("
        for part in "year quarter month date day dayofyear week hours minutes seconds".split()
    }
)
"""What asks for local time, and what for that of the drawing; ``utc`` is as ``datetime``."""
_LOCAL = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|(?<![\w.])[a-zA-Z]+\(")
"""A text, which stays, or the name of a function."""
_HATCH = re.compile(r"url\(#cf-hatch-([a-z0-9]+)\)")


def live_vega(compiled: dict[str, Any], raw: str, prefix: str) -> str:
    """The Vega of a drawing as one line of JSON, its colours the page's custom properties.

    ``raw`` is the SVG that was drawn of it: what its texts left for the marks is settled by it, for
    a browser measures texts a little differently. ``prefix`` is that of the drawing's ids: its
    hatchings are those that stand in the page.
    """
    settled = {**compiled, **_settled(compiled, raw)}
    themed = _themed({k: v for k, v in settled.items() if k != "$schema"}, prefix)
    themed = _everywhere(themed)
    return json.dumps(themed, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _settled(compiled: dict[str, Any], raw: str) -> dict[str, Any]:
    """Width and padding as they came out, where they were fitted to a frame."""
    fitted = compiled.get("autosize")
    if not isinstance(fitted, dict) or fitted.get("type") != "fit-x":
        return {}
    found = [pattern.search(raw) for pattern in (_BOX, _ORIGIN, _VIEW)]
    (wide, high), (left, top), (width, height) = (
        tuple(map(float, match.groups())) for match in found if match
    )
    padding = {
        "left": left,
        "top": top,
        "right": round(wide - left - width, 3),
        "bottom": round(high - top - height, 3),
    }
    return {"width": width, "padding": padding, "autosize": {"type": "none"}}


def _everywhere(node: Any, name: str = "") -> Any:
    """With times as the still drawing has them, wherever the reader is: a day is no moment."""
    if isinstance(node, dict):
        made = {k: v if k == "values" else _everywhere(v, k) for k, v in node.items()}
        times = [key for key in ("type", "formatType") if made.get(key) == "time"]
        return made | dict.fromkeys(times, "utc")
    if isinstance(node, list):
        return [_everywhere(item, name) for item in node]
    if isinstance(node, str) and name in _EXPRESSIONS:
        return _LOCAL.sub(lambda found: _UTC.get(found[0], found[0]), node)
    return node


def _themed(node: Any, prefix: str) -> Any:
    if isinstance(node, dict):
        return {k: v if k == "values" else _themed(v, prefix) for k, v in node.items()}
    if isinstance(node, list):
        return [_themed(item, prefix) for item in node]
    if not isinstance(node, str):
        return node
    if node in ROLE:
        return f"var(--cf-{ROLE[node]})"
    return _HATCH.sub(rf"url(#{prefix}-hatch-\1)", node)
