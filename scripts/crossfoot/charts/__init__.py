"""Charts: a briefing's Altair functions to pictures, data and captions.

A chart module under ``scripts/charts/`` reads::

    from crossfoot.charts import Ask, chart
    from crossfoot.charts.marks import bars

    @chart(title="{{ fig('skerry.height.2025') }} of granite", subtitle="Height above the sea")
    def towers(ask: Ask):
        return bars(ask.figures("skerry.height.2025", "bell-rock.height.2025", unit="m"))

Nothing here imports Altair by itself: a child that draws needs only vl-convert.
"""

from __future__ import annotations

from .ask import Ask, RenderText
from .browser_vega import FILES, vega_bundle
from .card_rendering import PendingCards, lay_out_cards, submit_cards
from .chart_spec import ChartSpec, Table, TableRow
from .datum import Datum
from .page_card import PageCard
from .picture_cache import PictureCache
from .registry import Width, chart
from .render_pool import RenderJob, RenderLimits, RenderPool
from .rendered_chart import RenderedChart
from .rendering import submit_all, wait_all
from .spec_collection import ChartSpecs, build_chart_specs

__all__ = [
    "FILES",
    "Ask",
    "ChartSpec",
    "ChartSpecs",
    "Datum",
    "PageCard",
    "PendingCards",
    "PictureCache",
    "RenderJob",
    "RenderLimits",
    "RenderPool",
    "RenderText",
    "RenderedChart",
    "Table",
    "TableRow",
    "Width",
    "build_chart_specs",
    "chart",
    "lay_out_cards",
    "submit_all",
    "submit_cards",
    "vega_bundle",
    "wait_all",
]
