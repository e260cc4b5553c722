"""What the checks say of the article, and what is still to come."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Datum, Width, chart
from crossfoot.charts.row_labels import Role

from ._strips import calendar, tally

HUES: dict[str, Role] = {
    "fails": 4,
    "holds": 2,
    "undetermined": 1,
    "unverifiable": "quiet",
    "overdue": "quiet",
    "open": "quiet",
}
"""Verdicts in the order drawn."""
PLURAL = {"fails": "fail", "holds": "hold"}
SHORT = {
    "first-operating-profit": "Anthropic’s first operating profit",
    "orbital-by-2028": "Compute in orbit begins",
}
"""What a forecast is about, where its own words are long."""


@chart(
    title="More claims hold than fail their check",
    subtitle="Claims by verdict, one square each. Outlined, as not scored: open forecasts and "
    "opinions",
    holds=("claims(holds) - claims(fails)", "more than 0"),
)
def verdicts_at_a_glance(ask: Ask, width: Width) -> alt.LayerChart:
    """Each verdict's claims under its name and count, the opinions by themselves."""
    everything = ask.claims()
    opinions = [row for row in everything if row["kind"] == "opinion"]
    groups: list[tuple[str, list[Datum], Role]] = []
    for verdict, hue in HUES.items():
        rows = [r for r in everything if r["verdict"] == verdict and r not in opinions]
        if rows:
            words = f"{ask.total(verdict, without='opinion')} {PLURAL.get(verdict, verdict)}"
            groups.append((words, rows, hue))
    if opinions:
        groups.append((f"{ask.total(kind='opinion')} opinions", opinions, "quiet"))
    apart = [row for row in everything if row["verdict"] == "open"] + opinions
    return tally(groups, [str(row["id"]) for row in apart], width)


@chart(
    title="Compute in orbit is the one forecast still open",
    subtitle="The article’s forecasts: when they were settled or, hollow, the last day on which "
    "they fall due",
    holds=[("claims(open)", "1"), ("status(spacex.orbital_start.2028)", "targeted")],
)
def what_is_due(ask: Ask, width: Width) -> alt.LayerChart:
    """The forecasts on one line of time, and the day that settled one."""
    (priced,) = ask.figures("spacex.offer_price.2026-06-11")
    said = f"priced {priced['period_name']}"
    rows = [{**priced, "_day": priced["period"], "_who": "SpaceX’s offering", "_label": said}]
    for claim in ask.claims(kind="forecast"):
        if claim["verdict"] in ("holds", "fails"):
            continue
        words = f"due {claim['due_name']}, {claim['verdict']}"
        who = SHORT.get(str(claim["id"]), claim["title"])
        rows.append({**claim, "expected": True, "_day": claim["due"], "_who": who, "_label": words})
    rows.sort(key=lambda row: str(row["_day"]))
    return calendar(rows, "orbital-by-2028", width)
