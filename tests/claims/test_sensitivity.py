"""A margin is how far one input would have to move, alone, before the verdict changes."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from crossfoot.claims.check import CheckSource, evaluate_check, parse_check
from crossfoot.claims.sensitivity import NOTHING, compute_margins, format_margin
from crossfoot.diagnostics import Diagnostics, InvalidValue, SourceLocation
from crossfoot.quantity.interval import Interval
from crossfoot.quantity.number import parse_number

A, B = "mill.flour.2024", "mill.flour.2023"
S, T = "mill.store.2024", "mill.store.2023"  # without a floor
X = "mill.index.2024"
PLACE = SourceLocation("data/claims.yml")


def claim(of, is_, kind="comparison", more=""):
    entry = f"id: c, statement: s, said: '2025-02-10', source: paper, kind: {kind}, conclusion: x"
    return f"- {{{entry}, of: '{of}', is: '{is_}'{more}}}\n"


@pytest.fixture
def judged(desks):
    """A briefing's desk with one claim over some rows."""

    def judge(rows, of, is_, **kwargs):
        return desks(rows="".join(rows), claims=claim(of, is_, **kwargs))

    return judge


def only(desk):
    (margin,) = desk.claims["c"].margins
    return margin


def elsewhere(desk):
    """``(margin, place)`` to the verdict with that row elsewhere, or None where nothing comes out.

    By the judge's own working-out, for rows that are plain numbers.
    """
    entry = desk.inputs.claims["c"]
    asked = CheckSource(entry.of, entry.is_, PLACE, PLACE, entry.kind, entry.source)
    reading = parse_check(asked, desk.ledger, Diagnostics())

    def at(margin, place):
        row = desk.ledger.rows[margin.input]
        half = parse_number(row.written).last / 2
        other = replace(row, value=place, interval=Interval(place - half, place + half))
        rows = reading.evidence.rows
        try:
            moved = {r: other if f.id == row.id else f for r, f in rows.items()}
            return evaluate_check(reading, moved, desk.ledger).verdict
        except InvalidValue:
            return None

    return at


def ends(margin):
    return margin.down, margin.verdict_down, margin.up, margin.verdict_up


@pytest.mark.parametrize(
    ("value", "qualifier", "is_", "down", "up"),
    [
        # Half a digit and the end of the bound, which is in it or not.
        ("3.8", "", "nearly 4 t", ("3.64", "undetermined"), ("3.95", "undetermined")),
        ("3.5", "", "nearly 4 t", None, ("3.55", "undetermined")),
        ("3.0", "", "nearly 4 t", None, ("3.55", "undetermined")),
        ("4.5", "", "nearly 4 t", ("4.04", "undetermined"), None),
        ("4.0", "", "nearly 4 t", ("3.949", "holds"), ("4.05", "fails")),
        ("2.6", "", "more than 2 t", ("2.05", "undetermined"), None),
        ("2.6", "", "at least 2 t", ("2.04", "undetermined"), None),
        # A bare number: holds by the digits as written.
        ("2.0", "", "2.0 t", ("1.949", "undetermined"), ("2.051", "undetermined")),
        ("1.0", "", "2.0 t", None, ("1.90", "undetermined")),
        # From far off, the way leads through a bound far narrower than a step.
        ("1.000000", "", "700.00000 t", None, ("699.9999945", "undetermined")),
        # Open at one end; the end that a floor closed stays on the floor.
        ("3", "more_than", "more than 2 t", ("1.99", "undetermined"), None),
        ("3", "at_least", "more than 2 t", ("2", "undetermined"), None),
        ("3", "up_to", "up to 4 t", None, ("4.01", "undetermined")),
        ("3", "less_than", "up to 4 t", None, ("4.01", "undetermined")),
        ("3", "up_to", "between 1 and 4 t", ("0.999", "fails"), None),
        # Words of nearness keep the width that they have now.
        ("20", "about", "at least 10 t", ("10.9", "undetermined"), None),
        ("4", "nearly", "up to 5 t", None, ("5.01", "undetermined")),
        # In the row's unit, though the test is written in another.
        ("2", "", "more than 1000 kg", ("1.5", "undetermined"), None),
        # Nothing below the floor, nothing without end.
        ("2", "", "at least 0 t", None, None),
        ("2", "", "less than 1e5 t", None, None),
    ],
)
def test_a_row_by_itself_moves_to_where_its_test_ends(judged, row, value, qualifier, is_, down, up):
    margin = only(judged([row(A, value, qualifier=qualifier)], A, is_))
    for end, verdict, wanted in (
        (margin.down, margin.verdict_down, down),
        (margin.up, margin.verdict_up, up),
    ):
        assert (end, verdict) == ((F(wanted[0]), wanted[1]) if wanted else (None, None))
    assert (margin.input, margin.unit.text) == (f"{A}@book", "t")


