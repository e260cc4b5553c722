"""What counts as a number when a reader reads: digits, number words, and what is free of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape

DIGIT = (
    r"\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089\u2150-\u218b"
    r"\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3007\u3021-\u3029"
)
"""A character class: decimal digits of every script, superscripts, fractions, enclosed numbers."""

_UNITS = "two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_POWERS = "hundred thousand million billion trillion quadrillion quintillion"
_CARDINALS = f"{_UNITS} {_TEENS} {_TENS} {_POWERS} dozen".split()
_TIMES = "doubl tripl trebl quadrupl quintupl sextupl septupl octupl nonupl decupl centupl".split()
_PARTS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth "
    "sixtieth seventieth eightieth ninetieth hundredth thousandth millionth billionth trillionth"
).split()


def _words() -> str:
    cardinals = "|".join(_CARDINALS)
    parts = "|".join(_PARTS)
    return "|".join(
        (
            # "two thirds", "a third", "one-tenth"; "the third" is an ordinal and free
            rf"(?:an?|one)[\s\u2010-\u2013-]+(?:{parts})",
            rf"(?:{parts})s",
            r"(?:a|one)[\s\u2010-\u2013-]+quarter[\s]+(?:of|as)",
            rf"(?:{cardinals})(?:s|es|fold|some)?",
            "|".join(f"{ten[:-1]}ies" for ten in _TENS.split()),
            r"half|halves|halved|halving|halve",
            r"twice|thrice",
            rf"(?:{'|'.join(_TIMES)})(?:e|es|ed|ing|y|ings)",
            r"triplicate|quadruplicate",
        )
    )


_WORD = rf"(?<![A-Za-z])(?=[abcdefhmnoqst])(?:{_words()})(?![A-Za-z])"
"""One of them, whole. A look at the first letter spares nearly all other words a closer one."""

NUMBER = re.compile(rf"[{DIGIT}]+(?:[.,][{DIGIT}]+)*|{_WORD}", re.IGNORECASE)
"""One digit run with its separators, or one number word."""

_WHOLE = re.compile(
    rf"[{DIGIT}]+(?:[.,][{DIGIT}]+)*(?:\s+(?:{'|'.join(_POWERS.split())})(?![A-Za-z]))?|{_WORD}",
    re.IGNORECASE,
)
"""The same with its magnitude, as a reader counts: "6.4 billion" is one."""
_SILENT = re.compile(
    r"(?P<open><(?:!--|(?:svg|code|pre|kbd|samp|script|style|template)\b"
    r'|sup(?= id="fnref)|div(?= class="cf-notes")))(?:(?<=!--)|[^<>]*>)',
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")

LICENCE = re.compile(
    r"""(?<!\w)(?:
        CC[ -]BY(?:-(?:SA|ND|NC|NC-SA|NC-ND))?[ -][1-4]\.[05](?:\ International)?
      | CC0(?:[ -]1\.0)?
      | Creative\ Commons\ Attribution(?:[ -][A-Z]\w+)*\ [1-4]\.[05](?:\ International)?
      | Apache(?:-|\ License,?\ (?:Version\ )?|\ Licence,?\ (?:Version\ )?|\ )2\.0
      | [AL]?GPL(?:-|\ )?v?[23](?:\.[01])?(?:-only|-or-later)?
      | BSD[ -][023][ -]Clause
      | MPL[ -]2\.0 | OFL[ -]1\.1 | ODbL(?:[ -]1\.0)? | ODC-By[ -]1\.0
      | OGL(?:[ -]UK)?[ -]v?3(?:\.0)? | Open\ Government\ Licence\ v?3\.0
    )(?!\w)""",
    re.VERBOSE,
)
"""Names of licences, which are names and not numbers."""


@cache
def _named(names: frozenset[str]) -> re.Pattern[str] | None:
    spelled = sorted((n for n in names if NUMBER.search(n)), key=lambda n: (-len(n), n))
    if not spelled:
        return None
    either = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in spelled)
    return re.compile(rf"(?<!\w)(?:{either})(?:s(?!\w)|(?!\w))")


def text_of_html(html: str) -> str:
    """The words of a piece of HTML, without drawings, code, footnote marks and notes for paper."""
    pieces, last = [], 0
    for start, end in matching_stretches(_SILENT, html):
        pieces.append(html[last:start])
        last = end
    pieces.append(html[last:])
    return unescape(_TAG.sub("\n", "\n".join(pieces)))


def matching_stretches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The spans of ``pattern`` in a page's text, in order.

    Where its group ``open`` is a comment's or an element's beginning, the span goes on to its end.
    One without an end is what the pattern found, if that is a whole tag. Each kind is looked for
    to the end of the text at most once in vain: the work grows as the text does.
    """
    endless: set[str] = set()
    at = 0
    while (found := pattern.search(text, at)) is not None:
        end, opened = found.end(), found["open"]
        whole = True
        if opened:
            name = opened[1:].lower()
            ends = None if name in endless else _end_of(name).search(text, end)
            whole = ends is not None or found[0].endswith(">")
            if ends is None:
                endless.add(name)
            else:
                end = ends.end()
        if whole:
            yield found.start(), end
        at = max(end, found.start() + 1)


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile("-->" if name == "!--" else rf"</{name}\s*>", re.IGNORECASE)


def count_numbers(text: str, names: Iterable[str]) -> int:
    """How many numbers a reader finds in ``text``; ``names`` and licences hold none."""
    text = mask_spans(text, free_spans(text, names) if NUMBER.search(text) else [], "_")
    return sum(1 for _ in _WHOLE.finditer(text))


def mask_spans(text: str, spans: Iterable[tuple[int, int]], blot: str) -> str:
    """``text`` with ``blot`` in the place of each character of some spans, which may overlap."""
    pieces, last = [], 0
    for start, end in sorted(spans):
        pieces += [text[last:start], blot * (end - max(start, last))]
        last = max(last, end)
    return "".join((*pieces, text[last:]))


def free_spans(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Where ``text`` spells a licence or one of ``names``: half-open character spans.

    ``names`` are matched whole and in their own case ("A4", also "A4s"; not "A40").
    """
    spans = [m.span() for m in LICENCE.finditer(text)]
    named = _named(frozenset(names))
    if named is not None:
        spans += [m.span() for m in named.finditer(text)]
    return spans
