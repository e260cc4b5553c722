"""xAI beside those it competes with, and who pays whom."""

from __future__ import annotations

from typing import Any

import altair as alt

from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.annotation import annotate, connect, reference_line
from crossfoot.charts.row_labels import y2_at, y_at

from ._board import Board, named
from ._lines import quarters

TARGET_YEAR = "{{ period('2026') }}"


@chart(
    title="Anthropic’s yearly rent exceeds xAI’s whole revenue in {{ period('2025') }}",
    subtitle="What Anthropic pays SpaceX for compute, by the year, beside xAI’s results of "
    "{{ period('2025') }}; US dollars",
    description="The lease comes to {{ fig('anthropic.compute_lease_yearly.2026') }}, xAI’s "
    "revenue was {{ fig('xai.revenue.2025', digits=2) }} and its operating loss "
    "{{ fig('xai.operating_loss.2025', digits=2) }}.",
    note="Either side may end the lease at short notice.",
    holds=("anthropic.compute_lease_yearly.2026 / xai.revenue.2025", "more than 1 1/year"),
)
def rent_and_revenue(ask: Ask, width: Width) -> alt.LayerChart:
    """A year of the lease against a year of xAI."""
    long = width == "wide"
    rows = [
        *ask.figures("anthropic.compute_lease_yearly.2026", unit="bn USD/year", digits=3),
        *ask.figures("xai.revenue.2025", "xai.operating_loss.2025", unit="bn USD", digits=3),
    ]
    rows = named(rows, "Lease of compute", "Revenue", "Operating loss")
    ids = [str(row["id"]) for row in rows]
    for row in rows:
        row["_label"] = row["text"]
    heads = ("Anthropic pays SpaceX", f"xAI, {rows[1]['period_name']}")
    board = Board(
        list(zip(heads, (rows[:1], rows[1:]), strict=True)),
        dict(zip(ids, (2, 1, 4), strict=True)),
        over=not long,
    )
    revenue = board.row(ids[1])
    whole = ask.show("anthropic.lease_to_xai_revenue.2026--2029")
    said = f"the whole lease{' comes to' if long else ':'} {whole} times this"
    dx = board.past(revenue) + 12 if long else 3
    return board.draw(
        annotate(revenue, [said], dx=dx, x=alt.X("value:Q", axis=None), y=board.y),
    )


@chart(
    title="Anthropic’s quarter brought {{ fig('anthropic.revenue_to_xai.2026Q1', digits=2) }} "
    "times xAI’s revenue",
    subtitle="Revenue by quarter, {{ period('2026Q1') }} and {{ period('2026Q2') }}; US dollars",
    note="Another report gives {{ fig('anthropic.revenue.2026Q1@fit-to-prompt') }} for Anthropic’s "
    "first quarter.",
    holds=("anthropic.revenue_to_xai.2026Q1", "more than 1"),
)
def revenue_by_quarter(ask: Ask, width: Width) -> alt.LayerChart:
    """Both labs' quarters as columns, time to the right."""
    rows = ask.figures(
        "xai.revenue.2026Q1",
        "anthropic.revenue.2026Q1",
        "anthropic.revenue.2026Q2",
        unit="bn USD",
    )
    times = ask.show("anthropic.revenue_to_xai.2026Q1", digits=2)
    return quarters(rows, {"xai": 1, "anthropic": 2}, [f"{times} times", "xAI’s revenue"], width)


