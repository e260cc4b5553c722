"""Compute in orbit, and what SpaceX is valued at with it."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Datum, Width, chart
from crossfoot.charts.row_labels import Role, layer
from crossfoot.charts.text_measure import wrap_text
from crossfoot.charts.theme import TEXT

from ._areas import nested, side
from ._place import LINE, Align, column, edge, length, rule, upward, word
from ._spans import dot, joined


@chart(
    title="Panels in orbit need more area than any radiator estimate",
    subtitle="Area for compute in orbit, in square kilometres for each GW of power; squares to "
    "scale. Hatched: a target of SpaceX",
    description="Radiators take {{ fig('orbit.radiator_area_by_power.2026') }} as reported, "
    "{{ fig('orbit.radiator_area_by_rejection.2026') }} at the heat that another source gives for "
    "low orbit, {{ fig('spacex-ai1.radiator_area_by_power.2026') }} at what SpaceX aims for; "
    "panels take {{ fig('orbit.panel_area_by_power.2026') }}.",
    note="Sources on radiators differ in the heat that a given area sheds.",
    holds=(
        "orbit.panel_area_by_power.2026 - max(orbit.radiator_area_by_rejection.2026, "
        "orbit.radiator_area_by_power.2026, spacex-ai1.radiator_area_by_power.2026)",
        "more than 0 km^2/GW",
    ),
)
def area_in_orbit(ask: Ask, width: Width) -> alt.LayerChart:
    """A square of panels, and in another the squares of three radiators."""
    panels, *radiators = ask.figures(
        "orbit.panel_area_by_power.2026",
        "orbit.radiator_area_by_rejection.2026",
        "orbit.radiator_area_by_power.2026",
        "spacex-ai1.radiator_area_by_power.2026",
        unit="km^2/GW",
    )
    wide = width == "wide"
    pixels, left, foot = (176.0, 330.0, 208.0) if wide else (150.0, 0.0, 372.0)
    first = foot if wide else 180.0
    layers = [
        word(panels, "Solar panels", 0, first - pixels - 16, bold=True),
        *nested([panels], panels, pixels, 1, 0, first),
        *_valued(panels, "as reported", pixels + 14, first - pixels + 8, 1),
        *nested(radiators, panels, pixels, 4, left, foot),
    ]
    greatest = side(radiators[0], panels, pixels)
    right = left + greatest + 14
    layers.append(word(radiators[0], "Radiators", left, foot - greatest - 16, bold=True))
    says = ("in low orbit", "as reported", "for AI1")
    for row, what in zip(radiators, says, strict=True):
        own = side(row, panels, pixels)
        y = foot - own + 8
        said = f"{what}, {row['status']}" if row["expected"] else what
        layers += _valued(row, said, right, y, 4)
        if row is not radiators[0]:
            layers.append(rule(row, left + own + 2, y, right - 5))
    power = ask.show("new-carlisle.it_power.2026")
    remark = f"For scale: a campus\nlike New Carlisle\ndraws {power}"
    at = first - (2.4 * LINE if wide else 3 * LINE)
    layers.append(word(panels, remark, pixels + 14, at, role="muted"))
    return layer(*layers).properties(height=foot + 2)


def _valued(row: Datum, said: str, x: float, y: float, hue: Role) -> list[alt.Chart]:
    """A row's value in its hue, and after it what it is."""
    value = str(row["bare"])
    after = x + length(value, bold=True) + 7
    return [word(row, value, x, y, role=hue, bold=True), word(row, said, after, y)]


