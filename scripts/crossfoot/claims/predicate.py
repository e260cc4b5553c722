"""What a claim's ``is`` asks: a bound, with or without a word; a date; a status."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..diagnostics import InvalidValue, did_you_mean
from ..ledger.field_types import DAY, STATUSES
from ..quantity import value_parsing
from ..quantity.interval import Interval
from ..quantity.number import DECIMAL
from ..quantity.number_format import NumberFormat
from ..quantity.number_hints import predicate_hints
from ..quantity.period import parse_period
from ..quantity.period_hints import possible_dates
from ..quantity.unit import Unit, UnitParser

WORDS = {
    "nearly": "nearly",
    "about": "about",
    "more than": "more_than",
    "less than": "less_than",
    "up to": "up_to",
    "at least": "at_least",
}
_NUMBER = re.compile(rf"(?:({'|'.join(WORDS)}) )?({DECIMAL})(?: (.+))?", re.ASCII)
_RANGE = re.compile(rf"(?:between ({DECIMAL}) and|({DECIMAL}) to) ({DECIMAL})(?: (.+))?", re.ASCII)
_CENTRE = re.compile(rf"({DECIMAL}{value_parsing.PLUS_MINUS}{DECIMAL})(?: (.+))?", re.ASCII)
_DATE = re.compile(r"(before|on|after) (\S+)", re.ASCII)
_DAY = timedelta(1)
FORMS = "nearly 4, about 21 %, more than 2, between 1 and 2, 30.8 bn USD, a status, before 2029"


@dataclass(frozen=True)
class Predicate:
    """A test: ``bound`` in ``unit``, or a ``status``."""

    kind: Literal["digits", "word", "status"]
    text: str
    """In words, with what it stands for: "nearly 4: from 3.6 up to, not including, 4"."""
    unit: Unit | None = None
    bound: Interval | None = None
    status: str = ""
    vague: bool = False
    """A whole number ending in three zeros, with no word on how near it is."""


def parse_predicate(text: str, units: UnitParser, style: NumberFormat) -> Predicate:
    """Read an ``is``; raises InvalidValue where it has no known form."""
    if text in STATUSES:
        return Predicate("status", text, status=text)
    match = _DATE.fullmatch(text)
    if match is not None:
        return _dated(match[1], match[2], units)
    match = _RANGE.fullmatch(text)
    if match is not None:
        unit = _unit(match, 4, units)
        low, high = match[1] or match[2], match[3]
        value = value_parsing.parse_number_value(f"{low} to {high}")
        words = "between" if match[1] else "from"
        spread = style.format_observed(f"{low} to {high}", "", unit, None, True)
        joined = spread.replace(" to ", " and ") if match[1] else spread
        return Predicate("word", f"{words} {joined}", unit, value.interval)
    match = _CENTRE.fullmatch(text)
    if match is not None:
        unit = _unit(match, 2, units)
        words = style.format_observed(match[1], "", unit, None, True)
        return Predicate("word", words, unit, value_parsing.parse_number_value(match[1]).interval)
    match = _NUMBER.fullmatch(text)
    if match is None:
        hint = _dated_as(text) or _meant(text, units, style) or did_you_mean(text, STATUSES)
        raise InvalidValue(f"{text!r} is no test", hint or f"such as {FORMS}")
    qualifier = WORDS.get(match[1] or "", "")
    unit = _unit(match, 3, units)
    value = value_parsing.parse_number_value(match[2], qualifier)
    asked = style.format_observed(match[2], qualifier, unit, None, True)
    sentence = asked
    if qualifier in ("", "about", "nearly"):
        sentence += f": {_stands_for(value.interval, unit, style)}"
    kind: Literal["digits", "word"] = "word" if qualifier else "digits"
    return Predicate(kind, sentence, unit, value.interval, vague=value.vague)


def _dated_as(text: str) -> str:
    """What a test of a date that is written in another way would be; empty for any other."""
    match = re.fullmatch(r"(?:(before|on|in|after|since|by|until|till) )?(.+)", text)
    if match is None:
        return ""
    word, said = match.groups()
    days = [said] if re.fullmatch(DAY, said, re.ASCII) else possible_dates(said)
    if len(days) != 1 or (not word and "-" not in days[0]):
        return ""  # a year alone may be any number
    try:
        first, last = parse_period(days[0]).first, parse_period(days[0]).last
    except InvalidValue:
        return ""
    if word in ("before", "after"):
        return f"write {word} {days[0]}"
    if word == "since":
        return f"write after {first - _DAY}" if first > date.min else ""
    if word in ("by", "until", "till"):
        return f"write before {last + _DAY}" if last < date.max else ""
    return f"write on {days[0]}"


def _meant(text: str, units: UnitParser, style: NumberFormat) -> str:
    """What a test that is written as print has it would be; empty where nobody can tell."""
    found = predicate_hints(text, {qualifier: word for word, qualifier in WORDS.items()})
    try:
        for form in {*found} - {text}:
            parse_predicate(form, units, style)
    except InvalidValue:
        return ""
    return f"write {' or '.join(found)}" if found else ""


def _unit(match: re.Match[str], group: int, units: UnitParser) -> Unit:
    try:
        unit = units.parse(match[group] or "1")
    except InvalidValue as wrong:
        wrong.offset += match.start(group)
        raise
    if unit.text == "date":
        raise InvalidValue(f"{match[0]!r} is no test of a date", "before, on or after a date")
    return unit


def _dated(word: str, text: str, units: UnitParser) -> Predicate:
    span = value_parsing.parse_date_value(text).interval
    bound = {
        "before": Interval(None, span.low, True, True),
        "on": span,
        "after": Interval(span.high, None, True, True),
    }[word]
    return Predicate("word", f"{word} {parse_period(text).name}", units.parse("date"), bound)


def _stands_for(interval: Interval, unit: Unit, style: NumberFormat) -> str:
    ends = []
    for end in (interval.low, interval.high):
        assert end is not None
        ends.append(style.format_computed(end, Interval.point(end), unit, None, True))
    if interval.high_open:
        return f"from {ends[0]} up to, not including, {ends[1]}"
    if interval.low_open:
        return f"from, not including, {ends[0]} up to {ends[1]}"
    return f"{ends[0]} to {ends[1]}"
