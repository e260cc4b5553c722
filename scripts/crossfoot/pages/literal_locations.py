"""Invisible ink: every number typed into a template carries its place from here on.

Only what a reader may see is inked. Where Markdown or HTML reads the characters themselves (list
markers, link targets, attributes, code, character references) ink would change what they mean.
"""

from __future__ import annotations

import re
from html import unescape

from jinja2 import Environment, TemplateSyntaxError

from ..diagnostics import SourceLocation
from ..inputs import HIDDEN
from .numerals import NUMBER, matching_stretches
from .source_text import SourceText
from .trust_marks import LocationCodes

TAG = "\x01"
"""Stands, character by character, for the Jinja tags of a template while it is inked."""
SEEN = r"alt|title|aria-label|aria-description|placeholder|label|content|summary"
"""Attributes whose text is seen or heard."""
BLOCKS = (
    "address article aside blockquote br caption dd details div dl dt figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p section summary table tbody td tfoot th "
    "thead tr ul title desc text option label button"
).split()
"""Elements that part words: text before and after them is not one word."""

_SILENT = re.compile(
    rf"""
      (?P<open><(?:!--|(?:script|style|pre|code|kbd|samp)\b))(?:(?<=!--)|[^<>]*>?)
    | ^[ ]*(?P<fence>`{{3,}}|~{{3,}}).*?(?:^[ ]*(?P=fence)[`~]*[ ]*$|\Z)
    | (?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)
    | <[/]?[A-Za-z{TAG}][^<>]*>                                    # a tag
    | <[a-z]+:[^<>\s]*>                                            # an automatic link
    | \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)                      # a link's target
    | \[\^[^\[\]\n]+\]:? | \]\[[^\]\n]*\] | ^[ ]{{0,3}}\[[^\]\n]+\]:[^\n]*
    | \{{:?[ ]*[.\#][^{{}}\n]*\}} | \{{:?[ ]*\w+=[^{{}}\n]*\}}             # an attribute list
    | ^[ \t>]*(?:\d+[.)]|[-*+])(?=[ \t])                           # a list marker
    | ^[ ]*(?:!!!|\?\?\?\+?|///)[ ]*[\w ,|-]*
    | :[\w+-]+:                                                    # an emoji's name
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_SEEN_VALUE = re.compile(rf"""(?<![\w-])(?:{SEEN})\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_LINK_TITLE = re.compile(r"""\s["'(](.*)["')]\s*\)$""", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#\d+;?|#x[0-9a-f]+;?|\w+;)", re.I)
# A piece of a word beside a tag or a mark of Markdown may be half of a number word.
_JOINT = "*_<>~^=&;`\\\\[\\]|\u00ad\u200b-\u200d\u2060" + TAG
_PIECE = re.compile(rf"[A-Za-z]+(?=[{_JOINT}])|(?<=[{_JOINT}])[A-Za-z]+")
# A sign or a currency before what a tag shows, a unit behind it, may make another number of it.
_SIGN = re.compile(rf"[-+−±~≈<>≤≥$€£¥](?={TAG})|(?<={TAG})[%‰°]")
_TYPED = re.compile("|".join(one.pattern for one in (_REFERENCE, NUMBER, _PIECE, _SIGN)), re.I)


def annotate_literals(
    laid: SourceText, well: LocationCodes, environment: Environment, data: bool = False
) -> tuple[str, list[SourceLocation]]:
    """The text with ink after each typed number, and the places of its ``{{``, in order.

    ``data``: a text of the data, in which nothing is Markdown: all of it is seen. Raises
    jinja2.TemplateSyntaxError where the text cannot be cut into tokens.
    """
    source = laid.text
    masked, prints = _masked(source, environment)
    spots: dict[int, str] = {}
    for start, end in [(0, len(masked))] if data else visible_spans(masked):
        for typed in _TYPED.finditer(masked, start, end):
            if not data and typed[0].startswith("&"):
                _refuse_hidden(typed[0], masked.count("\n", 0, typed.start()) + 1)
            spots[typed.end()] = well.ink(laid.at(typed.start()))
    pieces, last = [], 0
    for spot in sorted(spots):
        pieces += [source[last:spot], spots[spot]]
        last = spot
    pieces.append(source[last:])
    return "".join(pieces), [laid.at(offset) for offset in prints]


def _refuse_hidden(reference: str, line: int) -> None:
    """Raise TemplateSyntaxError for a character reference to what nobody sees."""
    if hidden := HIDDEN.search(unescape(reference)):
        raise TemplateSyntaxError(f"a hidden character U+{ord(hidden[0]):04X}, '{reference}'", line)


def _masked(source: str, environment: Environment) -> tuple[str, list[int]]:
    """The source with every Jinja tag blotted out, and the offsets of the ``{{``."""
    blots: list[tuple[int, int]] = []
    prints: list[int] = []
    position, begun, depth = 0, 0, ""
    for line, kind, value in environment.lexer.tokeniter(source, None):
        if kind == "name" and value == "print" and source[begun:position].strip(" {%-+") == "":
            raise TemplateSyntaxError("'print' is not a statement here: write {{ … }}", line)
        position = source.find(value, position)
        if kind in ("variable_begin", "block_begin", "comment_begin", "raw_begin", "raw_end"):
            if kind == "variable_begin":
                prints.append(position)
            if not depth:
                begun, depth = position, kind
            if kind in ("raw_begin", "raw_end"):
                blots.append((position, position + len(value)))
                depth = ""
        elif kind in ("variable_end", "block_end", "comment_end"):
            blots.append((begun, position + len(value)))
            depth = ""
        position += len(value)
    pieces, last = [], 0
    for start, end in blots:
        blot = source[start:end]
        pieces.append(source[last:start])
        # Line ends stay: what begins a line in Markdown is still seen to begin one.
        pieces.append(re.sub(r"[^\n]", TAG, blot))
        last = end
    pieces.append(source[last:])
    return "".join(pieces), prints


def visible_spans(masked: str) -> list[tuple[int, int]]:
    """The spans of a masked source that a reader may see or hear."""
    spans, last = [], 0
    for start, end in matching_stretches(_SILENT, masked):
        spans.append((last, start))
        last = end
        if masked.startswith("<", start):
            for value in _SEEN_VALUE.finditer(masked, start, end):
                spans.append(value.span(1) if value[1] is not None else value.span(2))
        elif masked.startswith("](", start) and (title := _LINK_TITLE.search(masked[start:end])):
            spans.append((start + title.start(1), start + title.end(1)))
    spans.append((last, len(masked)))
    return spans
