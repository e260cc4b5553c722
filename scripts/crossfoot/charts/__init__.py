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

from .ask import Ask, Datum, RenderText
from .bundle import FILES, bundle
from .cache import Cache
from .card import Card
from .cards import Coming, begin_cards, lay_out_cards
from .declare import Width, chart
from .draw import Outlined, begin, draw_all, outlined
from .drawer import Drawer, Job, Limits
from .drawn import Drawn, Table, TableRow

__all__ = [
    "FILES",
    "Ask",
    "Cache",
    "Card",
    "Coming",
    "Datum",
    "Drawer",
    "Drawn",
    "Job",
    "Limits",
    "Outlined",
    "RenderText",
    "Table",
    "TableRow",
    "Width",
    "begin",
    "begin_cards",
    "bundle",
    "chart",
    "draw_all",
    "lay_out_cards",
    "outlined",
]
