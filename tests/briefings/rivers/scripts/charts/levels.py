from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.marks import plot


@chart(
    title="A year of the Amber at the old bridge",
    subtitle="Mean level of each month, metres, {{ period('2024') }}",
)
def level(ask: Ask, width: Width):
    rows = ask.table("levels", "month", "level")
    known = [row for row in rows if row["level"] is not None]
    quarters = alt.TimeIntervalStep(interval="month", step=3)
    months = alt.Axis(title=None, format="%b", tickCount=quarters)
    at = {
        "x": alt.X("month:T", axis=months, scale=alt.Scale(type="utc")),
        "y": alt.Y("level:Q", axis=alt.Axis(title=None)),
    }
    line = plot(rows).mark_line(point=True).encode(**at)
    text = alt.Text("level_text:N")
    high = plot([max(known, key=lambda row: row["level"])]).mark_text(dy=-11)
    low = plot([min(known, key=lambda row: row["level"])]).mark_text(dy=12)
    return line + high.encode(**at, text=text) + low.encode(**at, text=text)
