"""What xAI took in, lost and invested, and where its revenue came from."""

from __future__ import annotations

from typing import Any

import altair as alt

from crossfoot.charts import Ask, Datum, Width, chart
from crossfoot.charts.annotation import Side, annotate, connect
from crossfoot.charts.row_labels import ZERO, Role, plot, x_at, y_at

from ._board import Board, hued, steps
from ._lines import courses
from ._strips import strip

QUARTER = "{{ period('2026Q1') }}"


@chart(
    title="In {{ period('2025') }} xAI’s operating loss overtook its revenue",
    subtitle="Revenue and operating loss of xAI, by year, and {{ period('2026Q1') }}, one quarter "
    "by itself; US dollars",
    description="In {{ period('2024') }} the operating loss was "
    "{{ fig('xai.operating_loss.2024') }} on revenue of {{ fig('xai.revenue.2024') }}; in "
    "{{ period('2025') }} it was {{ fig('xai.operating_loss.2025', digits=3) }} on "
    "{{ fig('xai.revenue.2025', digits=3) }}; in {{ period('2026Q1') }}, one quarter, "
    "{{ fig('xai.operating_loss.2026Q1') }} on {{ fig('xai.revenue.2026Q1') }}.",
    note="Drawn is the revenue of {{ period('2025') }} with which SpaceX’s segments add up.",
    holds=[
        ("xai.operating_loss.2024 - xai.revenue.2024", "less than 0 bn USD"),
        ("xai.operating_loss.2025 - xai.revenue.2025", "more than 0 bn USD"),
    ],
)
def results_by_year(ask: Ask, width: Width) -> alt.LayerChart:
    """Two courses that cross; the quarter is no year and stands apart."""
    years = [ask.text("{{ period('2024') }}"), ask.text("{{ period('2025') }}")]
    quarter = f"{ask.text(QUARTER)}\none quarter"
    sides = {"revenue": ("left", "below", "below"), "operating loss": ("left", "above", "above")}
    series: dict[str, tuple[Role, list[Datum]]] = {}
    for metric, word, hue in (("operating_loss", "operating loss", 4), ("revenue", "revenue", 1)):
        ids = [f"xai.{metric}.{period}" for period in ("2024", "2025", "2026Q1")]
        rows = ask.figures(*ids, unit="bn USD", digits=3)
        for row, at, side in zip(rows, (*years, quarter), sides[word], strict=True):
            row["_label"] = row["text"] if width == "wide" else row["short"]
            row |= {"_at": at, "_side": side, "apart": at == quarter}
        series[word] = (hue, rows)
    spans = []
    for n, period in ((1, "2025"), (2, "2026Q1")):
        share = ask.show(f"xai.loss_margin.{period}", digits=3)
        said = f"{share} of revenue" if width == "wide" else f"{share} of\nrevenue"
        lines = [*(["the loss is"] if n == 1 else []), *said.split("\n")]
        spans.append((series["operating loss"][1][n], series["revenue"][1][n], lines))
    return courses(series, [*years, quarter], spans, tall=270)


@chart(
    title="xAI loses more than it takes in; Anthropic expects profit",
    subtitle="Operating result as a share of revenue, {{ period('2024') }} to "
    "{{ period('2026Q2') }}, in %",
    note="Anthropic’s result is a projection and leaves out pay in shares.",
    holds=[
        ("xai.operating_loss.2025 - xai.revenue.2025", "more than 0 bn USD"),
        ("xai.operating_loss.2026Q1 - xai.revenue.2026Q1", "more than 0 bn USD"),
        ("anthropic.operating_profit.2026Q2", "more than 0 M USD"),
        ("status(anthropic.operating_profit.2026Q2)", "projected"),
    ],
)
def operating_margins(ask: Ask, width: Width) -> alt.LayerChart:
    """Margins, a loss to the left of zero and a profit to the right."""
    rows = [
        *ask.figures("xai.operating_margin.2024", digits=2),
        *ask.figures("xai.operating_margin.2025", "xai.operating_margin.2026Q1", digits=3),
        *ask.figures("anthropic.operating_margin.2026Q2", digits=1),
    ]
    for row in rows:
        status = f", {row['status']}" if row["expected"] else ""
        row |= {"_who": row["period_name"], "_label": f"{row['text']}{status}"}
    by_company = [(str(part[0]["name"]), part) for part in (rows[:3], rows[3:])]
    board = Board(by_company, hued(rows, {"xai": 4, "anthropic": 2}), top=2)
    last = board.row("xai.operating_margin.2026Q1")
    long = width == "wide"
    loss, revenue = (
        ask.show(f"xai.{metric}.2026Q1", unit="bn USD", words=long)
        for metric in ("operating_loss", "revenue")
    )
    lines = [f"{loss} lost", f"on {revenue}", "of revenue"]
    sides: dict[str, Side] = {"loss": "left", "profit": "right"}
    return board.draw(
        plot([last]).mark_rule().encode(x=ZERO),
        *(annotate(last, [w], side=side, x=ZERO, y=y_at(8)) for w, side in sides.items()),
        annotate(last, lines, dy=-12, x=ZERO, y=board.y),
    )


