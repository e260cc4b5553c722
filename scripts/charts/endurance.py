"""How far the money reaches, and what more parameters could still bring."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Datum, Width, chart

from ._bars import named, piled, reaching


@chart(
    title="SpaceX's cash covers {{ fig('spacex.cash_in_quarters.2026-03-31', digits=2) }} quarters "
    "of AI spending",
    subtitle="AI capital expenditure at the rate of {{ period('2026Q1') }}, and what there is to "
    "pay it from; US dollars",
    note="Outlined: the quarter as if it went on for a year. Hatched: what the offering is meant "
    "to bring.",
)
def cash_and_spending(ask: Ask, width: Width) -> alt.LayerChart:
    """A year of spending beside cash, earnings and the offering."""
    rows = named(
        ask.figures(
            "xai.capex_annual_rate.2026Q1",
            "spacex.cash.2026-03-31",
            "spacex.adjusted_ebitda.2025",
            "spacex.ipo_raise.2026",
            unit="bn USD",
        ),
        "AI spending, yearly rate",
        "SpaceX's cash",
        "SpaceX's adjusted EBITDA",
        "Sought in the offering",
    )
    for row in rows[:-1]:
        row["text"] = ask.show(str(row["id"]), unit="bn USD", digits=2)
    return reaching(rows, {"xai": 4, "spacex": 1}, width, outlined=[str(rows[0]["id"])])


@chart(
    title="At {{ fig('grok-5.parameters.2026') }} the loss hardly falls further",
    subtitle="Loss by the fitted scaling laws of both papers, without end of data: floor and, in "
    "colour, what parameters still leave; nats",
    description="Parameters leave {{ fig('scaling-hoffmann-2022.parameter_term.2022') }} over a "
    "floor of {{ fig('scaling-hoffmann-2022.irreducible_loss.2022') }} at "
    "{{ fig('xai.model_parameters.2026') }}, and "
    "{{ fig('scaling-hoffmann-2022.parameter_term_at_target.2022') }} at "
    "{{ fig('grok-5.parameters.2026') }}.",
    note="At {{ fig('xai.model_parameters.2026') }} any more of them can take away no more than "
    "{{ fig('scaling-hoffmann-2022.parameter_term_share.2022', digits=1) }} of the floor by the "
    "first paper and {{ fig('scaling-besiroglu-2024.parameter_term_share.2024', digits=1) }} by "
    "the other. Loss is not reasoning: no figure here says what a fall of it is worth to a user.",
)
def loss_by_parameters(ask: Ask, width: Width) -> alt.LayerChart:
    """Floor and parameter term, at the article's size and at the one intended for Grok 5."""
    rows: list[Datum] = []
    sizes = ("xai.model_parameters.2026", "grok-5.parameters.2026")
    for paper, year in (("hoffmann", "2022"), ("besiroglu", "2024")):
        law = f"scaling-{paper}-{year}"
        for metric, size in zip(("parameter_term", "parameter_term_at_target"), sizes, strict=True):
            who = f"{paper.capitalize()} et al., {ask.show(size)}"
            floor = ask.figures(f"{law}.irreducible_loss.{year}", unit="nat")
            term = ask.figures(f"{law}.{metric}.{year}", unit="nat", digits=1)
            rows += [{**floor[0], "_row": who, "_label": "", "_at": "a"}]
            rows += [{**term[0], "_row": who, "_label": term[0]["text"], "_at": "b"}]
    return piled(rows, {"a": "quiet", "b": 4}, width)
