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
from .datum import Datum
from .og_image.page_card import PageCard
from .registry import Width, chart
from .render.browser_vega import FILES, vega_bundle
from .render.card_rendering import PendingCards, lay_out_cards, submit_cards
from .render.chart_rendering import submit_all, wait_all
from .render.picture_cache import PictureCache
from .render.render_pool import RenderLimits, RenderPool
from .render.rendered_chart import RenderedChart
from .render_job import Caption, Picture, RenderJob
from .spec.chart_spec import ChartSpec, Table, TableRow
from .spec.spec_collection import ChartSpecs, build_chart_specs

__all__ = [
    "FILES",
    "Ask",
    "Caption",
    "ChartSpec",
    "ChartSpecs",
    "Datum",
    "PageCard",
    "PendingCards",
    "Picture",
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
