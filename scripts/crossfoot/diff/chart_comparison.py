"""The pictures of the charts that changed, before and after."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from ..charts import PictureCache, RenderJob, RenderPool
from ..charts.picture_cache import cache_key
from ..charts.render_pool import Picture, RenderError
from ..charts.rendering import with_fonts
from ..kind import Kind
from .html import Drawings
from .model import Difference, State


def chart_pictures(root: Path, states: tuple[State, State], difference: Difference) -> Drawings:
    """Each changed chart as two files of SVG; one that cannot be drawn is left empty."""
    stored = PictureCache(root / "build/cache/charts")
    ids = [change.id for change in difference.changes if change.kind is Kind.CHART]
    with RenderPool() as drawer:
        coming = {
            id: [_begun(state.jobs.get(id), stored, drawer) for state in states] for id in ids
        }
        return {id: (before(), after()) for id, (before, after) in coming.items()}


def _begun(job: RenderJob | None, stored: PictureCache, drawer: RenderPool) -> Callable[[], str]:
    if job is None:
        return str
    name = cache_key(job)
    found: Picture | Future[Picture] = stored.get(name) or drawer.submit(job)

    def drawn() -> str:
        if isinstance(found, Picture):
            return with_fonts(found).file
        try:
            picture = found.result()
        except RenderError:
            return ""
        stored.put(name, picture)
        return with_fonts(picture).file

    return drawn
