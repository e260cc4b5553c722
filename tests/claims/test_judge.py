"""Verdicts come out of the checks alone."""

from __future__ import annotations

import pytest

A, B = "mill.flour.2024", "mill.flour.2023"


def claim(of="", is_="", kind="comparison", said="2025-02-10", source="paper", due="", more=""):
    parts = [f"id: c, statement: s, said: '{said}', source: {source}, kind: {kind}, conclusion: x"]
    if of:
        parts.append(f"of: '{of}', is: '{is_}'")
    if due:
        parts.append(f"due: '{due}'")
    if kind == "opinion" or not of:
        parts.append("settled_by: a vote")
    return "- {" + ", ".join(parts) + more + "}\n"


@pytest.fixture
def judged(desks):
    """The verdict of one claim over some rows."""

    def judge(rows, *args, as_of="", derived="", **kwargs):
        desk = desks(as_of, rows="".join(rows), claims=claim(*args, **kwargs), derived=derived)
        return desk.claims["c"]

    return judge


@pytest.mark.parametrize(
    ("value", "qualifier", "is_", "verdict"),
    [
        # With a word: the whole interval inside, wholly outside, astride.
        ("3.8", "", "nearly 4 t", "holds"),
        ("3.5", "", "nearly 4 t", "fails"),
        ("4.0", "", "nearly 4 t", "undetermined"),
        ("4.1", "", "nearly 4 t", "fails"),
        ("21", "", "about 21 t", "holds"),
        ("22", "", "about 21 t", "undetermined"),
        ("23", "", "about 21 t", "fails"),
        ("2.1", "", "more than 2 t", "holds"),
        ("2.0", "", "more than 2 t", "undetermined"),
        ("1.9", "", "more than 2 t", "fails"),
        ("1.5", "", "less than 1.45 t", "fails"),
        ("1.5", "", "up to 1.55 t", "holds"),
        ("1.5", "", "less than 1.55 t", "undetermined"),
        ("1.5", "", "at least 1.45 t", "holds"),
        ("1.5", "", "more than 1.45 t", "undetermined"),
        ("1.5", "", "between 1 and 2 t", "holds"),
        ("2.0", "", "between 1 and 2 t", "undetermined"),
        ("3", "", "1 to 2 t", "fails"),
        # A bare number: the digits as written, then the intervals.
        ("2.04", "", "2.0 t", "holds"),
        ("2.05", "", "2.0 t", "holds"),
        ("2.1", "", "2.0 t", "undetermined"),
        ("2.2", "", "2.0 t", "fails"),
        ("3", "", "2.6 t", "undetermined"),
        ("2", "about", "2.4 t", "undetermined"),
        # A range or an open input is judged by its whole interval.
        ("1 to 2", "", "1.5 t", "undetermined"),
        ("1.46 to 1.54", "", "1.5 t", "holds"),
        ("3 to 4", "", "1.5 t", "fails"),
        ("2", "more_than", "2 t", "undetermined"),
        ("2", "at_least", "at least 2 t", "holds"),
        ("2", "more_than", "up to 2 t", "fails"),
        ("2", "up_to", "2 t", "undetermined"),
        ("2", "less_than", "2 t", "undetermined"),
        ("2", "up_to", "between 0 and 2 t", "holds"),
        ("2", "up_to", "more than 3 t", "fails"),
        # In another unit of its dimension.
        ("2", "", "2e3 kg", "holds"),
        ("2", "", "between 1500 and 2500 kg", "holds"),
    ],
)
def test_a_number_is_judged_as_its_test_is_written(judged, row, value, qualifier, is_, verdict):
    made = judged([row(A, value, qualifier=qualifier)], A, is_)
    assert made.verdict == verdict, made.test


def test_the_verdict_carries_its_working(judged, row):
    made = judged([row(A, "6.4"), row(B, "1.56")], f"{A} / {B}", "nearly 4")
    assert (made.verdict, made.reason) == ("fails", "")
    assert made.of == f"{A}@book / {B}@book"
    assert made.inputs == (f"{A}@book", f"{B}@book")
    assert made.working == "6.4 t ÷ 1.56 t"
    assert made.text == "4.1"
    assert made.test == "nearly 4: from 3.6 up to, not including, 4"
    assert made.address == "claims/c/"


