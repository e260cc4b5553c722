"""The briefing's own charts: each is drawn without a fault, and what its title says is so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from crossfoot.charts import Drawn, draw_all
from crossfoot.claims.judge import judge
from crossfoot.claims.model import Claim
from crossfoot.ledger.load import load
from crossfoot.ledger.model import Ledger
from crossfoot.ledger.reckon import reckon
from crossfoot.pages import Texts
from crossfoot.problem import Problems
from crossfoot.quantity.interval import Interval

ROOT = Path(__file__).parents[2]
CAMPUSES = ("new-carlisle", "fairwater-atlanta", "prometheus", "abilene")


class Facts:
    """The ledger and the claims, asked as briefly as a title asks."""

    def __init__(self, ledger: Ledger, claims: dict[str, Claim]) -> None:
        self.ledger, self.claims = ledger, claims

    def __call__(self, ref: str) -> Fraction:
        """A figure's value in plain units: dollars, watts, days."""
        unit = self.ledger.figure(ref).unit.text
        value = self.ledger.within(ref, _plain(unit))[0]
        assert value is not None, f"{ref} is a range"
        return value

    def interval(self, ref: str) -> Interval:
        """What a figure's digits leave open."""
        return self.ledger.figure(ref).interval

    def verdicts(self, verdict: str) -> int:
        """How many claims came out so."""
        return sum(claim.verdict == verdict for claim in self.claims.values())


def _plain(unit: str) -> str:
    """A unit without its magnitude."""
    return unit.removeprefix("bn ").removeprefix("M ").removeprefix("T ").removeprefix("G")


@pytest.fixture(scope="module")
def facts() -> Facts:
    """The briefing as it stands."""
    problems = Problems()
    inputs = load(ROOT, {}, problems)
    ledger = reckon(inputs, inputs.briefing.as_of, problems)
    claims = judge(ledger, inputs.claims, problems)
    assert not problems.errors, "\n".join(map(str, problems.errors))
    return Facts(ledger, claims)


@pytest.fixture(scope="module")
def drawn(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Drawn]]:
    """Every chart, drawn by the real engine."""
    problems = Problems()
    texts = Texts(ROOT, facts.ledger, facts.claims, problems)
    drawn = draw_all(
        ROOT, facts.ledger, facts.claims, problems, texts.plain, tmp_path_factory.mktemp("cache")
    )
    faults = [x for x in (*problems.errors, *problems.warnings) if "charts/" in str(x)]
    assert not faults, "\n".join(map(str, faults))
    yield drawn


FINDINGS: dict[str, Callable[[Facts], Any]] = {
    "results-by-year": lambda f: (
        f("xai.operating_loss.2025") > f("xai.revenue.2025")
        and f("xai.operating_loss.2024") < f("xai.revenue.2024")
    ),
    "operating-margins": lambda f: (
        f("xai.operating_loss.2025") > f("xai.revenue.2025")
        and f("xai.operating_loss.2026Q1") > f("xai.revenue.2026Q1")
        and f("anthropic.operating_profit.2026Q2") > 0
    ),
    "revenue-mix": lambda f: f("xai.named_share.2025") < 50,
    "capex-against-revenue": lambda f: f("xai.capex_to_revenue.2025") > 1,
    "revenue-disputed": lambda f: (
        min(f(o.id) for o in f.ledger.figure("xai.revenue.2025").others)
        == f("xai.revenue.2025@most-popular-ai-tools")
        and max(f(o.id) for o in f.ledger.figure("xai.revenue.2025").others)
        <= f("xai.revenue.2025")
    ),
    "build-times": lambda f: (
        _low(f, "colossus-2.first_phase_days.2025") > f("colossus-2.build_time.2026Q1")
    ),
    "power-beside-rivals": lambda f: (
        [s for s in CAMPUSES if f(f"{s}.it_power.2026") > f("colossus-sites.power_of_parts.2026")]
        == ["new-carlisle"]
    ),
    "compute-beside-rivals": lambda f: f("colossus-2.compute_to_prometheus.2026") < 100,
    "rent-and-revenue": lambda f: f("anthropic.compute_lease_yearly.2026") > f("xai.revenue.2025"),
    "revenue-by-quarter": lambda f: f("anthropic.revenue_to_xai.2026Q1") > 1,
    "what-growth-means": lambda f: any(
        _meet(f.interval("anthropic.growth_base.2026Q2"), f.interval(ref))
        for ref in ("anthropic.revenue.2026Q1", "anthropic.revenue.2026Q1@fit-to-prompt")
    ),
    "who-spends-what": lambda f: f("amazon.capex_to_xai.2025") > 1,
    "users-and-payers": lambda f: f("grok.share_of_users.2026-03") > f("x.paid_share.2026-03"),
    "area-in-orbit": lambda f: (
        f("spacex-ai1.radiator_area_by_power.2026")
        < f("orbit.radiator_area_by_power.2026")
        < f("orbit.radiator_area_by_rejection.2026")
    ),
    "valuation-steps": lambda f: f("spacex.valuation_growth.2026-06") > 0,
    "share-of-ai": lambda f: (
        f("xai.revenue_share_of_spacex.2025") < f("xai.capex_share_of_spacex.2025")
    ),
    "cash-and-spending": lambda f: f("spacex.cash_in_quarters.2026-03-31") > 0,
    "loss-by-parameters": lambda f: all(
        f(f"scaling-{paper}.parameter_term.{paper[-4:]}")
        < f(f"scaling-{paper}.irreducible_loss.{paper[-4:]}") / 40
        for paper in ("hoffmann-2022", "besiroglu-2024")
    ),
    "verdicts-at-a-glance": lambda f: f.verdicts("fails") > f.verdicts("holds"),
    "what-is-due": lambda f: f.claims["orbital-by-2028"].verdict == "open",
}
"""What each title says, asked of the ledger."""


def _low(facts: Facts, ref: str) -> Fraction:
    low = facts.interval(ref).low
    assert low is not None
    return low


def _meet(one: Interval, other: Interval) -> bool:
    assert None not in (one.low, one.high, other.low, other.high)
    return one.low <= other.high and other.low <= one.high  # type: ignore[operator]


def test_every_chart_is_drawn_and_has_its_finding_tested(drawn: dict[str, Drawn]) -> None:
    assert sorted(drawn) == sorted(FINDINGS)


@pytest.mark.parametrize("id_", sorted(FINDINGS))
def test_what_a_title_says_is_so(id_: str, facts: Facts) -> None:
    assert FINDINGS[id_](facts), f"the ledger no longer supports the title of {id_}"


def test_a_title_is_short_and_a_subtitle_says_what_is_measured(drawn: dict[str, Drawn]) -> None:
    for chart in drawn.values():
        assert 3 <= len(chart.title.split()) <= 10, chart.title
        assert chart.subtitle, chart.id
        assert not chart.title.endswith("."), chart.title


def test_the_narrow_drawing_is_its_own(drawn: dict[str, Drawn]) -> None:
    for chart in drawn.values():
        assert 'viewBox="0 0 320 ' in chart.svg_narrow, chart.id
        assert 'viewBox="0 0 680 ' in chart.svg_wide, chart.id
