"""Inputs to the ledger: rows, the figure of each id, derived figures, the ledger's own checks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..memo import Memo
from ..problem import Missing, Problems
from ..quantity.period import period
from ..quantity.style import Style
from .choose import choose
from .derive import Derivation
from .footing import foot
from .load import Inputs
from .model import Figure, Ledger
from .observe import check_floors, observe
from .schema import Correction

DAYS = 365
"""After so many days a source is worth reading again."""


def reckoned(inputs: Inputs, as_of: str, problems: Problems, memo: Memo) -> Ledger:
    """The ledger as :func:`reckon` makes it, watched by ``memo``, which keeps it while it stands.

    It is reckoned as a whole: most of it rests on most of the inputs.
    """
    watched = memo.watch("inputs", {"": inputs}, Inputs.same)
    ledger = memo.keep(("ledger", as_of), problems, lambda: reckon(watched[""], as_of, problems))
    return ledger.watched(memo)


def reckon(inputs: Inputs, as_of: str, problems: Problems) -> Ledger:
    """Reckon the whole ledger as of one day; what is wrong is noted and left out."""
    style = Style(inputs.briefing.money, inputs.units.own)
    check_floors(inputs, problems)
    _read_long_ago(inputs, as_of, problems)
    observed = observe(inputs, style, problems)
    figures, rows = choose(observed, inputs.sources)
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
        footed=foot(inputs, rows, style, problems),
        derived=inputs.derived,
        corrections=inputs.corrections,
        moved=inputs.moved,
        as_of=as_of,
        units=inputs.units,
        style=style,
    )


def _read_long_ago(inputs: Inputs, as_of: str, problems: Problems) -> None:
    """Warn of the sources that nobody has read again for a year."""
    for source in inputs.sources.values():
        if source.read:
            days = (date.fromisoformat(as_of) - period(source.read).last).days
            if days > DAYS:
                what = f"the source {source.id} was last read {days:,} days ago"
                right = "its page read again, and the day of that"
                problems.warn(source.at("read"), what, right)


def _corrected(inputs: Inputs, known: Mapping[str, Figure], as_of: str, problems: Problems) -> None:
    """What a correction is about is there, and it corrects something, once."""
    hint = "the id of a figure, or of a row with its @source"
    told: dict[tuple[str, ...], Correction] = {}
    for entry in inputs.corrections:
        if entry.figure and entry.figure not in known:
            problems.note(entry.at("figure"), Missing("figure", entry.figure, known, hint))
            problems.lose("figure", entry.figure)
        if entry.claim and entry.claim not in inputs.claims:
            missing = Missing("claim", entry.claim, inputs.claims, "the id of a claim")
            problems.note(entry.at("claim"), missing)
            problems.lose("claim", entry.claim)
        if entry.old.strip() == entry.new.strip():
            problems.add(entry.at("new"), "old and new are the same", "what stands there now")
        if entry.date > as_of:
            what = f"the correction is dated {entry.date}, after {as_of}"
            problems.warn(entry.at("date"), what, "a day up to as_of")
        same = entry.date, entry.figure, entry.claim, entry.old, entry.new
        if same in told:
            first = told[same].place
            right = f"one of them (the first is at line {first.line})"
            problems.add(entry.place, "the correction stands twice", right)
        told.setdefault(same, entry)