@chart(
    title="The article names only {{ fig('xai.named_share.2025') }} of xAI’s revenue",
    subtitle="Revenue of xAI by stream as the article gives it, {{ period('2025') }}; US dollars. "
    "Outlined: what no stream explains",
    description="Of {{ fig('xai.revenue.2025@article') }} the article names subscriptions of "
    "{{ fig('xai.subscription_revenue.2025') }}, data licensing of "
    "{{ fig('xai.data_licensing_revenue.2025') }} and advertising of "
    "{{ fig('xai.advertising_revenue.2025') }}. Its AI solutions hold "
    "{{ fig('xai.ai_solutions_remainder.2025') }} more than their streams, and "
    "{{ fig('xai.unnamed_revenue.2025') }} of the whole has no source.",
    note="The article gives no period for the streams; the year is that of the results beside "
    "which they stand.",
    holds=("xai.named_share.2025", "less than 50 %"),
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
    rows: list[Datum] = []
    for id_, name in zip(ids, names, strict=True):
        unit = "bn USD" if name in ("All revenue", "Not named") else "M USD"
        row = ask.figures(id_, unit="M USD")[0]
        status = f", {row['status']}" if name == "All revenue" and row["expected"] else ""
        said = f"{ask.show(id_, unit=unit)}{status}"
        rows.append({**row, "_who": name, "_label": said})
    wide = width == "wide"
    board = Board([("", rows)], dict.fromkeys(ids[1:], 1), over=not wide, loose=int(wide))
    rest = board.at(board.row(ids[0]), board.row(ids[5]))
    share = ask.show("xai.named_share.2025")
    lines = [f"{ask.show('xai.named_revenue.2025')} named,", f"{share} of all revenue"]
    # Beside the four streams: a bracket in the white that their short bars leave.
    middle = (board.middle(board.row(ids[1])) + board.middle(board.row(ids[4]))) / 2
    place: dict[str, Any] = {"x": x_at(190 if wide else 165), "y": board.y}
    return board.draw(
        *connect(board.row(ids[1]), board.row(ids[4]), "y", **place),
        annotate(rows[0], lines if wide else ["named:", share], x=place["x"], y=y_at(middle)),
        annotate(rest, ["no stream named"], side="left", x=alt.X("value:Q", axis=None), y=board.y),
        bars=steps(board, ids[1:], gaps=[ids[3], ids[5]]),
    )


@chart(
    title="xAI invested {{ fig('xai.capex_to_revenue.2025', digits=2) }} times its revenue "
    "in {{ period('2025') }}",
    subtitle="Capital expenditure and revenue of xAI, {{ period('2023') }} to "
    "{{ period('2026Q1') }}; US dollars. Dashed: the quarter as a yearly rate",
    note="No source gives the revenue of {{ period('2023') }}.",
    holds=("xai.capex_to_revenue.2025", "more than 1"),
)
def capex_against_revenue(ask: Ask, width: Width) -> alt.LayerChart:
    """Two courses and the distance between them; dashed to what a quarter would come to."""
    series: dict[str, tuple[Role, list[Datum]]] = {}
    rate = f"{ask.text(QUARTER)},\nyearly rate"
    for metric, word, first, hue in (
        ("capex", "invested", "2023", 3),
        ("revenue", "revenue", "2024", 1),
    ):
        years = [y for y in ("2023", "2024", "2025") if y >= first]
        rows = ask.figures(*(f"xai.{metric}.{y}" for y in years), unit="bn USD", digits=3)
        rows += ask.figures(f"xai.{metric}_annual_rate.2026Q1", unit="bn USD", digits=3)
        for row in rows:
            row["rate"] = row["period"] == "2026Q1"
            row["_at"] = rate if row["rate"] else row["period_name"]
            side = "before" if word == "invested" else "below"
            row["_side"] = "right" if row["rate"] else side
            row["_label"] = row["text"] if width == "wide" else row["short"]
        series[word] = (hue, rows)
    spans = []
    for n, period in ((-2, "2025"), (-1, "2026Q1")):
        times = ask.show(f"xai.capex_to_revenue.{period}", digits=2)
        lines = [times, "times"] if width == "narrow" else [f"{times} times revenue"]
        spans.append((series["invested"][1][n], series["revenue"][1][n], lines))
    periods = [str(row["_at"]) for row in series["invested"][1]]
    return courses(series, periods, spans, tall=350)


@chart(
    title="Reports of xAI’s revenue span "
    "{{ fig('xai.revenue.2025@most-popular-ai-tools') }} to "
    "{{ fig('xai.revenue.2025', digits=2) }}",
    subtitle="Revenue of xAI in {{ period('2025') }}, as each source reports the same filing; "
    "US dollars",
    description="{{ fig('xai.revenue.2025@besthub') }} by besthub.dev, "
    "{{ fig('xai.revenue.2025@article') }}, as a projection, by the article, "
    "{{ fig('xai.revenue.2025@spacexchart') }} by spacexchart.com and "
    "{{ fig('xai.revenue.2025@most-popular-ai-tools') }} by mostpopularaitools.com; SpaceX’s "
    "revenue less that of its other segments leaves {{ fig('xai.revenue_by_difference.2025') }}.",
    holds=[
        (
            "xai.revenue.2025@most-popular-ai-tools - xai.revenue.2025@spacexchart",
            "less than 0 bn USD",
        ),
        ("xai.revenue.2025@besthub - xai.revenue.2025@spacexchart", "more than 0 bn USD"),
    ],
)
def revenue_disputed(ask: Ask, width: Width) -> alt.LayerChart:
    """One ring a source, on one line, and what the segments of the whole leave."""
    rows = ask.rows("xai.revenue.2025", unit="bn USD")
    for row in rows:
        row["_who"] = "the article" if row["source"] == "article" else row["source_name"]
        row["_value"] = ask.show(str(row["id"]))
    left = ask.figures("xai.revenue_by_difference.2025", unit="bn USD")[0]
    told = ["SpaceX’s revenue less its", f"other segments: {left['text']}"]
    return strip(rows, left, told, width)
