"""The story of a briefing's charts: load, call, check, draw, caption."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache as once
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..crash import InternalError
from ..diagnostics import Diagnostics
from ..memo import Kept, Memo
from ..progress import SILENT, ProgressReporter
from .ask import RenderText
from .chart_spec import ChartSpec, SpecContext, all_sources, build_chart_spec, entity_names
from .chart_table import build_table, chart_csv, firmest_first
from .live import is_interactive
from .module_loader import load_chart_modules
from .picture_cache import PictureCache, cache_key
from .registry import TEXTS, ChartDeclaration
from .render_pool import Picture, RenderError, RenderJob, RenderPool
from .rendered_chart import RenderedChart
from .table_excerpt import is_table_row, table_excerpts
from .theme import FAMILY, FONTS
from .title_check import Finding, check_title

if TYPE_CHECKING:
    from ..claims.model import Claim
    from ..ledger.model import Ledger

T = TypeVar("T")


def render_all(
    root: Path,
    ledger: Ledger,
    claims: Mapping[str, Claim],
    problems: Diagnostics,
    render: RenderText,
    cache: Path | None = None,
    drawer: RenderPool | None = None,
) -> dict[str, RenderedChart]:
    """Every chart of ``root/scripts/charts/``, drawn, by id in the order of files and functions.

    ``render`` renders a text template over the ledger. ``cache`` is a folder that may be deleted
    at any time. ``drawer`` may have been started earlier and is not closed. What is wrong with
    any chart is noted in ``problems``; one that cannot be drawn is left out.
    """
    with nullcontext(drawer) if drawer else RenderPool() as using:
        drawings = begin_rendering(
            root, ledger, claims, problems, render, PictureCache(cache), using
        )
        drawings.sketched()
        return drawings.settled()


def begin_rendering(
    root: Path,
    ledger: Ledger,
    claims: Mapping[str, Claim],
    problems: Diagnostics,
    render: RenderText,
    stored: PictureCache,
    drawer: RenderPool,
    memo: Memo | None = None,
    drafts: bool = True,
) -> RenderedCharts:
    """As :func:`draw_all`, but each chart only when it is asked for, and without waiting.

    ``memo`` keeps the charts that nothing has changed for. Without ``drafts`` those are left out.
    """
    memo = memo or Memo()
    studio = SpecContext(root, ledger, claims, render, problems, entity_names(ledger))
    if stored.empty:
        drawer.start()
    declared = _declared(root, problems, memo, drafts)
    code = memo.watch("code", {id: one.code for id, one in declared.items()})

    def begun(one: ChartDeclaration) -> _Begun | None:
        made = build_chart_spec(one, studio)
        if made is None:
            problems.lose("chart", one.id)
            return None
        name = cache_key(made.job)
        kept, drawn = stored.get(name), Future[Picture]()
        whole = kept or drawer.submit(made.job, drawn)
        coming = _Coming(made, name, kept or drawn, whole, stored, problems)
        return coming, _drawn(made, coming.drawings, coming, ledger, claims)

    def ask(id: str) -> _Begun | None:
        code.get(id)
        return begun(declared[id]) if id in declared else None

    return RenderedCharts(code, ask, ledger, stored, memo, problems)


@dataclass(frozen=True)
class ChartSpecs:
    """Charts of which nothing is drawn, by id."""

    charts: Mapping[str, RenderedChart]
    jobs: Mapping[str, RenderJob]
    """What would draw each."""
    findings: Mapping[str, tuple[Finding, ...]]
    """What the title of each states, of those too that could not be sketched."""


def build_chart_specs(
    root: Path,
    ledger: Ledger,
    claims: Mapping[str, Claim],
    problems: Diagnostics,
    render: RenderText,
    memo: Memo,
) -> ChartSpecs:
    """Every chart as :func:`begin` has it, but undrawn."""
    studio = SpecContext(root, ledger, claims, render, problems, entity_names(ledger))
    declared = _declared(root, problems, memo)
    code = memo.watch("code", {id: one.code for id, one in declared.items()})

    def sketched(id: str) -> tuple[RenderJob, RenderedChart] | None:
        code.get(id)
        made = build_chart_spec(declared[id], studio)
        if made is None:
            problems.lose("chart", id)
            return None
        return made.job, _drawn(made, no_picture, no_picture, ledger, claims)

    every = {id: memo.keep(("chart", id), problems, partial(sketched, id)) for id in declared}
    found = {id: one for id, one in every.items() if one is not None}
    stated = {id: drawn.findings for id, (_, drawn) in found.items()}
    if problems.has_lost("chart"):
        lost = (one for one in load_chart_modules(root, Diagnostics(), memo) if one.id not in found)
        stated |= {one.id: check_title(one, ledger, claims, Diagnostics()) for one in lost}
    charts = {id: drawn for id, (_, drawn) in found.items()}
    return ChartSpecs(charts, {id: job for id, (job, _) in found.items()}, stated)


def no_picture() -> Picture:
    """In the place of a picture that nobody may ask for."""
    raise LookupError("the chart is not drawn")


def _declared(
    root: Path, problems: Diagnostics, memo: Memo, drafts: bool = True
) -> dict[str, ChartDeclaration]:
    declared = {one.id: one for one in load_chart_modules(root, problems, memo)}
    return declared if drafts else problems.published("chart", declared)


def _unused(charts: Mapping[str, RenderedChart], ledger: Ledger, problems: Diagnostics) -> None:
    """Warn of tables that no chart draws."""
    drawn = {excerpt.id for chart in charts.values() for excerpt in chart.excerpts}
    for dataset in ledger.datasets.values():
        if dataset.id not in drawn:
            problems.warn(
                dataset.place,
                f"no chart draws the table {dataset.name}",
                f'ask.table("{dataset.name}") in a chart, or the table out of data/tables',
            )


class RenderedCharts(Mapping[str, RenderedChart]):
    """Charts by id, each sketched when it is first asked for; its picture is on its way then.

    One that cannot be sketched is not there, and what is wrong with it is noted.
    """

    def __init__(
        self,
        declared: Mapping[str, object],
        ask: Callable[[str], _Begun | None],
        ledger: Ledger,
        stored: PictureCache,
        memo: Memo,
        problems: Diagnostics,
    ) -> None:
        self._declared, self._ask, self._ledger = declared, ask, ledger
        self._stored, self._memo, self._problems = stored, memo, problems
        self._made: dict[Hashable, Kept] = {}

    def _begun(self, id: str) -> _Begun | None:
        kept = partial(self._memo.keep, ("chart", id), self._problems, partial(self._ask, id))
        return self._memo.once(self._made, id, kept)

    def __getitem__(self, id: str) -> RenderedChart:
        begun = self._begun(id)
        if begun is None:
            raise KeyError(id)
        return begun[1]

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._declared if self._begun(id) is not None)

    def __len__(self) -> int:
        """How many there are, which takes a sketch of each."""
        return sum(1 for _ in self)

    def sketched(self, say: ProgressReporter = SILENT) -> None:
        """Sketch every chart, so that all pictures are on their way."""
        for number, id in enumerate(self._declared, 1):
            self._begun(id)
            say.at(number, len(self._declared))
        if not self._problems.has_lost("chart") and not self._problems.drafts:
            _unused(self, self._ledger, self._problems)

    def settled(self, say: ProgressReporter = SILENT) -> dict[str, RenderedChart]:
        """Wait for every picture; the charts that have one. What is doubtful is told each time."""
        there: dict[str, RenderedChart] = {}
        for number, id in enumerate(self._declared, 1):
            begun = self._begun(id)
            picture = begun[0]() if begun else BLANK
            if begun and picture is not BLANK:
                there[id] = begun[1]
                for doubt in picture.doubts:
                    self._problems.warn(begun[1].place, f"chart {id}: {doubt}")
            elif begun:
                self._memo.forget(("chart", id))
            say.at(number, len(self._declared))
        self._stored.sweep()
        return there


BLANK = Picture("", "", "", b"")
"""In the place of a picture that could not be drawn."""


@dataclass
class _Coming:
    """A picture that is there, or on its way; what is wrong with it is noted once."""

    made: ChartSpec
    name: str
    drawn: Picture | Future[Picture]
    """Its drawings; the PNGs come later."""
    picture: Picture | Future[Picture]
    stored: PictureCache
    problems: Diagnostics

    def drawings(self) -> Picture:
        """The drawings, whose PNGs may still be empty."""
        if isinstance(self.drawn, Future):
            self.drawn = self._waited(self.drawn)
        return self.drawn

    def __call__(self) -> Picture:
        if isinstance(self.picture, Future):
            self.picture = whole = self._waited(self.picture)
            if whole is not BLANK:
                self.stored.put(self.name, whole)
        return self.picture

    @property
    def who(self) -> str:
        """How problems name it."""
        return f"chart {self.made.declared.id}"

    def _waited(self, coming: Future[Picture]) -> Picture:
        try:
            return coming.result()
        except RenderError as wrong:
            for fault, hint in zip(wrong.faults, wrong.hints, strict=True):
                place = self.made.declared.place
                self.problems.add(place, f"{self.who}: {fault}", hint)
            self.problems.lose("chart", self.made.declared.id)
            return BLANK
        except InternalError as wrong:
            raise InternalError(f"{self.who}: {wrong}") from wrong


_Begun = tuple[_Coming, RenderedChart]


def _drawn(
    made: ChartSpec,
    drawings: Callable[[], Picture],
    whole: Callable[[], Picture],
    ledger: Ledger,
    claims: Mapping[str, Claim],
) -> RenderedChart:
    rows, texts = made.rows, made.texts
    shown = table_excerpts(rows, ledger)
    tables = [status for one in shown for status in one.statuses]
    figures = dict.fromkeys(
        str(r["id"]) for r in rows if "verdict" not in r and not is_table_row(r)
    )
    found = [ledger.figure(ref) for ref in figures]
    return RenderedChart(
        id=made.declared.id,
        **{name: texts[name] for name in TEXTS},
        drawings=drawings,
        whole=whole if whole is no_picture else once(lambda: with_fonts(whole())),
        spec=made.spec,
        csv=chart_csv(rows),
        table=build_table(rows, ledger, claims),
        figures=tuple(
            figures | dict.fromkeys(r for r in made.shown if not is_table_row({"id": r}))
        ),
        claims=tuple(dict.fromkeys(str(r["id"]) for r in rows if "verdict" in r)),
        sources=all_sources(rows, made.shown, ledger),
        statuses=firmest_first([*(f.status for f in found), *tables]),
        disputed=any(ledger.figures[f.id.split("@")[0]].disputed for f in found),
        place=made.declared.place,
        findings=made.findings,
        draft=made.declared.draft,
        excerpts=shown,
        alive=any(map(is_interactive, made.job.specs.values())),
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


def with_fonts(picture: Picture) -> Picture:
    """With its fonts in the file that stands alone."""
    return replace(picture, file=picture.file.replace("</desc>", f"</desc>{_fonts()}", 1))