def test_a_verdict_on_the_brink_changes_with_the_next_digits(judged, row):
    margin = only(judged([row(A, "2.1")], A, "2.0 t"))
    assert ends(margin) == (F("2.05"), "holds", F("2.101"), "fails")


def test_a_range_moves_as_a_whole_and_is_told_so(judged, row):
    desk = judged([row(A, "91 to 93")], A, "at least 90 t")
    margin = only(desk)
    assert ends(margin) == (F("90.9"), "undetermined", None, None)
    assert margin.present == 92
    words = "89.9 to 91.9 t or less instead of 91 to 93 t (1.2% less): then undetermined"
    assert format_margin(margin, desk.ledger) == words
    wide = only(judged([row(A, "1 to 5")], A, "up to 3 t"))
    # No lower than with its low end on the floor: from 0 to 4.
    assert ends(wide) == (None, None, F("5.01"), "fails")


@pytest.mark.parametrize(
    ("value", "qualifier", "is_", "words"),
    [
        ("2028-06-01", "", "before 2029-01-01",
         "1 January 2029 or later instead of 1 June 2028 (214 days later): then fails"),
        ("2028-12-31", "", "before 2029-01-01",
         "1 January 2029 or later instead of 31 December 2028 (1 day later): then fails"),
        ("2028", "", "before 2029-01-01",
         "2 January 2028 to 1 January 2029 or later instead of 2028 (1 day later): "
         "then undetermined"),
        ("2029-03", "", "on 2028",
         "31 December 2028 to 30 January 2029 or earlier instead of March 2029 (60 days earlier): "
         "then undetermined"),
        ("2028", "up_to", "before 2029-01-01",
         "1 January 2029 or later instead of by the end of 2028 (1 day later): then undetermined"),
        ("2028-06-01", "at_least", "after 2028-05-30",
         "30 May 2028 or earlier instead of from 1 June 2028 (2 days earlier): then undetermined"),
        ("9999-12-31", "", "after 0001-01-01",
         "1 January 1 or earlier instead of 31 December 9999 (3,652,058 days earlier): "
         "then fails"),
    ],
)  # fmt: skip
def test_a_date_moves_by_whole_days_of_the_calendar(judged, row, value, qualifier, is_, words):
    rows = [row("mill.opened.2028", value, "date", qualifier=qualifier)]
    desk = judged(rows, "mill.opened.2028", is_)
    margin = only(desk)
    assert format_margin(margin, desk.ledger) == words
    assert (margin.share_down, margin.share_up) == (None, None)


def test_days_between_dates_move_with_either(judged, row):
    rows = [
        row("mill.opened.2024", "2024-05-01", "date"),
        row("mill.opened.2025", "2025-05-01", "date"),
    ]
    desk = judged(rows, "days(mill.opened.2024, mill.opened.2025)", "at least 300 day")
    first, last = desk.claims["c"].margins
    assert ends(first) == (None, None, F(date(2024, 7, 6).toordinal()), "fails")
    assert ends(last) == (F(date(2025, 2, 24).toordinal()), "fails", None, None)
    far = judged(rows, "days(mill.opened.2024, mill.opened.2025)", "less than 4e6 day")
    assert [ends(margin) for margin in far.claims["c"].margins] == [(None,) * 4] * 2


def test_a_row_without_a_floor_may_cross_zero(judged, row):
    desk = judged([row(S, "-3.2"), row(T, "5.0")], f"{S} + {T}", "less than 3 t")
    first, last = desk.claims["c"].margins
    assert ends(first) == (None, None, F("-2.1"), "undetermined")
    assert format_margin(first, desk.ledger) == (
        "at least −2.1 t instead of −3.2 t (34% nearer to zero): then undetermined"
    )
    assert ends(last)[2:] == (F("6.1"), "undetermined")
    over = only(judged([row(S, "5")], S, "more than -20 t"))
    assert ends(over) == (F("-19.5"), "undetermined", None, None)


