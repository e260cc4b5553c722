"""What xAI earned, lost and invested, and where its revenue came from."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Datum, Width, chart

from ._bars import named, pairs, reaching, steps
from ._shapes import along


@chart(
    title="In {{ period('2025') }} xAI's operating loss overtook its revenue",
    subtitle="Revenue and operating loss of xAI, by year, and {{ period('2026Q1') }}, one quarter "
    "by itself; US dollars",
    description="In {{ period('2024') }} the operating loss was "
    "{{ fig('xai.operating_loss.2024') }} on revenue of {{ fig('xai.revenue.2024') }}; in "
    "{{ period('2025') }} it was {{ fig('xai.operating_loss.2025', digits=3) }} on "
    "{{ fig('xai.revenue.2025', digits=3) }}; in {{ period('2026Q1') }}, one quarter, "
    "{{ fig('xai.operating_loss.2026Q1') }} on {{ fig('xai.revenue.2026Q1') }}.",
    note="Sources disagree on the revenue of {{ period('2025') }}; drawn is the one with which "
    "SpaceX's segments add up.",
)
def results_by_year(ask: Ask, width: Width) -> alt.LayerChart:
    """Revenue and operating loss side by side; a quarter is no year and says so."""
    rows: list[Datum] = []
    for metric, word in (("revenue", "revenue"), ("operating_loss", "operating loss")):
        ids = [f"xai.{metric}.{period}" for period in ("2024", "2025", "2026Q1")]
        for row in ask.figures(*ids, unit="bn USD", digits=3):
            value = row["text"] if width == "wide" else row["short"]
            apart = ", " if width == "narrow" else "\n"
            quarter = f"{apart}one quarter" if row["period"] == "2026Q1" else ""
            rows.append(
                {
                    **row,
                    "_group": f"{row['period_name']}{quarter}",
                    "_series": word,
                    "_label": f"{value} {word}",
                }
            )
    return pairs(rows, {"revenue": 1, "operating loss": 4}, width)


@chart(
    title="xAI loses more than it earns; Anthropic expects a profit",
    subtitle="Operating result as a share of revenue, {{ period('2024') }} to "
    "{{ period('2026Q2') }}, in %",
    note="Anthropic's result is a projection and leaves out pay in shares.",
)
def operating_margins(ask: Ask, width: Width) -> alt.LayerChart:
    """Margins, a loss to the left of zero and a profit to the right."""
    rows = [
        *ask.figures("xai.operating_margin.2024", digits=2),
        *ask.figures("xai.operating_margin.2025", "xai.operating_margin.2026Q1", digits=3),
        *ask.figures("anthropic.operating_margin.2026Q2", digits=1),
    ]
    return reaching(named(rows), {"xai": 4, "anthropic": 2}, width)


@chart(
    title="The article names only {{ fig('xai.named_share.2025') }} of xAI's revenue",
    subtitle="Revenue of xAI by stream as the article has it, {{ period('2025') }}; US dollars. "
    "Outlined: what no stream explains",
    description="Of {{ fig('xai.revenue.2025@article') }} the article names subscriptions of "
    "{{ fig('xai.subscription_revenue.2025') }}, data licensing of "
    "{{ fig('xai.data_licensing_revenue.2025') }} and advertising of "
    "{{ fig('xai.advertising_revenue.2025') }}. Its AI solutions hold "
    "{{ fig('xai.ai_solutions_remainder.2025') }} more than their streams, and "
    "{{ fig('xai.unnamed_revenue.2025') }} of the whole has no source.",
    note="The article gives no period for the streams; the year is that of the results beside "
    "which they stand.",
)
def revenue_mix(ask: Ask, width: Width) -> alt.LayerChart:
    """The streams one after the other, and the two gaps that they leave."""
    ids = (
        "xai.revenue.2025@article",
        "xai.subscription_revenue.2025",
        "xai.data_licensing_revenue.2025",
        "xai.ai_solutions_remainder.2025",
        "xai.advertising_revenue.2025",
        "xai.unnamed_revenue.2025",
    )
    names = (
        "All revenue",
        "Subscriptions",
        "Data licensing",
        "Rest of AI solutions",
        "Advertising",
        "Not named",
    )
    rows = []
    for id_, name, at in zip(ids, names, "abcdef", strict=True):
        unit = "bn USD" if name in ("All revenue", "Not named") else "M USD"
        word = ask.show(id_, unit=unit)
        gap = name in ("Not named", "Rest of AI solutions")
        said = f"{word} unexplained" if gap else f"{word}, projected" if at == "a" else word
        rows += [
            {**row, "_row": name, "_at": at, "_label": said}
            for row in ask.figures(id_, unit="M USD")
        ]
    return steps(rows[0], rows[1:], [ids[3], ids[5]], width)


@chart(
    title="xAI invested {{ fig('xai.capex_to_revenue.2025', digits=2) }} times its revenue "
    "in {{ period('2025') }}",
    subtitle="Capital expenditure and revenue of xAI, {{ period('2023') }} to "
    "{{ period('2026Q1') }}; US dollars. Outlined: the quarter as if it went on for a year",
    note="No source gives the revenue of {{ period('2023') }}.",
)
def capex_against_revenue(ask: Ask, width: Width) -> alt.LayerChart:
    """Years in full; the last quarter solid within what it would come to in a year."""
    rows: list[Datum] = []
    for metric, word, first in (("capex", "invested", "2023"), ("revenue", "revenue", "2024")):
        years = [y for y in ("2023", "2024", "2025") if y >= first]
        for row in ask.figures(*(f"xai.{metric}.{y}" for y in years), unit="bn USD", digits=3):
            rows.append({**row, "_group": row["period_name"], "_label": word, "_series": word})
        for row in ask.figures(f"xai.{metric}_annual_rate.2026Q1", unit="bn USD", digits=3):
            rows.append({**row, "_group": row["period_name"], "outlined": True, "_series": word})
        quarter = ask.figures(f"xai.{metric}.2026Q1", unit="bn USD")
        rows += [{**r, "_group": r["period_name"], "_label": "", "_series": word} for r in quarter]
    for row in rows:
        if row.get("_label") != "":
            value = row["text"] if width == "wide" else row["short"]
            rate = " a year at this rate" if row.get("outlined") else f" {row['_series']}"
            row["_label"] = f"{value}{rate}"
    return pairs(rows, {"invested": 3, "revenue": 1}, width)


@chart(
    title="Reports of xAI's revenue span "
    "{{ fig('xai.revenue.2025@most-popular-ai-tools') }} to "
    "{{ fig('xai.revenue.2025', digits=2) }}",
    subtitle="Revenue of xAI in {{ period('2025') }}, as each source reports the same filing; "
    "US dollars",
    note="SpaceX's revenue less that of its other segments leaves "
    "{{ fig('xai.revenue_by_difference.2025') }}.",
)
def revenue_disputed(ask: Ask, width: Width) -> alt.LayerChart:
    """One ring a source, on one line."""
    rows = ask.rows("xai.revenue.2025", unit="bn USD")
    for row in rows:
        status = f", {row['status']}" if row["expected"] else ""
        who = "the article" if row["source"] == "article" else row["source_name"]
        row["_label"] = f"{ask.show(str(row['id']))}{status}\n{who}"
    return along(rows, 1, width)
