"""From the inputs to judged claims and checked charts: where every command begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .charts import ChartSpecs, build_chart_specs
from .claims.judge import judge_claims
from .claims.model import Claim
from .editions.explain import warn_of_later
from .editions.model import Edition
from .editions.read import read_editions
from .ledger.build import build_ledger_cached
from .ledger.load import load_inputs
from .ledger.model import Ledger
from .pages import MarkdownSettings, TemplateRenderer
from .project import Project
from .run import Run
from .site.settings import Settings, check_languages, read_settings


@dataclass(frozen=True)
class Analysis:
    """What a briefing comes to, without its pages and pictures; what is wrong is left out."""

    project: Project
    settings: Settings
    editions: Mapping[str, Edition]
    """Those that were published, the earliest first."""
    claims: Mapping[str, Claim]
    """The judged claims as they were written, their templates not rendered."""
    texts: TemplateRenderer
    """Renders templates over the ledger and the claims, in which no template is left."""
    specs: ChartSpecs
    """The charts, undrawn."""

    @property
    def ledger(self) -> Ledger:
        """In plain words: what is a template in ``data/`` is rendered."""
        return self.texts.ledger


def analyse(project: Project, run: Run) -> Analysis:
    """Read a briefing, build its ledger, judge its claims, render its prose, check its charts.

    Every command begins here: a question needs no more, a build goes on to pages and pictures.
    What is wrong is noted in ``run.problems``. Raises OSError where a file cannot be read.
    """
    root, problems, memo = project.root, run.problems, run.memo
    run.say("Reading data")
    inputs = load_inputs(root, project.environ, problems, memo)
    inputs = inputs if project.drafts else inputs.published(problems)
    editions = read_editions(root, problems, memo)
    settings = read_settings(root, project.environ, problems)
    check_languages(settings, inputs.briefing, problems)
    run.say("Building the ledger")
    as_of = project.as_of or inputs.briefing.as_of
    ledger = build_ledger_cached(inputs, as_of, problems, memo)
    warn_of_later(editions.values(), ledger, problems)
    run.say("Judging claims")
    claims = judge_claims(ledger, inputs.claims, problems, memo)
    texts = TemplateRenderer(
        root,
        ledger,
        claims,
        problems,
        MarkdownSettings(settings.extensions, settings.options, settings.address, settings.order),
        memo,
        project.drafts,
        editions,
    )
    run.say("Checking charts")
    specs = build_chart_specs(
        root, texts.ledger, texts.claims, problems, texts.plain, memo, project.drafts, run.say
    )
    return Analysis(project, settings, editions, claims, texts, specs)
