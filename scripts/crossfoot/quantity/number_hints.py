"""What a number as print and spreadsheets have it would be in a row: the hint beside an error.

A hint never changes what was written: sign, magnitude and qualifier stay, or it names no number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from .currency import is_currency
from .unit_spellings import MAGNITUDE_SPELLINGS, SIGN_CODES, SPELLINGS
from .unit_table import COMMON_UNITS

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_SPACES = " \u00a0\u2007\u2009\u202f"
_LENGTH_AT_MOST = 80
_BEFORE: Mapping[str, str] = {
    "less_than": "<|fewer than|less than|lower than|under|below|smaller than",
    "up_to": "≤|⩽|<=|=<|up to|at most|no more than|not more than|maximum|max.|max",
    "more_than": ">|over|more than|greater than|higher than|above|exceeding|just over",
    "at_least": "≥|⩾|>=|=>|at least|no less than|not less than|no fewer than|minimum|min.|min",
    "about": "~|≈|∼|≃|≅|c.|c|ca.|ca|circa|about|approx.|approx|approximately|around|roughly|some",
    "nearly": "nearly|almost|just under|not quite",
}
_AFTER: Mapping[str, str] = {
    "at_least": "+|or more|and more|or over|and over|or above|at least|minimum",
    "up_to": "or less|or fewer|or under|or below|at most|maximum",
    "about": "or so|approximately|approx.|approx",
}
_MARK = re.compile(r"\s*([*†‡§¶]+|\[[A-Za-z0-9*]{1,3}\]|\([a-z*]\))\Z")
_EMPTY = re.compile(
    rf"[{_DASHES}.…?/]*|n\.?/?a\.?|nil|none|null|nan|missing|unknown|not available|not stated",
    re.IGNORECASE,
)
_FAILED = re.compile(r"#+|#[A-Z/0]+[!?]?")
_DATED = re.compile(
    r"[0-9]{1,4}[-/. ][A-Za-z]{3,9}(?:[-/. ][0-9]{2,4})?|[A-Za-z]{3,9}[-/. ][0-9]{1,4}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T].*)?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}"
)
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_RANGE_SIGN = re.compile(rf"\s*[{_DASHES}]\s*")
_RANGE_WORD = re.compile(r"\s+(?:to|and|through)\s+|\s*(?:\.{2,3}|…)\s*", re.IGNORECASE)
_PLUS_MINUS = re.compile(rf"\s*(?:±|\+/[{_DASHES}])\s*")
_DIGITS = rf"(?:[0-9](?:[0-9.,'’_{_SPACES}]*[0-9])?\.?|\.[0-9]+)"
_POWER = r"(?:[eE](?P<e>[+-]?[0-9]{1,3})|\s*[x×*·⋅]\s*10\^(?P<ten>[+-]?[0-9]{1,3}))?"
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS}){_POWER}")
_TEN = re.compile(r"10\^(?P<ten>[+-]?[0-9]{1,3})")
_FRACTION = re.compile(
    r"(?:(?P<whole>[0-9]{1,6})[\s-]*)?(?P<over>[0-9]{1,3})[/⁄](?P<under>[0-9]{1,3})"
)
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_LETTERS: Mapping[str, str] = {
    "m": "M for millions or m for metres",
    "b": "bn for billions or B for bytes",
    "B": "bn for billions or B for bytes",
    "K": "k for thousands or K for kelvins",
    "t": "T for trillions or t for tonnes",
}
_LEDGERS = re.compile(r"(?:cr|dr)\.?", re.IGNORECASE)


@dataclass(frozen=True)
class PrintedNumber:
    """A number as printed, in the words of a row."""

    numbers: tuple[str, ...]
    """As a row has it, "-12", "12 to 15" or "12 ± 3"; two where it can be read in two ways."""
    qualifier: str = ""
    unit: str = ""
    """What stood beside it, as it stood."""
    reasons: tuple[str, ...] = ()
    """Why it is not a row's form, a phrase each."""


def number_hint(text: str) -> str:
    """What a row would have in the place of ``text``; empty where nobody can tell."""
    if special := _no_number(text):
        return special
    found = parse_printed_number(text)
    if found is None:
        return ""
    apart = [f"{found.qualifier} stands under qualifier"] if found.qualifier else []
    apart += [f"{found.unit} stands under unit{_either(found.unit)}"] if found.unit else []
    return "; ".join([_written(found.numbers, found.reasons), *apart])