@pytest.mark.parametrize(
    ("of", "is_", "down", "up"),
    [
        # Below one the divisor's interval comes near zero: first the ratio outgrows its bound.
        (f"{T} / {S}", "less than 10 t/t", ("1.05", "undetermined"), None),
        # The divisor is nought where the row is as large as the other.
        (f"{T} / ({S} - {T})", "less than 10 t/t", ("10.6", "undetermined"), None),
        (f"{T} / ({S} - {T})", "between 0 and 10", ("10.6", "undetermined"), None),
        # Too large either way, past a place where nothing comes out.
        (f"abs({T} / ({S} - {T}))", "at least 0", None, None),
        (f"sqrt({S} / {T})", "at least 0", None, None),
    ],
)
def test_where_a_division_by_zero_lies_on_the_way_the_way_ends(judged, row, of, is_, down, up):
    rows = [row(S, "100.0"), row(T, "10.0")]
    is_ = is_.replace(" t/t", "")
    found = {m.input: m for m in judged(rows, of, is_).claims["c"].margins}
    margin = found[f"{S}@book"]
    assert (margin.down is None) == (down is None), margin
    if down is not None:
        assert abs(margin.down - F(down[0])) < F("0.7") and margin.verdict_down == down[1]
    assert margin.up is None


@pytest.mark.parametrize(
    ("of", "is_", "present", "down", "up"),
    [
        (f"abs({X} - 5)", "less than 2", "5.00", "2.99", "7.00"),
        (f"abs({X} - 5)", "more than 2", "1.00", None, "2.995"),
        (f"max({X}, 3) - min({X}, 3)", "at least 1", "9.00", "4.00", None),
        # A hump between two steps: it holds only from 64.0 to 65.0, far beyond it fails again.
        (f"abs({X} - 64.5)", "less than 0.5", "1.00", None, "64.0"),
        # Used twice, each use with its own width.
        (f"{X} / ({X} + 1)", "less than 0.5", "0.500", None, "0.999"),
    ],
)
def test_the_nearest_change_is_found_though_more_lie_beyond(
    judged, row, of, is_, present, down, up
):
    margin = only(judged([row(X, present, "1")], of, is_))
    for end, verdict, wanted in (
        (margin.down, margin.verdict_down, down),
        (margin.up, margin.verdict_up, up),
    ):
        assert (end is None) == (verdict is None) == (wanted is None)
        if wanted:
            assert abs(end - F(wanted)) <= F("0.011") and verdict == "undetermined"


numbers = st.builds(
    lambda whole, last: f"{F(whole, 10**last).__float__():.{last}f}",
    st.integers(-400, 400),
    st.integers(0, 3),
)
FORMULAS = [
    (f"{S} / {T}", ["nearly 4", "about 2", "more than 1", "at least -3", "1.5", "between 1 and 2"]),
    (f"{S} - {T}", ["less than 2 t", "1.0 t", "up to 0 t", "about 30 t"]),
    (f"growth({S}, {T})", ["more than 50 %", "up to 0 %", "12 %"]),
    (f"share({S}, sum({S}, {T}))", ["more than 50 %", "33 %"]),
    (f"{S} / ({T} - {S})", ["less than 3", "2.0"]),
    (f"abs({S} - {T}) / max({S}, {T})", ["less than 0.1", "more than 1"]),
    (f"({S} / {T}) ^ 2", ["more than 4", "4.0"]),
]
CHECKS = [(of, is_) for of, tests in FORMULAS for is_ in tests]
WAY = [F(n, 1000) for n in (1, 20, 125, 250, 500, 750, 890)]
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@many
@given(st.sampled_from(CHECKS), numbers, numbers)
def test_at_its_end_the_verdict_is_another_and_on_the_way_there_the_same(desks, row, check, s, t):
    desk = desks.blank(rows=row(S, s) + row(T, t), claims=claim(*check)).run()
    assume(not desk.errors())
    made, at = desk.claims["c"], elsewhere(desk)
    assert [margin.input for margin in made.margins] == list(made.inputs)
    for margin in made.margins:
        assert margin.verdict == made.verdict
        for end, verdict in ((margin.down, margin.verdict_down), (margin.up, margin.verdict_up)):
            if end is None:
                continue
            assert at(margin, end) == verdict != made.verdict
            if at(margin, margin.present + (end - margin.present) / 10**7) != made.verdict:
                continue  # On the brink: there is no way there.
            for part in WAY:
                place = margin.present + part * (end - margin.present)
                assert at(margin, place) == made.verdict, (margin, place)


