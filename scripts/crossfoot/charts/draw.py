"""The story of a briefing's charts: load, call, check, draw, caption."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import nullcontext
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING

from ..problem import Problems
from .ask import RenderText
from .cache import Cache, key
from .declare import TEXTS
from .drawer import Drawer, Picture, Undrawn
from .drawn import Drawn
from .load import load
from .sketch import Sketch, Studio, all_sources, sketch, sound
from .table import csv_text, firmest_first, table
from .theme import FAMILY, FONTS

if TYPE_CHECKING:
    from ..claims.model import Claim
    from ..ledger.model import Ledger


def draw_all(
    root: Path,
    ledger: Ledger,
    claims: Mapping[str, Claim],
    problems: Problems,
    render: RenderText,
    cache: Path | None = None,
    drawer: Drawer | None = None,
) -> dict[str, Drawn]:
    """Every chart of ``root/scripts/charts/``, drawn, by id in the order of files and functions.

    ``render`` renders a text template over the ledger. ``cache`` is a folder that may be deleted
    at any time. ``drawer`` may have been started earlier and is not closed. What is wrong with
    any chart is noted in ``problems``, and the chart is left out.
    """
    stored = Cache(cache)
    studio = Studio(root, ledger, claims, render, problems)
    waiting: list[tuple[Sketch, str, Picture | Future[Picture]]] = []
    drawn: dict[str, Drawn] = {}
    with nullcontext(drawer) if drawer else Drawer() as using:
        if stored.empty:
            using.start()
        for declared in load(root, problems):
            made = sketch(declared, studio)
            if made is not None:
                name = key(made.job)
                waiting.append((made, name, stored.get(name) or using.submit(made.job)))
        # A picture in the cache is of a spec that was sound.
        new = [made.declared for made, _, coming in waiting if isinstance(coming, Future)]
        unsound = {declared.id for declared in new if not sound(declared, studio)}
        for made, name, coming in waiting:
            picture = _picture(made, coming, problems, quiet=made.declared.id in unsound)
            if picture is None:
                continue
            if picture is not coming:
                stored.put(name, picture)
            for doubt in picture.doubts:
                problems.warn(made.declared.place, f"chart {made.declared.id}: {doubt}")
            drawn[made.declared.id] = _finish(made, picture, ledger, claims)
    stored.sweep()
    return drawn


def _picture(
    made: Sketch, coming: Picture | Future[Picture], problems: Problems, quiet: bool
) -> Picture | None:
    """The picture when it is there; None with what went wrong noted, unless that was said."""
    try:
        picture = coming if isinstance(coming, Picture) else coming.result()
    except Undrawn as wrong:
        for fault in wrong.faults if not quiet else ():
            what = f"chart {made.declared.id}: {fault}"
            problems.add(made.declared.place, what, "a drawing in the theme that fits its frame")
        return None
    return None if quiet else picture


def _finish(made: Sketch, picture: Picture, ledger: Ledger, claims: Mapping[str, Claim]) -> Drawn:
    rows, texts = made.rows, made.texts
    figures = dict.fromkeys(str(r["id"]) for r in rows if "verdict" not in r)
    found = [ledger.figure(ref) for ref in figures]
    return Drawn(
        id=made.declared.id,
        **{name: texts[name] for name in TEXTS},
        svg_wide=picture.wide,
        svg_narrow=picture.narrow,
        svg_file=_with_fonts(picture.file),
        png=picture.png,
        spec=made.spec,
        csv=csv_text(rows),
        table=table(rows, ledger, claims),
        figures=tuple(figures | dict.fromkeys(made.shown)),
        claims=tuple(dict.fromkeys(str(r["id"]) for r in rows if "verdict" in r)),
        sources=all_sources(rows, made.shown, ledger),
        statuses=firmest_first(f.status for f in found),
        disputed=any(ledger.figures[f.id.split("@")[0]].disputed for f in found),
        place=made.declared.place,
    )


@once
def _fonts() -> str:
    """A style that brings the fonts along, for a picture that leaves the site."""
    faces = []
    for weight, name in ((400, "Regular"), (600, "SemiBold")):
        data = (FONTS / f"{FAMILY.replace(' ', '')}-{name}.woff2").read_bytes()
        faces.append(
            f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{b64encode(data).decode()})}}"
        )
    return f"<style>{''.join(faces)}</style>"


def _with_fonts(svg: str) -> str:
    return svg.replace("</desc>", f"</desc>{_fonts()}", 1)
