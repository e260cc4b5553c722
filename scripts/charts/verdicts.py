"""What the checks say of the article, and what is still to come."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Datum, Width, chart
from crossfoot.charts.rows import Role

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
    "first-operating-profit": "Anthropic's first operating profit",
    "offering-follows": "A public offering",
    "orbital-by-2028": "Compute in orbit begins",
    "spacex.filing_date.2026": "SpaceX's filing",
    "spacex.listing_date.2026": "First day of trading",
}
"""What a date is about, where its own words are long."""


@chart(
    title="More of the article's claims fail than hold",
    subtitle="Claims by verdict, one square each. Outlined, as not scored: open forecasts and "
    "opinions",
    holds=("claims(fails) - claims(holds)", "more than 0"),
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
    title="Orbital compute is due {{ fig('spacex.orbital_start.2028') }}",
    subtitle="Forecasts of the article by the last day on which they fall due, and the offering's "
    "dates. Hollow: not seen yet",
    holds=("status(spacex.orbital_start.2028)", "targeted"),
)
def what_is_due(ask: Ask, width: Width) -> alt.LayerChart:
    """The offering's dates and the forecasts on one line of time."""
    rows: list[Datum] = []
    for date in ask.figures("spacex.filing_date.2026", "spacex.listing_date.2026"):
        status = f", {date['status']}" if date["expected"] else ""
        rows.append({**date, "_day": date["date"], "_label": f"{date['text']}{status}"})
    for claim in ask.claims(kind="forecast"):
        settled = claim["verdict"] in ("holds", "fails")
        words = f"due {claim['due_name']}, {claim['verdict']}"
        rows.append({**claim, "expected": not settled, "_day": claim["due"], "_label": words})
    for row in rows:
        row["_who"] = SHORT.get(str(row["id"]), row.get("title") or "")
    rows.sort(key=lambda row: str(row["_day"]))
    return calendar(rows, "orbital-by-2028", width)