@many
@given(st.sampled_from(CHECKS), numbers, numbers)
def test_where_there_is_no_end_the_verdict_stays_until_nothing_comes_out(desks, row, check, s, t):
    desk = desks.blank(rows=row(S, s) + row(T, t), claims=claim(*check)).run()
    assume(not desk.errors())
    at = elsewhere(desk)
    for margin in desk.claims["c"].margins:
        # So small a step skips no place where the row's own digits make a divisor touch zero.
        step = parse_number(desk.ledger.rows[margin.input].written).last / 2
        for end, sign in ((margin.down, -1), (margin.up, 1)):
            for n in range(1, 60) if end is None else ():
                found = at(margin, margin.present + sign * n * step)
                if found is None:
                    break
                assert found == margin.verdict, (margin, n)


@many
@given(
    st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 3), st.integers(1, 40),
    st.sampled_from(["more than", "less than"]),
)  # fmt: skip
def test_a_ratio_changes_where_the_arithmetic_says(desks, row, a, b, last, k, word):
    """With a and b as written and halves h: (a + h) / (b − h) against k, rounded outward."""
    unit = F(1, 10**last)
    rows = [row(n, f"{v * float(unit):.{last}f}") for n, v in ((A, a), (B, b))]
    over, under = a * unit, b * unit
    assume(b > 1)
    desk = desks(rows="".join(rows), claims=claim(f"{A} / {B}", f"{word} {k}"))
    h = unit / 2
    least, most = (over - h) / (under + h), (over + h) / (under - h)
    first = desk.claims["c"].margins[0]
    exact = {
        ("more than", "fails"): (k * (under - h) - h, 1),
        ("more than", "holds"): (k * (under + h) + h, -1),
        ("less than", "fails"): (k * (under + h) + h, -1),
        ("less than", "holds"): (k * (under - h) - h, 1),
    }
    assume(first.verdict != "undetermined" and k not in (least, most))
    end, sign = exact[word, first.verdict]
    found = first.up if sign > 0 else first.down
    if end < 0:
        assert found is None
        return
    assume(end < 1000 * over)
    way = sign * (end - over)
    assert 0 <= sign * (found - end) <= way / 9
    assert sign * (found - end) <= max(abs(found), way) / 100


def test_a_threshold_has_three_digits_unless_they_blur_the_way(judged, row):
    desk = judged([row(A, "3.2")], A, "up to 4.55 t")
    assert only(desk).up == F("4.51")
    assert only(judged([row(A, "12727")], A, "up to 12728 t")).up == F("12727.51")


@pytest.mark.parametrize(
    ("key", "unit", "value", "is_", "words"),
    [
        ("mill.sales.2024", "bn USD", "3.2", "up to 4.55 bn USD",
         "at least $4.51 billion instead of $3.2 billion (41% more): then undetermined"),
        ("mill.sales.2024", "bn USD", "3.2", "up to 10.95 bn USD",
         "at least $11 billion instead of $3.2 billion (3.4 times as much): then undetermined"),
        ("mill.sales.2024", "bn USD", "3.2", "less than 1000 bn USD",
         "at least $1,000 billion instead of $3.2 billion (310 times as much): then undetermined"),
        ("mill.sales.2024", "bn USD", "3.2", "3.2 bn USD",
         "at most $3.149 billion instead of $3.2 billion (1.6% less): then undetermined; "
         "or at least $3.251 billion (1.6% more): then undetermined"),
        ("mill.sales.2024", "bn USD", "3.24", "3.2 bn USD",
         "at least $3.251 billion instead of $3.24 billion (0.34% more): then undetermined; "
         "or at most $3.149 billion (2.8% less): then undetermined"),
        ("mill.sales.2024", "bn USD", "3.2", "more than 0.001 bn USD",
         "at most $0.051 billion instead of $3.2 billion (98% less): then undetermined"),
        ("mill.flour.2024", "t", "900.0", "more than 0 t",
         "at most 0.05 t instead of 900.0 t (more than 99% less): then undetermined"),
        ("mill.flour.2024", "t", "900", "at least 0 t", NOTHING),
        ("mill.store.2024", "t", "-5", "more than -20 t",
         "at most −19.5 t instead of −5 t (3.9 times as much): then undetermined"),
        ("mill.store.2024", "t", "-5", "more than -8 t",
         "at most −7.5 t instead of −5 t (50% further from zero): then undetermined"),
        ("mill.store.2024", "t", "-5", "less than 8 t",
         "at least 7.5 t instead of −5 t: then undetermined"),
        ("mill.store.2024", "t", "0", "less than 8 t",
         "at least 7.5 t instead of 0 t: then undetermined"),
        ("mill.share.2024", "%", "21", "less than 24 %",
         "at least 23.5% instead of 21% (2.5 percentage points more): then undetermined"),
        ("mill.share.2024", "%", "21", "more than 19.5 %",
         "at most 20% instead of 21% (1 percentage point less): then undetermined"),
    ],
)  # fmt: skip
def test_a_margin_is_told_in_the_briefings_style(judged, row, key, unit, value, is_, words):
    desk = judged([row(key, value, unit)], key, is_)
    assert format_margin(only(desk), desk.ledger) == words


