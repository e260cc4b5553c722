"""What is written, row by row of the design's table, and what is refused before it is parsed."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.diagnostics import InvalidValue
from crossfoot.quantity.interval import Interval
from crossfoot.quantity.number import parse_number
from crossfoot.quantity.value_parsing import clip_interval, parse_date_value, parse_number_value


def ends(text: str, qualifier: str = "") -> str:
    i = parse_number_value(text, qualifier).interval
    low = "…" if i.low is None else str(float(i.low))
    high = "…" if i.high is None else str(float(i.high))
    return f"{'(' if i.low_open else '['}{low}, {high}{')' if i.high_open else ']'}"


@pytest.mark.parametrize(
    ("qualifier", "text", "expected"),
    [
        ("", "6.4", "[6.35, 6.45]"),
        ("", "550", "[549.5, 550.5]"),
        ("", "5.5e2", "[545.0, 555.0]"),
        ("", "5.50e2", "[549.5, 550.5]"),
        ("", "-6.4", "[-6.45, -6.35]"),
        ("", "+6.4", "[6.35, 6.45]"),
        ("", "0", "[-0.5, 0.5]"),
        ("", "6.40", "[6.395, 6.405]"),
        ("", "5.67e-3", "[0.005665, 0.005675]"),
        ("about", "21", "[19.95, 22.05]"),
        ("about", "-21", "[-22.05, -19.95]"),
        ("about", "3", "[2.5, 3.5]"),
        ("about", "10", "[9.5, 10.5]"),
        ("about", "11", "[10.45, 11.55]"),
        ("about", "0", "[-0.5, 0.5]"),
        ("about", "1e3", "[500.0, 1500.0]"),
        ("nearly", "4", "[3.6, 4.0)"),
        ("nearly", "-4", "(-4.0, -3.6]"),
        ("more_than", "2", "(2.0, …)"),
        ("at_least", "2", "[2.0, …)"),
        ("less_than", "2", "(…, 2.0)"),
        ("up_to", "2", "(…, 2.0]"),
        ("more_than", "-2", "(-2.0, …)"),
        ("", "91 to 93", "[91.0, 93.0]"),
        ("", "-1.5 to 2e1", "[-1.5, 20.0]"),
        ("", "3 to 3", "[3.0, 3.0]"),
    ],
)
def test_a_written_number_stands_for_its_row_of_the_table(qualifier, text, expected):
    assert ends(text, qualifier) == expected


def test_a_range_has_no_single_value_and_takes_no_qualifier():
    assert parse_number_value("91 to 93").point is None
    with pytest.raises(InvalidValue, match="takes no qualifier"):
        parse_number_value("91 to 93", "about")
    with pytest.raises(InvalidValue, match="goes backwards"):
        parse_number_value("93 to 91")


@given(st.integers(0, 10**8), st.integers(0, 6), st.integers(-9, 9))
def test_the_interval_is_half_a_unit_of_the_last_written_digit(digits, places, exponent):
    whole = str(digits).rjust(places + 1, "0")
    text = f"{whole[:-places]}.{whole[-places:]}" if places else whole
    value = parse_number_value(f"{text}e{exponent}")
    unit = F(10) ** (exponent - places)
    assert value.point == digits * unit
    assert value.interval == Interval(value.point - unit / 2, value.point + unit / 2)


def test_a_floor_cuts_every_interval_and_refuses_what_lies_below():
    assert clip_interval(parse_number_value("2", "less_than").interval, F(0)) == Interval(
        F(0), F(2), False, True
    )
    assert clip_interval(parse_number_value("0").interval, F(0)) == Interval(F(0), F(1, 2))
    assert clip_interval(parse_number_value("3").interval, F(0)) == parse_number_value("3").interval
    with pytest.raises(InvalidValue, match="below its metric's floor"):
        clip_interval(parse_number_value("-3").interval, F(0))


@pytest.mark.parametrize(
    ("text", "vague"),
    [("3000", True), ("120000", True), ("-3000", True), ("3e3", False), ("3.000e3", False),
     ("3100", False), ("0", False), ("0000", False), ("3000.0", False), ("3001", False)],
)  # fmt: skip
def test_a_whole_number_with_three_zeros_is_vague_until_its_precision_is_said(text, vague):
    assert parse_number_value(text).vague is vague
    assert parse_number_value(text, "about").vague is False
    assert parse_number_value(text, "more_than").vague is False


@pytest.mark.parametrize(
    "text",
    ["", " ", "6.", ".5", "NaN", "nan", "Infinity", "inf", "-inf", "1_000", "1,000", "1 000", "٣",
     "６.4",
     "1e999999999", "1e61", "0x10", "6.4 ", " 6.4", "6.4\n", "--1", "1e", "e5", "1e1.5", "½", "1/2",
     "9" * 61, "0." + "0" * 61, "−5", "91-93", "91 – 93", "1 to", "to 2", "1 to 2 to 3", "1  to 2",
     "between 1 and 2 and 3"],
)  # fmt: skip
def test_what_is_no_ascii_decimal_is_refused_before_it_is_parsed(text):
    with pytest.raises(InvalidValue):
        parse_number_value(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [("1,000", "write 1000"), ("1,5", "write 1.5"), ("91-93", '"to"'), ("91–93", '"to"')],
)
def test_a_refused_number_says_what_would_be_right(text, hint):
    with pytest.raises(InvalidValue) as wrong:
        parse_number(text)
    assert hint in wrong.value.hint


@pytest.mark.parametrize("qualifier", ["roughly", "ABOUT", "more than"])
def test_an_unknown_qualifier_is_refused(qualifier):
    with pytest.raises(InvalidValue, match="unknown qualifier"):
        parse_number_value("4", qualifier)


def test_nothing_is_nearly_zero():
    with pytest.raises(InvalidValue, match="nearly zero"):
        parse_number_value("0", "nearly")


@pytest.mark.parametrize(
    ("text", "qualifier", "days"),
    [
        ("0001-01-01", "", (1, 1)),
        ("0001", "", (1, 365)),
        ("0001-02", "", (32, 59)),
        ("0001-02", "up_to", (None, 59)),
        ("0001-02", "less_than", (None, 32)),
        ("0001-02", "at_least", (32, None)),
        ("0001-02", "more_than", (59, None)),
    ],
)
def test_a_date_is_its_first_to_its_last_day(text, qualifier, days):
    interval = parse_date_value(text, qualifier).interval
    assert (interval.low, interval.high) == days
    assert interval.low_open == (qualifier in ("more_than", "up_to", "less_than"))


@pytest.mark.parametrize(
    "text", ["2026Q1", "2026H1", "2026--2028", "2026-13", "2026-02-30", "26", ""]
)
def test_what_is_no_day_month_or_year_is_no_date(text):
    with pytest.raises(InvalidValue):
        parse_date_value(text)


@pytest.mark.parametrize("qualifier", ["about", "nearly"])
def test_a_date_is_never_about_or_nearly(qualifier):
    with pytest.raises(InvalidValue, match="a date cannot be"):
        parse_date_value("2026", qualifier)
