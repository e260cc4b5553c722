"""How far the money reaches, and what more parameters could still bring."""

from __future__ import annotations

from typing import Any

import altair as alt

from crossfoot.charts import Ask, Datum, Width, chart
from crossfoot.charts.row_labels import layer
from crossfoot.charts.theme import colour, hatch

from ._place import LINE, Align, across, bar, edge, length, rule, word

AHEAD = "abcd"
"""The quarters of a year, the first of which is over."""


@chart(
    title="SpaceX’s cash covers {{ fig('spacex.cash_in_quarters.2026-03-31', digits=2) }} quarters "
    "of AI spending",
    subtitle="AI capital expenditure of {{ period('2026Q1') }}, and what there is to pay it from, "
    "cut into as many such quarters; US dollars",
    description="AI takes {{ fig('xai.capex.2026Q1') }} in the quarter; cash is "
    "{{ fig('spacex.cash.2026-03-31', digits=2) }}, adjusted EBITDA of {{ period('2025') }} was "
    "{{ fig('spacex.adjusted_ebitda.2025', digits=2) }}, and {{ fig('spacex.ipo_raise.2026') }} "
    "is sought in the offering.",
    note="Dashed: the quarter as if it went on for a year. Hatched: what the offering is meant "
    "to bring.",
    holds=("spacex.cash_in_quarters.2026-03-31", "at least 1"),
)
def cash_and_spending(ask: Ask, width: Width) -> alt.LayerChart:
    """Spending as a chain of quarters, and what there is cut into as many."""
    spent, cash, earned, sought = ask.figures(
        "xai.capex.2026Q1",
        "spacex.cash.2026-03-31",
        "spacex.adjusted_ebitda.2025",
        "spacex.ipo_raise.2026",
        unit="bn USD",
    )
    wide = width == "wide"
    year = ask.show("xai.capex_annual_rate.2026Q1", digits=2)
    lasts = ask.show("spacex.cash_in_quarters.2026-03-31", digits=2)
    covers = ask.show("spacex.raise_cover.2026")
    money = {id(row): ask.show(str(row["id"]), digits=2) for row in (spent, cash, earned)}
    rows = (
        (spent, "AI spending", f"{money[id(spent)]} a quarter", f"{year} in a year at this rate"),
        (cash, "SpaceX’s cash", money[id(cash)], f"{lasts} quarters of spending"),
        (earned, "Adjusted EBITDA", money[id(earned)], f"in the whole of {earned['period_name']}"),
        (
            sought,
            "The offering",
            f"{sought['text']}, {sought['status']}",
            f"{covers} years of spending",
        ),
    )
    left, right = (132.0, 462.0) if wide else (0.0, edge(width))
    x = across(left, right)
    step, high, drop = (50.0, 24.0, 0.0) if wide else (80.0, 20.0, 38.0)
    chain = x.copy()
    chain["stack"] = "zero"
    quarters = [{**spent, "_at": at} for at in AHEAD]
    ahead: dict[str, Any] = {
        "order": alt.Order("_at:N"),
        "detail": alt.Detail("_at:N"),
        "strokeDash": alt.value([4, 3]),
        # The quarter that is over tells it.
        "tooltip": alt.Undefined,
    }
    quarter = (right - left) * _over(spent, sought)
    bars: list[alt.Chart] = []
    words: list[alt.Chart] = []
    for n, (row, name, much, far) in enumerate(rows):
        top, hue = n * step, 3 if row is spent else 1
        y = top + drop
        if row is spent:
            bars.append(bar(quarters, chain, y, high, "transparent", hue, **ahead))
        bars.append(bar([row], x, y, high, hatch(hue) if row["expected"] else colour(hue), hue))
        bars += [
            rule(spent, left + m * quarter, y - 1, y2=y + high + 1, role="ground", thick=2)
            for m in range(1, int(_over(row, spent)) + 1)
            if row is not spent
        ]
        if wide:
            end = left + len(AHEAD) * quarter if row is spent else x
            words += [
                word(row, name, 0, y + high / 2),
                word(row, much, end, y + 3, dx=10, bold=row is cash),
                word(row, far, end, y + 3 + LINE, dx=10, role="muted"),
            ]
        else:
            words += [
                word(row, name, 0, top + 8, bold=True),
                word(row, much, length(name, bold=True) + 8, top + 8),
                word(row, far, 0, top + 8 + LINE, role="muted"),
            ]
    foot = 3 * step + drop + high
    return layer(*bars, *words).properties(height=foot + 4)


