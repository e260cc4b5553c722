"""The story of a briefing's charts: load, call, check, draw, caption."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache as once
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..memo import Memo
from ..problem import Problems
from ..progress import SILENT, Say
from .ask import RenderText
from .cache import Cache, key
from .declare import TEXTS, Declared
from .drawer import Drawer, Picture, Undrawn
from .drawn import Drawn
from .excerpt import excerpts, of_table
from .live import alive
from .load import load
from .sketch import Sketch, Studio, all_sources, entity_names, sketch
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
    any chart is noted in ``problems``; one that cannot be drawn is left out.
    """
    with nullcontext(drawer) if drawer else Drawer() as using:
        return begin(root, ledger, claims, problems, render, Cache(cache), using).settled()


def begin(
    root: Path,
    ledger: Ledger,
    claims: Mapping[str, Claim],
    problems: Problems,
    render: RenderText,
    stored: Cache,
    drawer: Drawer,
    memo: Memo | None = None,
    say: Say = SILENT,
) -> Drawings:
    """As :func:`draw_all`, but without waiting: pictures come while the caller goes on.

    ``memo`` keeps the charts that nothing has changed for.
    """
    memo = memo or Memo()
    studio = Studio(root, ledger, claims, render, problems, entity_names(ledger))
    if stored.empty:
        drawer.start()
    declared = {one.id: one for one in load(root, problems, memo)}
    code = memo.watch("code", {id: one.code for id, one in declared.items()})

    def begun(one: Declared) -> _Begun | None:
        code.get(one.id)
        made = sketch(one, studio)
        if made is None:
            problems.lose("chart", one.id)
            return None
        name = key(made.job)
        picture = stored.get(name) or drawer.submit(made.job)
        coming = _Coming(made, name, picture, stored, problems)
        return coming, _drawn(coming, ledger, claims)

    found: dict[str, _Begun | None] = {}
    for number, (id, one) in enumerate(declared.items(), 1):
        found[id] = memo.keep(("chart", id), problems, partial(begun, one))
        say.at(number, len(declared))
    right = {id: one for id, one in found.items() if one is not None}
    charts = {id: drawn for id, (_, drawn) in right.items()}
    if not problems.has_lost("chart"):
        _unused(charts, ledger, problems)
    return Drawings(charts, [coming for coming, _ in right.values()], stored, memo)


def _unused(charts: Mapping[str, Drawn], ledger: Ledger, problems: Problems) -> None:
    """Warn of tables that no chart draws."""
    drawn = {excerpt.id for chart in charts.values() for excerpt in chart.excerpts}
    for dataset in ledger.datasets.values():
        if dataset.id not in drawn:
            problems.warn(
                dataset.place,
                f"no chart draws the table {dataset.name}",
                f'ask.table("{dataset.name}") in a chart, or the table out of data/tables',
            )


@dataclass(frozen=True)
class Drawings:
    """Charts on their way."""

    charts: Mapping[str, Drawn]
    """All that were sketched without a fault; a picture is waited for where it is asked for."""
    coming: Sequence[_Coming]
    stored: Cache
    memo: Memo

    def settled(self, say: Say = SILENT) -> dict[str, Drawn]:
        """Wait for every picture; the charts that have one."""
        blank = set()
        for number, coming in enumerate(self.coming, 1):
            if coming() is BLANK:
                blank.add(coming.made.declared.id)
            say.at(number, len(self.coming))
        self.stored.sweep()
        for name in blank:
            self.memo.forget(("chart", name))
        return {name: chart for name, chart in self.charts.items() if name not in blank}


BLANK = Picture("", "", "", b"")
"""In the place of a picture that could not be drawn."""


@dataclass
class _Coming:
    """A picture that is there, or on its way; what is wrong with it is noted once."""

    made: Sketch
    name: str
    picture: Picture | Future[Picture]
    stored: Cache
    problems: Problems

    def __call__(self) -> Picture:
        if isinstance(self.picture, Picture):
            return self.picture
        who, place = f"chart {self.made.declared.id}", self.made.declared.place
        try:
            drawn = self.picture.result()
        except Undrawn as wrong:
            for fault in wrong.faults:
                self.problems.add(
                    place, f"{who}: {fault}", "a drawing in the theme that fits its frame"
                )
            self.problems.lose("chart", self.made.declared.id)
            self.picture = BLANK
            return BLANK
        self.stored.put(self.name, drawn)
        for doubt in drawn.doubts:
            self.problems.warn(place, f"{who}: {doubt}")
        self.picture = drawn
        return drawn


_Begun = tuple[_Coming, Drawn]


def _drawn(coming: _Coming, ledger: Ledger, claims: Mapping[str, Claim]) -> Drawn:
    made = coming.made
    rows, texts = made.rows, made.texts
    shown = excerpts(rows, ledger)
    tables = [status for one in shown for status in one.statuses]
    figures = dict.fromkeys(str(r["id"]) for r in rows if "verdict" not in r and not of_table(r))
    found = [ledger.figure(ref) for ref in figures]
    return Drawn(
        id=made.declared.id,
        **{name: texts[name] for name in TEXTS},
        drawing=once(lambda: _with_fonts(coming())),
        spec=made.spec,
        csv=csv_text(rows),
        table=table(rows, ledger, claims),
        figures=tuple(figures | dict.fromkeys(r for r in made.shown if not of_table({"id": r}))),
        claims=tuple(dict.fromkeys(str(r["id"]) for r in rows if "verdict" in r)),
        sources=all_sources(rows, made.shown, ledger),
        statuses=firmest_first([*(f.status for f in found), *tables]),
        disputed=any(ledger.figures[f.id.split("@")[0]].disputed for f in found),
        place=made.declared.place,
        findings=made.findings,
        excerpts=shown,
        alive=any(map(alive, made.job.specs.values())),
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


def _with_fonts(picture: Picture) -> Picture:
    return replace(picture, file=picture.file.replace("</desc>", f"</desc>{_fonts()}", 1))
