"""The child that draws: vl-convert with our fonts, no network, limits of memory and time.

It reads jobs from its standard input and writes pictures to its standard output, each message a
length and JSON, a picture's PNGs after it. It imports neither Altair nor the ledger.
"""

from __future__ import annotations

import json
import os
import re
import signal
import struct
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import IO, Any
from xml.etree import ElementTree as ET

from ...crash import describe_exception
from ...limits import hard_limit, lower_limit
from .. import text_measure
from ..og_image.og_chart import render_og_chart
from ..og_image.page_card import PageCard, VerdictBadge, render_card
from ..render_job import Caption
from ..spec import visibility
from ..theme import FAMILY, FONTS, FRAME
from . import interactive_vega as live
from . import layout, svg
from .export import export_sheets

_STACK = re.compile(r" at (?:\S+ \()?https?:.*")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
HIGHEST = 5000
"""Pixels of a drawing's height, at most: some seven screens."""
FITTING = "a drawing in the theme that fits its frame"
"""What would be right where a drawing looks wrong."""
_RIGHT = {
    "the colour ": "colour(ROLE) of crossfoot.charts.theme: 1 to 4, quiet, ink, muted, axis, grid",
    "the chart's font lacks ": "a text without it",
    "text of ": "no fontSize=, or a larger one",
    "the font ": "no font=",
    "it is ": "a smaller width= or height= of its parts, which an argument width may decide",
}
"""The same, by what a fault begins with."""
_HEAD = struct.Struct(">II")
_PROBE = "Hamburgefonstiv 0123456789 WWWW iiii"
"""A text that is not as wide in another font as in ours."""


def send(stream: IO[bytes], message: dict[str, Any], blob: bytes = b"") -> None:
    """Write one message: two lengths, JSON, bytes."""
    body = json.dumps(message, ensure_ascii=False).encode()
    stream.write(_HEAD.pack(len(body), len(blob)) + body + blob)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Read one message; None where the other side has ended, also in the middle of one."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    size, extra = _HEAD.unpack(head)
    body, blob = stream.read(size), stream.read(extra)
    if len(body) < size or len(blob) < extra:
        return None
    message: dict[str, Any] = json.loads(body)
    return message, blob


def group_faults(faults: list[str]) -> list[str]:
    """Faults of one kind as one, with their number: those that differ in what they quote alone."""
    found: dict[str, list[str]] = {}
    for fault in dict.fromkeys(faults):
        found.setdefault(_QUOTED.sub("", fault), []).append(fault)
    return [
        first if not more else f"{first} ({len(more) + 1} times; this is the first)"
        for first, *more in found.values()
    ]