def _over(one: Datum, other: Datum) -> float:
    return float(one["value"] or 0) / float(other["value"] or 1)


@chart(
    title="At {{ fig('grok-5.parameters.2026') }} the loss hardly falls further",
    subtitle="Predicted loss with data without end, in nats, the unit of loss. Grey: the floor "
    "of the law; in colour: what more parameters could still remove",
    description="Parameters leave {{ fig('scaling-hoffmann-2022.parameter_term.2022') }} over a "
    "floor of {{ fig('scaling-hoffmann-2022.irreducible_loss.2022') }} at "
    "{{ fig('xai.model_parameters.2026') }}, and "
    "{{ fig('scaling-hoffmann-2022.parameter_term_at_target.2022') }} at "
    "{{ fig('grok-5.parameters.2026') }}.",
    note="At {{ fig('xai.model_parameters.2026') }} any more of them can take away no more than "
    "{{ fig('scaling-hoffmann-2022.parameter_term_share.2022', digits=1) }} of the floor by the "
    "first paper and {{ fig('scaling-besiroglu-2024.parameter_term_share.2024', digits=1) }} by "
    "the other. Loss is not reasoning: no figure here says what a fall of it is worth to a user.",
    holds=[
        ("scaling-hoffmann-2022.parameter_term_share.2022", "less than 2.5 %"),
        ("scaling-besiroglu-2024.parameter_term_share.2024", "less than 2.5 %"),
    ],
)
def loss_by_parameters(ask: Ask, width: Width) -> alt.LayerChart:
    """For each paper a long floor and what stands on it, at the article's size and Grok 5's."""
    wide = width == "wide"
    right, high, step = edge(width), 16.0, (116.0 if wide else 128.0)
    models = ("xai.model_parameters.2026", "grok-5.parameters.2026")
    sizes = [ask.show(model) for model in models]
    laws = []
    for law in ("scaling-hoffmann-2022", "scaling-besiroglu-2024"):
        name, year = law.removeprefix("scaling-").split("-")
        floor = ask.figures(f"{law}.irreducible_loss.{year}", unit="nat", digits=3)[0]
        ids = (f"{law}.parameter_term.{year}", f"{law}.parameter_term_at_target.{year}")
        laws.append((name, floor, ask.figures(*ids, unit="nat", digits=1)))
    most = max(_sum(floor, term) for _, floor, terms in laws for term in terms)
    x = across(0, right)
    x["stack"] = "zero"
    kinds, fills = ["a", "b", "c"], [colour("quiet"), colour(4), hatch(4)]
    edges = [colour("quiet"), colour(4), colour(4)]
    looks: dict[str, Any] = {
        "fill": alt.Fill("_at:N", scale=alt.Scale(domain=kinds, range=fills), legend=None),
        "stroke": alt.Stroke("_at:N", scale=alt.Scale(domain=kinds, range=edges), legend=None),
        "order": alt.Order("_at:N"),
        "detail": alt.Detail("_at:N"),
    }
    layers: list[alt.Chart] = []
    for n, (name, floor, terms) in enumerate(laws):
        top = n * step
        y = top + (22 if wide else 42)
        under = y + 2 * high + 17
        for m, (term, size) in enumerate(zip(terms, sizes, strict=True)):
            kind, status = ("c", f", {term['status']}") if term["expected"] else ("b", "")
            pile = [{**floor, "_at": "a"}, {**term, "_at": kind}]
            end = right * _sum(floor, term) / most
            said = f"{size}: {term['text']}{status}"
            layers += [
                bar(pile, x, y + m * (high + 4), high, "", **looks),
                word(term, said, end, under if m else y - 14, role=4, align="right"),
            ]
        seam = right * float(floor["value"] or 0) / most
        layers.append(rule(floor, seam, y - 1, y2=y + 2 * high + 5, role="ground", thick=2))
        align: Align = "left" if wide else "right"
        place = (0.0, under) if wide else (right, top + 8)
        layers += [
            word(
                floor, f"{name.capitalize()} et al., {floor['period_name']}", 0, top + 8, bold=True
            ),
            word(floor, f"floor: {floor['text']}", *place, role="muted", align=align),
        ]
    return layer(*layers).properties(height=step + (90 if wide else 110))


def _sum(one: Datum, other: Datum) -> float:
    return float(one["value"] or 0) + float(other["value"] or 0)