@pytest.mark.parametrize(
    ("kind", "source", "reads"),
    [
        ("arithmetic", "paper", "paper"),
        ("arithmetic", "rumour", "rumour"),
        ("comparison", "paper", "book"),
        ("fact", "paper", "book"),
        ("fact", "book", "firm"),
        ("forecast", "paper", "book"),
    ],
)
def test_each_kind_reads_a_bare_id_in_its_own_way(judged, row, kind, source, reads):
    sources = ["book", "firm", "paper", "echo", "digest", "rumour"]
    rows = [row(A, f"6.{n}", source=name) for n, name in enumerate(sources)]
    made = judged(rows, A, "more than 1 t", kind, source=source, due="2025" * (kind == "forecast"))
    assert made.inputs == (f"{A}@{reads}",)
    assert made.verdict == "holds"


@pytest.mark.parametrize("others", [[], ["rumour"], ["echo"], ["echo", "rumour"]])
def test_a_fact_without_another_witness_has_only_its_own_word(judged, row, others):
    """Rank 5 is no witness, nor is what repeats the source."""
    rows = [row(A, "6", source=name) for name in ["paper", *others]]
    made = judged(rows, A, "6 t", "fact")
    assert (made.verdict, made.reason) == ("unverifiable", "only its own word")
    assert made.of == A and made.alternatives == ()


def test_a_fact_needs_a_witness_for_every_input(judged, row):
    rows = [row(A, "6"), row(A, "6", source="paper"), row(B, "6", source="paper")]
    made = judged(rows, f"{A} / {B}", "1", "fact")
    assert made.reason == "only its own word"
    assert made.of == f"{A}@book / {B}"


def test_what_repeats_at_second_hand_is_no_witness(desks, row):
    sources = (
        "- {id: paper, title: P, rank: 3}\n- {id: e1, title: E, rank: 3, repeats: paper}\n"
        "- {id: e2, title: E, rank: 1, repeats: [e1]}\n"
    )
    rows = row(A, "6", source="paper") + row(A, "6", source="e2")
    made = desks(sources=sources, rows=rows, claims=claim(A, "6 t", "fact")).claims["c"]
    assert made.reason == "only its own word"


def test_a_replaced_row_is_no_witness(judged, row):
    rows = [row(A, "6"), row(A, "9", source="amended", status="estimated")]
    made = judged(rows, A, "9 t", "fact")
    assert (made.inputs, made.verdict) == ((f"{A}@amended",), "holds")


@pytest.mark.parametrize("kind", ["arithmetic", "fact", "comparison"])
def test_an_id_with_its_source_is_that_row_whatever_the_kind(judged, row, kind):
    rows = [row(A, "6"), row(A, "9", source="digest"), row(A, "7", source="paper")]
    made = judged(rows, f"{A}@digest", "9 t", kind)
    assert (made.inputs, made.verdict, made.alternatives) == ((f"{A}@digest",), "holds", ())


def test_a_derived_id_stands_for_its_formula_read_by_the_kind(judged, row):
    derived = (
        f"- {{id: mill.a.2024, label: a, unit: '1', formula: '{A} / {B}'}}\n"
        "- {id: mill.b.2024, label: b, unit: '1', formula: 'mill.a.2024 + 1'}\n"
    )
    rows = [row(A, "6"), row(B, "3"), row(A, "9.0", source="paper"), row(B, "1.0", source="paper")]
    own = judged(rows, "mill.b.2024 * 2", "20", "arithmetic", derived=derived)
    assert own.of == f"({A}@paper / {B}@paper + 1) * 2"
    assert own.verdict == "holds"
    best = judged(rows, "mill.b.2024", "3", derived=derived)
    assert best.of == f"{A}@book / {B}@book + 1"
    assert {other.replacement for other in best.alternatives} == {f"{A}@paper", f"{B}@paper"}


def test_disputing_rows_that_lead_elsewhere_leave_it_undetermined(judged, row):
    rows = [row(A, "6"), row(A, "9", source="digest")]
    made = judged(rows, A, "6 t")
    assert (made.verdict, made.reason) == ("undetermined", "the sources disagree")
    assert [(o.replacement, o.verdict, o.text) for o in made.alternatives] == [
        (f"{A}@digest", "fails", "9 t")
    ]
    agreed = judged(rows, A, "more than 1 t")
    assert agreed.verdict == "holds" and len(agreed.alternatives) == 1
    assert judged(rows, A, "6 t", "fact").reason == "the sources disagree"


