"""Hints beside a number that is written as print has it: its sign, size and word stay."""

from __future__ import annotations

import re
from itertools import product

import pytest

from crossfoot.diagnostics import InvalidValue
from crossfoot.quantity.number_hints import cell_hint, number_hint, predicate_hints
from crossfoot.quantity.unit import UnitParser
from crossfoot.quantity.value_parsing import parse_number_value

SIGNS = {
    "": ["{}", "+{}", "plus {}"],
    "-": ["–{}", "—{}", "‑{}", "－{}", "−{}", "− {}", "({})", "{}-", "{}−", "minus {}", "-{}"],
}
QUALIFIERS = {
    "": ["{}"],
    "less_than": ["<{}", "< {}", "under {}", "less than {}", "below {}", "fewer than {}"],
    "more_than": [">{}", "over {}", "more than {}", "above {}", "More than {}"],
    "about": ["~{}", "≈{}", "c. {}", "ca. {}", "about {}", "approx. {}", "{} or so", "around {}"],
    "at_least": ["≥{}", ">={}", "at least {}", "{}+", "{} or more", "min. {}"],
    "up_to": ["≤{}", "<={}", "up to {}", "at most {}", "{} or less", "no more than {}"],
    "nearly": ["nearly {}", "almost {}", "just under {}"],
}
UNITS = ["{}", "{}%", "{} %", "{}k", "{} bn", "{}m", "${}", "€{} bn", "US${}", "{} million USD"]
NUMBERS = {
    "12": "12",
    "1.5": "1.5",
    "1,234.5": "1234.5",
    "1.234,5": "1234.5",
    "1 234": "1234",
    "1'234'567": "1234567",
    "12,5": "12.5",
    "1.2×10^6": "1.2e6",
    "1.2 x 10⁶": "1.2e6",
    "１２": "12",
    "۱۲": "12",
    ".5": "0.5",
}
_WRITE = re.compile(r"write (.+?)(?:,|;| if |$)")


def offered(hint: str) -> list[str]:
    """The numbers that a hint says to write."""
    found = _WRITE.findall(hint)
    return found + re.findall(r"thousands, (\S+) if it is decimal", hint)


def test_a_hint_never_changes_sign_size_or_qualifier() -> None:
    told = 0
    for (sign, signs), (qualifier, words) in product(SIGNS.items(), QUALIFIERS.items()):
        for word, unit, (printed, plain) in product(words, UNITS, NUMBERS.items()):
            form = signs[(len(word) + len(unit) + len(printed)) % len(signs)]
            text = word.format(form.format(unit.format(printed)))
            hint = number_hint(text)
            if not offered(hint):
                continue
            told += 1
            beside = unit.replace("{}", "").split()
            assert offered(hint) == [f"{sign}{plain}"], (text, hint)
            parse_number_value(offered(hint)[0], qualifier)
            named = re.findall(r"(\w+) stands under qualifier", hint)
            assert named == ([qualifier] if qualifier else []), (text, hint)
            where = hint.partition(" stands under unit")[0].rpartition("; ")[2]
            assert where.split() == beside if beside else "under unit" not in hint, (text, hint)
    assert told > 6000  # most of them are told


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("–12", "write -12, with the minus of the keyboard"),
        ("($12)", "write -12, with a minus; $ stands under unit"),
        ("(12%)", "write -12, with a minus; % stands under unit"),
        ("12-", "write -12, with the minus in front"),
        ("-$12", "write -12; $ stands under unit"),
        ("$-12", "write -12; $ stands under unit"),
        ("(1,234)", "write -1234 if the comma parts thousands, -1.234 if it is decimal"),
        ("<12", "write 12; less_than stands under qualifier"),
        ("12+", "write 12; at_least stands under qualifier"),
        ("6,4", "write 6.4, with a decimal point"),
        ("-6,45", "write -6.45, with a decimal point"),
        ("1,234", "write 1234 if the comma parts thousands, 1.234 if it is decimal"),
        ("0,123", "write 0.123, with a decimal point"),
        ("1,234,567.8", "write 1234567.8, without thousands separators"),
        ("12,34,567", "write 1234567, without thousands separators"),
        ("'12", "write 12, without a spreadsheet's apostrophe"),
        ("6.4 bn", "write 6.4; bn stands under unit"),
        ("1.2m", "write 1.2; m stands under unit, as M for millions or m for metres"),
        ("½", "write 0.5, or as the source vouches for it"),
        ("2½", "write 2.5, or as the source vouches for it"),
        ("1/2", "write 0.5, or as the source vouches for it"),
        ("10^6", "write 1e6, as a power of ten"),
        ("91-93", 'write 91 to 93, a range with "to"'),
        ("12–15%", 'write 12 to 15, a range with "to"; % stands under unit'),
        ("$12–15bn", 'write 12 to 15, a range with "to"; $ bn stands under unit'),
        ("between 12 and 15", 'write 12 to 15, a range with "to"'),
        ("-15 to −12", 'write -15 to -12, a range with "to"'),
        ("12±3", "write 12 ± 3, with spaces around ±"),
        ("12 (±3)", "write 12 ± 3, with spaces around ±"),
        ("12*", "write 12, and what * means as a note"),
        ("12[a]", "write 12, and what [a] means as a note"),
        ("12 (p)", "write 12, and what (p) means as a note"),
        ("#NAME?", "the number itself: a spreadsheet's formula or column has failed"),
        ("#DIV/0!", "the number itself: a spreadsheet's formula or column has failed"),
        ("#####", "the number itself: a spreadsheet's formula or column has failed"),
        ("12-Mar", "the number itself: a spreadsheet may have made a date of it"),
        ("2026-03-31", "the number itself: a spreadsheet may have made a date of it"),
    ],
)
def test_a_number_as_print_has_it_is_told_how_it_would_be_right(text: str, right: str) -> None:
    with pytest.raises(InvalidValue) as wrong:
        parse_number_value(text)
    assert wrong.value.hint == right