def cell_hint(text: str) -> str:
    """The same for a cell of a table, which holds one number and no word."""
    found = None if _no_number(text) else parse_printed_number(text)
    plain = found and not found.qualifier and not {" to ", " ± "} & set(_joints(found))
    return number_hint(text) if plain or found is None else ""


def qualifier_hint(text: str, known: Iterable[str]) -> str:
    """The qualifier that a word of print is, as ``write about`` for "circa"; empty for any other.

    A word that is only spelt like one is none: "exactly" is not "nearly".
    """
    plain = " ".join(text.replace("_", " ").lower().split())
    for qualifier in known:
        words = f"{_BEFORE.get(qualifier, '')}|{_AFTER.get(qualifier, '')}".split("|")
        if plain and (plain in words or plain == qualifier.replace("_", " ")):
            return f"write {qualifier}"
    return ""


def predicate_hints(text: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """What a check would ask, "less than 12 %"; ``words`` gives a qualifier's.

    Two where a comma may be either, none where nobody can tell.
    """
    found = None if _no_number(text) else parse_printed_number(text)
    if found is None:
        return ()
    unit = f" {found.unit}" if found.unit else ""
    word = f"{words[found.qualifier]} " if found.qualifier else ""
    return tuple(f"{word}{number}{unit}" for number in found.numbers)


def _either(unit: str) -> str:
    """What a letter may stand for that is a magnitude here and a unit there."""
    last = unit.rsplit(" ", maxsplit=1)[-1]
    return f", as {_LETTERS[last]}" if last in _LETTERS else ""


def _joints(found: PrintedNumber) -> list[str]:
    return [j for j in (" to ", " ± ") if any(j in number for number in found.numbers)]


def _written(numbers: tuple[str, ...], reasons: tuple[str, ...]) -> str:
    if len(numbers) == 2:
        return f"write {numbers[0]} if the comma parts thousands, {numbers[1]} if it is decimal"
    return ", ".join([f"write {numbers[0]}", *reasons])


def _no_number(text: str) -> str:
    if _FAILED.fullmatch(text):
        return "the number itself: a spreadsheet's formula or column has failed"
    dated = _DATED.fullmatch(text)
    if dated and (text[0].isdigit() or "-" in text):
        named = re.search("[A-Za-z]{3}", text)
        if named is None or named[0].lower() in _MONTHS:
            return "the number itself: a spreadsheet may have made a date of it"
    if text and _EMPTY.fullmatch(text):
        return "a number; where the source gives none there is no row, or an empty cell of a table"
    return ""


def parse_printed_number(text: str) -> PrintedNumber | None:
    """The number that ``text`` is in print; None where its sign, size or word is in doubt."""
    if len(text) > _LENGTH_AT_MOST:
        return None
    plain = _in_ascii(text).strip(_SPACES)
    reasons = ["in the digits of the keyboard"] if plain != text and not text.isascii() else []
    if plain.startswith("'"):
        plain, reasons = plain[1:].strip(_SPACES), ["without a spreadsheet's apostrophe"]
    if mark := _MARK.search(plain):
        plain = plain[: mark.start()].strip(_SPACES)
        reasons.append(f"and what {mark[1]} means as a note")
    split = _unqualified(plain)
    if split is None:
        return None
    body, qualifier = split
    found = _uncertain(body) or _range(body) or _amount(body)
    if found is None or (qualifier and _joints(found)):
        return None
    if any(len(number) > _LENGTH_AT_MOST for number in found.numbers):
        return None
    seen = list(dict.fromkeys([*found.reasons, *reasons]))
    if len(seen) > 1 and "in the digits of the keyboard" in seen:
        seen.remove("in the digits of the keyboard")  # the other says it already
    return replace(found, qualifier=qualifier, reasons=tuple(seen))


def _in_ascii(text: str) -> str:
    """Digits of every script, raised powers and fractions as characters of the keyboard."""
    text = _RAISED.sub(lambda m: "^" + unicodedata.normalize("NFKC", m[0]), text)
    made = []
    for character in text:
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            made.append(str(digit))
        elif unicodedata.category(character) == "No" and "FRACTION" in unicodedata.name(character):
            part = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
            made.append(f" {part}" if made and made[-1].isdigit() else part)
        elif "\uff01" <= character <= "\uff5e" and character not in _DASHES:
            made.append(chr(ord(character) - 0xFEE0))
        else:
            made.append({"\u066b": ".", "\u066c": "'"}.get(character, character))
    return "".join(made)


def _unqualified(text: str) -> tuple[str, str] | None:
    """The text without the word or sign that qualifies it; None where two do, or one is odd."""
    found = []
    for table, before in ((_BEFORE, True), (_AFTER, False)):
        for word, qualifier in _listed(table):
            if _has(text, word, before):
                text = (text[len(word) :] if before else text[: -len(word)]).strip(_SPACES)
                found.append(qualifier)
                break
    if len(found) > 1 or re.match(r"[<>=≤≥~≈]", text):
        return None
    return text, "".join(found)


def _listed(table: Mapping[str, str]) -> list[tuple[str, str]]:
    """Words with their qualifiers, the longest first."""
    pairs = [(word, qualifier) for qualifier, words in table.items() for word in words.split("|")]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _has(text: str, word: str, before: bool) -> bool:
    part = text[: len(word)] if before else text[-len(word) :]
    if part.lower() != word or len(text) == len(word):
        return False
    beside = text[len(word)] if before else text[-len(word) - 1]
    return not (word[-1 if before else 0].isalpha() and beside.isalpha())


def _range(text: str) -> PrintedNumber | None:
    """``12–15``, ``between 12 and 15``."""
    whole = re.fullmatch(r"(?:between|from)\s+(.+)", text, re.IGNORECASE)
    body = whole[1] if whole else text
    for pattern, signs in ((_RANGE_WORD, True), (_RANGE_SIGN, False)):
        parts = pattern.split(body)
        if len(parts) != 2 or not all(parts):
            continue
        low, high = map(_amount, parts)
        if low is None or high is None or len(low.numbers) + len(high.numbers) > 2:
            continue
        first, second = low.numbers[0], high.numbers[0]
        # A dash beside a minus: which of them is the sign is not said.
        if not signs and "-" in first[:1] + second[:1]:
            return None
        coin = low.unit and not MAGNITUDE_SPELLINGS.get(low.unit) and body.startswith(low.unit)
        if low.unit not in ("", high.unit) and not coin:
            return None
        if Fraction(first) >= Fraction(second):
            return None
        unit = " ".join(dict.fromkeys(u for u in (low.unit, high.unit) if u))
        return PrintedNumber((f"{first} to {second}",), unit=unit, reasons=('a range with "to"',))
    return None


def _uncertain(text: str) -> PrintedNumber | None:
    """``12±3``, ``12 (±3)``."""
    inner = re.fullmatch(r"(.+?)\s*\((\s*(?:±|\+/-).+)\)", text)
    parts = _PLUS_MINUS.split((inner[1] + inner[2]) if inner else text)
    if len(parts) != 2 or not all(parts):
        return None
    centre, margin = map(_amount, parts)
    if centre is None or margin is None or len(centre.numbers) + len(margin.numbers) > 2:
        return None
    if margin.numbers[0].startswith("-") or (margin.unit and margin.unit in ("%", "‰")):
        return None  # a share of the number, or points: not said
    if centre.unit not in ("", margin.unit):
        coin = text.startswith(centre.unit) and not margin.unit
        if not coin:
            return None
    unit = margin.unit or centre.unit
    form = f"{centre.numbers[0]} ± {margin.numbers[0]}"
    return PrintedNumber((form,), unit=unit, reasons=("with spaces around ±",))


def _amount(text: str) -> PrintedNumber | None:
    """One number with its sign and unit."""
    reasons: list[str] = []
    minus = plus = 0
    bracketed = re.fullmatch(r"([^()]*)\(([^()]+)\)([^()]*)", text)
    if bracketed:
        text, minus = bracketed[1] + bracketed[2].strip(_SPACES) + bracketed[3], 1
        reasons.append("with a minus")
    units: list[str] = []
    rest = text.strip(_SPACES)
    while rest and not (rest[0].isdigit() or rest[0] == "."):
        word = re.match(rf"[{_DASHES}+]|[A-Za-z]{{1,8}}\.?|[A-Z]{{0,3}}[^\w\s.,()]", rest)
        if word is None:
            return None
        said = word[0]
        if said in _DASHES or said.lower() in ("minus", "negative"):
            minus += 1
            if said != "-" or bracketed:
                reasons.append("with the minus of the keyboard")
        elif said == "+" or said.lower() == "plus":
            plus += 1
        else:
            code = re.match(r"[A-Z]{0,3}[^\w\s.,()+-]", rest)
            said = code[0] if code else said
            if said not in SIGN_CODES and said != "$" and said != "¥" and not is_currency(said):
                return None
            units.append(said)
        rest = rest[len(said) :].strip(_SPACES)
    numbers = _digits(rest)
    if numbers is None:
        return None
    found, rest, why = numbers
    reasons += why
    rest = rest.strip(_SPACES)
    if rest[-1:] and rest[-1] in _DASHES:
        minus += 1
        reasons.append("with the minus in front")
        rest = rest[:-1].strip(_SPACES)
    if rest and not _unit(rest):
        return None
    units += [rest] if rest else []
    if minus + plus > 1:
        return None
    sign = "-" if minus else ""
    once = tuple(dict.fromkeys(reasons))
    if "with a minus" in once:
        once = tuple(r for r in once if r != "with the minus of the keyboard")
    return PrintedNumber(
        tuple(sign + number for number in found), unit=" ".join(units), reasons=once
    )


def _digits(text: str) -> tuple[tuple[str, ...], str, list[str]] | None:
    """The number that a text begins with, what follows, and why it is written otherwise."""
    if fraction := _FRACTION.match(text):
        part = _fraction(fraction)
        why = ["or as the source vouches for it"]
        return None if part is None else ((part,), text[fraction.end() :], why)
    if ten := _TEN.match(text):
        return (f"1e{int(ten['ten'])}",), text[ten.end() :], ["as a power of ten"]
    match = _NUMBER.match(text)
    if match is None:
        return None
    digits, end = match["digits"], match.end()
    numbers, why = _grouped(digits)
    # A number may end before what only looks like a group of digits: "12 .5" is none at all.
    power = match["ten"] or match["e"]
    if not numbers or re.match(r"[0-9^/⁄]", text[end:]):
        return None
    if power is not None:
        if len(numbers) > 1:
            return None
        why = [*why, "as a power of ten"] if match["ten"] else why
        numbers = (f"{numbers[0]}e{int(power)}",)
    return numbers, text[end:], why


def _fraction(match: re.Match[str]) -> str | None:
    over, under = int(match["over"]), int(match["under"])
    if not under or over >= under:
        return None
    value = Fraction(over, under)
    if 1000 % value.denominator:
        return None  # it does not end, or goes further than anybody has measured
    places = next(n for n in range(4) if 10**n % value.denominator == 0)
    tail = str(int(value * 10**places)).rjust(places, "0")
    return f"{int(match['whole'] or 0)}.{tail}"


def _grouped(digits: str) -> tuple[tuple[str, ...], list[str]]:
    """Digits with separators as plain decimals, and why; two where a comma may be either."""
    parted, comma = "without thousands separators", "with a decimal point"
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits):
        return (digits,), []
    if re.fullmatch(r"\.[0-9]+", digits):
        return (f"0{digits}",), ["with a digit before the point"]
    if re.fullmatch(r"[0-9]+\.", digits):
        return (digits[:-1],), ["without the point"]
    if grouped := re.fullmatch(
        rf"([0-9]{{1,3}}(?:(['’_{_SPACES}])[0-9]{{3}})(?:\2[0-9]{{3}})*)(?:[.,]([0-9]+))?", digits
    ):
        return (_joined(grouped[1], grouped[3]),), [parted]
    groups = r"[0-9]{1,3}(?:SEP[0-9]{3})+|[0-9]{1,2}(?:SEP[0-9]{2})*SEP[0-9]{3}"
    for sep, point in (",.", ".,"):
        pattern = groups.replace("SEP", re.escape(sep))
        both = re.fullmatch(rf"({pattern}){re.escape(point)}([0-9]+)", digits)
        if both:
            return (_joined(both[1], both[2]),), [parted if sep == "," else comma]
        if digits.count(sep) > 1 and re.fullmatch(pattern, digits):
            return (_joined(digits, None),), [parted]
    if re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", digits):
        return (digits.replace(",", ""), digits.replace(",", ".")), []
    if re.fullmatch(r"[0-9]+,[0-9]+", digits):
        return (digits.replace(",", "."),), [comma]
    return (), []


def _joined(groups: str, part: str | None) -> str:
    whole = re.sub("[^0-9]", "", groups)
    return f"{whole}.{part}" if part else whole


def _unit(text: str) -> bool:
    """Whether it is a unit that we know, with its magnitude, and no word that changes a number."""
    if text in SPELLINGS or text in COMMON_UNITS:
        return True
    if _LEDGERS.fullmatch(text):
        return False  # a credit is one's gain and another's debt
    known = (*SIGN_CODES, "$", "¥", "%", "pp")
    words = [w for w in re.split(r"[ /*]|(?<=[$€£¥₹₩])|(?=[$€£¥₹₩])", text) if w]
    return len(words) <= 4 and all(
        word in known
        or word in MAGNITUDE_SPELLINGS
        or word in SPELLINGS
        or word in COMMON_UNITS
        or is_currency(word)
        for word in words
    )
