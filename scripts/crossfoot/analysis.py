"""What a briefing comes to, without its pictures and its site: for whoever asks about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .charts import ChartSpecs, RenderedChart, build_chart_specs
from .claims.judge import judge_claims
from .diagnostics import Diagnostics
from .ledger.build import build_ledger_cached
from .ledger.load import load_inputs
from .ledger.model import Ledger
from .memo import Memo
from .pages import MarkdownSettings, Page, TemplateRenderer, render_story_pages
from .site.settings import read_settings


@dataclass(frozen=True)
class Analysis:
    """All that was read and worked out, as far as it could be."""

    ledger: Ledger
    """In plain words: what is a template in ``data/`` is rendered."""
    texts: TemplateRenderer
    """With the judged claims, and the shelf that knows what rests on what."""
    drawings: ChartSpecs
    """The charts, undrawn."""
    pages: Mapping[str, Page]
    """The briefing's own pages, by path."""

    @property
    def charts(self) -> Mapping[str, RenderedChart]:
        """By id."""
        return self.drawings.charts


def analyse(
    root: Path, as_of: str | None, environ: Mapping[str, str], problems: Diagnostics, memo: Memo
) -> Analysis:
    """Read ``root`` as of a day (None: briefing.yml's).

    What is wrong is noted in ``problems`` and left out. ``memo`` keeps what nothing has changed
    for, and knows what each chart and page looked at.
    """
    inputs = load_inputs(root, environ, problems, memo)
    settings = read_settings(root, environ, problems)
    ledger = build_ledger_cached(inputs, as_of or inputs.briefing.as_of, problems, memo)
    claims = judge_claims(ledger, inputs.claims, problems, memo)
    publisher = MarkdownSettings(
        settings.extensions, settings.options, settings.address, settings.order
    )
    texts = TemplateRenderer(root, ledger, claims, problems, publisher, memo)
    ledger = texts.ledger
    drawings = build_chart_specs(root, ledger, texts.claims, problems, texts.plain, memo)
    pages = render_story_pages(texts, drawings.charts)
    return Analysis(ledger, texts, drawings, pages)
