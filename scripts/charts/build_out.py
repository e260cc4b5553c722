"""What stands on the ground: how fast it was built, its power and its compute."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.marks import bars

from ._bars import against, named

CAMPUSES = ("new-carlisle", "fairwater-atlanta", "prometheus", "colossus-2", "abilene")


@chart(
    title="Colossus II's first phase took {{ fig('colossus-2.time_to_first_phase.2025') }}, "
    "not {{ fig('colossus-2.build_time.2026Q1') }}",
    subtitle="Time to build, in days; the article claims completion, another report dates the "
    "first phase",
    note="A thin rule shows what the rounding leaves open: the report counts in whole months.",
)
def build_times(ask: Ask, width: Width) -> alt.LayerChart:
    """The claimed days beside the reported months."""
    rows = [
        *ask.figures("colossus.build_time.2026Q1", "colossus-2.build_time.2026Q1", unit="day"),
        *ask.figures("colossus-2.first_phase_days.2025", unit="day"),
    ]
    texts = [
        *(f"{row['text']}, {row['status']}" for row in rows[:-1]),
        ask.show("colossus-2.time_to_first_phase.2025"),
    ]
    rows = [{**row, "_said": text} for row, text in zip(rows, texts, strict=True)]
    rows = named(rows, "Colossus, complete", "Colossus II, complete", "Colossus II, first phase")
    claimed = [str(row["id"]) for row in rows[:-1]]
    return bars(rows, "_who", text="_said", width=width, ranges=True, quiet=claimed)


@chart(
    title="One rival campus outpowers Colossus and Colossus II together",
    subtitle="Power of data-centre campuses, {{ period('2026') }}, in MW; rivals and Colossus II "
    "as IT power measured from outside",
    description="New Carlisle has {{ fig('new-carlisle.it_power.2026') }}, Colossus II "
    "{{ fig('colossus-2.it_power.2026') }}, both sites of xAI together "
    "{{ fig('colossus-sites.power_of_parts.2026') }}; the article claims "
    "{{ fig('colossus-sites.power.2026Q1') }}.",
    note="Colossus is known only from claims: a draw of {{ fig('colossus.power.2025') }} in "
    "{{ period('2025') }}, an envelope of {{ fig('colossus.power.2026') }} in "
    "{{ period('2026') }}; the latter is in the sum.",
)
def power_beside_rivals(ask: Ask, width: Width) -> alt.LayerChart:
    """Campuses by power, what is claimed outlined, and the article's claim as a line."""
    both = "Colossus and Colossus II"
    rows = named(
        ask.figures(
            "new-carlisle.it_power.2026",
            "colossus-2.it_power.2026",
            "colossus.power.2026",
            "fairwater-atlanta.it_power.2026",
            "prometheus.it_power.2026",
            "colossus-2.it_power.2026",
            "abilene.it_power.2026",
            "colossus.power.2026",
            "colossus.power.2025",
        ),
        "New Carlisle",
        both,
        both,
        "Fairwater Atlanta",
        "Prometheus",
        "Colossus II",
        "Abilene",
        "Colossus, envelope claimed",
        "Colossus, draw claimed",
    )
    rows = [{**row, "_said": row["text"]} for row in rows]
    rows[1]["_said"], rows[2]["_said"] = ask.show("colossus-sites.power_of_parts.2026"), ""
    rivals = [str(r["id"]) for r in rows if not str(r["entity"]).startswith("colossus")]
    claims = [str(r["id"]) for r in rows if r["status"] == "claimed"]
    line = ask.figures("colossus-sites.power.2026Q1", unit="MW")[0]
    claim = f"{ask.show('colossus-sites.power.2026Q1')}: the article's claim for both"
    return against(rows, line, claim, width, quiet=rivals, outlined=claims)


@chart(
    title="Colossus II has {{ fig('colossus-2.compute_to_prometheus.2026', digits=2) }} of "
    "Prometheus's compute",
    subtitle="Compute of data-centre campuses, {{ period('2026') }}, as the number of H100 "
    "processors that would do the same work",
    note="Estimates from satellite images and permits; no margin given.",
)
def compute_beside_rivals(ask: Ask, width: Width) -> alt.LayerChart:
    """Campuses by compute; xAI's in colour."""
    rows = ask.figures(*(f"{site}.compute.2026" for site in CAMPUSES))
    rows.sort(key=lambda row: -float(row["value"] or 0))
    rivals = [str(row["id"]) for row in rows if row["entity"] != "colossus-2"]
    return bars(rows, "name", text="bare", width=width, quiet=rivals)
