"""What Vega's expressions in a chart may do: choose and join texts, but work out no number."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from .untraced_numbers import VouchedTexts

Fault = tuple[str, str]
"""What is wrong, and what would be right."""

KEYS = ("expr", "calculate", "filter", "and", "or", "not", "test", "labelExpr", "signal", "update")
"""What an expression stands under in a spec."""
TICK = ("label", "value", "index")
"""The fields of a tick, which an axis or a legend asks for in the place of a row's."""

_LITERAL = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_DATUM = re.compile(r"\bdatum(?:\.(\w+)|\[\s*(['\"])(.*?)\2\s*\])")
_UNSTEADY = re.compile(r"\b(?:now|random|timezoneoffset|sample\w+)\s*\(|\bdatetime\s*\(\s*\)")
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
_TEXTUAL = frozenset(
    "datum null true false if test regexp replace split join slice substring upper lower trim pad "
    "truncate isValid isNumber isString isDate inrange toString toDate "
    "timeFormat utcFormat timeParse utcParse".split()
)
"""Names that a formula may use: none of them makes a number that is drawn."""
_SUM = re.compile(r"[*/%]|(?<![<>=!?:&|(,])-|(?:^|[(,?:=&|+])\s*[-+](?!\d)")
"""Arithmetic, and the sign that makes a number of a text."""
_SCALED = re.compile(
    r"datum\.value(?:[*/-]|\*\*)|[*/-]datum\.value|\b(?:pow|exp|log|sqrt)datum\.value"
)
"""Arithmetic on a tick's value, in an expression without literals, spaces and brackets."""
_FORMATTED = re.compile(r"\b((?:utc|time)?format\s*\([^'\"]*,\s*)(['\"])([^'\"]*)\2", re.I)
_PERCENT = re.compile(r"(?:.?[<>=^])?[-+( ]?[$#]?0?\d*,?(?:\.\d+)?~?[%p]")
_DOLLAR = re.compile(r"(?:.?[<>=^])?[-+( ]?\$.*")
_DOLLARS = re.compile(r"[A-Z]{2}D(?![A-Z])")


def unsteady(text: str) -> bool:
    """Whether an expression comes out otherwise from build to build."""
    return _UNSTEADY.search(text) is not None


def fields(text: str) -> list[str]:
    """The fields of a row that an expression asks for."""
    return [name or quoted for name, _, quoted in _DATUM.findall(text)]


def works_out(text: str, spoken: VouchedTexts, raw: Collection[str]) -> bool:
    """Whether a formula makes a number: of a raw one, of a typed one, or of a text."""
    plain = _LITERAL.sub("''", _DATUM.sub("datum", text))
    return (
        any(field in raw or field == "order" for field in fields(text))
        or bool(spoken.typed(text))
        or not set(_NAME.findall(plain)) <= _TEXTUAL
        or _SUM.search(plain) is not None
    )


def labels(text: str, spoken: VouchedTexts, units: Collection[str]) -> Iterator[Fault]:
    """What is wrong with how an axis or a legend writes its numbers, by an expression."""
    for _, _, pattern in _FORMATTED.findall(text):
        yield from number_format(pattern, units)
    bare = _FORMATTED.sub(r"\1''", text)
    if _SCALED.search(re.sub(r"[\s()]", "", _LITERAL.sub("''", bare))):
        yield f"labelExpr works with numbers: {text[:80]}", "unit= of ask.figures() or ask.table()"
    for part in (one or other for one, other in _LITERAL.findall(bare)):
        if number := spoken.typed(part):
            yield (
                f"the typed number {number} in labelExpr {part[:80]!r}",
                "ask.show(id), ask.text(template) or a field of the data",
            )


def number_format(pattern: str, units: Collection[str]) -> Iterator[Fault]:
    """A format that writes another number than its unit's, where no figure is in that unit."""
    if _PERCENT.fullmatch(pattern) and units and "1" not in units:
        yield (
            f"the format {pattern!r} writes a hundred times the number, in {', '.join(units)}",
            "a format without the percent sign",
        )
    if _DOLLAR.fullmatch(pattern) and units and not any(map(_DOLLARS.search, units)):
        yield f"the format {pattern!r} writes dollars for {', '.join(units)}", "one without the $"
