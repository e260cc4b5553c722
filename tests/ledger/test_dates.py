"""A build knows one day, and nothing that comes after it."""

from __future__ import annotations

import pytest
import typer

from conftest import SMALL
from crossfoot.cli.options import day_of

LATER = "and this is as of 2025-06-01; the day that it was, or as_of in data/briefing.yml on "
CLAIM = (
    "- {id: c, statement: s, said: 2025-06-02, source: book, kind: opinion, "
    "settled_by: x, conclusion: y}\n"
)
RIGHT = "2024, 2024-06 or 2024-06-01"


def source(**keys: str) -> str:
    given = "".join(f", {key}: {value}" for key, value in keys.items())
    return f"- {{id: book, title: t, rank: 1{given}}}\n"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"sources": source(date="2025-06-02")},
            "sources.yml:1:39: the source book is dated 2025-",
        ),
        ({"sources": source(date="2025-07")}, "sources.yml:1:39: the source book is dated 2025-07"),
        ({"sources": source(date="2026?")}, "sources.yml:1:39: the source book is dated 2026, and"),
        ({"sources": source(read="2025-06-02")}, "sources.yml:1:39: the source book was read 2025"),
        ({"claims": CLAIM}, "claims.yml:1:31: the claim c was said 2025-06-02, and this is as of"),
        (
            {
                "briefing": SMALL["briefing.yml"].replace(
                    "published: 2025-06-01", "published: 2025-07-01"
                )
            },
            "briefing.yml:7:12: the first edition is of 2025-07-01, and this is as of 2025-06-01",
        ),
    ],
)
def test_what_is_dated_after_the_day_of_the_build_is_refused(desks, files, said):
    (error,) = desks.refused(**files)
    assert error.startswith(f"data/{said}")
    assert LATER in error


def test_a_month_or_a_year_that_has_begun_is_no_later_day(desks):
    for day in ("2025-06-01", "2025-06", "2025"):
        desks(sources=source(date=day, read=day))


def test_an_actual_of_days_to_come_is_a_warning(desks, row):
    rows = row("mill.flour.2025", "1") + row("mill.store.2026", "2") + row("mill.store.2025", "3")
    more = row("mill.flour.2024", "4") + row("mill.flour.2026", "5", status="projected")
    warned = [str(problem) for problem in desks(rows=rows + more).problems.warnings]
    assert [line.partition("; ")[0] for line in warned] == [
        "data/figures/all.csv:2:1: warning: mill.flour.2025@book is actual, and its period ends "
        "after 2025-06-01",
        "data/figures/all.csv:3:1: warning: mill.store.2026@book is actual, and its period begins "
        "after 2025-06-01",
    ]


@pytest.mark.parametrize("day", ["1969-12-31", "2106-02-07", "9999-12-31"])
def test_a_day_that_no_file_can_be_stamped_with_is_refused(desks, day):
    said = f"{day} cannot be stamped on a file; a day from 1970-01-01 to 2106-02-06"
    briefing = SMALL["briefing.yml"].replace("as_of: 2025-06-01", f"as_of: {day}")
    assert desks.refused(briefing=briefing) == [f"data/briefing.yml:8:8: as_of: {said}"]
    with pytest.raises(typer.BadParameter, match=said):
        day_of(day)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2025-2-3", "write 2025-02-03"),
        ("20250203", "write 2025-02-03"),
        ("2025-02-03T10:00:00Z", "write 2025-02-03"),
        ("2025-02-03 10:00:00", "write 2025-02-03"),
        ("03/02/2025", "write 2025-02-03 or 2025-03-02"),
        ("3 February 2025", "write 2025-02-03"),
        ("Feb 2025", "write 2025-02"),
        ("10000", RIGHT),
        ("soon", RIGHT),
    ],
)
def test_a_date_in_another_form_is_told_what_to_write(desks, given, said):
    (error,) = desks.refused(sources=source(date=f'"{given}"'))
    assert error.startswith(f"data/sources.yml:1:40: date cannot be '{given}'; {said}")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2025-02-30", "date: there is no day 2025-02-30; a day of the calendar"),
        ("0000", "date: '0000' is no period; a year from 0001"),
    ],
)
def test_a_day_that_no_calendar_has_says_why(desks, given, said):
    assert desks.refused(sources=source(date=given)) == [f"data/sources.yml:1:39: {said}"]


