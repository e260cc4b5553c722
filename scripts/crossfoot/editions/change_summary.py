"""What changed between editions, in plain lines: for the feed and whoever reads no page."""

from __future__ import annotations

from collections.abc import Iterator

from ..quantity.period import format_period
from .compare import Change, Changes
from .model import Chart, ClaimRecord, Edition, FigureRecord


def change_lines(changes: Changes, old: Edition, new: Edition) -> list[str]:
    """A line for each verdict, figure and chart that changed; figures that follow are counted."""
    return [*_lines(changes, old, new)] or ["No figure, verdict or chart changed."]


def change_counts(changes: Changes) -> str:
    """How much changed, in a line."""
    kinds = {"figure": changes.figures, "verdict": changes.claims, "chart": changes.charts}
    counts = (f"{len(c):,} {kind if len(c) == 1 else kind + 's'}" for kind, c in kinds.items() if c)
    return ", ".join(counts) or "no figure, verdict or chart changed"


def _lines(changes: Changes, old: Edition, new: Edition) -> Iterator[str]:
    for turned in changes.claims:
        statement = turned.thing.statement.removesuffix(".")
        yield f"“{statement}”: {_turned(turned)}"
    derived = 0
    for moved in changes.figures:
        if moved.thing.formula:
            derived += 1
        else:
            edition = old if moved.new is None else new
            yield f"{_named(moved.thing, edition)}: {_moved(moved)}"
    if derived:
        what = "figure" if derived == 1 else "figures"
        yield f"{derived:,} {what} worked out from others changed."
    for drawn in changes.charts:
        yield f"Chart “{drawn.thing.title}”: {_drawn(drawn)}"


def _turned(change: Change[ClaimRecord]) -> str:
    if change.old is None or change.new is None:
        return f"{'new' if change.old is None else 'no longer tested'} ({change.thing.verdict})."
    return f"{change.new.verdict}, was {change.old.verdict}."


def _moved(change: Change[FigureRecord]) -> str:
    if change.old is None or change.new is None:
        return f"{'new' if change.old is None else 'no longer given'} ({change.thing.text})."
    if change.old.text == change.new.text:
        return f"{change.new.text}, with another range."
    return f"{change.new.text}, was {change.old.text}."


def _drawn(change: Change[Chart]) -> str:
    if change.old is None or change.new is None:
        return "new." if change.old is None else "gone."
    return "drawn otherwise."


def _named(figure: FigureRecord, edition: Edition) -> str:
    name = edition.head.entities.get(figure.entity, figure.entity)
    return f"{name}, {figure.label}, {format_period(figure.period)}"
