"""How a number is written for a reader: as many digits as its interval supports."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.diagnostics import InvalidValue
from crossfoot.quantity.decimal import (
    decimal_exponent,
    display_digit,
    exact_decimal,
    exact_decimal_down,
    exact_decimal_up,
    format_decimal,
    round_half_away,
)
from crossfoot.quantity.interval import Interval
from crossfoot.quantity.number_format import NumberFormat
from crossfoot.quantity.unit import UnitParser
from crossfoot.quantity.value_parsing import parse_date_value, parse_number_value


@dataclass(frozen=True)
class Own:
    id: str
    plural: str = ""
    dimension: str = "[thing]"


OWN = {"gpu": Own("gpu", "GPUs"), "stone-pair": Own("stone-pair"), "TOPS": Own("TOPS")}
UNITS = UnitParser(OWN)
WORDS, SHORT = NumberFormat("words", OWN), NumberFormat("short", OWN)


def worked(value, low, high, unit="1", digits=None, style=WORDS) -> str:
    ends = [None if end is None else F(end) for end in (low, high)]
    exact = None if value is None else F(value)
    return style.format_computed(exact, Interval(*ends), UNITS.parse(unit), digits, True)


def of_digits(*texts: str) -> tuple[F, Interval]:
    values = [parse_number_value(text) for text in texts]
    value, interval = values[0].point, values[0].interval
    for other in values[1:]:
        value, interval = value + other.point, interval + other.interval
    return value, interval


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        ("4.1", "4.057", "4.148", "4.1"),
        ("453", "452", "454", "453"),
        ("30.8", "30.6", "31.0", "30.8"),
        ("30.8", "30.2", "31.4", "31"),
        ("-4.1", "-4.148", "-4.057", "−4.1"),
        ("0.5", "0", "1", "1"),
        ("-0.5", "-1", "0", "−1"),
        ("1234567", "1234566.5", "1234567.5", "1,234,567"),
        ("0.00000123", "0.000001225", "0.000001235", "1.23 × 10⁻⁶"),
        ("2.5", "2.5", "2.5", "2.5"),
        (F(1, 3), F(1, 3), F(1, 3), "0.333333333333"),
        (F(2, 3), F(2, 3), F(2, 3), "0.666666666667"),
        ("1234567890123456", "1234567890123456", "1234567890123456", "1,234,567,890,120,000"),
        ("1000", "1000", "1000", "1,000"),
        ("0", "0", "0", "0"),
        (None, "20", "180", "20 to 180"),
        (None, "0", "550", "0 to 550"),
        (None, "91.5", "93.25", "91.5 to 93.3"),
        ("7", "7", None, "at least 7"),
        ("7", "4.8765", None, "at least 4.87"),
        ("7", "12376", None, "at least 12,300"),
        ("7", "-12341", None, "at least −12,400"),
        ("7", None, "12341", "up to 12,400"),
        ("7", None, "123456", "up to 124,000"),
        ("7", None, "-2.5", "up to −2.5"),
        ("7", None, None, "any value"),
    ],
)
def test_a_result_is_written_as_the_design_says(value, low, high, text):
    assert worked(value, low, high) == text


def test_the_designs_own_examples_come_out():
    assert worked(*_parts(of_digits("365", "88"))) == "453"
    value, interval = of_digits("7.7")
    assert worked(value * 4, interval.low * 4, interval.high * 4) == "30.8"


def _parts(pair):
    return pair[0], pair[1].low, pair[1].high


@given(st.fractions(min_value=F(1, 10**9), max_value=10**9))
def test_the_last_digit_is_the_finest_whose_double_is_not_below_the_half_width(half):
    last = display_digit(Interval(-half, half))
    assert 2 * F(10) ** last >= half > 2 * F(10) ** (last - 1)


@pytest.mark.parametrize(
    ("value", "last", "text"),
    [("0.25", -1, "0.3"), ("-0.25", -1, "−0.3"), ("2.5", 0, "3"), ("-2.5", 0, "−3"), ("45", 1,
     "50"),
     ("44.9", 1, "40"), ("0.05", -1, "0.1")],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero(value, last, text):
    assert format_decimal(round_half_away(F(value), last), last) == text


def test_digits_may_only_be_fewer():
    assert worked("4.123", "4.1225", "4.1235", digits=2) == "4.1"
    assert worked("4.123", "4.1225", "4.1235", digits=5) == worked("4.123", "4.1225", "4.1235")
    assert WORDS.format_observed("12345", "", UNITS.parse("bn USD"), 2, True) == "$12,000 billion"
    assert WORDS.format_observed("12", "", UNITS.parse("bn USD"), 3, True) == "$12 billion"
    with pytest.raises(InvalidValue):
        worked("4.1", "4.05", "4.15", digits=0)


@pytest.mark.parametrize(
    ("text", "qualifier", "shown"),
    [
        ("2028", "more_than", "from 1 January 2029"),
        ("2028", "at_least", "from 1 January 2028"),
        ("2028", "less_than", "up to 31 December 2027"),
        ("2028", "up_to", "up to 31 December 2028"),
        ("9999", "more_than", "from 31 December 9999"),
        ("0001", "less_than", "up to 1 January 1"),
    ],
)
def test_a_day_worked_out_is_one_that_the_open_end_allows(text, qualifier, shown):
    value = parse_date_value(text, qualifier)
    assert (
        WORDS.format_computed(value.point, value.interval, UNITS.parse("date"), None, True) == shown
    )


def test_digits_of_an_open_figure_are_three_at_most():
    assert worked("7", "4.8765", None, digits=2) == "at least 4.8"
    assert worked("7", "4.8765", None, digits=4) == worked("7", "4.8765", None)


def test_an_exact_result_may_have_fewer_digits_and_never_gains_any():
    assert worked(F(1, 3), F(1, 3), F(1, 3), digits=2) == "0.33"
    assert worked("2", "2", "2", digits=3) == "2"
    assert worked("2", "2", "2", digits=13) == "2"


def test_a_root_of_an_exact_number_is_written_like_an_exact_one():
    from crossfoot.quantity.power import interval_power

    root = interval_power(Interval.point(2), Interval.point(F(1, 2)))
    assert worked((root.low + root.high) / 2, root.low, root.high) == "1.41421356237"
    cube = interval_power(Interval.point(8), Interval.point(F(1, 3)))
    assert worked((cube.low + cube.high) / 2, cube.low, cube.high) == "2"


@pytest.mark.parametrize(
    ("text", "qualifier", "unit", "long", "short"),
    [
        ("6.4", "", "bn USD", "$6.4 billion", "$6.4bn"),
        ("4.9", "more_than", "bn USD", "more than $4.9 billion", "more than $4.9bn"),
        ("-6.4", "", "bn USD", "−$6.4 billion", "−$6.4bn"),
        ("1.25", "", "T USD", "$1.25 trillion", "$1.25T"),
        ("116", "", "M USD", "$116 million", "$116M"),
        ("10", "", "k CHF", "CHF 10 thousand", "CHF 10k"),
        ("6.40", "", "bn USD2021", "$6.40 billion (2021 prices)", "$6.40bn (2021 prices)"),
        ("91 to 93", "", "bn USD", "$91 billion to $93 billion", "$91bn to $93bn"),
        ("1.25", "", "bn USD/month", "$1.25 billion a month", "$1.25bn a month"),
        ("21", "about", "%", "about 21%", "about 21%"),
        ("1", "", "gpu", "1 gpu", "1 gpu"),
        ("2", "", "gpu", "2 GPUs", "2 GPUs"),
        ("2", "", "stone-pair", "2 stone-pair", "2 stone-pair"),
        ("3", "", "TOPS", "3 TOPS", "3 TOPS"),
        ("1", "", "pp", "1 percentage point", "1 percentage point"),
        ("122", "", "day", "122 days", "122 days"),
        ("250 to 300", "", "MW", "250 to 300 MW", "250 to 300 MW"),
        ("1200", "", "m^2/MW", "1,200 m²/MW", "1,200 m²/MW"),
        ("1", "", "M gpu", "1 million GPUs", "1 million GPUs"),
    ],
)
def test_a_row_is_written_as_its_source_wrote_it_in_the_briefings_money_style(
    text, qualifier, unit, long, short
):
    read = UNITS.parse(unit)
    assert WORDS.format_observed(text, qualifier, read, None, True) == long
    assert SHORT.format_observed(text, qualifier, read, None, True) == short


@pytest.mark.parametrize(
    ("qualifier", "text"),
    [("", "2028"), ("up_to", "by the end of 2028"), ("less_than", "before 2028"),
     ("at_least", "from 2028"), ("more_than", "after 2028")],
)  # fmt: skip
def test_a_date_is_written_in_words(qualifier, text):
    assert WORDS.format_observed("2028", qualifier, UNITS.parse("date"), None, True) == text


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_published_ends_are_rounded_outward_to_twelve_digits(value):
    low, high = F(exact_decimal_down(value)), F(exact_decimal_up(value))
    assert low <= value <= high
    assert high - low <= abs(value) / F(10) ** 10
    assert abs(F(exact_decimal(value)) - value) <= abs(value) / F(10) ** 11


@given(st.integers(-6000, 6000), st.fractions(min_value=1, max_value=9))
def test_the_first_digit_is_found_however_large_or_small(power, mantissa):
    assert decimal_exponent(mantissa * F(10) ** power) == power


@pytest.mark.parametrize(
    ("unit", "style", "text"),
    [
        ("bn USD", WORDS, "$12 billion ± $3 billion"),
        ("bn USD", SHORT, "$12bn ± $3bn"),
        ("MW", WORDS, "12 ± 3 MW"),
    ],
)
def test_a_margin_of_money_is_money(unit, style, text):
    assert style.format_observed("12 ± 3", "", UNITS.parse(unit), None, True) == text