@pytest.mark.parametrize("text", ["n/a", "-", "–", "..", "…", "null", "NaN", "not available"])
def test_where_there_is_no_number_there_is_no_row(text: str) -> None:
    assert number_hint(text).startswith("a number; where the source gives none there is no row")


@pytest.mark.parametrize(
    "text",
    ["12 CR", "12 DR", "loss of 12", "12 loss", "12 below", "--12", "(-12)", "+12-", "12th", "12¹",
     "1/3", "15–12", "2024–25", "-12–-15", "-12-15", "12 to <15", "<12>", "about 12–15", "12 ± 3%",
     "12 riders", "e12", "0x1F", "1.2.3", "12 (15)", "½ of 12", "1,234–1,236", "12:30", "9" * 99],
)  # fmt: skip
def test_of_what_could_mean_two_things_no_number_is_offered(text: str) -> None:
    assert offered(number_hint(text)) == []


@pytest.mark.parametrize(
    ("text", "low", "high"), [("1.45 ± 0.12", "1.33", "1.57"), ("-3 ± 0.5", "-3.5", "-2.5")]
)
def test_a_value_with_its_margin_keeps_its_centre(text: str, low: str, high: str) -> None:
    found = parse_number_value(text)
    assert found.interval.low == parse_number_value(low).point
    assert found.interval.high == parse_number_value(high).point
    assert found.point == parse_number_value(text.partition(" ")[0]).point
    with pytest.raises(InvalidValue, match="takes no qualifier"):
        parse_number_value(text, "about")


def test_a_cell_of_a_table_is_one_number_and_no_word() -> None:
    assert cell_hint("–12") == "write -12, with the minus of the keyboard"
    assert [cell_hint(text) for text in ("<12", "12–15", "12±3", "12+")] == [""] * 4


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("<12 %", ("less than 12 %",)),
        ("≥ 3", ("at least 3",)),
        ("12–15 %", ("12 to 15 %",)),
        ("(12) t", ("-12 t",)),
        ("over 1,5 bn USD", ("more than 1.5 bn USD",)),
        ("~1,234", ("about 1234", "about 1.234")),
    ],
)
def test_a_check_is_told_in_its_own_words(text: str, right: tuple[str, ...]) -> None:
    words = {"less_than": "less than", "at_least": "at least", "more_than": "more than"}
    assert predicate_hints(text, {**words, "about": "about"}) == right


def test_units_that_a_hint_names_can_be_read() -> None:
    units = UnitParser({})
    for text in ("12 %", "12 bn USD", "€12", "12 km2", "12 million EUR"):
        unit = number_hint(text).partition("; ")[2].removesuffix(" stands under unit")
        units.parse(unit)