def test_a_dispute_never_reaches_arithmetic_or_an_id_with_its_source(judged, row):
    rows = [row(A, "6", source="paper"), row(A, "12", source="digest"), row(A, "8")]
    assert judged(rows, A, "6 t", "arithmetic").verdict == "holds"
    assert judged(rows, f"{A}@paper", "6 t").verdict == "holds"
    mixed = judged(rows, f"{A}@paper / {A}", "0.75")
    assert [(o.replacement, o.text) for o in mixed.alternatives] == [
        (f"{A}@paper", "1.0"), (f"{A}@digest", "0.5"),
    ]  # fmt: skip


def test_a_projection_beside_an_actual_and_a_rumour_dispute_nothing(judged, row):
    rows = [
        row(A, "6"),
        row(A, "9", source="digest", status="projected"),
        row(A, "9", source="rumour"),
    ]
    assert judged(rows, A, "6 t").alternatives == ()
    assert judged(rows, A, "6 t", "fact").alternatives == ()


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("2025-04-30", "undetermined"), ("2025-05-01", "fails"), ("2025-05", "fails"), ("2025",
     "fails"),
     ("", "fails")],
)  # fmt: skip
def test_what_was_published_later_never_makes_a_claim_fail(judged, row, said, verdict):
    made = judged([row(A, "6", source="later")], A, "9 t", said=said)
    assert made.verdict == verdict
    assert made.reason == ("published later" if verdict == "undetermined" else "")
    assert judged([row(A, "6", source="later")], A, "6 t", said=said).verdict == "holds"


@pytest.mark.parametrize(
    ("due", "as_of", "verdict"),
    [
        ("2025-06-01", "2025-06-01", "open"),
        ("2025-05-31", "2025-06-01", "overdue"),
        ("2025-06", "2025-06-30", "open"),
        ("2025-06", "2025-07-01", "overdue"),
        ("2028", "2028-12-31", "open"),
        ("2028", "2029-01-01", "overdue"),
    ],
)
def test_a_forecast_is_open_through_the_last_day_of_due_and_then_overdue(
    judged, row, due, as_of, verdict
):
    rows = [row(A, "6", status="projected", source="firm"), row(B, "3")]
    made = judged(rows, f"{A} / {B}", "2", "forecast", due=due, as_of=as_of)
    assert (made.verdict, made.text) == (verdict, "2")
    assert judged([], "", "", "forecast", due=due, as_of=as_of).verdict == verdict


@pytest.mark.parametrize(("is_", "verdict"), [("6 t", "holds"), ("9 t", "fails")])
@pytest.mark.parametrize("as_of", ["2025-06-01", "2030-01-01"])
def test_actual_rows_settle_a_forecast_also_when_they_came_later(judged, row, is_, verdict, as_of):
    rows = [row(A, "6", source="later"), row(A, "9", source="firm", status="projected")]
    assert judged(rows, A, is_, "forecast", due="2027", as_of=as_of).verdict == verdict


def test_actual_rows_that_dispute_leave_a_forecast_undetermined(judged, row):
    rows = [row(A, "6"), row(A, "9", source="paper")]
    assert judged(rows, A, "6 t", "forecast", due="2027").reason == "the sources disagree"


def test_an_opinion_is_unverifiable_whatever_stands_in_it(judged, row):
    assert judged([], kind="opinion").verdict == "unverifiable"
    made = judged([row(A, "6")], A, "6 t", "opinion")
    assert (made.verdict, made.text) == ("unverifiable", "6 t")


@pytest.mark.parametrize("kind", ["fact", "comparison", "arithmetic"])
def test_what_needs_a_figure_that_nobody_has_is_unverifiable(judged, kind):
    made = judged([], kind=kind)
    assert (made.verdict, made.reason) == ("unverifiable", "no figure can settle it")
    assert (made.of, made.value, made.interval, made.unit) == ("", None, None, None)


@pytest.mark.parametrize(
    ("status", "is_", "verdict"),
    [
        ("actual", "actual", "holds"),
        ("projected", "actual", "fails"),
        ("targeted", "targeted", "holds"),
    ],
)
def test_a_status_is_compared_with_a_status(judged, row, status, is_, verdict):
    made = judged([row(A, "6", status=status)], f"status({A})", is_)
    assert (made.verdict, made.text, made.of) == (verdict, status, f"status({A}@book)")
    assert made.working == "the status of 6 t"


def test_the_status_of_a_derived_figure_is_its_weakest(judged, row):
    derived = f"- {{id: mill.a.2024, label: a, unit: '1', formula: '{A} / {B}'}}\n"
    rows = [row(A, "6"), row(B, "6", status="claimed")]
    assert judged(rows, "status(mill.a.2024)", "claimed", derived=derived).verdict == "holds"


