"""The number check: what a reader sees or hears of a page, and which numbers nobody vouches for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from operator import itemgetter
from typing import Any

from ..diagnostics import Diagnostics, SourceLocation
from ..ledger.field_types import JINJA
from .literal_locations import BLOCKS, SEEN, visible_spans
from .markdown_limits import find_excess
from .numerals import NUMBER, free_spans, mask_spans
from .trust_marks import EDGES, INK, INSERTED, LocationCodes, remove_trusted

EXTENSIONS: tuple[str, ...] = (
    "toc",
    "tables",
    "fenced_code",
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
)
"""What a page is read with where the publisher's settings are not given."""

RAW = (
    "a template’s tag stands on the page for readers to see",
    "it in code (`…`), or what it should come to",
)
"""What is wrong with a page on which Jinja stands as it was typed, and what would be right."""
_HUSH = "\ufffc"
_SILENT = frozenset({"code", "pre", "kbd", "samp", "script", "style", "template"})
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SEEN = frozenset(SEEN.split("|"))
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SEEN_VALUE = re.compile(rf"""(?<![\w-])(?:{SEEN})\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_TAGS = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_TARGETS = re.compile(r"\]\([^()\n]*\)|^[ \t>]*\d+[.)](?=[ \t])|\[\^[^\]\n]+\]", re.MULTILINE)
_LINK_TITLE = re.compile(r"""\]\([^()\n]*?(?:"([^"\n]*)"|'([^'\n]*)')[ ]*\)""")
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(BLOCKS)})\b[^<>]*>", re.I)
_JOINT = "\x02"
# A word that a tag or a mark of Markdown divides: only the converted page shows what it says.
_INSIDE_WORD = re.compile(
    rf"[A-Za-z\d;]{INK.pattern}*(?:[{_JOINT}*_~^=`\\\[\]]+{INK.pattern}*)+[A-Za-z\d&]"
)


# The same, divided by a tag or a mark of Markdown.
_ALTERING_APART = re.compile(
    rf"[-+−±~≈<>≤≥$€£¥][{_JOINT}*_~^=`\\\[\]]+{_HUSH}|{_HUSH}[{_JOINT}*_~^=`\\\[\]]+[A-Za-z%‰°]"
)
_ALTERING = re.compile(
    rf"(?<![\w{_HUSH}])[-+−±~≈<>≤≥$€£¥](?={_HUSH})"
    rf"|(?<={_HUSH})(?!(?:s|st|nd|rd|th)\b)[A-Za-z]+|(?<={_HUSH})[%‰°]"
)
"""What stands against a figure and makes another of it: a sign, a currency, a magnitude, a unit."""


@dataclass(frozen=True)
class UntracedNumber:
    """A number that nobody vouches for: the word, and where it was typed if ink tells."""

    word: str
    place: SourceLocation | None
    altering: bool = False
    """Whether the word is no number, and makes another of the figure that it stands against."""


@dataclass(frozen=True)
class MarkdownSettings:
    """How the publisher reads Markdown, and where pages stand, as mkdocs.yml has it."""

    extensions: tuple[str, ...] = EXTENSIONS
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    address: str = ""
    """The absolute address of the site's root, with a slash at its end."""
    order: tuple[str, ...] = ()
    """The paths of pages in the order of its navigation."""

    @property
    def ground(self) -> tuple[str, ...]:
        """What each page may show of it."""
        return self.address, *self.extensions, str(self.settings)


