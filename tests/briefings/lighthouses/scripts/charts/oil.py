"""What the lamp burns."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, chart
from crossfoot.charts.marks import bars


@chart(
    title="The lamp burns more each year",
    subtitle="Oil burnt by Skerry Light in a year",
    holds=[
        ("skerry.oil.2024 - skerry.oil.2023", "more than 0 L"),
        ("skerry.oil.2025 - skerry.oil.2024", "more than 0 L"),
    ],
)
def oil_by_year(ask: Ask) -> alt.Chart:
    return bars(
        ask.figures("skerry.oil.2023", "skerry.oil.2024", "skerry.oil.2025", unit="L"),
        category="period_name",
    )
