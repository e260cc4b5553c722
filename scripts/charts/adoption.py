"""Who uses it, and who pays."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.row_labels import layer
from crossfoot.charts.text_measure import wrap_text
from crossfoot.charts.theme import TEXT

from ._areas import share
from ._place import LARGE, word


@chart(
    title="Of all users, {{ fig('grok.share_of_users.2026-03', digits=2) }} use Grok and "
    "{{ fig('x.paid_share.2026-03', digits=2) }} pay",
    subtitle="Monthly users of X and Grok, {{ period('2026-03') }}: each square is "
    "{{ plain('a hundredth') }} of all {{ fig('x-and-grok.monthly_users.2026-03') }}",
    description="Of all {{ fig('x-and-grok.monthly_users.2026-03') }}, "
    "{{ fig('grok.monthly_users.2026-03') }} use Grok and {{ fig('x.paid_subscribers.2026-03') }} "
    "pay.",
    note="How many of the payers use Grok is not known: subscribers to X are counted with them.",
    holds=("grok.share_of_users.2026-03 - x.paid_share.2026-03", "more than 0 pp"),
)
def users_and_payers(ask: Ask, width: Width) -> alt.LayerChart:
    """Each count as its part of a hundred squares."""
    whole, *parts = ask.figures(
        "x-and-grok.monthly_users.2026-03",
        "grok.monthly_users.2026-03",
        "x.paid_subscribers.2026-03",
        unit="M person",
    )
    shares = ("grok.share_of_users.2026-03", "x.paid_share.2026-03")
    wide = width == "wide"
    side, apart = (150.0, 340.0) if wide else (140.0, 172.0)
    layers: list[alt.Chart] = []
    told = zip(parts, shares, ("use Grok", "pay for X or Grok"), strict=True)
    for n, (part, ratio, does) in enumerate(told):
        left = n * apart
        layers += share(part, whole, 1, left + 1, 1, side)
        x, y = (left + side + 16, 70.0) if wide else (left, side + 34.0)
        lines = "\n".join([does, *wrap_text(str(part["text"]), TEXT, 172 if wide else side)])
        large = ask.show(ratio, digits=2)
        layers += [
            word(part, large, x, y, role=1, bold=True, size=LARGE, baseline="alphabetic"),
            word(part, lines, x, y + 20, baseline="alphabetic"),
        ]
    return layer(*layers).properties(height=152 if wide else 232)
