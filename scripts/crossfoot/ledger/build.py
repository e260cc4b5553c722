"""Inputs to the ledger: rows, the figure of each id, derived figures, the ledger's own checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..diagnostics import Diagnostics, UnknownName
from ..memo import Memo
from ..quantity.number_format import NumberFormat
from .dates import check_dates
from .derive import Derivation
from .footing import cross_foot
from .load import Inputs
from .model import Figure, Ledger
from .reconcile import reconcile_rows
from .row_parsing import metrics_with_units, parse_figure_rows
from .schema import Correction


def build_ledger_cached(inputs: Inputs, as_of: str, problems: Diagnostics, memo: Memo) -> Ledger:
    """The ledger as :func:`reckon` makes it, watched by ``memo``, which keeps it while it stands.

    It is reckoned as a whole: most of it rests on most of the inputs.
    """
    watched = memo.watch("inputs", {"": inputs}, Inputs.same)
    ledger = memo.keep(
        ("ledger", as_of), problems, lambda: build_ledger(watched[""], as_of, problems)
    )
    return ledger.tracked(memo)


def build_ledger(inputs: Inputs, as_of: str, problems: Diagnostics) -> Ledger:
    """Reckon the whole ledger as of one day; what is wrong is noted and left out."""
    style = NumberFormat(inputs.briefing.money, inputs.units.own)
    inputs = replace(inputs, metrics=metrics_with_units(inputs.metrics, inputs.units, problems))
    observed = parse_figure_rows(inputs, style, problems)
    check_dates(inputs, observed, as_of, problems)
    figures, rows = reconcile_rows(observed, inputs.sources)
    Derivation(inputs, style, rows, figures, problems).run()
    _corrected(inputs, {**figures, **rows}, as_of, problems)
    return Ledger(
        briefing=inputs.briefing,
        sources=inputs.sources,
        entities=inputs.entities,
        metrics=inputs.metrics,
        rows=rows,
        figures=dict(sorted(figures.items())),
        datasets=inputs.datasets,
        footed=cross_foot(inputs, rows, style, problems),
        derived=inputs.derived,
        corrections=inputs.corrections,
        moved=inputs.moved,
        as_of=as_of,
        units=inputs.units,
        style=style,
    )


def _corrected(
    inputs: Inputs, known: Mapping[str, Figure], as_of: str, problems: Diagnostics
) -> None:
    """What a correction is about is there, and it corrects something, once."""
    hint = "the id of a figure, or of a row with its @source"
    told: dict[tuple[str, ...], Correction] = {}
    for entry in inputs.corrections:
        if entry.figure and entry.figure not in known:
            problems.add_invalid(
                entry.at("figure"), UnknownName("figure", entry.figure, known, hint)
            )
            problems.skip("figure", entry.figure)
        if entry.claim and entry.claim not in inputs.claims:
            missing = UnknownName("claim", entry.claim, inputs.claims, "the id of a claim")
            problems.add_invalid(entry.at("claim"), missing)
            problems.skip("claim", entry.claim)
        if entry.old.strip() == entry.new.strip():
            problems.add(entry.at("new"), "old and new are the same", "what stands there now")
        if entry.date > as_of and not problems.has_skipped("briefing"):
            what = f"the correction is dated {entry.date}, after {as_of}"
            problems.warn(entry.at("date"), what, "a day up to as_of")
        same = entry.date, entry.figure, entry.claim, entry.old, entry.new
        if same in told:
            first = told[same].place
            right = f"one of them (the first is at line {first.line})"
            problems.add(entry.place, "the correction stands twice", right)
        told.setdefault(same, entry)
