"""The forms of single values in the files under ``data/``: ids, days, texts, lists of them."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..problem import Wrong
from ..quantity.period import period
from .addresses import new_address, old_address

ENTITY = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
METRIC = r"[a-z][a-z0-9_]*"
PERIOD = r"[0-9]{4}(?:--[0-9]{4}|H[12]|Q[1-4]|-[0-9]{2}(?:-[0-9]{2})?)?"
ADDRESS = r"(?:[^/#?.\s][^/#?\s]*/)+"
DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"

STATUSES = ("actual", "estimated", "claimed", "projected", "targeted")
"""Firmest first."""

LIKE = {
    rf"^{ENTITY}$": "small letters, digits and hyphens, such as tern-island",
    rf"^{METRIC}$": "small letters, digits and underscores, such as net_loss",
    rf"^{ENTITY}\.{METRIC}\.{PERIOD}$": "the id of a figure, such as tern.riders.2024",
    rf"^(?:{DAY})?$": "2024, 2024-06 or 2024-06-01",
    rf"^(?:{DAY}\??)?$": "2024, 2024-06 or 2024-06-01; with a ? behind where nobody states it",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a day, such as 2024-06-01",
    rf"^{ADDRESS}$": "the address of a page, such as claims/old-name/",
}
"""The patterns of these forms, in words."""

Id = Annotated[str, StringConstraints(pattern=rf"^{ENTITY}$", max_length=80)]
MetricId = Annotated[str, StringConstraints(pattern=rf"^{METRIC}$", max_length=80)]
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
        period(text.removesuffix(INFERRED))
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


def _yes_or_no(value: Any) -> bool:
    if value not in ("true", "false", True, False):
        raise Wrong(f"{value!r} is neither true nor false", "true or false")
    return value in ("true", True)


YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]


def whole(value: Any) -> Any:
    """A whole number written as text, as a number; anything else as it is."""
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value


def _listed(value: Any) -> Any:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


Ids = Annotated[tuple[Id, ...], BeforeValidator(_listed)]
Metrics = Annotated[tuple[MetricId, ...], BeforeValidator(_listed)]
Labels = Annotated[tuple[Label, ...], BeforeValidator(_listed)]
Authors = Annotated[tuple[Label, ...], Field(min_length=1), BeforeValidator(_listed)]


def no_jinja(name: str, text: str) -> None:
    """Raise Wrong for a text that is quoted as it is and holds what begins a template's tag.

    ``name`` says what it is. On a page it would stand there as it is written.
    """
    if tag := JINJA.search(text):
        what = f"{tag[0]} in a {name}, which is quoted as it is and no template"
        raise Wrong(what, f"the {name} without it", tag.start())
