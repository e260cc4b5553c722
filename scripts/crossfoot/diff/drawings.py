"""The pictures of the charts that changed, before and after."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from ..charts import Cache, Drawer, Job
from ..charts.cache import key
from ..charts.draw import with_fonts
from ..charts.drawer import Picture, Undrawn
from ..kind import Kind
from .html import Drawings
from .model import Difference, State


def drawings(root: Path, states: tuple[State, State], difference: Difference) -> Drawings:
    """Each changed chart as two files of SVG; one that cannot be drawn is left empty."""
    stored = Cache(root / "build/cache/charts")
    ids = [change.id for change in difference.changes if change.kind is Kind.CHART]
    with Drawer() as drawer:
        coming = {
            id: [_begun(state.jobs.get(id), stored, drawer) for state in states] for id in ids
        }
        return {id: (before(), after()) for id, (before, after) in coming.items()}


def _begun(job: Job | None, stored: Cache, drawer: Drawer) -> Callable[[], str]:
    if job is None:
        return str
    name = key(job)
    found: Picture | Future[Picture] = stored.get(name) or drawer.submit(job)

    def drawn() -> str:
        if isinstance(found, Picture):
            return with_fonts(found).file
        try:
            picture = found.result()
        except Undrawn:
            return ""
        stored.put(name, picture)
        return with_fonts(picture).file

    return drawn
