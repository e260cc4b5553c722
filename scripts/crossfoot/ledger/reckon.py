"""Inputs to the ledger: rows, the figure of each id, derived figures, the ledger's own checks."""

from __future__ import annotations

from ..problem import Problems
from ..quantity.style import Style
from .choose import choose
from .derive import Derivation
from .footing import foot
from .load import Inputs
from .model import Ledger
from .observe import check_floors, observe


def reckon(inputs: Inputs, as_of: str, problems: Problems) -> Ledger:
    """Reckon the whole ledger as of one day; what is wrong is noted and left out."""
    style = Style(inputs.briefing.money, inputs.units.own)
    check_floors(inputs, problems)
    observed = observe(inputs, style, problems)
    figures, rows = choose(observed, inputs.sources)
    Derivation(inputs, style, rows, figures, problems).run()
    return Ledger(
        briefing=inputs.briefing,
        sources=inputs.sources,
        entities=inputs.entities,
        metrics=inputs.metrics,
        rows=rows,
        figures=dict(sorted(figures.items())),
        datasets=inputs.datasets,
        footings=foot(inputs, rows, style, problems),
        derived=inputs.derived,
        corrections=inputs.corrections,
        moved=inputs.moved,
        as_of=as_of,
        units=inputs.units,
        style=style,
    )
