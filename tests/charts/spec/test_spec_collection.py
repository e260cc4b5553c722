"""All charts of a briefing, checked: which there are, and what each of them looked at."""

from __future__ import annotations

from textwrap import dedent

import pytest

from crossfoot.charts import ChartSpecs, build_chart_specs
from crossfoot.diagnostics import Diagnostics
from crossfoot.memo import Memo

HEAD = "from crossfoot.charts import chart\nfrom crossfoot.charts.marks import bars\n"
TOWERS = """
@chart(title="Towers", subtitle="Height")
def towers(ask):
    if ask.figures("bell-rock.height.1810", unit="m")[0]["value"]:
        return bars(ask.figures("skerryvore.height.1844", unit="m"))
"""


@pytest.fixture
def specs(ledger, claims, tmp_path):
    """The specs of charts that are written in a test, and how often each function was called."""
    memo = Memo()
    known = ledger.tracked(memo)

    def build(text: str) -> ChartSpecs:
        folder = tmp_path / "scripts/charts"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "a.py").write_text(HEAD + dedent(text))
        problems = Diagnostics()
        return build_chart_specs(tmp_path, known, claims, problems, lambda text, place: text, memo)

    return build


def test_what_cannot_be_drawn_is_not_there_and_its_title_is_still_known(specs):
    found = specs(TOWERS + TOWERS.replace("def towers", "def gone").replace("bell", "ball"))
    assert list(found.by_id) == ["towers"]
    assert set(found.findings) == {"towers", "gone"}


def test_a_spec_says_what_its_function_looked_at_though_it_draws_none_of_it(specs):
    towers = specs(TOWERS).by_id["towers"]
    assert towers.figures == ("skerryvore.height.1844",)
    assert "bell-rock.height.1810" in towers.figures_read
    assert "skerryvore.height.1844" in towers.figures_read


def test_a_spec_is_made_again_only_where_its_code_is_another(specs):
    one = specs(TOWERS).by_id["towers"]
    assert specs(TOWERS).by_id["towers"] is one
    assert specs(TOWERS.replace('"Height"', '"Metres"')).by_id["towers"].subtitle == "Metres"
