"""What stands in the ledger and serves nothing: a figure nobody uses, a source nobody cites."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from ..charts.spec.chart_spec import ChartSpec
from ..ledger.formula import ids_in_text
from .page import Page, Pages
from .template_renderer import TemplateRenderer


def warn_of_unused(texts: TemplateRenderer, charts: Mapping[str, ChartSpec], pages: Pages) -> None:
    """Warn of each, at its row or its entry.

    A figure is used by one of the briefing's own pages or texts, a chart, a claim, a formula or a
    check of parts against their total. Its entry, and whatever else is made of the whole ledger,
    does not use it.
    """
    ledger, problems = texts.ledger, texts.problems
    own = [page for page in pages.pages.values() if page.own]
    of_use = used_figures(texts, charts, own)
    for figure in ledger.figures.values():
        if figure.id not in of_use:
            right = "a page, a chart, a claim or a formula that does, or not this figure"
            problems.warn(figure.place, f"nobody uses {figure.id}", right, group="unused")
    named = cited_sources(texts, own)
    for source in ledger.sources.values():
        if source.id not in named:
            right = "a row, a claim or a page that does, or not this source"
            problems.warn(source.place, f"nobody cites the source {source.id}", right)


def used_figures(
    texts: TemplateRenderer, charts: Mapping[str, ChartSpec], own: Collection[Page]
) -> set[str]:
    """The ids of the figures that anything uses; ``own`` are the briefing's own pages."""
    return {ref.partition("@")[0] for ref in _used(texts, charts, own)}


def cited_sources(texts: TemplateRenderer, own: Collection[Page]) -> set[str]:
    """The ids of the sources that a row, a claim, a table or an own page cites."""
    return set(_cited(texts, own))


def _used(
    texts: TemplateRenderer, charts: Mapping[str, ChartSpec], own: Collection[Page]
) -> Iterator[str]:
    ledger = texts.ledger
    yield from texts.uses.of("figure")
    yield from chain.from_iterable(page.figures for page in own)
    for chart in charts.values():
        yield from chart.figures_read
        for finding in chart.findings:
            yield from (*finding.inputs, *ids_in_text(finding.asked))
    for claim in texts.judged.values():
        yield from (*claim.inputs, *ids_in_text(claim.entry.of))
        yield from (other.replacement for other in claim.alternatives)
    for figure in ledger.figures.values():
        yield from figure.inputs
    for footing in ledger.footings:
        yield from (footing.total, *footing.parts)
    yield from (entry.figure for entry in ledger.corrections)


def _cited(texts: TemplateRenderer, own: Collection[Page]) -> Iterator[str]:
    ledger = texts.ledger
    yield from (row.source for row in ledger.rows.values())
    yield from (claim.entry.source for claim in texts.judged.values())
    yield from (dataset.source for dataset in ledger.datasets.values())
    yield from texts.uses.of("source")
    yield from chain.from_iterable(page.sources for page in own)
