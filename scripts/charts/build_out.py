"""What stands on the ground: how fast it was built, its power and its compute."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.row_labels import layer, plot, tooltip, y_at
from crossfoot.charts.theme import colour

from ._place import LINE, across, at, bar, rule, word
from ._sites import HIGH, Sheet

OWNERS = {
    "new-carlisle": "Anthropic, Amazon",
    "fairwater-atlanta": "Microsoft",
    "prometheus": "Meta",
    "abilene": "OpenAI, Oracle",
    "colossus-2": "xAI",
    "colossus": "xAI",
}


@chart(
    title="Colossus II’s first phase alone is put at "
    "{{ fig('colossus-2.time_to_first_phase.2025') }}",
    subtitle="Time to build, in days; the article times the whole, another report the first "
    "phase, and neither says from which day",
    description="The article claims {{ fig('colossus.build_time.2026Q1') }} for Colossus and "
    "{{ fig('colossus-2.build_time.2026Q1') }} for Colossus II; by another report the second’s "
    "first phase of {{ fig('colossus-2.power_first_phase.2025') }} took "
    "{{ fig('colossus-2.time_to_first_phase.2025') }}, and by now it has "
    "{{ fig('colossus-2.it_power.2026') }}.",
    note="Outlined: claimed. The thin rule is what the report leaves open, which counts in whole "
    "months.",
    holds=("colossus-2.time_to_first_phase.2025 - colossus-2.build_time.2026Q1", "more than 0 day"),
)
def build_times(ask: Ask, width: Width) -> alt.LayerChart:
    """From the same first day: what is claimed outlined, what is reported with its rounding."""
    claims = ask.figures("colossus.build_time.2026Q1", "colossus-2.build_time.2026Q1", unit="day")
    phase = ask.figures("colossus-2.first_phase_days.2025", unit="day")[0]
    wide = width == "wide"
    left, right, step, drop = (176.0, 492.0, 42.0, 0.0) if wide else (0.0, 222.0, 54.0, 20.0)
    high = 22.0
    x = across(left, right)
    names = ("Colossus, complete", "Colossus II, complete", "Colossus II, first phase")
    layers: list[alt.Chart] = []
    for n, (row, name) in enumerate(zip((*claims, phase), names, strict=True)):
        top = n * step
        layers.append(word(row, name, 0, top + high / 2, bold=not wide))
        if row is not phase:
            layers += [
                bar([row], x, top + drop, high, "transparent", 1),
                word(row, f"{row['text']}, {row['status']}", x, top + drop + high / 2, dx=9),
            ]
    top = 2 * step + drop
    middle, foot = top + high / 2, top + high
    mark = plot([phase]).mark_bar(fill=colour(1), height=high)
    known = mark.encode(x=at(x, "low"), y=y_at(middle), tooltip=tooltip([phase]))
    took, first = (
        ask.show(f"colossus-2.{what}.2025") for what in ("time_to_first_phase", "power_first_phase")
    )
    today = ask.show("colossus-2.it_power.2026")
    remark = f"for the first {first}{chr(10) if wide else ' '}of today’s {today}"
    place = (at(x, "high"), middle + LINE) if wide else (0.0, foot + 14)
    layers += [
        known,
        rule(phase, at(x, "low"), middle, "high", role=1, thick=2),
        rule(phase, at(x, "high"), top + 5, y2=foot - 5, role=1, thick=2),
        rule(claims[1], x, top, y2=foot, role="ground", thick=2, dash=(4, 3)),
        word(phase, took, at(x, "high"), middle, dx=9, bold=True),
        word(phase, remark, *place, dx=9 if wide else 0, role="muted"),
    ]
    if wide:
        layers.append(rule(claims[1], x, step + high + 3, y2=top - 2, dash=(4, 3)))
    return layer(*layers).properties(height=foot + (32 if wide else 24))


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
    holds=[
        ("new-carlisle.it_power.2026 - colossus-sites.power_of_parts.2026", "more than 0 MW"),
        (
            "max(fairwater-atlanta.it_power.2026, prometheus.it_power.2026, abilene.it_power.2026)"
            " - colossus-sites.power_of_parts.2026",
            "less than 0 MW",
        ),
    ],
)
def power_beside_rivals(ask: Ask, width: Width) -> alt.LayerChart:
    """Rivals' campuses and xAI's, what is only claimed outlined; the article's claim across."""
    ids = ("new-carlisle", "fairwater-atlanta", "prometheus", "abilene", "colossus-2")
    *rivals, second = ask.figures(*(f"{site}.it_power.2026" for site in ids))
    first, draw = ask.figures("colossus.power.2026", "colossus.power.2025")
    line = ask.figures("colossus-sites.power.2026Q1", unit="MW")[0]
    both = ask.show("colossus-sites.power_of_parts.2026")
    between = f"{draw['bare']} to {first['text']}"
    ours = [
        (second, ("Colossus and Colossus II", "xAI", both), [(second, False), (first, True)]),
        (second, ("Colossus II", "xAI", str(second["text"])), [(second, False)]),
        (first, ("Colossus, claimed", "xAI", between), [(first, True)]),
    ]
    rows = [
        (r, (str(r["name"]), OWNERS[str(r["entity"])], str(r["text"])), [(r, False)])
        for r in rivals
    ]
    rows = [rows[0], ours[0], *rows[1:], *ours[1:]]
    sheet = Sheet([texts for _, texts, _ in rows], width)
    layers: list[alt.Chart] = []
    top = 26.0
    for n, (row, texts, parts) in enumerate(rows):
        if n == len(rows) - 2:
            top += 12
            layers.append(word(row, "xAI’s sites one by one", 0, top + 8, bold=True))
            top += 26
        layers += sheet.bars(parts, top, "quiet" if row in rivals else 1)
        layers += sheet.words(row, texts, top)
        if parts is ours[0][2]:
            middle = top + sheet.drop + HIGH / 2
            layers.append(word(second, str(first["status"]), sheet.x, middle, dx=9, role=1))
        top += sheet.step
    last = top - sheet.step + sheet.drop
    claim = f"{ask.show('colossus-sites.power.2026Q1')}: the article’s claim for both"
    layers += [
        rule(draw, sheet.x, last + 2, y2=last + HIGH - 2, role=1, thick=1.5),
        rule(line, sheet.x, 20, y2=top - sheet.step - 58, role=4, thick=1.5, dash=(5, 4)),
        word(line, claim, sheet.x, 8, role=4, bold=True, align="right", dx=4),
    ]
    return layer(*layers).properties(height=last + HIGH + 4)


