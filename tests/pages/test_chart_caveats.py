"""What stands under a chart about its figures follows from the ledger."""

from __future__ import annotations

import pytest

from chart_builds import chart_spec
from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.pages import chart_caveats

ROWS = """\
entity,metric,period,value,unit,status,qualifier,source,locator,note
farm,honey,2024,82,kg,actual,,book,,
meadow,honey,2024,{meadow},kg,actual,,book,,
wood,honey,2024,{wood},kg,actual,,book,,
"""
ENTITIES = """\
- id: farm
  name: The Farm
  parts: [meadow, wood]
- id: meadow
  name: Meadow Hives
- id: wood
  name: The Wood
"""
ADDED = """\
- id: farm.honey_of_parts.2024
  label: honey of both
  formula: sum(meadow.honey.2024, wood.honey.2024)
  unit: kg
"""


def drawn(*figures, statuses=("actual",)):
    return chart_spec(
        "a",
        figures=figures,
        statuses=statuses,
        place="scripts/charts/a.py",
    )


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ((), ""),
        (("actual",), ""),
        (("actual", "projected"), "Some of these figures are projected."),
        (
            ("actual", "estimated", "claimed", "projected"),
            "Some of these figures are estimated, claimed or projected.",
        ),
        (("claimed",), "All of these figures are claimed."),
        (
            ("estimated", "targeted"),
            "None of these figures is actual: they are estimated or targeted.",
        ),
    ],
)
def test_statuses_beside_actual_are_said(statuses, told):
    assert chart_caveats.status_caveat(drawn(statuses=statuses)) == told


@pytest.mark.parametrize(
    ("figures", "left"),
    [
        (("meadow.honey.2024",), ["meadow.honey.2024@fair"]),
        (("meadow.honey.2024@fair",), ["meadow.honey.2024@book"]),
        (("meadow.honey.2024", "meadow.honey.2024@fair"), []),
        (("meadow.honey_growth.2024",), ["meadow.honey_growth.2024@fair"]),
    ],
)
def test_a_dispute_names_what_the_chart_does_not_show(bees, figures, left):
    ledger, _ = bees
    (found,) = chart_caveats.chart_disputes(drawn(*figures), ledger)
    assert [other.id for other in found[1]] == left


def test_what_nobody_disputes_is_no_dispute(bees):
    ledger, _ = bees
    assert (
        list(chart_caveats.chart_disputes(drawn("meadow.honey.2023", "wood.honey.2024"), ledger))
        == []
    )


@pytest.mark.parametrize(
    ("figures", "under"),
    [
        (["meadow.honey.2024"], ["meadow.honey.2024"]),
        (["meadow.honey_growth.2024"], ["meadow.honey.2024"]),
        (["meadow.honey_growth.2024", "meadow.honey.2024"], ["meadow.honey.2024"]),
        (["meadow.honey.2023", "wood.honey.2024"], []),
    ],
)
def test_what_sources_disagree_on_is_found_under_a_formula(bees, figures, under):
    ledger, _ = bees
    assert [figure.id for figure in chart_caveats.contested_figures(figures, ledger)] == under


def test_whose_a_figure_is_reads_as_a_person_says_it(bees):
    ledger, _ = bees
    assert (
        chart_caveats.figure_owner(ledger.figures["meadow.honey.2024"], ledger)
        == "Meadow Hives’ honey taken"
    )


@pytest.fixture
def farm(briefing):
    def made(meadow, wood):
        data = {
            "entities.yml": ENTITIES,
            "derived.yml": ADDED,
            "claims.yml": "[]\n",
            "figures/hives.csv": ROWS.format(meadow=meadow, wood=wood),
        }
        inputs = load_inputs(briefing(data=data), {}, Diagnostics())
        return build_ledger(inputs, inputs.briefing.as_of, Diagnostics())

    return made


PARTS = ("meadow.honey.2024", "wood.honey.2024")


@pytest.mark.parametrize(
    ("meadow", "wood", "total", "told"),
    [
        ("50.4", "31.3", "farm.honey.2024", True),  # 81.7 agrees with 82, but is not 82
        ("51", "31", "farm.honey.2024", False),
        ("50", "20", "farm.honey.2024", False),  # a gap, which rounding does not explain
        ("50.4", "31", "farm.honey_of_parts.2024", True),  # shown as 81
        ("50", "31", "farm.honey_of_parts.2024", False),
    ],
)
def test_rounding_is_said_only_where_shown_parts_do_not_add_up(farm, meadow, wood, total, told):
    ledger = farm(meadow, wood)
    assert bool(chart_caveats.rounding_caveat(drawn(total, *PARTS), ledger)) == told
    assert chart_caveats.rounding_caveat(drawn(total, PARTS[0]), ledger) == "", (
        "a part is not drawn"
    )
