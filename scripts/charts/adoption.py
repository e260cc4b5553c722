"""Who uses it, and who pays."""

from __future__ import annotations

import altair as alt

from crossfoot.charts import Ask, Width, chart

from ._bars import named, within


@chart(
    title="Of all users, {{ fig('grok.share_of_users.2026-03', digits=2) }} use Grok and "
    "{{ fig('x.paid_share.2026-03', digits=2) }} pay",
    subtitle="Monthly users of X and Grok, and paid subscribers, {{ period('2026-03') }}, in "
    "{{ plain('millions') }} of people; each outline is all users",
    note="How many of the payers use Grok is not known: subscribers to X are counted with them.",
)
def users_and_payers(ask: Ask, width: Width) -> alt.LayerChart:
    """Each count within the whole."""
    rows = named(
        ask.figures(
            "x-and-grok.monthly_users.2026-03",
            "grok.monthly_users.2026-03",
            "x.paid_subscribers.2026-03",
            unit="M person",
        ),
        "X and Grok together",
        "Use Grok",
        "Pay for X or Grok",
    )
    shares = ("", "grok.share_of_users.2026-03", "x.paid_share.2026-03")
    for row, share in zip(rows, shares, strict=True):
        part = f", {ask.show(share, digits=2)}" if share else ""
        row["_label"] = f"{row['bare']}{part}"
    return within(rows, rows[0], width)