def test_a_day_for_the_command_is_told_likewise():
    assert day_of("20261123") == "2026-11-23"
    with pytest.raises(typer.BadParameter, match="write 2026-02-03"):
        day_of("2026-2-3")


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("3m", "it begins with a letter, such as tern-island"),
        ('"2024"', "it begins with a letter, such as tern-island"),
        ("e17-", "a hyphen stands between two others, never at its end, such as tern-island"),
        ("a--b", "a hyphen stands between two others, never at its end, such as tern-island"),
        ("Foo", "its letters are small, such as tern-island"),
        ("été", "it has letters a to z, digits and hyphens alone, such as tern-island"),
        ("a_b", "it has letters a to z, digits and hyphens alone, such as tern-island"),
    ],
)
def test_an_id_is_told_what_it_lacks(desks, id, said):
    (error,) = desks.refused(entities=f"- {{id: {id}, name: x}}\n")
    assert error.endswith(f"; {said}")


def test_a_metric_a_unit_and_a_table_are_told_likewise(desks):
    metric = "- {id: 3m, label: x, kind: stock, unit: m}\n"
    (error,) = desks.refused(metrics=metric)
    assert error.endswith("id cannot be '3m'; it begins with a letter, such as net_loss")
    (*_, error) = desks.refused(units='- {id: 3m, plural: x, dimension: "1"}\n')
    assert error.endswith("beginning with a letter, such as gigawatt-day")
    (error, *_) = desks.blank().write({"tables/e17-.csv": "a\n1\n"}).run().errors()
    assert error.endswith(
        "a hyphen stands between two others, never at its end, such as tern-island"
    )
    (error,) = desks.refused(entities=f"- {{id: {'a' * 81}, name: x}}\n")
    assert error.endswith("id is too long; at most 80 characters")


def test_a_source_is_read_no_earlier_than_it_was_published(desks):
    (error,) = desks.refused(sources=source(date="2025-02", read="2025-01-31"))
    said = "was read 2025-01-31, before its date 2025-02; the day that it was, or another date"
    assert error == f"data/sources.yml:1:54: the source book {said}"
    desks(sources=source(date="2025-02", read="2025-02-01"))


def test_a_forecast_is_due_no_earlier_than_it_was_said(desks):
    claims = (
        "- {id: c, statement: s, said: 2025-02-03, due: 2024, source: book, kind: forecast, "
        "settled_by: x, conclusion: y}\n"
    )
    (error,) = desks.refused(claims=claims)
    said = "was due 2024, before it was said on 2025-02-03; the last day of what it says"
    assert error == f"data/claims.yml:1:48: the claim c {said}"
    desks(claims=claims.replace("due: 2024", "due: 2025-02"))


def test_what_a_source_says_of_the_time_after_it_is_a_warning(desks, row):
    rows = row("mill.flour.2025", "1") + row("mill.store.2025", "3") + row("mill.flour.2024", "1")
    desk = desks(
        rows=rows,
        sources=source(date="2024-12-31"),
        claims=CLAIM.replace("2025-06-02", "2025-01-01"),
        as_of="2026-06-01",
    )
    warned = [str(problem) for problem in desk.problems.warnings]
    late = "after 2024-12-31, the date of its source; estimated, projected or targeted, or the"
    assert [line for line in warned if "nobody" not in line] == [
        "data/claims.yml:1:31: warning: the claim c was said 2025-01-01, and its source is of "
        "2024-12-31; a day up to that of the source",
        "data/figures/all.csv:2:1: warning: mill.flour.2025@book is actual, and its period ends "
        f"{late} period that it is of",
        "data/figures/all.csv:3:1: warning: mill.store.2025@book is actual, and its period begins "
        f"{late} period that it is of",
    ]
    desk = desks(rows=rows, sources=source(date="2024-12-31?"), as_of="2026-06-01")
    assert not [problem for problem in desk.problems.warnings if "date of its" in str(problem)]


def test_the_rows_that_one_date_contradicts_are_one_warning(desks):
    head = "entity,metric,period,value,unit,status,qualifier,source,locator,note\n"
    rows = "".join(f"mill,flour,{year},1,t,actual,,book,,\n" for year in range(2025, 2031))
    (told,) = desks.blank(rows=head + rows).run(as_of="2031-06-01").problems.warnings
    assert len(told.other_places) == 5
    assert "after 2025-01-10, the date of its source" in str(told)
    assert "(6 alike; first lines 2, 3, 4)" in str(told)
