"""Compute in orbit, and what SpaceX is valued at with it."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.marks import bars

from ._bars import named, reaching
from ._shapes import squares


@chart(
    title="Cooling in orbit needs at least "
    "{{ fig('spacex-ai1.radiator_area_by_power.2026') }} of radiator",
    subtitle="Area for compute in orbit by power, each square to scale. Hatched: a target of "
    "SpaceX",
    description="Radiators take {{ fig('orbit.radiator_area_by_power.2026') }} as reported, "
    "{{ fig('orbit.radiator_area_by_rejection.2026') }} at the heat that another source gives for "
    "low orbit, {{ fig('spacex-ai1.radiator_area_by_power.2026') }} at what SpaceX aims for; "
    "panels take {{ fig('orbit.panel_area_by_power.2026') }}.",
    note="For scale: New Carlisle's machines draw {{ fig('new-carlisle.it_power.2026') }}.",
)
def area_in_orbit(ask: Ask, width: Width) -> alt.LayerChart:
    """Squares as large as panels and radiators."""
    rows = named(
        ask.figures(
            "orbit.panel_area_by_power.2026",
            "orbit.radiator_area_by_rejection.2026",
            "orbit.radiator_area_by_power.2026",
            "spacex-ai1.radiator_area_by_power.2026",
            unit="km^2/GW",
        ),
        "Solar panels",
        "Radiators in low orbit",
        "Radiators as reported",
        "Radiators of AI1",
    )
    return squares(rows, {"Solar panels": 1}, 4, width)


@chart(
    title="SpaceX's valuation rose {{ fig('spacex.valuation_growth.2026-06') }} from "
    "merger to offering",
    subtitle="Valuation of SpaceX and of rival labs, {{ period('2026') }}; US dollars. Outlined: "
    "a claimed bound",
    description="At the merger {{ fig('spacex.valuation.2026-02') }}, of which xAI "
    "{{ fig('xai.valuation.2026-02') }}; at the offer price "
    "{{ fig('spacex.valuation.2026-06') }}; Anthropic {{ fig('anthropic.valuation.2026-05') }}, "
    "OpenAI {{ fig('openai.valuation.2026') }}.",
    note="Another report puts the offering at {{ fig('spacex.valuation.2026-06@agent-gazette') }}.",
)
def valuation_steps(ask: Ask, width: Width) -> alt.LayerChart:
    """SpaceX step by step, xAI's part in the first, and rivals for scale."""
    rows = named(
        ask.figures(
            "spacex.valuation.2026-02",
            "spacex.valuation.2026-05",
            "spacex.valuation.2026-06",
            "anthropic.valuation.2026-05",
            "openai.valuation.2026",
            unit="bn USD",
        ),
        "SpaceX at the merger",
        "SpaceX, says the article",
        "SpaceX at the offering",
        "Anthropic",
        "OpenAI",
    )
    xai = named(ask.figures("xai.valuation.2026-02", unit="bn USD"), "SpaceX at the merger")
    part = ask.show("xai.valuation.2026-02", words=width == "wide")
    for row in rows:
        row["text"] = ask.show(str(row["id"]), words=width == "wide")
    rows[0]["text"] = f"{rows[0]['text']}, {part} of it xAI"
    rows[1]["text"] = f"{rows[1]['text']}, {rows[1]['status']}"
    bound = [str(rows[1]["id"])]
    return reaching(rows, {"spacex": 1, "xai": 4}, width, outlined=bound, inside=xai)


@chart(
    title="AI brings {{ fig('xai.revenue_share_of_spacex.2025', digits=2) }} of SpaceX's revenue, "
    "takes {{ fig('xai.capex_share_of_spacex.2025', digits=2) }} of spending",
    subtitle="Share of AI in SpaceX's revenue, capital expenditure, valuation and claimed market, "
    "{{ period('2025') }} and {{ period('2026') }}, in %",
    note="Launch and satellite internet bring "
    "{{ fig('spacex.launch_and_internet_share.2025', digits=2) }} of the revenue. The market is "
    "the company's own estimate.",
)
def share_of_ai(ask: Ask, width: Width) -> alt.LayerChart:
    """From what AI earns to what it is said to promise."""
    rows = named(
        ask.figures(
            "xai.revenue_share_of_spacex.2025",
            "xai.share_of_valuation.2026-02",
            "xai.capex_share_of_spacex.2025",
            "spacex.ai_share_of_market.2026",
            digits=2,
        ),
        "Revenue",
        "Valuation at the merger",
        "Capital expenditure",
        "Market open to it",
    )
    rows[-1]["text"] = f"{rows[-1]['text']}, {rows[-1]['status']}"
    return bars(rows, "_who", width=width, gaps=[str(rows[-1]["id"])])
