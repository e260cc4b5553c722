"""Units as sources spell them: read as the one that they are, or refused with what to write."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from crossfoot.diagnostics import InvalidValue
from crossfoot.quantity.number_format import NumberFormat
from crossfoot.quantity.unit import UnitParser

UNITS = UnitParser({})
STYLE = NumberFormat("words", {})


@pytest.mark.parametrize(
    ("spelt", "ours"),
    [
        ("µm", "1e-6 m"), ("μm", "1e-6 m"), ("m²", "m^2"), ("m³", "m^3"), ("km2", "km^2"),
        ("km²", "km^2"), ("m⁻¹", "1/m"), ("sq m", "m^2"), ("sqm", "m^2"), ("k sq ft", "k ft^2"),
        ("square kilometres", "km^2"), ("cubic metres", "m^3"), ("cm3", "cm^3"),
        ("kWh/m²", "kWh/m^2"), ("kWh/m2", "kWh/m^2"), ("kWh/m2/yr", "kWh/m^2/year"),
        ("€", "EUR"), ("US$", "USD"), ("£", "GBP"), ("A$", "AUD"), ("₹", "INR"), ("HK$", "HKD"),
        ("US$/t", "USD/t"), ("€/MWh", "EUR/MWh"), ("mn EUR", "M EUR"), ("EUR mn", "M EUR"),
        ("USD bn", "bn USD"), ("bn. USD", "bn USD"), ("Mio. EUR", "M EUR"), ("Mrd. EUR", "bn EUR"),
        ("Mrd €", "bn EUR"), ("millions USD", "M USD"), ("USD million", "M USD"),
        ("tn JPY", "T JPY"), ("per cent", "%"), ("percent", "%"), ("pct", "%"), ("p.p.", "pp"),
        ("% points", "pp"), ("percentage points", "pp"), ("hours", "hour"), ("hrs", "hour"),
        ("yrs", "year"), ("years", "year"), ("days", "day"), ("mins", "minute"), ("secs", "s"),
        ("USD/hr", "USD/hour"), ("MWh/yr", "MWh/year"), ("tonnes", "t"), ("kilometres", "km"),
        ("litres", "L"), ("hectares", "ha"), ("kwh", "kWh"), ("terawatt-hours", "TWh"),
        ("metres", "m"), ("degC", "°C"), ("℃", "°C"), ("degF", "°F"),
    ],
)  # fmt: skip
def test_a_spelling_is_read_as_the_unit_that_it_is(spelt: str, ours: str) -> None:
    scale, _, name = ours.rpartition(" ") if ours.startswith("1e") else ("1", "", ours)
    found, wanted = UNITS.parse(spelt), UNITS.parse(name)
    assert found.text == spelt  # as its source wrote it
    assert found.dimension == wanted.dimension
    assert found.factor == F(scale) * wanted.factor


@pytest.mark.parametrize(
    ("spelt", "text"),
    [
        ("€", "€12"),
        ("EUR mn", "€12 million"),
        ("crore INR", "₹12 crore"),
        ("km2", "12 km²"),
        ("µm", "12 µm"),
        ("°C", "12 °C"),
        ("percent", "12%"),
        ("hrs", "12 hours"),
        ("‰", "12‰"),
    ],
)
def test_a_page_writes_it_as_ours(spelt: str, text: str) -> None:
    assert STYLE.format_observed("12", "", UNITS.parse(spelt), None, True) == text


def test_a_lakh_and_a_crore_are_magnitudes() -> None:
    assert UNITS.parse("lakh INR").convert_to(UNITS.parse("INR")) == 10**5
    assert UNITS.parse("INR crore").convert_to(UNITS.parse("M INR")) == 10


@pytest.mark.parametrize(
    ("spelt", "right"),
    [
        ("$", "USD, AUD, CAD or whose dollar it is"),
        ("$bn", "such as bn USD: USD, AUD, CAD or whose dollar it is"),
        ("¥", "JPY or CNY"),
        ("US$bn", "write bn USD"),
        ("k€", "write k EUR"),
        ("M€", "write M EUR"),
        ("€m", "write M EUR"),
        ("m EUR", "write M EUR"),
        ("EUR m", "write M EUR"),
        ("b USD", "write bn USD"),
        ("K EUR", "write k EUR"),
        ("USD (bn)", "write USD bn"),
        ("millions of USD", "write millions USD"),
        ("USD per day", "write USD/day"),
        ("bn USD per day", "write bn USD/day"),
        ("euros", "EUR"),
        ("usd", "did you mean USD?"),
        ("GWH", "did you mean GWh?"),
        ("ton", "t for 1,000 kg, short_ton or long_ton"),
        ("kt", "k t for a thousand tonnes, knot for a speed"),
        ("bbl", "oil_bbl for 42 gallons of oil, or a unit of your own in data/units.yml"),
        ("C", "°C for a temperature, coulomb for a charge"),
        ("degrees", "°C or °F for a temperature, degree for an angle"),
        ("basis points", "pp, of which a hundred basis points are one"),
        ("Mm³", "M m^3 for a million of them"),
        (
            "GtCO2",
            "Gt, for the metric says of what; or GtCO2, a unit of your own in ",
        ),
        ("tCO2e/MWh", "t/MWh, for the metric says of what; or tCO2e, a unit of your own in data/"),
        (
            "boe",
            "a unit of your own, boe in data/units.yml; a currency's code",
        ),
        (
            "BTC",
            "a unit of your own, BTC in data/units.yml; a currency's code",
        ),
        ("people", "a unit of your own, people in data/units.yml; a currency's code"),
    ],
)
def test_what_may_mean_two_things_is_refused_with_what_to_write(spelt: str, right: str) -> None:
    with pytest.raises(InvalidValue) as wrong:
        UNITS.parse(spelt)
    assert wrong.value.hint.startswith(right)
    if right.startswith("write "):
        UNITS.parse(right.removeprefix("write "))


@pytest.mark.parametrize("other", ["K", "°F", "1"])
def test_a_temperature_is_converted_into_no_other_scale(other: str) -> None:
    with pytest.raises(InvalidValue, match="cannot be given in"):
        UNITS.parse("°C").convert_to(UNITS.parse(other))


def test_a_unit_of_the_briefing_own_is_no_spelling_of_another() -> None:
    class Own:
        id, plural, dimension = "tons", "tons", "[load]"

    assert UnitParser({"tons": Own()}).parse("k tons").dimension == (("[load]", F(1)),)
