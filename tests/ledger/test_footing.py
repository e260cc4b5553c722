"""The ledger foots itself: parts against totals, for each source that gives them all."""

from __future__ import annotations

import pytest


def footings(desks, rows):
    return [(f.total, f.source, f.verdict) for f in desks(rows=rows).ledger.footings]


@pytest.mark.parametrize(
    ("total", "verdict"), [("453", "holds"), ("452", "undetermined"), ("465", "fails")]
)
def test_a_metrics_parts_are_footed(desks, row, total, verdict):
    rows = row("mill.bread.2024", "365", "M USD") + row("mill.bran.2024", "88", "M USD")
    rows += row("mill.sales.2024", total, "M USD")
    assert footings(desks, rows) == [("mill.sales.2024", "book", verdict)]


def test_an_entitys_parts_are_footed_for_stocks_and_flows_and_never_for_rates_or_dates(desks, row):
    rows = ""
    for metric, unit in (("power", "kW"), ("flour", "t"), ("share", "%"), ("opened", "date")):
        for entity, value in (("mill", "2000"), ("mill-2", "2001"), ("valley", "4001")):
            rows += row(f"{entity}.{metric}.2024", value, unit)
    assert footings(desks, rows) == [
        ("valley.flour.2024", "book", "holds"),
        ("valley.power.2024", "book", "holds"),
    ]


def test_four_quarters_are_footed_against_their_year_and_three_are_not(desks, row):
    rows = "".join(row(f"mill.flour.2024Q{n}", "2") for n in range(1, 4))
    year = row("mill.flour.2024", "8")
    assert footings(desks, rows + year) == []
    rows += row("mill.flour.2024Q4", "2")
    assert footings(desks, rows + year) == [("mill.flour.2024", "book", "holds")]


def test_each_source_is_footed_with_its_own_rows_alone(desks, row):
    rows = row("mill.bread.2024", "365", "USD") + row("mill.bran.2024", "88", "USD", "paper")
    rows += row("mill.sales.2024", "453", "USD") + row("mill.sales.2024", "9", "USD", "paper")
    assert footings(desks, rows) == []
    rows += row("mill.bread.2024", "1", "USD", "paper")
    assert footings(desks, rows) == [("mill.sales.2024", "paper", "fails")]


def test_a_range_or_an_open_part_is_judged_by_its_whole_interval(desks, row):
    rows = row("mill.bread.2024", "300 to 365", "USD") + row("mill.bran.2024", "88", "USD")
    assert footings(desks, rows + row("mill.sales.2024", "453", "USD"))[0][2] == "undetermined"
    assert footings(desks, rows + row("mill.sales.2024", "300 to 500", "USD"))[0][2] == "holds"
    more = rows + row("mill.sales.2024", "453", "USD", qualifier="up_to")
    assert footings(desks, more)[0][2] == "undetermined"


def test_a_footing_says_its_working_and_its_place(desks, row):
    rows = row("mill.bread.2024", "365", "M USD") + row("mill.bran.2024", "88", "M USD")
    (footing,) = desks(rows=rows + row("mill.sales.2024", "0.465", "bn USD")).ledger.footings
    assert footing.text == "$365 million + $88 million = $0.453 billion, against $0.465 billion"
    assert (footing.parts, footing.place.line) == (("mill.bread.2024", "mill.bran.2024"), 4)