@chart(
    title="The {{ fig('anthropic.revenue_growth.2026Q2') }} is growth over the quarter before",
    subtitle="Revenue of Anthropic, projected for {{ period('2026Q2') }}, its base by the growth, "
    "and reported; US dollars",
    description="{{ fig('anthropic.revenue.2026Q2@article') }} after growth of "
    "{{ fig('anthropic.revenue_growth.2026Q2') }} starts from "
    "{{ fig('anthropic.growth_base.2026Q2') }}; the quarter before brought "
    "{{ fig('anthropic.revenue.2026Q1') }} or {{ fig('anthropic.revenue.2026Q1@fit-to-prompt') }}.",
    note="The article calls it growth over the year before; revenue would then have hardly moved "
    "from that quarter to {{ period('2026Q1') }}.",
    holds=("anthropic.growth_base.2026Q2 / anthropic.revenue.2026Q1", "between 0.95 and 1.05"),
)
def what_growth_means(ask: Ask, width: Width) -> alt.LayerChart:
    """The base that the growth implies, and what two sources report for the quarter before."""
    long = width == "wide"
    first = ask.rows("anthropic.revenue.2026Q1", unit="bn USD")
    rows = [
        *ask.figures("anthropic.revenue.2026Q2@article", unit="bn USD"),
        *ask.figures("anthropic.growth_base.2026Q2", unit="bn USD", expected=False),
        *first,
    ]
    sources = [str(row["source_name"]) for row in first]
    rows = named(rows, str(rows[0]["period_name"]), "Base, worked out", *sources)
    for row in rows:
        status = f", {row['status']}" if row["expected"] else ""
        row["_label"] = f"{row['text']}{status}"
    ids = [str(row["id"]) for row in rows]
    heads = ("The article", f"Reported for {first[0]['period_name']}")
    board = Board(
        list(zip(heads, (rows[:2], rows[2:]), strict=True)),
        dict.fromkeys(ids[:2], 2),
        over=not long,
    )
    later, base, *_, last = board.rows
    within = [str(base["_label"])] if long else []
    place: dict[str, Any] = {"x": alt.X("value:Q", axis=None), "y": board.y}
    # In a narrow frame the guide would cross the heading of the reports.
    top, foot = board.middle(base if long else board.rows[2]) - 10, board.middle(last) + 10
    growth = ask.show("anthropic.revenue_growth.2026Q2")
    step: dict[str, Any] = {"x": place["x"], "y": y_at(board.middle(base))}
    if long:
        base["_label"] = ""
    return board.draw(
        reference_line(base, role=2, x=place["x"], y=y_at(top), y2=y2_at(foot)),
        *connect(base, later, "x", role="axis", **step),
        *(annotate(base, [word], side="left", role="ink", **place) for word in within),
        annotate(later, [f"growth of {growth}"], side="under", align="right", off=7, **step),
        outlined=ids[1:2],
    )


@chart(
    title="Amazon planned to spend {{ fig('amazon.capex_to_xai.2025') }} times what xAI spent",
    subtitle="Capital expenditure by company, {{ period('2025') }} unless said otherwise; "
    "US dollars",
    note="SpaceX’s includes xAI’s. A thin rule spans a projected range. Microsoft’s plan is for "
    "{{ period('2026') }}, xAI’s rate is its {{ period('2026Q1') }} as if it went on for a year.",
    holds=("amazon.capex_to_xai.2025", "more than 1"),
)
def who_spends_what(ask: Ask, width: Width) -> alt.LayerChart:
    """Companies by spending; a range is drawn to its lower end, with a rule to the upper."""
    long = width == "wide"
    plans = ("microsoft.capex_plan.2026", "amazon.capex.2025", "alphabet.capex.2025")
    own = ("xai.capex_annual_rate.2026Q1", "spacex.capex.2025", "xai.capex.2025")
    rows = named(
        [
            *ask.figures(*plans, "meta.capex.2025", unit="bn USD"),
            *ask.figures(*own, unit="bn USD", digits=3),
        ],
        f"Microsoft, {ask.text(TARGET_YEAR)}",
        "Amazon",
        "Alphabet",
        "Meta",
        "xAI, yearly rate",
        "SpaceX",
        "xAI",
    )
    for row in rows:
        row["_label"] = row["text"]
    heads = ("Planned at the time, projected", "SpaceX and xAI")
    board = Board(
        list(zip(heads, (rows[:4], rows[4:]), strict=True)), dict.fromkeys(own, 1), over=not long
    )
    amazon = board.row("amazon.capex.2025")
    said = f"{ask.show('amazon.capex_to_xai.2025')} times xAI’s"
    dx = board.past(amazon) + 12 if long else 3
    return board.draw(
        annotate(amazon, [said], role=1, dx=dx, x=alt.X("value:Q", axis=None), y=board.y),
        outlined=own[:1],
    )