class NumberCheck:
    """Checks marked Markdown. One serves a whole build: what it loads, it loads once."""

    def __init__(
        self, well: LocationCodes, names: Iterable[str], publisher: MarkdownSettings
    ) -> None:
        self.well, self.names, self.publisher = well, frozenset(names), publisher
        self._markdown: Any = None

    def page(self, marked: str) -> list[UntracedNumber]:
        """The typed numbers of a page, a marked Markdown text."""
        if not self._suspect(marked):
            return []
        return self.text(visible_text(self.html(marked)))

    def text(self, marked: str) -> list[UntracedNumber]:
        """The typed numbers of a text that is seen as it is (a title, a description)."""
        plain, clean, inks = self._read(marked)
        found = []
        for text, pattern in ((clean, NUMBER), (plain, _ALTERING)):
            for word in pattern.finditer(text):
                place = self._whence(word.start(), word.end(), inks)
                found.append(UntracedNumber(word[0], place, pattern is _ALTERING))
        return found

    def raw(self, source: str) -> int | None:
        """Where in a page's Markdown what begins a template's tag stands for readers to see.

        In code it may stand; None where it does not stand outside.
        """
        if not JINJA.search(source) or not JINJA.search(visible_text(self.html(source))):
            return None
        spans = ((JINJA.search(source, start, end)) for start, end in visible_spans(source))
        return next((found.start() for found in spans if found), 0)

    def _read(self, marked: str) -> tuple[str, str, list[tuple[int, str]]]:
        """The text with what is traced blotted out, again with what is free of numbers blotted out
        too, and the ink in it by position."""
        text = INSERTED.sub("", _UNSEEN.sub("", marked))
        text = remove_trusted(text, _HUSH)
        text = EDGES.sub("", text)
        clean, inks, length = [], [], 0
        for piece in re.split(f"({INK.pattern})", text):
            if INK.fullmatch(piece):
                inks.append((length, piece))
            else:
                clean.append(piece)
                length += len(piece)
        plain = "".join(clean)
        spans = free_spans(plain, self.names) if NUMBER.search(plain) else []
        return plain, mask_spans(plain, spans, _HUSH), inks

    def _whence(
        self, start: int, end: int, inks: Sequence[tuple[int, str]]
    ) -> SourceLocation | None:
        at = bisect_right(inks, start, key=itemgetter(0))
        if at < len(inks):
            return self.well.place(inks[at][1])  # in the word, or at the end of its expression
        return self.well.place(inks[-1][1]) if inks else None

    def _suspect(self, marked: str) -> bool:
        """Whether a page might show a typed number. Quick, and never wrong when it says no."""
        text = remove_trusted(marked, _HUSH, escaped=True)
        heard = "\n".join(a or b for a, b in _SEEN_VALUE.findall(text) + _LINK_TITLE.findall(text))
        text = _TAGS.sub(_JOINT, _BLOCK_TAG.sub("\n", _TARGETS.sub(_JOINT, text)))
        if _INSIDE_WORD.search(text) or _ALTERING_APART.search(INK.sub("", text)):
            return True
        return bool(self.text(unescape(text.replace(_JOINT, "") + "\n" + heard)))

    def html(self, marked: str) -> str:
        """A page, without its front matter, as the publisher converts it.

        Nothing of one that asks too much of the converter; see :func:`.limits.excess`.
        """
        if find_excess(marked):
            return ""
        if self._markdown is None:
            from markdown import Markdown

            self._markdown = Markdown(
                extensions=list(self.publisher.extensions),
                extension_configs={k: dict(v) for k, v in self.publisher.settings.items()},
            )
        self._markdown.reset()
        return str(self._markdown.convert(marked))


def report_untraced_numbers(
    typed: Iterable[UntracedNumber],
    page: SourceLocation,
    problems: Diagnostics,
    own: Callable[[SourceLocation], bool] = lambda place: False,
) -> None:
    """Each typed number as a problem at its place; at ``page`` where no ink tells.

    So too where the place is ``own``, in the engine's templates: no author can mend those.
    """
    for number in typed:
        known = number.place is not None and not own(number.place)
        if number.altering:
            problems.add(
                number.place if known and number.place else page,
                f'"{number.word}" stands against a figure and makes another of it',
                "a space between them, or the figure with its own sign and unit: "
                '{{ fig("…", unit="…") }}',
            )
            continue
        problems.add(
            number.place if known and number.place else page,
            f'"{number.word}" is typed, not taken from the ledger',
            'write {{ fig("…") }} or {{ period("…") }}, spell the name in entities.yml, '
            f'or let a harmless word be {{{{ plain("{number.word}") }}}}',
        )


def visible_text(html: str) -> str:
    """The text that a reader sees or hears of an HTML page, marks and all."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces) + "\n" + "\n".join(reader.heard)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.heard: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in BLOCKS:
            self.pieces.append("\n")
        counted = {"footnote-ref", "footnote-backref"} & set((given.get("class") or "").split())
        if not counted and not self.silent:
            self.heard += [value for name, value in attrs if name in _SEEN and value]
            if tag == "input" and given.get("type") in ("button", "submit", "reset"):
                self.heard.append(given.get("value") or "")
        if tag not in _VOID and (self.silent or tag in _SILENT or counted):
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag in self.silent:
            while self.silent.pop() != tag:
                pass
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)