@chart(
    title="SpaceX’s valuation rose {{ fig('spacex.valuation_growth.2026-06') }} from "
    "merger to offering",
    subtitle="Valuation of SpaceX and of rival labs, {{ period('2026') }}; US dollars. Dashed: "
    "a claimed bound",
    description="At the merger {{ fig('spacex.valuation.2026-02') }}, of which xAI "
    "{{ fig('xai.valuation.2026-02') }}; at the offer price "
    "{{ fig('spacex.valuation.2026-06') }}; Anthropic {{ fig('anthropic.valuation.2026-05') }}, "
    "OpenAI {{ fig('openai.valuation.2026') }}.",
    note="Another report puts the offering at {{ fig('spacex.valuation.2026-06@agent-gazette') }}.",
    holds=("spacex.valuation_growth.2026-06", "more than 0 %"),
)
def valuation_steps(ask: Ask, width: Width) -> alt.LayerChart:
    """SpaceX at the merger, xAI's part marked off, and at the offering; rivals for scale."""
    merger, claim, offering, *rivals = ask.figures(
        "spacex.valuation.2026-02",
        "spacex.valuation.2026-05",
        "spacex.valuation.2026-06",
        "anthropic.valuation.2026-05",
        "openai.valuation.2026",
        unit="bn USD",
    )
    xai = ask.figures("xai.valuation.2026-02", unit="bn USD")[0]
    wide = width == "wide"
    lefts = (0.0, 262.0, 430.0, 566.0) if wide else (0.0, 118.0, 190.0, 264.0)
    thick, foot = (100.0, 226.0) if wide else (50.0, 220.0)
    y, most = upward(38, foot), max(_number(row) for row in (merger, claim, offering, *rivals))
    names = ("SpaceX, merger", "SpaceX, offering") if wide else ("Merger", "Offering")
    article = "The article" if wide else "Article"
    drawn = zip((merger, offering, *rivals), lefts, (*names, "Anthropic", "OpenAI"), strict=True)
    layers: list[alt.Chart] = []
    for row, left, name in drawn:
        hue: Role = "quiet" if row in rivals else 1
        value = ask.show(str(row["id"]), words=wide)
        period = "\n".join(wrap_text(str(row["period_name"]), TEXT, thick + 24))
        layers += [
            column(row, y, left, thick, hue),
            word(row, value, left, y, bold=row not in rivals, dy=-9),
            word(row, name, left, foot + 14),
            word(row, period, left, foot + 14 + LINE, role="muted"),
        ]
    low, high = (foot - (foot - 38) * _number(row) / most for row in (merger, offering))
    gap = thick + (16 if wide else 10)
    bound = f"{article}, {claim['status']}:\n{ask.show('spacex.valuation.2026-05', words=wide)}"
    part = f"{ask.show('xai.valuation.2026-02', words=wide)}\nof it xAI"
    rose = f"{ask.show('spacex.valuation_growth.2026-06')}\nmore"
    layers += [
        rule(claim, 0, y, lefts[1] - 4, dash=(4, 3)),
        word(claim, bound, 0, y, dy=-9 - LINE, baseline="alphabetic"),
        column(xai, y, 0, thick, 1),
        rule(xai, 0, y, thick, role="ground", thick=2),
        word(xai, part, gap, foot - 24, role="muted"),
        rule(merger, thick + 2, y, lefts[1] - 4, role="grid"),
        rule(merger, gap, high + 3, y2=low - 2),
        word(merger, rose, gap + 8, (high + low) / 2 - LINE / 2, role=1, bold=True),
    ]
    return layer(*layers).properties(height=foot + 18 + (1 if wide else 2) * LINE)


def _number(row: Datum) -> float:
    return float(row["value"] or 0)


@chart(
    title="AI brings {{ fig('xai.revenue_share_of_spacex.2025', digits=2) }} of SpaceX’s revenue, "
    "takes {{ fig('xai.capex_share_of_spacex.2025', digits=2) }} of spending",
    subtitle="Share of AI in SpaceX’s revenue, capital expenditure, valuation and claimed market, "
    "{{ period('2025') }} and {{ period('2026') }}, in %",
    description="AI brings {{ fig('xai.revenue_share_of_spacex.2025', digits=2) }} of the revenue "
    "and takes {{ fig('xai.capex_share_of_spacex.2025', digits=2) }} of the capital expenditure; "
    "it was {{ fig('xai.share_of_valuation.2026-02', digits=2) }} of the valuation at the merger "
    "and is {{ fig('spacex.ai_share_of_market.2026', digits=2) }} of the market that the company "
    "claims.",
    note="Launch and satellite internet bring "
    "{{ fig('spacex.launch_and_internet_share.2025', digits=2) }} of the revenue. The market is "
    "the company’s own estimate.",
    holds=("xai.capex_share_of_spacex.2025 - xai.revenue_share_of_spacex.2025", "more than 0 pp"),
)
def share_of_ai(ask: Ask, width: Width) -> alt.LayerChart:
    """What AI brings and takes, what it is worth and could sell to: two pairs on one scale."""
    rows = ask.figures(
        "xai.revenue_share_of_spacex.2025",
        "xai.capex_share_of_spacex.2025",
        "xai.share_of_valuation.2026-02",
        "spacex.ai_share_of_market.2026",
        digits=2,
    )
    wide = width == "wide"
    last = f"market open to it,{' ' if wide else chr(10)}{rows[3]['status']}"
    worth = "valuation at the merger" if wide else "valuation\nat the merger"
    pairs = (
        (f"In the books, {rows[0]['period_name']}", rows[:2], ("revenue", "capital expenditure")),
        (f"In prospect, {rows[3]['period_name']}", rows[2:], (worth, last)),
    )
    step = 108.0
    left, right = (4.0, 640.0) if wide else (4.0, edge(width) - 2)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, 100], range=[left, right]))
    layers: list[alt.Chart] = []
    for n, (head, two, names) in enumerate(pairs):
        top = n * step
        y = top + 58
        layers += [
            word(two[0], head, 0, top + 8, bold=True),
            rule(two[0], left, y, right, role="grid"),
            *(rule(two[0], end, y - 5, y2=y + 5, role="grid") for end in (left, right)),
            joined(two, left, right, y),
            *(dot(row, x, y, hue) for row, hue in zip(two, (1, 3 - 2 * n), strict=True)),
        ]
        for row, name in zip(two, names, strict=True):
            ends = n and row is two[1] and not wide
            align: Align = "right" if ends else "center"
            layers += [
                word(row, str(row["text"]), x, y - 17, bold=True, align="center"),
                word(row, name, edge(width) if ends else x, y + 20, align=align),
            ]
    whole = word(rows[0], "all of SpaceX", right, 41, role="muted", align="right")
    return layer(*layers, whole).properties(height=step + (88 if wide else 104))
