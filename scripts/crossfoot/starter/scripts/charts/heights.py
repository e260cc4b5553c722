"""How high each survey found the mountain to be."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.marks import dots

SURVEYS = ("1955", "1999", "2005", "2020")


@chart(
    title="The survey without the snow is the lowest",
    subtitle="Height of Everest above the sea, by survey; the scale does not begin at zero",
    note="The survey of {{ period('2005') }} measured the rock below the snow.",
    # What the title states, as claims are tested: a build stops where it does not hold.
    holds=[
        (f"everest.height.{other} - everest.height.2005", "more than 0 m")
        for other in SURVEYS
        if other != "2005"
    ],
)
def heights(ask: Ask, width: Width) -> alt.LayerChart:
    """A dot a survey."""
    found = ask.figures(*(f"everest.height.{year}" for year in SURVEYS), unit="m")
    return dots(found, width=width, zero=False)
