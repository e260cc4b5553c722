"""Charts for tests: a briefing's own as a build draws them, and one of given parts."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from crossfoot.charts import (
    ChartSpec,
    PictureCache,
    RenderedChart,
    RenderJob,
    RenderPool,
    RenderText,
    Table,
    build_chart_specs,
    submit_all,
    wait_all,
)
from crossfoot.charts.render_job import Caption, Picture
from crossfoot.claims.model import Claim
from crossfoot.diagnostics import Diagnostics, SourceLocation
from crossfoot.ledger.model import Ledger


def render_charts(
    root: Path,
    ledger: Ledger,
    claims: Mapping[str, Claim],
    problems: Diagnostics,
    render: RenderText,
    cache: Path | None = None,
    pool: RenderPool | None = None,
) -> dict[str, RenderedChart]:
    """Every chart of ``root/scripts/charts/``, drawn; ``pool`` is not closed."""
    with nullcontext(pool) if pool else RenderPool() as using:
        pictures = PictureCache(cache)
        specs = build_chart_specs(root, ledger, claims, problems, render)
        return wait_all(submit_all(specs.by_id, pictures, using, problems), problems)


def chart_spec(id: str, place: str, **parts: Any) -> ChartSpec:
    """A chart that draws nothing, but for the parts that are given."""
    nothing: dict[str, Any] = {
        "title": "",
        "subtitle": "",
        "description": "",
        "note": "",
        "job": RenderJob(id, {"wide": {}}, Caption("", "", "", (), "", "")),
        "csv": "id\n",
        "table": Table((), ()),
        "figures": (),
        "claims": (),
        "sources": (),
        "statuses": (),
        "disputed": False,
        "place": SourceLocation(place),
    }
    return ChartSpec(id=id, **{**nothing, **parts})


def with_picture(spec: ChartSpec, picture: Picture) -> RenderedChart:
    """The chart with its picture there."""
    there = Future[Picture]()
    there.set_result(picture)
    return RenderedChart(spec, there, there, Diagnostics())
