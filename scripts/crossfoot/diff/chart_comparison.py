"""The pictures of the charts that changed, before and after."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from ..charts import PictureCache, RenderPool
from ..charts.render.chart_rendering import submit_job
from ..charts.render.render_pool import RenderError
from ..charts.render.rendered_chart import embed_fonts
from ..charts.render_job import Picture
from ..kind import Kind
from .html import Drawings
from .model import Difference, State


def chart_pictures(root: Path, states: tuple[State, State], difference: Difference) -> Drawings:
    """Each changed chart as two files of SVG; one that cannot be drawn is left empty."""
    pictures = PictureCache.of(root)
    ids = [change.id for change in difference.changes if change.kind is Kind.CHART]
    with RenderPool() as pool:
        submitted = {
            id: [
                submit_job(state.jobs[id], pictures, pool)[1] if id in state.jobs else None
                for state in states
            ]
            for id in ids
        }
        return {id: (_wait(before), _wait(after)) for id, (before, after) in submitted.items()}


def _wait(picture: Future[Picture] | None) -> str:
    """A chart's file of SVG; empty where there is none."""
    try:
        return "" if picture is None else embed_fonts(picture.result().file)
    except RenderError:
        return ""
