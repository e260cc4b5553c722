"""From specs to pictures: all are submitted first, and waited for when they are needed."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future

from ...diagnostics import Diagnostics
from ...progress import SILENT, ProgressReporter
from ..render_job import Picture, RenderJob
from ..spec.chart_spec import ChartSpec
from .picture_cache import PictureCache, cache_key
from .render_pool import RenderPool
from .rendered_chart import BLANK, RenderedChart


def submit_all(
    specs: Mapping[str, ChartSpec], pictures: PictureCache, pool: RenderPool, problems: Diagnostics
) -> dict[str, RenderedChart]:
    """Have every chart drawn whose picture is not in ``pictures``; returns at once.

    What is wrong with a drawing is noted in ``problems`` when somebody waits for it.
    """
    return {
        id: RenderedChart(spec, *submit_job(spec.job, pictures, pool), problems)
        for id, spec in specs.items()
    }


def submit_job(
    job: RenderJob, pictures: PictureCache, pool: RenderPool
) -> tuple[Future[Picture], Future[Picture]]:
    """The drawings of a job, whose PNGs are still empty, and its whole picture."""
    key, drawings = cache_key(job), Future[Picture]()
    if (stored := pictures.get(key)) is not None:
        drawings.set_result(stored)
        return drawings, drawings
    whole = Future[Picture]()

    def store(done: Future[Picture]) -> None:  # before anybody who waits goes on
        if error := done.exception():
            whole.set_exception(error)
            return
        pictures.put(key, done.result())
        whole.set_result(done.result())

    pool.submit(job, drawings).add_done_callback(store)
    return drawings, whole


def wait_all(
    charts: Mapping[str, RenderedChart], problems: Diagnostics, say: ProgressReporter = SILENT
) -> dict[str, RenderedChart]:
    """Wait for every picture; the charts that have one. What is doubtful of a picture is told."""
    there: dict[str, RenderedChart] = {}
    for number, (id, chart) in enumerate(charts.items(), 1):
        picture = chart.wait()
        if picture is not BLANK:
            there[id] = chart
            for doubt in picture.warnings:
                problems.warn(chart.spec.place, f"chart {id}: {doubt}")
        say.at(number, len(charts))
    return there
