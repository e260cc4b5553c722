from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, chart
from crossfoot.charts.marks import bars, plot


@chart(
    title="The ferries carry more riders",
    subtitle="Riders of all ferries in a year",
    holds=("sound.riders.2024 - sound.riders.2023", "more than 0 rider"),
)
def riders_by_year(ask: Ask) -> alt.Chart:
    return bars(
        ask.figures("sound.riders.2023", "sound.riders.2024", unit="k rider"),
        category="period_name",
    )


@chart(title="Crossings go on in winter", subtitle="Crossings of each month")
def crossings_by_month(ask: Ask) -> alt.Chart:
    rows = ask.table("crossings", "month", "crossings")
    x = alt.X("month:T", axis=alt.Axis(title=None, format="%b"), scale=alt.Scale(type="utc"))
    y = alt.Y("crossings:Q", axis=alt.Axis(title=None))
    return plot(rows).mark_line(point=True).encode(x=x, y=y)
