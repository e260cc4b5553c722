"""The briefing's own charts: each is drawn without a fault, and its title is checked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from chart_builds import render_charts
from copies import Built
from crossfoot.charts import RenderedChart
from crossfoot.claims.judge import judge_claims
from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.pages import TemplateRenderer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def drawn(
    real_site: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, RenderedChart]]:
    """Every chart of the briefing as it stands, drawn by the real engine."""
    cache = shutil.copytree(
        real_site.root / "build/cache/charts", tmp_path_factory.mktemp("kept") / "charts"
    )
    problems = Diagnostics()
    inputs = load_inputs(ROOT, {}, problems)
    ledger = build_ledger(inputs, inputs.briefing.as_of, problems)
    claims = judge_claims(ledger, inputs.claims, problems)
    texts = TemplateRenderer(ROOT, ledger, claims, problems)
    drawn = render_charts(ROOT, ledger, claims, problems, texts.plain, cache)
    assert not problems.errors, "\n".join(map(str, problems.errors))
    faults = [x for x in problems.warnings if "charts/" in str(x)]
    assert not faults, "\n".join(map(str, faults))
    yield drawn


def test_every_title_of_the_briefing_is_checked(drawn: dict[str, RenderedChart]) -> None:
    assert len(drawn) >= 20
    assert [chart.spec.id for chart in drawn.values() if not chart.spec.findings] == []


def test_a_title_is_short_and_a_subtitle_says_what_is_measured(
    drawn: dict[str, RenderedChart],
) -> None:
    for chart in drawn.values():
        assert 3 <= len(chart.spec.title.split()) <= 10, chart.spec.title
        assert chart.spec.subtitle, chart.spec.id
        assert not chart.spec.title.endswith("."), chart.spec.title


def test_the_narrow_drawing_is_its_own(drawn: dict[str, RenderedChart]) -> None:
    for chart in drawn.values():
        assert 'viewBox="0 0 320 ' in chart.svg_narrow, chart.spec.id
        assert 'viewBox="0 0 680 ' in chart.svg_wide, chart.spec.id
