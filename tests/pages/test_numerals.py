"""What counts as a number when a reader reads."""

from __future__ import annotations

import pytest

from crossfoot.pages import numerals

WORDS = [
    *numerals._CARDINALS,
    *(f"{article} {part}" for article in ("a", "one") for part in numerals._PARTS),
    *(f"{part}s" for part in numerals._PARTS),
    *(f"{ten[:-1]}ies" for ten in numerals._TENS.split()),
    *(f"{stem}ed" for stem in numerals._TIMES),
    *"half halves halved halving halve twice thrice triplicate quadruplicate tenfold".split(),
    "a quarter of",
    "one quarter as",
]


@pytest.mark.parametrize("word", WORDS)
def test_each_number_word_is_found_whole_and_in_any_case(word):
    for spelt in (word, word.upper(), word.capitalize()):
        assert numerals.NUMBER.findall(f"So {spelt} it was") == [spelt]
        assert numerals.count_numbers(f"So {spelt} it was", ()) == 1
