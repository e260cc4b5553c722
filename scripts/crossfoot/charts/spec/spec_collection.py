"""The specs of all charts of a briefing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...diagnostics import Diagnostics
from ...memo import Memo
from ...progress import SILENT, ProgressReporter
from ..ask import RenderText
from ..registry import ChartDeclaration
from .chart_spec import ChartSpec
from .module_loader import load_chart_modules
from .spec_builder import SpecContext, build_chart_spec, entity_names
from .title_check import Finding, check_title

if TYPE_CHECKING:
    from ...claims.model import Claim
    from ...ledger.model import Ledger


@dataclass(frozen=True)
class ChartSpecs:
    """The charts of a briefing, undrawn."""

    by_id: Mapping[str, ChartSpec]
    """In the order of files and functions, without those that cannot be drawn."""
    findings: Mapping[str, tuple[Finding, ...]]
    """What the title of each states, of those too that cannot be drawn."""


def build_chart_specs(
    root: Path,
    ledger: Ledger,
    claims: Mapping[str, Claim],
    problems: Diagnostics,
    render: RenderText,
    memo: Memo | None = None,
    drafts: bool = True,
    say: ProgressReporter = SILENT,
) -> ChartSpecs:
    """Call and check every chart function of ``root/scripts/charts/``.

    ``render`` renders a text template over the ledger; ``memo`` keeps the specs that nothing has
    changed for. Without ``drafts`` those are left out. What is wrong with a chart is noted in
    ``problems``; one that cannot be drawn is left out.
    """
    memo = memo or Memo()
    declared = {one.id: one for one in load_chart_modules(root, problems, memo)}
    published = declared if drafts else problems.without_drafts("chart", declared)
    code = memo.watch("code", {id: one.code for id, one in published.items()})
    context = SpecContext(root, ledger, claims, render, problems, entity_names(ledger))

    def build(one: ChartDeclaration) -> ChartSpec | None:
        code.get(one.id)  # the spec is made again where the code is another
        with memo.recording() as cells:
            spec = build_chart_spec(one, context)
        if spec is None:
            problems.skip("chart", one.id)
            return None
        read = sorted(id for kind, id in cells if kind == "figure")
        return replace(spec, figures_read=tuple(read))

    found: dict[str, ChartSpec] = {}
    for number, (id, one) in enumerate(published.items(), 1):
        spec = memo.keep(("chart", id), problems, partial(build, one))
        if spec is not None:
            found[id] = spec
        say.at(number, len(published))
    if not problems.has_skipped("chart") and not problems.drafts:
        _warn_of_unused_tables(found, ledger, problems)
    lost = (one for id, one in published.items() if id not in found)
    findings = {id: spec.findings for id, spec in found.items()}
    findings |= {one.id: check_title(one, ledger, claims, Diagnostics()) for one in lost}
    return ChartSpecs(found, findings)


def _warn_of_unused_tables(
    specs: Mapping[str, ChartSpec], ledger: Ledger, problems: Diagnostics
) -> None:
    drawn = {excerpt.id for spec in specs.values() for excerpt in spec.excerpts}
    for dataset in ledger.datasets.values():
        if dataset.id not in drawn:
            problems.warn(
                dataset.place,
                f"no chart draws the table {dataset.name}",
                f'ask.table("{dataset.name}") in a chart, or the table out of data/tables',
            )