def render_drawing(told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """A chart's drawing at one width; what is wrong with it stands under ``wrong``."""
    import vl_convert

    width, caption, prefix = told["width"], Caption(**told["caption"]), f"cf-{told['id']}"
    compiled = vl_convert.vegalite_to_vega(told["spec"])
    raw = vl_convert.vega_to_svg(compiled, allowed_base_urls=[])
    drawing = svg.clean_svg(raw)
    scene = partial(vl_convert.vega_to_scenegraph, allowed_base_urls=[])
    lost, doubts = visibility.visibility_faults(told["spec"], vl_convert.vegalite_to_vega, scene)
    # What says why nothing is drawn says it better.
    seen = [fault for fault in drawing.faults if not (lost and fault == svg.NOTHING)]
    frame = FRAME[width]
    if drawing.width > frame + 2:
        seen.append(f"it is {drawing.width:g} px wide, the frame has {frame}")
    if drawing.height > HIGHEST:
        seen.append(f"it is {drawing.height:g} px high, a page has room for {HIGHEST:,}")
    cut, near = layout.layout_faults(drawing)
    if signs := text_measure.missing_glyphs("".join(drawing.root.itertext())):
        seen.append(f"the chart's font lacks {signs!r}")
    name = f"{prefix}-{width}"
    return {
        "drawing": svg.inline_svg(drawing, name, width, caption.title, caption.description),
        "live": live.live_vega(compiled, raw, name) if told["alive"] else "",
        "raw": raw,
        "wrong": [*lost, *((fault, _right(fault)) for fault in group_faults([*seen, *cut]))],
        "doubts": [*doubts, *near],
    }, b""


def _right(fault: str) -> str:
    return next((hint for begin, hint in _RIGHT.items() if fault.startswith(begin)), FITTING)


def layout_exports(told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The sheets of a chart's two drawings; ``faults`` are theirs and those of the texts around."""
    caption, prefix, faults = Caption(**told["caption"]), f"cf-{told['id']}", told["wrong"]
    wide, narrow = (svg.clean_svg(raw) for raw in (told["wide"], told["narrow"]))
    if signs := text_measure.missing_glyphs(
        f"{caption.title}{caption.subtitle}{''.join(caption.footer)}"
    ):
        faults.append((f"the chart's font lacks {signs!r}", FITTING))
    if faults:
        return {"faults": [what for what, _ in faults], "hints": [hint for _, hint in faults]}, b""
    file, sheet = export_sheets(wide, narrow, caption, prefix)
    return {
        "file": file,
        "sheet": sheet,
        "social": render_og_chart((wide, narrow), caption, prefix),
    }, b""


def rasterize(drawing: str) -> tuple[dict[str, Any], bytes]:
    """The PNG of a drawing."""
    return {}, _png(drawing)


def render_card_png(told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The PNG of a page's card."""
    verdict = told["verdict"]
    made = PageCard(**{**told, "verdict": VerdictBadge(**verdict) if verdict else None})
    return {}, _png(render_card(made))


def _png(drawing: str) -> bytes:
    """A drawing as a PNG: vl-convert's, a seventh of its size without losing a pixel.

    Unfiltered rows suit large even areas: they come out smaller than filtered ones, and sooner.
    """
    import oxipng
    import vl_convert

    raw = vl_convert.svg_to_png(drawing)
    return oxipng.optimize_from_memory(raw, level=0, filter=[oxipng.RowFilter.NoOp])


def bundle_vega(snippet: str) -> tuple[dict[str, Any], bytes]:
    """Vega and a snippet of JavaScript that uses it, as one script."""
    import vl_convert

    return {"script": vl_convert.javascript_bundle(snippet)}, b""


TASKS: dict[str, Callable[[Any], tuple[dict[str, Any], bytes]]] = {
    "drawing": render_drawing,
    "sheets": layout_exports,
    "png": rasterize,
    "card": render_card_png,
    "bundle": bundle_vega,
}
"""What a child can do: a message holds one task's name and what it needs."""


def _warm() -> None:
    """Have the engine and the fonts loaded before the first job comes.

    Raises RuntimeError where one of our fonts is not there: vl-convert would take another without
    a word, and the same spec would give other bytes.
    """
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    for family, weight in product((FAMILY, text_measure.SERIF), (400, 600)):
        text = {"type": "text", "text": _PROBE, "align": "left", "fontSize": 100}
        spec = {
            "data": {"values": [{}]},
            "width": 1,
            "padding": 0,
            "mark": {**text, "font": family, "fontWeight": weight},
            "encoding": {"x": {"value": 0}},
        }
        drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        try:
            wanted = text_measure.text_width(_PROBE, 100, weight, family)
        except (OSError, ValueError) as wrong:
            raise RuntimeError(f"the font {family} {weight} cannot be read") from wrong
        # Kerning makes it narrower, by less than a hundredth; the other weight by more, or wider.
        if not 0.985 < float(ET.fromstring(drawn).get("width", 0)) / wanted < 1.003:
            raise RuntimeError(f"text in {family} {weight} is drawn in another font")
    vl_convert.svg_to_png(drawn)


def main() -> None:
    """Serve jobs until the parent closes the pipe.

    Arguments: seconds of processor time a job, megabytes of data.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seconds, megabytes = (int(n) for n in sys.argv[1:3])
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    given = hard_limit("RLIMIT_CPU")
    ceiling = None if given is None else given - 1  # at a hard limit the system gives no reason
    lower_limit("RLIMIT_CORE", 0)
    lower_limit("RLIMIT_DATA", megabytes << 20, hard_limit("RLIMIT_DATA"))

    def worn() -> bool:
        """Whether a task would not have all the time that it may take: another child has."""
        return ceiling is not None and time.process_time() + 1 + seconds > ceiling

    try:
        _warm()
    except Exception as wrong:
        send(answers, {"fault": describe_exception(wrong)})
        return
    send(answers, {"worn": worn()})
    while (message := receive(jobs)) is not None:
        lower_limit("RLIMIT_CPU", int(time.process_time()) + 1 + seconds, ceiling)
        try:
            ((task, told),) = message[0].items()
            answer, png = TASKS[task](told)
        except (ValueError, MemoryError, RecursionError) as wrong:
            # vl-convert adds the stack of its JavaScript, which tells an author nothing.
            said = _STACK.sub("", " ".join(str(wrong).split()))[:400]
            answer, png = {"failed": said or type(wrong).__name__}, b""
        except Exception as wrong:
            answer, png = {"fault": describe_exception(wrong)}, b""
        send(answers, {**answer, "worn": worn()}, png)
