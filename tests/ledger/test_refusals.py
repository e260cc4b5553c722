"""What is wrong with the data is said with path, line and column, all at once."""

from __future__ import annotations

import os

import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.load import load_inputs

HEADER = "entity,metric,period,value,unit,status,qualifier,source,locator,note\n"
CSV = "data/figures/all.csv"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("mil,flour,2024,6.4,t,actual,,book,,", "2:1: unknown entity mil; did you mean mill?"),
        (
            ",flour,2024,6.4,t,actual,,book,,",
            "2:1: the entity is empty; an id of data/entities.yml",
        ),
        ("Mill,flour,2024,6.4,t,actual,,book,,", "2:1: 'Mill' is no entity id; its letters are"),
        ("mill,flouw,2024,6.4,t,actual,,book,,", "2:6: unknown metric flouw; did you mean flour?"),
        ("mill,flour,24,6.4,t,actual,,book,,", "2:12: '24' is no period; one of 2025, 2025H1, "),
        ("mill,flour,2024-13,6.4,t,actual,,book,,", "2:17: there is no month 13; a month from"),
        ("mill,flour,,6.4,t,actual,,book,,", "2:12: the period is empty; one of"),
        ("mill,flour,2024,six,t,actual,,book,,", "2:17: 'six' is no number; a decimal such as"),
        ("mill,flour,2024,,t,actual,,book,,", "2:17: '' is no number; a decimal such as"),
        ('mill,flour,2024,"6,400",t,actual,,book,,', "2:18: '6,400' is no number; write 6400"),
        ("mill,flour,2024,６.4,t,actual,,book,,", "2:17: '６.4' is no number"),
        ("mill,flour,2024,1e999999999,t,actual,,book,,", "2:17: '1e999999999' is no number"),
        ("mill,flour,2024,1_000,t,actual,,book,,", "2:17: '1_000' is no number"),
        ("mill,flour,2024,NaN,t,actual,,book,,", "2:17: 'NaN' is no number"),
        ("mill,flour,2024,-6.4,t,actual,,book,,", "2:17: the value lies below its metric's floor"),
        (
            "mill,flour,2024,9 to 8,t,actual,,book,,",
            "2:17: the range 9 to 8 goes backwards; 8 to 9",
        ),
        ("mill,flour,2024,6.4,tt,actual,,book,,", "2:21: unknown unit 'tt'"),
        ("mill,flour,2024,6.4,bn kgg,actual,,book,,", "2:24: unknown unit 'kgg'; did you mean kg?"),
        ("mill,flour,2024,6.4,USD,actual,,book,,", "2:21: flour is not measured in USD; a unit of"),
        (
            "mill,flour,2024,6.4,t,Actual,,book,,",
            "2:23: unknown status 'Actual'; did you mean actual?",
        ),
        (
            "mill,share,2024,3,pp,actual,,book,,",
            "2:19: share is measured in %, not in pp; the unit %, or another metric",
        ),
        ("mill,flour,2024,6.4,t,,,book,,", "2:23: unknown status ''; one of actual, estimated"),
        (
            "mill,flour,2024,6.4,t,actual,abot,book,,",
            "2:30: unknown qualifier 'abot'; did you mean about?",
        ),
        ("mill,flour,2024,6.4,t,actual,,bok,,", "2:31: unknown source bok; did you mean book?"),
        ("mill,flour,2024,6.4,t,actual,,../book,,", "2:31: '../book' is no source id"),
        ("mill,flour,2024,6.4,t,actual,,book", "2:1: the row has 8 cells; 10, one for each column"),
        (
            'mill,flour,2024,6.4,t,actual,,book,,"said',
            "2:37: the quote is not closed; a quote at the cell's end, on its line",
        ),
        ("mill,flour,2024,6.4,t,actual,,book,,x\x00y", "2:38: a hidden character U+0000"),
        ("mill,flour,2024,6.4,t,actual,,book,,x\u202ey", "2:38: a hidden character U+202E"),
        ("mill,opened,2024,about,date,actual,,book,,", "2:18: 'about' is no date; a day, month or"),
        ("mill,opened,2024,2024,date,actual,about,book,,", "2:18: a date cannot be 'about'"),
        ("mill,flour,2024,1 to 2,t,actual,about,book,,", "2:17: a range takes no qualifier"),
        (
            "mill,flour,2024,6.4,t,actual,,book,," + "x" * 4001,
            "2:37: note is too long; at most 4000",
        ),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line_and_column(desks, cells, said):
    errors = desks.refused(rows=HEADER + cells + "\n")
    assert len(errors) == 1, errors
    assert errors[0].startswith(f"{CSV}:{said}")


