"""Units as sources spell them: which spellings are read, and what to write for the others.

A spelling is read only where it can mean one unit, by an exact factor; what a row says stays as it
is written. One that may mean two is refused with both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

MAGNITUDE_SPELLINGS: Mapping[str, str] = {
    **{word: word for word in "thousand k million M billion bn trillion T lakh crore".split()},
    **dict.fromkeys("thousands Thousand".split(), "thousand"),
    **dict.fromkeys("millions Million mn Mn mln mio Mio".split(), "million"),
    **dict.fromkeys("billions Billion Bn bln mrd Mrd".split(), "billion"),
    **dict.fromkeys("trillions Trillion tn trn".split(), "trillion"),
}
"""Magnitudes by their spellings. None has an ``m``, ``b`` or ``t`` alone, which are units."""
_UNSURE_MAGNITUDES: Mapping[str, str] = {
    "m": "M", "mm": "M", "MM": "M", "mil": "M", "b": "bn", "B": "bn", "K": "k", "t": "T",
}  # fmt: skip
"""What a magnitude beside a currency is meant to be, though it is a unit by itself."""

SIGN_CODES: Mapping[str, str] = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₫": "VND",
    "₱": "PHP", "₪": "ILS", "₦": "NGN", "฿": "THB", "₸": "KZT", "₵": "GHS", "₲": "PYG",
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN",
    "CN¥": "CNY", "JP¥": "JPY",
}  # fmt: skip
"""Signs that are one currency's; ``$`` and ``¥`` are not."""


def _spellings() -> Iterator[tuple[str, str]]:
    for unit, words in {
        "%": "percent|per cent|per-cent|pct|pct.|Percent|Per cent|％",
        "pp": "p.p.|pp.|pps|% points|%-points|%points|percentage points|percentage point",
        "°C": "degC|celsius|Celsius|℃|° C|deg C|degrees Celsius|degrees C",
        "°F": "degF|fahrenheit|Fahrenheit|℉|° F|deg F|degrees Fahrenheit|degrees F",
        "s": "sec|secs|seconds",
        "minute": "min|mins|minutes",
        "hour": "hr|hrs|hours|Hours",
        "day": "days|Days",
        "week": "weeks|wk|wks",
        "month": "months|Months",
        "year": "yr|yrs|years|Years",
        "m": "metre|metres|meter|meters",
        "km": "kilometre|kilometres|kilometer|kilometers|kms|Km",
        "cm": "centimetre|centimetres|centimeter|centimeters",
        "mm": "millimetre|millimetres|millimeter|millimeters",
        "mile": "miles",
        "ft": "feet",
        "inch": "inches",
        "t": "tonne|tonnes|metric ton|metric tons|metric tonnes",
        "kg": "kilogram|kilograms|kilo|kilos|kgs",
        "g": "gram|grams|gramme|grammes",
        "L": "litre|litres|liter|liters",
        "ha": "hectare|hectares",
        "acre": "acres",
        "W": "watt|watts",
        "kW": "kilowatt|kilowatts",
        "MW": "megawatt|megawatts",
        "GW": "gigawatt|gigawatts",
        "kWh": "kilowatt-hour|kilowatt-hours|kilowatt hours|KWh|kwh|kWhs",
        "MWh": "megawatt-hour|megawatt-hours|megawatt hours|Mwh",
        "GWh": "gigawatt-hours|gigawatt hours",
        "TWh": "terawatt-hours|terawatt hours|Twh",
        "m^2": "m2|sqm|sq m|sq. m|square metre|square metres|square meter|square meters",
        "km^2": "km2|sqkm|sq km|sq. km|square kilometre|square kilometres|square kilometers",
        "cm^2": "cm2|sq cm",
        "mm^2": "mm2",
        "ft^2": "ft2|sqft|sq ft|sq. ft|square feet|square foot",
        "mile^2": "sq mi|square miles",
        "m^3": "m3|cu m|cubic metre|cubic metres|cubic meters",
        "km^3": "km3|cubic kilometres|cubic kilometers",
        "cm^3": "cm3|cubic centimetres",
        "ft^3": "ft3|cu ft|cubic feet",
    }.items():
        for word in words.split("|"):
            yield word, unit
    yield from SIGN_CODES.items()


SPELLINGS: Mapping[str, str] = dict(_spellings())
"""What is read as one of ours, by its spelling."""

