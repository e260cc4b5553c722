"""Which row is the figure, step by step, and how the others stand to it."""

from __future__ import annotations

import pytest

KEY = "mill.flour.2024"


def figure(desks, *rows):
    return desks(rows="".join(rows)).ledger.figures[KEY]


def relations(figure):
    return {other.source: other.relation for other in figure.others}


@pytest.mark.parametrize(
    ("step", "first", "second"),
    [
        (
            "rank 5 only where there is no other",
            ("4", "paper", "targeted", ""),
            ("4", "rumour", "actual", ""),
        ),
        (
            "the firmest status, whatever the rank",
            ("4", "digest", "actual", ""),
            ("4", "book", "estimated", ""),
        ),
        ("actual before estimated", ("4", "paper", "actual", ""), ("4", "book", "estimated", "")),
        ("estimated before claimed", ("4", "paper", "estimated", ""), ("4", "book", "claimed", "")),
        ("claimed before projected", ("4", "paper", "claimed", ""), ("4", "book", "projected", "")),
        (
            "projected before targeted",
            ("4", "paper", "projected", ""),
            ("4", "book", "targeted", ""),
        ),
        (
            "the lowest rank, however wide",
            ("4", "book", "actual", ""),
            ("4.00", "firm", "actual", ""),
        ),
        (
            "the narrowest interval, whatever the date",
            ("4.0", "undated", "actual", ""),
            ("4", "paper", "actual", ""),
        ),
        (
            "a closed interval before an open one",
            ("4e1", "undated", "actual", ""),
            ("4", "paper", "actual", "more_than"),
        ),
        (
            "the latest date: 3 February is after February, which is its first day",
            ("4", "echo", "actual", ""),
            ("4", "paper", "actual", ""),
        ),
        ("any date before none", ("4", "paper", "actual", ""), ("4", "undated", "actual", "")),
    ],
)
def test_the_figure_is_the_row_that_wins_the_first_step_that_tells(desks, row, step, first, second):
    made = [row(KEY, value, "t", source, status, q) for value, source, status, q in (first, second)]
    assert figure(desks, *made).source == first[1], step
    assert figure(desks, *reversed(made)).source == first[1], step


def test_the_source_id_decides_where_nothing_else_does(desks, row):
    sources = "- {id: b, title: B, rank: 2}\n- {id: a, title: A, rank: 2}\n"
    desk = desks(sources=sources, rows=row(KEY, "4", "t", "b") + row(KEY, "4", "t", "a"))
    assert desk.ledger.figures[KEY].source == "a"


def test_an_inferred_date_counts_as_the_day_that_it_is(desks, row):
    sources = """\
- {id: a, title: A, rank: 2, date: 2025-02-01}
- {id: b, title: B, rank: 2, date: "2025-02-02?"}
"""
    desk = desks(sources=sources, rows=row(KEY, "4", "t", "a") + row(KEY, "4", "t", "b"))
    assert desk.ledger.figures[KEY].source == "b"


def test_widths_are_compared_in_one_unit(desks, row):
    won = figure(desks, row(KEY, "4000", "kg", "undated"), row(KEY, "4.00", "t", "paper"))
    assert won.source == "undated"


def test_rank_five_is_the_figure_where_it_is_alone_and_never_disputes(desks, row):
    alone = figure(desks, row(KEY, "9", "t", "rumour"))
    assert (alone.source, alone.disputed) == ("rumour", False)
    beside = figure(desks, row(KEY, "4"), row(KEY, "9", "t", "rumour"))
    assert relations(beside) == {"rumour": "noted"} and not beside.disputed


@pytest.mark.parametrize(
    ("value", "status", "relation"),
    [
        ("6", "actual", "disputes"),
        ("6", "estimated", "disputes"),
        ("6", "claimed", "disputes"),
        ("5", "projected", "expected"),
        ("5", "targeted", "expected"),
        ("4.4", "claimed", "within rounding"),
        ("5", "claimed", "within rounding"),
        ("4.6", "claimed", "disputes"),
        ("4", "claimed", "agrees"),
    ],
)
def test_a_row_disputes_only_what_is_of_its_kind_and_shares_no_point(
    desks, row, value, status, relation
):
    found = figure(desks, row(KEY, "4"), row(KEY, value, "t", "paper", status))
    assert relations(found) == {"paper": relation}
    assert found.disputed == (relation == "disputes")
    assert found.others[0].id == f"{KEY}@paper"


def test_projections_dispute_one_another(desks, row):
    found = figure(
        desks, row(KEY, "4", "t", "book", "projected"), row(KEY, "6", "t", "paper", "targeted")
    )
    assert relations(found) == {"paper": "disputes"}


def test_a_source_that_replaces_another_takes_the_place_of_its_row_id_by_id(desks, row):
    rows = [row(KEY, "4"), row(KEY, "9", "t", "amended", "estimated"), row("mill.flour.2023", "3")]
    desk = desks(rows="".join(rows))
    found = desk.ledger.figures[KEY]
    assert found.source == "amended" and relations(found) == {"book": "replaced"}
    assert not found.disputed
    assert desk.ledger.figures["mill.flour.2023"].source == "book"
    assert desk.ledger.rows[f"{KEY}@book"].relation == "replaced"


def test_two_sources_that_replace_each_other_are_told(desks, row):
    sources = (
        "- {id: a, title: A, rank: 1, replaces: b}\n- {id: b, title: B, rank: 2, replaces: a}\n"
        "- {id: c, title: C, rank: 4}\n"
    )
    rows = "".join(row(KEY, "4", "t", source) for source in "abc")
    said = "data/sources.yml:1:40: replaces of a leads round to a again, through b; another source"
    assert desks.refused(sources=sources, rows=rows) == [said]


def test_what_replaces_a_source_replaces_what_that_one_replaced(desks, row):
    sources = (
        "- {id: a, title: A, rank: 3, replaces: b}\n- {id: b, title: B, rank: 2, replaces: c}\n"
        "- {id: c, title: C, rank: 1}\n"
    )
    desk = desks(sources=sources, rows=row(KEY, "4", "t", "a") + row(KEY, "9", "t", "c"))
    found = desk.ledger.figures[KEY]
    assert (found.source, relations(found), found.disputed) == ("a", {"c": "replaced"}, False)


def test_another_currency_stands_beside_and_is_not_compared(desks, row):
    rows = row("mill.bread.2024", "4", "USD") + row("mill.bread.2024", "9", "EUR", "paper")
    found = desks(rows=rows).ledger.figures["mill.bread.2024"]
    assert (found.source, relations(found), found.disputed) == ("book", {"paper": "noted"}, False)


def test_the_id_of_a_row_is_its_key_and_its_source(desks, row):
    ledger = desks(rows=row(KEY, "4") + row(KEY, "4.2", "t", "paper")).ledger
    assert ledger.figure(KEY).source == "book"
    assert ledger.figure(f"{KEY}@paper").written == "4.2"
    assert list(ledger.rows) == [f"{KEY}@book", f"{KEY}@paper"]
