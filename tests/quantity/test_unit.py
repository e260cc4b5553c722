"""Units: our magnitudes first, then own units, currencies and pint's, by exact factors."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as F

import pytest

from crossfoot.diagnostics import InvalidValue
from crossfoot.quantity.pint_units import unit_of_pint
from crossfoot.quantity.unit import UnitParser, without_currency_code
from crossfoot.quantity.unit_table import COMMON_UNITS


@dataclass(frozen=True)
class Own:
    id: str
    plural: str = ""
    dimension: str = "[thing]"


OWN = {"gpu": Own("gpu"), "ratio": Own("ratio", dimension="1"), "TOPS": Own("TOPS")}


@pytest.fixture(scope="module")
def units() -> UnitParser:
    return UnitParser(OWN)


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("bn USD", "USD", F(10**9)),
        ("T USD", "bn USD", F(1000)),
        ("billion USD", "bn USD", F(1)),
        ("trillion USD", "T USD", F(1)),
        ("k USD", "thousand USD", F(1)),
        ("M gpu", "million gpu", F(1)),
        ("GW", "MW", F(1000)),
        ("GWh", "kWh", F(10**6)),
        ("kWh", "J", F(3_600_000)),
        ("day", "s", F(86400)),
        ("year", "day", F(1461, 4)),
        ("%", "1", F(1, 100)),
        ("pp", "%", F(1)),
        ("lb", "kg", F(45359237, 10**8)),
        ("inch", "m", F(254, 10**4)),
        ("m^2/MW", "m^2/kW", F(1, 1000)),
        ("bn USD/month", "USD/year", F(12 * 10**9)),
        ("kW/gpu", "W/gpu", F(1000)),
        ("ratio", "1", F(1)),
        ("m*m", "m^2", F(1)),
        ("1/s", "Hz", F(1)),
    ],
)
def test_units_of_one_dimension_convert_by_an_exact_factor(units, one, other, factor):
    assert units.parse(one).convert_to(units.parse(other)) == factor
    assert type(units.parse(one).factor) is F


@pytest.mark.parametrize(
    ("one", "other"),
    [("USD", "EUR"), ("USD2021", "USD"), ("USD2021", "USD2022"), ("gpu", "1"), ("MW", "MWh"),
     ("date", "day"), ("T USD", "tesla"), ("day", "1")],
)  # fmt: skip
def test_what_is_never_converted_stays_apart(units, one, other):
    with pytest.raises(InvalidValue, match="cannot be given in"):
        units.parse(one).convert_to(units.parse(other))


@pytest.mark.parametrize(
    "text",
    ["nat", "mT", "kT", "dozen", "Watt", "usd", "GPU", "USD3021", "xyz", "°", "__class__",
     "a-b",
     "", " ", "bn", "T", "bn  USD", "bn USD ", " USD", "big USD", "bn bn USD", "m//s", "/m", "m*",
     "m^",
     "m^^2", "m**2", "m^1.5", "USD per day", "k date", "date/day", "date^2", "m*date", "dB",
     "statC", "GW^99*GW^99"],
)  # fmt: skip
def test_what_is_no_unit_is_refused(units, text):
    with pytest.raises(InvalidValue):
        units.parse(text)


def test_pint_reads_no_prefix_that_nobody_meant(units):
    """pint takes ``nat`` for a nano technical atmosphere."""
    for text in ("nat", "kin", "Mdays", "dat", "cyear"):
        with pytest.raises(InvalidValue, match="unknown unit"):
            units.parse(text)


def test_a_refused_unit_has_its_place_and_the_nearest_known(units):
    with pytest.raises(InvalidValue) as wrong:
        units.parse("bn gpus/USSD")
    assert (wrong.value.message, wrong.value.offset) == ("unknown unit 'gpus'", 3)
    assert wrong.value.hint == "did you mean gpu?"
    with pytest.raises(InvalidValue) as wrong:
        units.parse("MWW")
    assert wrong.value.hint == "did you mean MW?"
    with pytest.raises(InvalidValue) as wrong:
        units.parse("person")  # no slip of the hand for a currency of three letters
    assert wrong.value.hint.startswith("a unit of your own, person in data/units.yml")


def test_prices_of_one_year_are_a_currency_all_the_same(units):
    money, old, own = (units.parse(u).dimension for u in ("USD/day", "EUR2021/day", "TOPS/day"))
    assert without_currency_code(money) == without_currency_code(old) != without_currency_code(own)


@pytest.mark.parametrize(
    ("text", "factor", "si"),
    [("MW", 10**6, "W"), ("bn USD", 10**9, "USD"), ("%", F(1, 100), "1"), ("kWh", 3_600_000, "J"),
     ("k gpu", 1000, "gpu"), ("USD2021", 1, "USD2021"), ("date", 1, "date"), ("kg", 1, "kg")],
)  # fmt: skip
def test_each_unit_has_its_si_unit(units, text, factor, si):
    found = units.to_si(units.parse(text))
    assert found[0] == factor
    if text != "kWh":
        assert found[1] == si


@pytest.mark.parametrize("name", COMMON_UNITS)
def test_an_everyday_unit_is_what_pint_says_it_is(name: str) -> None:
    assert COMMON_UNITS[name] == unit_of_pint(name)