DOLLARS = "USD, AUD, CAD or whose dollar it is"
UNSURE: Mapping[str, str] = {
    "$": DOLLARS,
    "¥": "JPY or CNY",
    "ton": "t for 1,000 kg, short_ton or long_ton",
    "tons": "t for 1,000 kg, short_ton or long_ton",
    "kt": "k t for a thousand tonnes, knot for a speed",
    "kts": "knot for a speed, k t for a thousand tonnes",
    "bbl": "oil_bbl for 42 gallons of oil, or a unit of your own in data/units.yml",
    "barrel": "oil_bbl for 42 gallons of oil, or a unit of your own in data/units.yml",
    "barrels": "oil_bbl for 42 gallons of oil, or a unit of your own in data/units.yml",
    "pound": "lb for a weight, GBP for money",
    "pounds": "lb for a weight, GBP for money",
    "bp": "pp, of which a hundred basis points are one; or a unit of your own in data/units.yml",
    "bps": "pp, of which a hundred basis points are one; bit/s for what is sent",
    "ppt": "pp for percentage points; 1e-12 is written in the value",
    "point": "pp for percentage points, or a unit of your own in data/units.yml",
    "points": "pp for percentage points, or a unit of your own in data/units.yml",
    "quarter": "month, of which a quarter has three; which quarter it is stands under period",
    "quarters": "month, of which a quarter has three; which quarter it is stands under period",
    "b": "B for bytes, bit, or bn before a unit",
    "C": "°C for a temperature, coulomb for a charge",
    "F": "°F for a temperature, farad for a capacity",
    "°": "°C or °F for a temperature, degree for an angle",
    "deg": "°C or °F for a temperature, degree for an angle",
    "degrees": "°C or °F for a temperature, degree for an angle",
    "Mm3": "M m^3 for a million cubic metres",
    "dollar": DOLLARS,
    "dollars": DOLLARS,
    "euro": "EUR",
    "euros": "EUR",
    "Euros": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
    "RMB": "CNY",
    "rupees": "INR, PKR, LKR or whose rupee it is",
    "cents": "the currency, as in 0.05 USD",
    "basis points": "pp, of which a hundred basis points are one",
    "decade": "year, of which a decade has ten",
    "decades": "year, of which a decade has ten",
    "gal": "gallon for the American one, imperial_gallon for the British",
    "#": "1 for a pure number, or a unit of your own in data/units.yml",
    "number": "1 for a pure number, or a unit of your own in data/units.yml",
    "ratio": "1 for a pure number",
    "index": "1 for a pure number, or a unit of your own in data/units.yml",
    "unit": "1 for a pure number, or a unit of your own in data/units.yml",
    "units": "1 for a pure number, or a unit of your own in data/units.yml",
    "times": "1 for a pure number",
    "x": "1 for a pure number",
    "-": "1 for a pure number",
    "none": "1 for a pure number",
}
"""What may mean two things, or is pint's for something else than readers take it for."""

_GAS = re.compile(
    r"(?P<mass>.*?)\s?(?P<gas>CO2|CO₂|CH4|CH₄|N2O|NOx|SO2)-?\s?(?P<e>e|eq)?(?P<rest>/.*)?"
)
_SUPERSCRIPT = re.compile("[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_TO_DIGITS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")


def canonical_spelling(name: str) -> str:
    """A name without spaces as ours has it: ``m²`` is ``m^2``, ``€`` is ``EUR``."""
    name = name.replace("\u03bc", "\u00b5").replace("·", "*").replace("⋅", "*")
    name = _SUPERSCRIPT.sub(lambda m: "^" + m[0].translate(_TO_DIGITS).lstrip("+"), name)
    return SPELLINGS.get(name, name)


def unit_candidates(text: str) -> Iterator[str]:
    """What a unit that cannot be read may have been meant to be, the likeliest first."""
    plain = re.sub(r"\s+", " ", text.strip().strip(".,"))
    yield plain
    plain = re.sub(r" (?:per|a|an|je|par) ", "/", plain).replace(" / ", "/").replace("/ ", "/")
    plain = re.sub(r"^per ", "1/", plain)
    yield plain
    plain = re.sub(r"[(),.]", " ", plain.replace(" of ", " "))
    plain = re.sub(r"\s+", " ", plain).strip()
    yield plain
    coin = rf"(?:{'|'.join(sorted(map(re.escape, SIGN_CODES), key=len, reverse=True))}|[A-Z]{{3}})"
    sizes = {**MAGNITUDE_SPELLINGS, **_UNSURE_MAGNITUDES}
    size = "|".join(sorted(map(re.escape, sizes), key=len, reverse=True))
    for form in (rf"(?P<size>{size}) ?(?P<coin>{coin})", rf"(?P<coin>{coin}) ?(?P<size>{size})"):
        match = re.fullmatch(rf"{form}(?P<rest>/.*)?", plain)
        if match:
            code = SIGN_CODES.get(match["coin"], match["coin"])
            yield f"{sizes[match['size']]} {code}{match['rest'] or ''}"


def gas_hint(text: str) -> str:
    """What to write for a mass of a gas, ``MtCO2e``; empty for anything else."""
    match = _GAS.fullmatch(text)
    if match is None:
        return ""
    mass, rest = match["mass"], match["rest"] or ""
    name = re.sub(r"[^A-Za-z0-9]", "", f"{mass or 't'}{match['gas']}{match['e'] or ''}")
    plain = f"{mass}{rest}" if mass else f"t{rest} or kg{rest}"
    return f"{plain}, for the metric says of what; or {name}, a unit of your own in data/units.yml"
