"""A small briefing on lighthouses, and what draws its charts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from chart_builds import render_charts
from crossfoot.charts import RenderedChart, RenderPool
from crossfoot.claims.judge import judge_claims
from crossfoot.claims.model import Claim
from crossfoot.diagnostics import Diagnostics, SourceLocation
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.ledger.model import Ledger

LIGHTS = Path(__file__).parent / "lights"
HEAD = """\
import altair as alt
from crossfoot.charts import Ask, Width, chart
from crossfoot.charts.marks import bars, columns, data, disputes, dots, line
"""


@dataclass
class Result:
    """What came of drawing a briefing's charts."""

    drawn: dict[str, RenderedChart]
    problems: Diagnostics

    @property
    def said(self) -> str:
        return "\n".join(str(p) for p in self.problems.errors)

    @property
    def warned(self) -> str:
        return "\n".join(str(p) for p in self.problems.warnings)


def plain(template: str, place: SourceLocation) -> str:
    """Texts without marks: rendering templates is another room's work."""
    return template


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    problems = Diagnostics()
    inputs = load_inputs(LIGHTS, {}, problems)
    assert inputs is not None
    made = build_ledger(inputs, inputs.briefing.as_of, problems)
    assert not problems.errors, problems.errors
    return made


@pytest.fixture(scope="session")
def claims(ledger: Ledger) -> dict[str, Claim]:
    problems = Diagnostics()
    inputs = load_inputs(LIGHTS, {}, problems)
    assert inputs is not None
    made = judge_claims(ledger, inputs.claims, problems)
    assert not problems.errors, problems.errors
    return made


@pytest.fixture(scope="session")
def drawer() -> Iterator[RenderPool]:
    with RenderPool(workers=2) as one:
        yield one


Draw = Callable[..., Result]


@pytest.fixture
def draw(ledger: Ledger, claims: dict[str, Claim], drawer: RenderPool, tmp_path: Path) -> Draw:
    """Draw charts written in a test, each file's text by its name; or one file's text."""

    def run(*texts: str, cache: Path | None = None, **files: str) -> Result:
        folder = tmp_path / "scripts" / "charts"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, text in {**dict(zip(("lights",), texts, strict=False)), **files}.items():
            (folder / f"{name}.py").write_text(HEAD + dedent(text), "utf-8")
        problems = Diagnostics()
        drawn = render_charts(tmp_path, ledger, claims, problems, plain, cache, drawer)
        return Result(drawn, problems)

    return run


@pytest.fixture(scope="session")
def lights(ledger: Ledger, claims: dict[str, Claim], drawer: RenderPool) -> Result:
    """The charts that the fixture briefing itself brings."""
    problems = Diagnostics()
    return Result(render_charts(LIGHTS, ledger, claims, problems, plain, None, drawer), problems)
