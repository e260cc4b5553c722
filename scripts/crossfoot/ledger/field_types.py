"""The forms of single values in the files under ``data/``: ids, days, texts, lists of them."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..diagnostics import InvalidValue
from ..quantity.period import parse_period
from ..quantity.period_hints import possible_dates
from .addresses import new_address, old_address
from .language import check_language

ENTITY = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
METRIC = r"[a-z][a-z0-9_]*"
PERIOD = (
    r"(?:FY[0-9]{4}|9M[0-9]{4}|[0-9]{4}(?:--[0-9]{4}|H[12]|Q[1-4]|-W[0-5][0-9]"
    r"|-[0-9]{2}(?:-[0-9]{2}|--[0-9]{4}-[0-9]{2})?)?)"
)
ADDRESS = r"(?:[^/#?.\s][^/#?\s]*/)+"
DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"

STATUSES = ("actual", "estimated", "claimed", "projected", "targeted")
"""Firmest first."""

ID_AT_MOST = 80
"""Characters of an id."""


def id_hint(text: str, form: str = ENTITY) -> str:
    """Why ``text`` is no id of the form ENTITY or METRIC: "it begins with a letter, such as …"."""
    dashed = form == ENTITY
    mark, such = ("hyphen", "tern-island") if dashed else ("underscore", "net_loss")
    wrong = []
    if re.search(r"[A-Z]", text):
        wrong.append("its letters are small")
    if re.search(rf"[^A-Za-z0-9{'-' if dashed else '_'}]", text):
        wrong.append(f"it has letters a to z, digits and {mark}s alone")
    elif text and not re.match("[A-Za-z]", text):
        wrong.append("it begins with a letter")
    if dashed and re.search("--|-$", text):
        wrong.append("a hyphen stands between two others, never at its end")
    if len(text) > ID_AT_MOST:
        wrong.append(f"it has at most {ID_AT_MOST} characters")
    listed = ", ".join(wrong) or "it begins with a letter"
    return f"{listed}, such as {such}"


_DAY_FORMS = (rf"^(?:{DAY})?$", rf"^(?:{DAY}\??)?$", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


def hint_for(pattern: str, text: str) -> str:
    """What would be right where ``text`` has not the form ``pattern`` of a value."""
    for form in (ENTITY, METRIC):
        if pattern == f"^{form}$":
            return id_hint(text, form)
    if pattern in _DAY_FORMS:
        days = [day for day in possible_dates(text) if re.search(pattern, day)]
        return f"write {' or '.join(days)}" if days else LIKE[pattern]
    return LIKE.get(pattern, f"text of the form {pattern}")


LIKE = {
    rf"^{ENTITY}$": "small letters, digits and hyphens, a letter first, such as tern-island",
    rf"^{METRIC}$": "small letters, digits and underscores, a letter first, such as net_loss",
    rf"^{ENTITY}\.{METRIC}\.{PERIOD}$": "the id of a figure, such as tern.riders.2024",
    rf"^(?:{DAY})?$": "2024, 2024-06 or 2024-06-01",
    rf"^(?:{DAY}\??)?$": "2024, 2024-06 or 2024-06-01; with a ? behind where nobody states it",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a day, such as 2024-06-01",
    rf"^{ADDRESS}$": "the address of a page, such as claims/old-name/",
}
"""The patterns of these forms, in words."""

Id = Annotated[str, StringConstraints(pattern=rf"^{ENTITY}$", max_length=ID_AT_MOST)]
MetricId = Annotated[str, StringConstraints(pattern=rf"^{METRIC}$", max_length=ID_AT_MOST)]
FigureId = Annotated[
    str, StringConstraints(pattern=rf"^{ENTITY}\.{METRIC}\.{PERIOD}$", max_length=200)
]
PageAddress = Annotated[
    str, AfterValidator(old_address), WithJsonSchema({"type": "string", "pattern": rf"^{ADDRESS}$"})
]
JINJA = re.compile(r"\{[{%#]")
"""What begins a template's tag."""
EMPTY = BeforeValidator(lambda v: "" if v is None else v)
"""What stands there empty is an empty text."""
LINE_AT_MOST, TEXT_AT_MOST = 500, 20_000
"""Characters of a label, and of a text of sentences."""
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs in name, nothing to the eye."""
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)


def visible(text: str) -> bool:
    """Whether there is anything to see in a text: a letter, a digit, a sign."""
    return any(unicodedata.category(c)[0] in "LNPS" and c not in _FILLERS for c in text)


def _given(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not visible(value)):
        raise PydanticCustomError("blank", "nothing to see")
    return value


def _seen(value: str) -> str:
    if value and not visible(value):
        raise PydanticCustomError("blank", "nothing to see")
    return value


def _one_line(value: Any) -> Any:
    if not isinstance(value, str) or not visible(value):
        return value
    value = value.rstrip("\n")  # a block in YAML ends in one
    if "\n" in value:
        raise PydanticCustomError("lines", "several lines")
    return value


Label = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LINE_AT_MOST),
    BeforeValidator(_given),
    BeforeValidator(_one_line),
]
"""A text that has to be there, in one line: a name, a title."""
SiteAddress = Annotated[Label, AfterValidator(new_address)]
Language = Annotated[Label, AfterValidator(check_language)]
"""The tag of a language that there is."""
Prose = Annotated[
    str, StringConstraints(min_length=1, max_length=TEXT_AT_MOST), BeforeValidator(_given)
]
"""A text that has to be there: a sentence or more."""
Line = Annotated[
    str,
    StringConstraints(max_length=LINE_AT_MOST),
    EMPTY,
    BeforeValidator(_one_line),
    AfterValidator(_seen),
]
"""A text in one line that need not be there."""
Text = Annotated[str, StringConstraints(max_length=TEXT_AT_MOST), EMPTY, AfterValidator(_seen)]
"""A text that need not be there."""

INFERRED = "?"
"""After a source's date (as ISO 8601-2 has it): nobody states it, it follows from other things."""


