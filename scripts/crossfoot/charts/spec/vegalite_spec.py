"""From what a chart function returned to the Vega-Lite of a drawing."""

from __future__ import annotations

from collections.abc import Callable
from inspect import iscoroutine
from typing import Any

from ...diagnostics import InvalidValue
from ..registry import Width
from ..theme import FRAME, colour, config

_PLAIN = ("arc", "square")
"""Marks that few charts have; the theme has a colour for them where they are drawn."""
COMPOSED = ("concat", "hconcat", "vconcat", "facet", "repeat")


def call_chart_function(function: Callable[[], Any], strict: bool) -> dict[str, Any]:
    """The Vega-Lite of the Altair chart that a function returns; raises what it raises, or
    InvalidValue.

    Data is inline and no theme is in it. With ``strict`` Altair checks every part against the
    Vega-Lite schema, which takes longer than all the rest.
    """
    import altair as alt
    from altair.utils.schemapi import debug_mode

    inline = alt.data_transformers.enable("default", consolidate_datasets=False)
    with debug_mode(strict), alt.theme.enable("none"), inline:
        returned = function()
        if iscoroutine(returned):
            returned.close()  # nobody will wait for it
        if not isinstance(returned, alt.TopLevelMixin):
            raise InvalidValue(f"returned {type(returned).__name__}", "an Altair chart")
        if isinstance(getattr(returned, "data", None), list):
            raise InvalidValue("its data is a bare list", "alt.Chart(data(rows))")
        spec: dict[str, Any] = returned.to_dict(validate=strict)
    spec.pop("usermeta", None)
    return spec


def spec_for_width(spec: dict[str, Any], width: Width) -> dict[str, Any]:
    """``spec`` in our theme, filling the frame of this width.

    A single or layered view gets the frame's width, axes and labels included. Concatenated and
    faceted views keep the widths that their author gave them.
    """
    plain = {kind: {"color": colour(1)} for kind in _PLAIN if kind in mark_types(spec)}
    out = {**spec, "config": {**config(width), **plain}}
    cells = {"row", "column", "facet"} & set(out.get("encoding") or ())
    if not cells and not any(kind in out for kind in COMPOSED):
        if out.get("width") == "container":
            del out["width"]  # in a page that is the frame
        out.setdefault("width", FRAME[width])
        out.setdefault("autosize", {"type": "fit-x", "contains": "padding", "resize": True})
    return out


def mark_types(spec: Any) -> list[str]:
    """The kinds of marks in a spec, in order, each once."""
    found: dict[str, None] = {}

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            mark = node.get("mark")
            kind = mark.get("type") if isinstance(mark, dict) else mark
            if isinstance(kind, str):
                found[kind] = None
            for key, value in node.items():
                if key not in ("data", "datasets"):
                    walk(value)
        elif isinstance(node, list):
            for item in node:
                walk(item)

    walk(spec)
    return list(found)