@pytest.mark.parametrize(
    ("value", "is_", "verdict"),
    [
        ("2028-06-01", "before 2029-01-01", "holds"),
        ("2028", "before 2029-01-01", "holds"),
        ("2028-12-31", "before 2029-01-01", "holds"),
        ("2029-01-01", "before 2029-01-01", "fails"),
        ("2029-01-01", "before 2029", "fails"),
        ("2028", "before 2028-06-01", "undetermined"),
        ("2028-06-01", "on 2028", "holds"),
        ("2028-06-01", "on 2028-06", "holds"),
        ("2028", "on 2028-06", "undetermined"),
        ("2029", "on 2028", "fails"),
        ("2029-01-01", "after 2028", "holds"),
        ("2028-12-31", "after 2028", "fails"),
        ("2028", "after 2028-01-01", "undetermined"),
    ],
)
def test_a_date_is_compared_by_its_first_and_last_day(judged, row, value, is_, verdict):
    made = judged([row("mill.opened.2028", value, "date")], "mill.opened.2028", is_)
    assert made.verdict == verdict


@pytest.mark.parametrize("qualifier", ["up_to", "less_than"])
def test_an_open_date_is_judged_by_all_its_days(judged, row, qualifier):
    rows = [row("mill.opened.2028", "2028", "date", qualifier=qualifier)]
    assert judged(rows, "mill.opened.2028", "before 2029-01-01").verdict == "holds"
    assert judged(rows, "mill.opened.2028", "after 2027").verdict == "undetermined"


@pytest.mark.parametrize(
    ("entry", "at", "said"),
    [
        (claim(A, "roughly 4 t"), "roughly", "'roughly 4 t' is no test; write about 4 t"),
        (claim(A, "6"), A, "the formula gives kilogram, not 1; a unit of kilogram"),
        (claim(A, "6 tt"), "tt'", "unknown unit 'tt'"),
        (claim(A, "6  t"), " t'", "' t' is no unit"),
        (claim(A, "between 2 and 1 t"), "between", "the range 2 to 1 goes backwards"),
        (claim(A, "nearly 0 t"), "nearly", "nothing is nearly zero"),
        (claim(A, "5 date"), "5 date", "'5 date' is no test of a date"),
        (claim(A, "1 to 2 date"), "1 to 2", "'1 to 2 date' is no test of a date"),
        (claim(A, "before 2026Q3"), "before", "'2026Q3' is no date"),
        (claim(A, "before soon"), "before", "'soon' is no date"),
        (claim(A, "before 2028"), A, "the formula gives kilogram, not date"),
        (claim(A, "actual"), "actual", "a number with a status; status(ID) with one of"),
        (claim(f"status({A})", "6 t"), "6 t", "a status is compared with a number"),
        (claim("status(mill.flour.2020)", "actual"), "mill.", "no figure mill.flour.2020; did you"),
        (claim("1 + mill.flour.2020", "4"), "mill.", "no figure mill.flour.2020; did you mean"),
        (claim("1 + mill.flour.2020", "4", "fact"), "mill.", "no figure mill.flour.2020; did you"),
        (claim(f"1 + {A}@rumour", "4"), A, f"no figure {A}@rumour; did you mean"),
        (claim(f"1 * {A}", "4", "arithmetic"), A, f"paper has no row {A}; a row of its own"),
        (claim(f"1 + {A} -2", "4"), "-2'", "the formula cannot be read at '-2'; a minus between"),
        (claim(f"1 / ({A} - {A})", "4"), "/", "the divisor's interval touches zero"),
        (claim(A, "6 t", source="papers"), "papers", "unknown source papers; did you mean paper?"),
        (claim(A, "6 t", "forecast"), "id:", "a forecast without due; due: the day"),
        (claim(A, "6 t", "forecast", due="2025-02-30"), "2025-02-30", "due: there is no day 2025"),
        (claim(A, "6 t", "guess"), "guess", "kind cannot be 'guess'"),
        (claim(A, "6 t", said="2025-13"), "2025-13", "said: there is no month 13"),
        (
            claim().replace("settled_by: a vote", "note: n"),
            "id:",
            "a claim without of has no settled",
        ),
        (
            claim(kind="opinion").replace("settled_by", "note"),
            "id:",
            "an opinion has no settled_by",
        ),
        (claim(A, "6 t").replace(", is: '6 t'", ""), A, "of stands without is; both, or neither"),
        (claim(A, "6 t").replace(f"of: '{A}', ", ""), "6 t", "is stands without of; both, or"),
        (claim(A, "6 t", more=", isnt: 4"), "isnt", "unknown key isnt"),
    ],
)
def test_a_claim_that_cannot_be_tested_is_refused_at_its_place(desks, row, entry, at, said):
    errors = desks.refused(rows=row(A, "6"), claims=entry)
    assert len(errors) == 1, errors
    column = entry.index(at) + 1
    # An entry's own place is its opening bracket.
    column -= at == "id:"
    assert errors[0].startswith(f"data/claims.yml:1:{column}: {said}"), errors