def test_every_problem_of_every_file_is_found_at_once(desks):
    errors = desks.refused(
        rows=HEADER + "mil,flour,24,six,t,sure,,bok,,\nmill,flour,2024,6,t,actual,,book,,\n",
        sources="- {id: book, title: B, rank: 9}\n- {id: paper, rank: 3, titel: P}\n",
        derived="- {id: mill.twice.2024, label: twice, formula: mill.flower.2024 * 2, unit: t}\n",
        claims="- {id: c, statement: s, source: nobody, kind: fact, conclusion: x}\n",
    )
    assert [error.rsplit("; ", 1)[0] for error in errors] == [
        "data/claims.yml:1:3: a claim without of has no settled_by",
        "data/claims.yml:1:33: unknown source nobody",
        "data/derived.yml:1:48: no figure mill.flower.2024",
        f"{CSV}:2:1: unknown entity mil",
        f"{CSV}:2:11: '24' is no period",
        f"{CSV}:2:14: 'six' is no number",
        f"{CSV}:2:20: unknown status 'sure'",
        f"{CSV}:2:26: unknown source bok",
        "data/sources.yml:1:30: rank cannot be 9",
        "data/sources.yml:2:24: unknown key titel",
    ]


def test_a_duplicate_row_key_is_refused_at_the_second(desks, row):
    errors = desks.refused(rows=row("mill.flour.2024", "6.4") + row("mill.flour.2024", "6.5"))
    assert errors == [
        f"{CSV}:3:1: the row mill.flour.2024@book stands twice; one row for each source "
        f"(the first is at {CSV}:2)"
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER.replace(",unit", ""), f"{CSV}:1:1: the column unit is missing"),
        (
            HEADER.replace("note", "unit"),
            f"{CSV}:1:65: the header is not right: the column unit stands twice, the column note",
        ),
        (
            HEADER.replace("value", "vlaue"),
            f"{CSV}:1:22: unknown column 'vlaue'; did you mean value?",
        ),
        (HEADER.replace(",", ";"), f"{CSV}:1:7: semicolons between the cells; commas, and a point"),
        ("entity", f"{CSV}:1:1: the header is not right: the column metric is missing, the "),
        (HEADER.title(), f"{CSV}:1:1: the header is not right: unknown column 'Entity', unknown"),
        ("mill,flour,2024,1,t,actual,,book,,\n", f"{CSV}:1:1: the first line is no header; the"),
    ],
)
def test_a_missing_double_or_unknown_column_is_refused(desks, header, said):
    (error,) = desks.refused(rows=header.encode())
    assert error.startswith(said)


def test_columns_may_stand_in_any_order_and_lines_may_end_as_windows_ends_them(desks):
    text = "\ufeffnote,source,entity,metric,period,value,unit,status,qualifier,locator\r\n"
    text += '"a ""quoted"" note, with a comma",book,mill,flour,2024,6.4,t,actual,,page 3\r\n\r\n'
    figure = desks(rows=text.encode()).ledger.figures["mill.flour.2024"]
    assert figure.note == 'a "quoted" note, with a comma'
    assert (figure.text, figure.locator, figure.place.line) == ("6.4 t", "page 3", 2)


