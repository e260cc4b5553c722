"""What a reader should know of the figures that a chart drew; all of it follows from the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from ..charts.spec.chart_spec import ChartSpec
from ..diagnostics import InvalidValue
from ..ledger.formula import Apply, Node, Ref, parse_formula
from ..ledger.model import Figure, Ledger
from ..quantity.decimal import MINUS

_NUMBER = re.compile(rf"[{MINUS}-]?\d[\d,]*(?:\.\d+)?")
ROUNDING = "Due to rounding, parts may not sum to totals."


def status_caveat(it: ChartSpec) -> str:
    """What of the figures is not actual, one sentence; empty where all are."""
    soft = [status for status in it.statuses if status != "actual"]
    if not soft:
        return ""
    if "actual" in it.statuses:
        return f"Some of these figures are {join_with_or(soft)}."
    if len(soft) == 1:
        return f"All of these figures are {soft[0]}."
    return f"None of these figures is actual: they are {join_with_or(soft)}."


def join_with_or(words: Sequence[str]) -> str:
    """Words as a reader reads a choice: "a, b or c"."""
    return _joined(words, " or ")


def join_with_and(words: Sequence[str]) -> str:
    """Words as a reader reads a list: "a, b and c"."""
    return _joined(words, " and ")


def _joined(words: Sequence[str], last: str) -> str:
    return last.join(filter(None, (", ".join(words[:-1]), words[-1])))


def chart_disputes(it: ChartSpec, ledger: Ledger) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Each disputed figure among those of a chart, with the values that the chart does not show.

    For an observation these are rows of other sources, for a derived figure its other outcomes.
    """
    for id in dict.fromkeys(ref.partition("@")[0] for ref in it.figures):
        figure = ledger.figures.get(id)
        if figure is None or not figure.disputed:
            continue
        if figure.derived:
            yield figure, figure.others
            continue
        best = f"{id}@{figure.source}"
        shown = {best if ref == id else ref for ref in it.figures}
        rows = (
            ledger.rows[best],
            *(row for row in figure.others if row.relation == "disputes"),
        )
        yield figure, tuple(row for row in rows if row.id not in shown)


def contested_figures(refs: Iterable[str], ledger: Ledger) -> tuple[Figure, ...]:
    """What sources disagree on: of these figures and all that they are worked out from, each once.

    A formula that names a row (``id@source``) does not rest on the dispute over its figure.
    """
    found: dict[str, Figure] = {}
    todo, seen = [*refs][::-1], set[str]()
    while todo:
        ref = todo.pop()
        figure = ledger.figures.get(ref)
        if figure is None or not figure.disputed or ref in seen:
            continue
        seen.add(ref)
        if figure.derived:
            todo += figure.inputs[::-1]
        else:
            found[ref] = figure
    return tuple(found.values())


def figure_owner(figure: Figure, ledger: Ledger) -> str:
    """A figure in words, whose it is first: "The mill’s flour"."""
    entity = ledger.entities.get(figure.entity)
    name = entity.name if entity else figure.entity
    return f"{name}{'’' if name.endswith('s') else '’s'} {figure.label}"


def rounding_caveat(it: ChartSpec, ledger: Ledger) -> str:
    """A sentence where a total stands beside all its parts and their texts do not add up to it."""
    drawn = {ref.partition("@")[0] for ref in it.figures}
    off = any(
        total in drawn and drawn.issuperset(parts) and _apart(total, parts, ledger)
        for total, parts in _sums(ledger, drawn)
    )
    return ROUNDING if off else ""


def _sums(ledger: Ledger, drawn: set[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Totals with their parts: by the ledger's own footing where it does not fail, by formulas."""
    for id in drawn:
        for footing in ledger.footed.get(id, ()):
            if footing.verdict != "fails":
                yield footing.total, footing.parts
        figure = ledger.figures.get(id)
        if (
            figure is not None
            and figure.derived
            and (parts := _added(parse_formula(figure.formula)))
        ):
            yield id, parts


def _added(node: Node) -> list[str]:
    """The ids that a formula adds up; none where it does anything else."""
    if isinstance(node, Ref):
        return [node.id]
    if not isinstance(node, Apply) or node.name not in ("sum", "+"):
        return []
    found = [_added(part) for part in node.arguments]
    return [id for part in found for id in part] if all(found) else []


def _apart(total: str, parts: Sequence[str], ledger: Ledger) -> bool:
    """Whether the numbers as a page writes them do not add up."""
    known: Mapping[str, Figure] = ledger.figures
    if len(parts) < 2 or not all(part in known for part in parts):
        return False
    whole = _written(known[total])
    added = Fraction(0)
    for part in parts:
        value = _written(known[part])
        if value is None:
            return False
        try:
            added += value * known[part].unit.convert_to(known[total].unit)
        except InvalidValue:
            return False
    return whole is not None and added != whole


def _written(figure: Figure) -> Fraction | None:
    """The number in a figure's text, in its unit; None where there is not just one."""
    found = _NUMBER.findall(figure.text)
    if len(found) != 1:
        return None
    return Fraction(found[0].replace(",", "").replace(MINUS, "-"))
