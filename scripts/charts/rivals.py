"""xAI beside those it competes with, and who pays whom."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.marks import bars

from ._bars import named, reaching

TARGET_YEAR = "{{ period('2026') }}"


@chart(
    title="Anthropic's rent exceeds all that xAI earned in {{ period('2025') }}",
    subtitle="What Anthropic pays SpaceX for compute, by the year, beside xAI's results of "
    "{{ period('2025') }}; US dollars",
    description="The lease comes to {{ fig('anthropic.compute_lease_yearly.2026') }}, xAI's "
    "revenue was {{ fig('xai.revenue.2025', digits=2) }} and its operating loss "
    "{{ fig('xai.operating_loss.2025', digits=2) }}.",
    note="Either side may end the lease at short notice.",
)
def rent_and_revenue(ask: Ask, width: Width) -> alt.LayerChart:
    """A year of the lease against a year of xAI."""
    rows = [
        *ask.figures("anthropic.compute_lease_yearly.2026", unit="bn USD/year", digits=3),
        *ask.figures("xai.revenue.2025", "xai.operating_loss.2025", unit="bn USD", digits=3),
    ]
    rows = named(rows, "Anthropic's lease", "xAI's revenue", "xAI's operating loss")
    return reaching(rows, {"xai": 1, "anthropic": 2}, width)


@chart(
    title="Anthropic's quarter brought {{ fig('anthropic.revenue_to_xai.2026Q1', digits=2) }} "
    "times xAI's revenue",
    subtitle="Revenue by quarter, {{ period('2026Q1') }} and {{ period('2026Q2') }}; US dollars. "
    "Hatched: projected",
    note="Another report gives {{ fig('anthropic.revenue.2026Q1@fit-to-prompt') }} for Anthropic's "
    "first quarter.",
)
def revenue_by_quarter(ask: Ask, width: Width) -> alt.LayerChart:
    """Both labs' quarters."""
    rows = ask.figures(
        "xai.revenue.2026Q1", "anthropic.revenue.2026Q1", "anthropic.revenue.2026Q2", unit="bn USD"
    )
    return reaching(named(rows), {"xai": 1, "anthropic": 2}, width)


@chart(
    title="The {{ fig('anthropic.revenue_growth.2026Q2') }} is growth over the quarter before",
    subtitle="Anthropic's projected revenue of {{ period('2026Q2') }}, the base that the growth "
    "implies, and reported revenue; US dollars",
    description="{{ fig('anthropic.revenue.2026Q2@article') }} after growth of "
    "{{ fig('anthropic.revenue_growth.2026Q2') }} starts from "
    "{{ fig('anthropic.growth_base.2026Q2') }}; the quarter before brought "
    "{{ fig('anthropic.revenue.2026Q1') }} or {{ fig('anthropic.revenue.2026Q1@fit-to-prompt') }}.",
    note="The article calls it growth over the year before; revenue would then have hardly moved "
    "from that quarter to {{ period('2026Q1') }}.",
)
def what_growth_means(ask: Ask, width: Width) -> alt.LayerChart:
    """The base between what two sources report for the quarter before."""
    first = ask.rows("anthropic.revenue.2026Q1", unit="bn USD")
    rows = [
        *ask.figures("anthropic.revenue.2026Q2@article", unit="bn USD"),
        *ask.figures("anthropic.growth_base.2026Q2", unit="bn USD", expected=False),
        *first,
    ]
    rows[1]["text"] = f"{rows[1]['text']}, worked out"
    names = [
        rows[0]["period_name"],
        "Base that the growth implies",
        *(f"{row['period_name']}, {row['source_name']}" for row in first),
    ]
    rows = named(rows, *map(str, names))
    reported = [str(row["id"]) for row in first]
    base = str(rows[1]["id"])
    return bars(rows, "_who", hue=2, width=width, quiet=reported, gaps=[base])


@chart(
    title="Amazon planned to spend {{ fig('amazon.capex_to_xai.2025') }} times what xAI spent",
    subtitle="Capital expenditure by company, {{ period('2025') }} unless said otherwise; "
    "US dollars. Hatched: projected then",
    note="SpaceX's includes xAI's. A thin rule spans a projected range. Microsoft's plan is for "
    "{{ period('2026') }}, xAI's rate is its {{ period('2026Q1') }} as if it went on for a year.",
)
def who_spends_what(ask: Ask, width: Width) -> alt.LayerChart:
    """Companies by spending; a range is drawn to its lower end, with a rule to the upper."""
    rows = named(
        ask.figures(
            "microsoft.capex_plan.2026",
            "amazon.capex.2025",
            "alphabet.capex.2025",
            "meta.capex.2025",
            "xai.capex_annual_rate.2026Q1",
            "spacex.capex.2025",
            "xai.capex.2025",
            unit="bn USD",
        ),
        f"Microsoft, {ask.text(TARGET_YEAR)}",
        "Amazon",
        "Alphabet",
        "Meta",
        "xAI, at a yearly rate",
        "SpaceX",
        "xAI",
    )
    for row in rows:
        if row["entity"] in ("spacex", "xai"):
            row["text"] = ask.show(str(row["id"]), unit="bn USD", digits=3)
    rate = "xai.capex_annual_rate.2026Q1"
    return reaching(rows, {"spacex": 1, "xai": 1}, width, outlined=[rate])