def _of_the_calendar(text: str) -> str:
    if text:
        parse_period(text.removesuffix(INFERRED))
    return text


Date = Annotated[
    str, StringConstraints(pattern=rf"^(?:{DAY})?$"), EMPTY, AfterValidator(_of_the_calendar)
]
SourceDate = Annotated[
    str, StringConstraints(pattern=rf"^(?:{DAY}\??)?$"), EMPTY, AfterValidator(_of_the_calendar)
]
Day = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    AfterValidator(_of_the_calendar),
]


NO_DAY = "1970-01-01"
"""The first day that a build may be of, and the one that it is of where it does not say it."""
_LAST_DAY = "2106-02-06"
"""What stamps files with a day, gzip among them, counts seconds from 1970 in 32 bits."""


def day_of_build(text: str) -> str:
    """A day that a build may be as of; raises InvalidValue for any other."""
    _of_the_calendar(text)
    if not NO_DAY <= text <= _LAST_DAY:
        raise InvalidValue(
            f"{text} cannot be stamped on a file", f"a day from {NO_DAY} to {_LAST_DAY}"
        )
    return text


AsOf = Annotated[Day, AfterValidator(day_of_build)]


def _yes_or_no(value: Any) -> bool:
    if value not in ("true", "false", True, False):
        raise InvalidValue(f"{value!r} is neither true nor false", "true or false")
    return value in ("true", True)


YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]


def whole(value: Any) -> Any:
    """A whole number written as text, as a number; anything else as it is."""
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value


def fiscal_mapping(value: Any) -> Any:
    """What stands under ``fiscal_year``, as it is where it can be read; raises InvalidValue."""
    if value is None:
        return None
    right = "{start: 04}, with the month in which fiscal years begin"
    if not isinstance(value, dict) or "start" not in value:
        raise InvalidValue("the first month of a fiscal year is missing", right)
    if unknown := sorted(value.keys() - {"start", "named"}):
        raise InvalidValue(f"unknown key {unknown[0]}", "start, and named where it is not the end")
    given = value["start"]
    start = int(given) if isinstance(given, str) and re.fullmatch("[0-9]{1,2}", given) else given
    if start == 1:
        raise InvalidValue("a fiscal year that starts in January is a year", "periods such as 2025")
    if not isinstance(start, int) or not 2 <= start <= 12:
        raise InvalidValue(f"start cannot be {value['start']!r}", "a month from 02 to 12")
    if value.get("named", "end") not in ("end", "start"):
        raise InvalidValue(f"named cannot be {value['named']!r}", "end or start")
    return {**value, "start": start}


def _listed(value: Any) -> Any:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


Ids = Annotated[tuple[Id, ...], BeforeValidator(_listed)]
Metrics = Annotated[tuple[MetricId, ...], BeforeValidator(_listed)]
Labels = Annotated[tuple[Label, ...], BeforeValidator(_listed)]
Authors = Annotated[tuple[Label, ...], Field(min_length=1), BeforeValidator(_listed)]


def no_jinja(name: str, text: str) -> None:
    """Raise InvalidValue for a text that is quoted as it is and holds what begins a template's tag.

    ``name`` says what it is. On a page it would stand there as it is written.
    """
    if tag := JINJA.search(text):
        what = f"{tag[0]} in a {name}, which is quoted as it is and no template"
        raise InvalidValue(what, f"the {name} without it", tag.start())