def test_a_quote_inside_a_plain_cell_does_not_move_the_places(desks):
    text = "note," + HEADER.replace(",note", "") + '5" stones,mill,flour,2024,6,t,actual,,nobody,\n'
    assert desks.refused(rows=text.encode())[0].startswith(f"{CSV}:2:39: unknown source")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"sources": "- {id: a, title: A, title: B, rank: 1}\n"},
            "data/sources.yml:1:21: the key title stands twice; one of them",
        ),
        (
            {"sources": "- &x {id: a, title: A, rank: 1}\n- *x\n"},
            "data/sources.yml:1:3: an anchor &x; the value written out",
        ),
        (
            {"sources": "- {&k id: a, title: A, rank: 1}\n"},
            "data/sources.yml:1:4: an anchor &k; the value written out",
        ),
        (
            {"sources": "- {id: a, title: !!python/name:os.system x, rank: 1}\n"},
            "data/sources.yml:1:18: a tag tag:yaml.org,2002:python/name:os.system; a plain value",
        ),
        (
            {"sources": "- {id: a, title: !mine x, rank: 1}\n"},
            "data/sources.yml:1:18: a tag !mine; a plain value",
        ),
        (
            {"sources": "- {id: a, titel: A, rank: 1}\n"},
            "data/sources.yml:1:11: unknown key titel; did you mean title?",
        ),
        (
            {"sources": "- id: a\n  titel:\n    - A\n  rank: 1\n  title: A\n"},
            "data/sources.yml:2:3: unknown key titel; did you mean title?",
        ),
        ({"sources": "- {id: a, title: A, rank: 6}\n"}, "data/sources.yml:1:27: rank cannot be 6"),
        (
            {"sources": "- {id: a, title: A, rank: 1, date: 2025-13}\n"},
            "data/sources.yml:1:36: date: there is no month 13; a month from 01 to 12",
        ),
        (
            {"sources": "- {id: a, title: A, rank: 1, date: yesterday}\n"},
            "data/sources.yml:1:36: date cannot be 'yesterday'",
        ),
        (
            {"sources": "- {id: a, title: A, rank: 1, address: 'javascript:x'}\n"},
            "data/sources.yml:1:40: 'javascript:x' is no address; https://",
        ),
        ({"sources": "- {id: A, title: A, rank: 1}\n"}, "data/sources.yml:1:8: id cannot be 'A'"),
        (
            {"sources": "- {id: a, title: A, rank: 1, repeats: b}\n"},
            "data/sources.yml:1:39: unknown source b",
        ),
        (
            {"sources": "- {id: a, title: A, rank: 1}\n- {id: a, title: B, rank: 1}\n"},
            "data/sources.yml:2:3: a stands twice; an id of its own",
        ),
        (
            {"sources": '- {id: a, title: "A\\u202e", rank: 1}\n'},
            "data/sources.yml:1:18: a hidden character U+202E",
        ),
        ({"sources": "- &a {id: a}\n"}, "data/sources.yml:1:3: an anchor &a"),
        ({"sources": "- {id: a, title: *a}\n"}, "data/sources.yml:1:18: an alias *a"),
        ({"sources": "- {id: a, title: !!str A}\n"}, "data/sources.yml:1:18: a tag "),
        ({"sources": "- {id: a, [x]: A}\n"}, "data/sources.yml:1:11: a key that is no text"),
        ({"sources": "- [a"}, "data/sources.yml:1:3: not YAML: "),
        ({"sources": "[" * 3000}, "data/sources.yml:1:13: nested too deep"),
        (
            {"sources": "- {id: a, title: [[[[[[[[[[[[[x]]]]]]]]]]]]], rank: 1}\n"},
            "data/sources.yml:1:28: nested too deep; at most 12 levels",
        ),
        ({"sources": "id: a\n"}, "data/sources.yml:1:1: the file is no list"),
        ({"sources": "- a\n"}, "data/sources.yml:1:3: an entry is no mapping"),
        (
            {"sources": "- {id: a, title: A, rank: 1}\n---\n- b\n"},
            "data/sources.yml:2:1: a second document; a file for each",
        ),
        ({"sources": b"- {id: a, title: \xff, rank: 1}\n"}, "data/sources.yml:1:18: not UTF-8"),
        (
            {"metrics": "- {id: m, label: M, kind: level, unit: t}\n"},
            "data/metrics.yml:1:27: kind cannot be 'level'; one of 'flow', 'stock' or 'rate'",
        ),
        (
            {"metrics": "- {id: m, label: M, kind: flow, unit: tt}\n"},
            "data/metrics.yml:1:39: unknown unit 'tt'",
        ),
        (
            {"metrics": "- {id: m, label: M, kind: flow, unit: t, floor: none}\n"},
            "data/metrics.yml:1:49: 'none' is no number",
        ),
        (
            {"metrics": "- {id: m, label: M, kind: flow, unit: t, parts: [n]}\n"},
            "data/metrics.yml:1:50: unknown metric n",
        ),
        (
            {"entities": "- {id: mill, name: M, parts: [mil]}\n"},
            "data/entities.yml:1:31: unknown entity mil; did you mean mill?",
        ),
        (
            {"entities": "- {id: mill, name: M, part_of: x}\n"},
            "data/entities.yml:1:32: unknown entity x",
        ),
        (
            {"sources": "- {id: a, title: A, rank: 1, repeats: a}\n"},
            "data/sources.yml:1:39: repeats of a leads round to a again; another source",
        ),
        (
            {
                "entities": "- {id: mill, name: M, parts: [loft]}\n"
                "- {id: loft, name: L, parts: [mill]}\n"
            },
            "data/entities.yml:1:30: parts of mill leads round to mill again, through loft",
        ),
        ({"units": "- {id: bn, dimension: '1'}\n"}, "data/units.yml:1:8: bn means something else"),
        (
            {"units": "- {id: USD, dimension: '1'}\n"},
            "data/units.yml:1:8: USD means something else",
        ),
        ({"units": "- {id: gpu, dimension: gpu}\n"}, "data/units.yml:1:24: 'gpu' is no dimension"),
        ({"briefing": "- x\n"}, "data/briefing.yml:1:1: the file is no mapping"),
        ({"briefing": ""}, "data/briefing.yml:1:1: the file is no mapping"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_line_and_column(desks, files, said):
    errors = desks.refused(**files)
    assert any(error.startswith(said) for error in errors), errors


def test_a_date_that_is_not_in_the_calendar_never_reaches_the_clockwork(desks):
    briefing = (desks.blank().root / "data/briefing.yml").read_text()
    errors = desks.refused(briefing=briefing.replace("as_of: 2025-06-01", "as_of: 2025-02-30"))
    assert errors == [
        "data/briefing.yml:8:8: as_of: there is no day 2025-02-30; a day of the calendar"
    ]


def test_only_a_whole_date_can_be_inferred(desks):
    for date in ("?", "2025-02-30?", "2025-02-03??", "about 2025"):
        (error,) = desks.refused(sources=f'- {{id: a, title: A, rank: 1, date: "{date}"}}\n')
        assert error.startswith("data/sources.yml:1:"), error


def test_no_stays_text_and_so_does_a_number(desks):
    desk = desks(sources="- {id: no, title: NO, publisher: 1.10, author: ~, rank: 1}\n")
    source = desk.ledger.sources["no"]
    assert (source.title, source.publisher, source.author) == ("NO", "1.10", "")


def test_what_is_not_known_stays_empty(desks, row):
    desk = desks(
        sources="- {id: book, title: B, rank: 1, licence: }\n", rows=row("mill.flour.2024", "1")
    )
    figure = desk.ledger.figures["mill.flour.2024"]
    assert (figure.locator, desk.ledger.sources["book"].licence) == ("", "")


@pytest.mark.parametrize("name", ["sources.yml", "entities.yml", "metrics.yml", "briefing.yml"])
def test_a_missing_file_is_said_to_be_missing(desks, name):
    desk = desks.blank()
    (desk.root / "data" / name).unlink()
    assert f"data/{name}:1:1: the file is missing; a file with this name" in desk.run().errors()


def test_what_asks_for_something_of_data_is_not_told_where_all_of_data_is_gone(tmp_path):
    problems = Diagnostics()
    load_inputs(tmp_path, {}, problems)
    assert len(problems.errors) == 4
    for kind, name in (("figure", "mill.flour.2024"), ("claim", "it-grows"), ("source", "book")):
        assert problems.has_skipped(kind, name)


def test_a_briefing_without_rows_units_derived_or_claims_is_fine(desks):
    desk = desks.blank()
    (desk.root / "data/units.yml").unlink()
    (desk.root / "data/metrics.yml").write_text("")
    (desk.root / "data/figures/all.csv").unlink()
    desk.run()
    assert (desk.errors(), desk.ledger.figures, desk.claims) == ([], {}, {})


@pytest.mark.parametrize(
    "name", ["data/sources.yml", "data/figures/all.csv", "data/figures", "data", "data/claims.yml"]
)
def test_a_symbolic_link_is_not_followed(desks, name, tmp_path):
    desk = desks.blank()
    path, elsewhere = desk.root / name, tmp_path / "elsewhere"
    if path.exists():
        path.rename(elsewhere)
    os.symlink(elsewhere, path)
    errors = desk.run().errors()
    assert any("a symbolic link is not followed" in error for error in errors), errors
    assert not desk.ledger or not desk.ledger.rows


def test_a_whole_number_in_three_zeros_is_a_warning_until_a_word_says_how_near(desks, row):
    desk = desks(
        rows=row("mill.flour.2024", "6000") + row("mill.flour.2023", "6000", qualifier="about")
    )
    assert [str(w) for w in desk.problems.warnings] == [
        f"{CSV}:2:17: warning: 6000 ends in three zeros: how many digits were measured is "
        "not said; 6e3 for as few as it can be"
    ]


def test_a_count_is_no_percentage(desks, row):
    (error,) = desks.refused(
        units='- {id: chip, dimension: "1"}\n',
        metrics="- {id: chips, label: chips, kind: stock, unit: chip}\n",
        rows=row("mill.chips.2024", "20", "%"),
    )
    said = "chips is measured in chip, not in %; the unit chip, or another metric"
    assert error == f"{CSV}:2:20: {said}"


def test_a_percentage_that_is_given_as_a_number_over_one_is_a_warning(desks, row):
    rows = row("mill.share.2024", "21", "1") + row("mill.share.2023", "0.21", "1")
    warned = [str(p) for p in desks(rows=rows).problems.warnings if "measured" in str(p)]
    assert warned == [
        f"{CSV}:2:20: warning: share is measured in %, and 21 of unit 1 is 21 times 100 %; "
        "the unit %, if that is meant"
    ]


@pytest.mark.parametrize(
    ("status", "qualifier", "hint"),
    [
        ("actual", "circa", "unknown qualifier 'circa'; write about"),
        ("actual", "≥", "unknown qualifier '≥'; write at_least"),
        ("actual", "more than", "unknown qualifier 'more than'; write more_than"),
        ("actual", "at_most", "unknown qualifier 'at_most'; write up_to"),
        ("actual", "exactly", "unknown qualifier 'exactly'; empty or one of about, nearly"),
        ("reported", "", "unknown status 'reported'; one of actual, estimated"),
        ("estimate", "", "unknown status 'estimate'; did you mean estimated?"),
    ],
)
def test_a_word_is_no_other_word_of_another_meaning(desks, row, status, qualifier, hint):
    rows = row("mill.flour.2024", "4", status=status, qualifier=qualifier)
    (error,) = desks.refused(rows=rows)
    assert hint in error