def test_the_change_is_a_share_of_what_the_row_says(judged, row):
    margin = only(judged([row(S, "-4")], S, "-4 t"))
    assert (margin.down, margin.up) == (F("-4.51"), F("-3.49"))
    assert (margin.share_down, margin.share_up) == (F("0.1275"), F("-0.1275"))
    nought = only(judged([row(S, "0")], S, "less than 8 t"))
    assert (nought.up, nought.share_up, nought.share_down) == (F("7.5"), None, None)


@pytest.mark.parametrize(
    ("kind", "source", "status", "of", "is_", "verdict", "count"),
    [
        ("comparison", "book", "actual", A, "6 t", "holds", 1),
        ("comparison", "book", "actual", f"{A} / {A}@book", "1", "holds", 1),
        ("comparison", "book", "actual", f"status({A})", "actual", "holds", 0),
        ("fact", "paper", "actual", A, "6 t", "unverifiable", 0),
        ("opinion", "book", "actual", A, "6 t", "unverifiable", 0),
        ("forecast", "book", "projected", A, "6 t", "open", 0),
        ("forecast", "book", "actual", A, "6 t", "holds", 1),
    ],
)
def test_only_a_verdict_worked_out_from_a_number_has_margins(
    judged, row, kind, source, status, of, is_, verdict, count
):
    more = ", due: '2030', settled_by: a vote"
    desk = judged([row(A, "6", source=source, status=status)], of, is_, kind=kind, more=more)
    made = desk.claims["c"]
    assert (made.verdict, len(made.margins)) == (verdict, count)


def test_a_question_without_all_its_rows_has_no_margins(desks, row):
    ledger = desks(rows=row(A, "6", source="paper") + row(B, "6")).ledger
    asked = CheckSource(f"{A} / {B}", "1", PLACE, PLACE, "fact", "paper")
    assert compute_margins(parse_check(asked, ledger, Diagnostics()), ledger) == ()


def test_a_row_named_twice_moves_in_both_places(judged, row):
    desk = judged([row(A, "6.00"), row(B, "3.00")], f"{A} + {A}@book - {B}", "less than 19 t")
    first = desk.claims["c"].margins[0]
    # Twice 10.995 less 3, each with its half: 2 × 11.00 − 2.995 = 19.005.
    assert ends(first) == (None, None, F("11"), "undetermined")


def test_disputes_and_later_publication_are_left_out_of_the_margin(judged, row):
    rows = [row(A, "6"), row(A, "9", source="digest")]
    desk = judged(rows, A, "6 t")
    assert (desk.claims["c"].verdict, only(desk).verdict) == ("undetermined", "holds")
    later = judged([row(A, "6", source="later")], A, "9 t")
    assert (later.claims["c"].reason, only(later).verdict) == ("published later", "fails")
    assert ends(only(later)) == (None, None, F(8), "undetermined")


def test_a_formula_that_takes_no_other_value_is_given_up_soon(judged, row):
    """A power of tonnes stands for exact exponents alone: between two of them nothing comes out."""
    rows = [row(S, "3.0"), row(X, "2 to 2", "1")]
    desk = judged(rows, f"({S} ^ {X}) / ({S} ^ 2)", "about 1")
    found = {margin.input: margin for margin in desk.claims["c"].margins}
    assert ends(found[f"{X}@book"]) == (None, None, None, None)


def test_a_claim_that_was_pickled_still_has_its_margins(judged, row):
    claim = judged([row(A, "2.1")], A, "2.0 t").claims["c"]
    assert len(claim.margins) == 1
    assert pickle.loads(pickle.dumps(claim)).margins == claim.margins