@chart(
    title="Colossus II has {{ fig('colossus-2.compute_to_prometheus.2026', digits=2) }} of "
    "Prometheus’s compute",
    subtitle="Compute of data-centre campuses, {{ period('2026') }}, as the number of H100 "
    "processors that would do the same work",
    description="Prometheus has {{ fig('prometheus.compute.2026') }}, Fairwater Atlanta "
    "{{ fig('fairwater-atlanta.compute.2026') }}, New Carlisle "
    "{{ fig('new-carlisle.compute.2026') }}, Colossus II {{ fig('colossus-2.compute.2026') }} and "
    "Abilene {{ fig('abilene.compute.2026') }}.",
    note="Estimates from satellite images and permits; no margin given.",
    holds=("colossus-2.compute_to_prometheus.2026", "less than 100 %"),
)
def compute_beside_rivals(ask: Ask, width: Width) -> alt.LayerChart:
    """Campuses by compute; what xAI's lacks to the first is outlined."""
    rows = ask.figures(*(f"{site}.compute.2026" for site in OWNERS if site != "colossus"))
    rows.sort(key=lambda row: -float(row["value"] or 0))
    texts = [(str(r["name"]), OWNERS[str(r["entity"])], str(r["bare"])) for r in rows]
    sheet = Sheet(texts, width)
    part = ask.show("colossus-2.compute_to_prometheus.2026", digits=2)
    layers: list[alt.Chart] = []
    for n, row in enumerate(rows):
        top = n * sheet.step
        layers += sheet.words(row, texts[n], top)
        if row["entity"] != "colossus-2":
            layers += sheet.bars([(row, False)], top, "quiet")
            continue
        y = top + sheet.drop
        ghost = plot(rows[:1]).mark_bar(
            fill="transparent", stroke=colour(1), strokeDash=[3, 3], height=HIGH
        )
        layers += [
            ghost.encode(x=sheet.x, y=y_at(y + HIGH / 2)),
            *sheet.bars([(row, False)], top, 1),
            word(row, part, sheet.x, y + HIGH / 2, role=1, bold=True, dx=9),
        ]
    last = (len(rows) - 1) * sheet.step + sheet.drop
    return layer(*layers).properties(height=last + HIGH + 4)