def test_two_claims_of_one_id_are_refused(desks):
    assert desks.refused(claims=claim() * 2) == [
        "data/claims.yml:2:3: c stands twice; an id of its own"
    ]


def test_a_test_in_three_zeros_is_a_warning_until_a_word_says_how_near(desks, row):
    rows = row(A, "3e3")
    vague = desks(rows=rows, claims=claim(A, "3000 t"))
    assert "three zeros" in str(vague.problems.warnings[0])
    assert not desks(rows=rows, claims=claim(A, "about 3000 t")).problems.warnings


def test_claims_come_out_in_the_files_order(desks):
    entries = "".join(claim().replace("id: c", f"id: {name}") for name in ("b", "a", "c"))
    assert list(desks(claims=entries).claims) == ["b", "a", "c"]


def test_a_currency_is_never_turned_into_another_to_judge_a_claim(desks, row):
    rows = row("mill.bread.2024", "4", "USD") + row("mill.bread.2024", "4", "EUR", "digest")
    made = desks(rows=rows, claims=claim("mill.bread.2024", "4 USD")).claims["c"]
    assert (made.verdict, made.alternatives) == ("holds", ())
    errors = desks.refused(rows=rows, claims=claim("mill.bread.2024@digest", "4 USD"))
    assert "the formula gives EUR, not USD" in errors[0]


@pytest.mark.parametrize("is_", ["about 21", "21", "less than 5", "between 20 and 22"])
def test_a_percentage_is_not_held_against_a_number_without_a_unit(desks, row, is_):
    rows = row("mill.share.2024", "21", "%")
    (error,) = desks.refused(rows=rows, claims=claim("mill.share.2024", is_))
    assert error.endswith("the test has no unit: its 5 is 500 %; % behind its number")


@pytest.mark.parametrize(
    "of",
    [
        "growth(mill.flour.2023, mill.flour.2024)",
        "cagr(mill.flour.2023, mill.flour.2024, 1)",
        "abs(growth(mill.flour.2023, mill.flour.2024))",
    ],
)
def test_a_growth_is_a_percentage(desks, row, of):
    rows = row("mill.flour.2023", "4.00") + row("mill.flour.2024", "6.00")
    (error,) = desks.refused(rows=rows, claims=claim(of, "more than 40"))
    assert error.endswith("the test has no unit: its 5 is 500 %; % behind its number")
    assert desks(rows=rows, claims=claim(of, "more than 40 %")).claims["c"].verdict == "holds"


def test_zero_is_zero_in_percent_too(judged, row):
    rows = [row("mill.share.2024", "21", "%"), row("mill.share.2023", "20", "%")]
    found = judged(rows, "mill.share.2024 - mill.share.2023", "at least 0")
    assert found.verdict == "holds"


@pytest.mark.parametrize(
    ("is_", "said"),
    [
        ("by 2024", "'by 2024' is no test; write before 2025-01-01"),
        ("until 2024-03", "'until 2024-03' is no test; write before 2024-04-01"),
        ("before June 2024", "'before June 2024' is no test; write before 2024-06"),
        ("since 2024", "'since 2024' is no test; write after 2023-12-31"),
        ("2024-05", "'2024-05' is no test; write on 2024-05"),
        ("in 2024", "'in 2024' is no test; write on 2024"),
        ("by 9999", "'by 9999' is no test; such as nearly 4"),
        ("2024", "a date is held against a number; before, on or after a date"),
        ("between 2023 and 2025", "a date is held against a number; before, on or after a date"),
        ("Actual", "'Actual' is no test; did you mean actual?"),
    ],
)
def test_a_test_of_a_date_in_other_words_is_told_what_to_write(desks, row, is_, said):
    rows = row("mill.opened.2024", "2024-05-02", "date")
    (error,) = desks.refused(rows=rows, claims=claim("mill.opened.2024", is_))
    assert said in error
