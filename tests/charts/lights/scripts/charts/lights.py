from __future__ import annotations

from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.marks import bars, columns, disputes, dots, line, units

YEARS = ("2023", "2024", "2025", "2026")
TOWERS = (
    "bell-rock.height.1810",
    "skerryvore.height.1844",
    "eddystone.height.1882",
    "new-point.height.2031",
)


@chart(
    title="The next tower will be the tallest",
    subtitle="Height above the sea, metres",
    holds=(
        "new-point.height.2031 - "
        "max(bell-rock.height.1810, skerryvore.height.1844, eddystone.height.1882)",
        "more than 0 m",
    ),
)
def heights(ask: Ask, width: Width):
    return bars(ask.figures(*TOWERS, unit="m"), "name", width=width, ranges=True)


@chart(
    title="More come to Bell Rock than to Skerryvore",
    subtitle="Visitors a year",
    note="Counted at the landing.",
    holds=("bell-rock.visitors.2025 - skerryvore.visitors.2025", "more than 0 k visitor"),
)
def visitors(ask: Ask):
    one = ask.figures(*(f"bell-rock.visitors.{y}" for y in YEARS), unit="k visitor")
    two = ask.figures(*(f"skerryvore.visitors.{y}" for y in YEARS), unit="k visitor")
    return line(one, name="Bell Rock") + line(two, name="Skerryvore", hue=4, start="below")


@chart(title="The books disagree about Skerryvore", subtitle="Height, metres")
def skerryvore(ask: Ask, width: Width):
    return disputes(ask.rows("skerryvore.height.1844"), width=width)


@chart(title="Bell Rock fills up", subtitle="Visitors a year")
def crowds(ask: Ask):
    ids = [f"bell-rock.visitors.{y}" for y in (*YEARS, "2027")]
    return columns(ask.figures(*ids, unit="k visitor"))


@chart(title="Bell Rock turned a loss into a profit", subtitle="Yearly result in pounds")
def results(ask: Ask, width: Width):
    rows = ask.figures("bell-rock.result.2024", "bell-rock.result.2025", unit="thousand GBP")
    return bars(rows, width=width)


@chart(
    title="Towers grow",
    subtitle="Height, metres",
    holds=("new-point.height.2031 - bell-rock.height.1810", "more than 0 m"),
)
def grown(ask: Ask, width: Width):
    return dots(ask.figures(*TOWERS, unit="m"), "name", width=width, hue=2)


@chart(title="What came of what was said", subtitle="Claims by verdict")
def verdicts(ask: Ask, width: Width):
    order = ("holds", "open", "unverifiable")
    totals = [ask.total(verdict=name) for name in order]
    hues = (2, 1, "quiet")
    return units(ask.claims(), order=order, totals=totals, hues=hues, width=width)


@chart(title="One forecast is due", subtitle="Forecasts by the day they fall due")
def due(ask: Ask, width: Width):
    rows = [row for row in ask.claims(kind="forecast") if row["due"]]
    return dots(rows, "title", text="due_name", when="due", width=width)
