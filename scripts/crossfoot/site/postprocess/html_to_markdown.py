"""The HTML that stands in a page's Markdown, as Markdown: for those who read the text itself.

Made for what our templates write and a hand may add. Converters of whole HTML pages take the
Markdown around it for plain text and escape it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

_CODE = re.compile(r"(^```.*?^```[ \t]*$|^~~~.*?^~~~[ \t]*$|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*$", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_BLANK = re.compile(r"\n(?:[ \t]*\n){2,}")
_STARTS = re.compile(r"^(\d*)(?=(?:(?<=\d)[.)]|[#>+-]+)\s)")
_ACTIVE = re.compile(r"[\\`*_\[\]<>|]")
_BLOCKS = set(
    "address article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hgroup li main nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_EMPTY = {"br", "hr", "img", "input", "source", "wbr"}
_DROPPED = {"iframe", "script", "style", "svg", "template", "object", "video"}
_CODES = {"pre", "code"}
_BOLD = {"cf-verdict", "cf-chart-title", "cf-gallery-title", "cf-claim-statement"}
_ON_PAPER = {"cf-on-paper", "cf-notes"}
"""What is shown on paper only, where a link cannot be followed."""
_LABEL = "cf-step"
"""What names the text that follows it."""


@dataclass
class _Frame:
    """An element that is open."""

    tag: str
    given: dict[str, str]
    html: bool
    """Whether its text is HTML's, where spaces and line breaks are all one."""
    parts: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    """Of a table; a row has one of itself."""

    @property
    def classes(self) -> set[str]:
        return set(self.given.get("class", "").split())

    @property
    def text(self) -> str:
        return "".join(self.parts)


def markdown_of_html(text: str, lead: Callable[[str], str]) -> str:
    """Markdown without HTML. ``lead`` turns the address of a link in HTML into another.

    A table is a table, a list of terms a list, a drawing is left out with its caption.
    """
    reader = _Reader(lead)
    for number, piece in enumerate(_CODE.split(_ATTRIBUTES.sub("", text))):
        if number % 2:
            reader.frames[-1].parts.append(piece)
        else:
            reader.feed(_AMPERSAND.sub("&", piece))
    reader.close()
    while len(reader.frames) > 1:
        reader.shut()
    lines = (line.rstrip() for line in _BLANK.sub("\n\n", reader.frames[0].text).split("\n"))
    return _BLANK.sub("\n\n", "\n".join(lines))


class _Reader(HTMLParser):
    def __init__(self, lead: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self.frames = [_Frame("", {}, html=False)]
        self.lead = lead
        self.code = 0
        """How many elements are open whose text is taken as it is."""

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks where a tag stands."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given, frame = {name: value or "" for name, value in attrs}, self.frames[-1]
        if not re.fullmatch("[a-z][a-z0-9]*", tag):  # an address between < and >, say
            frame.parts.append(self.get_starttag_text() or "")
        elif tag == "br":
            frame.parts.append("; " if any(f.tag in ("dd", "td") for f in self.frames) else "  \n")
        elif tag == "img":
            frame.parts.append(f"![{given.get('alt', '')}]({self.lead(given.get('src', ''))})")
        elif tag not in _EMPTY:
            inside = frame.html or tag in _BLOCKS
            self.frames.append(_Frame(tag, given, inside and "markdown" not in given))
            self.code += tag in _CODES

    def handle_endtag(self, tag: str) -> None:
        if tag == self.frames[-1].tag or any(frame.tag == tag for frame in self.frames[1:]):
            while self.frames[-1].tag != tag:
                self.shut()
            self.shut()

    def handle_data(self, data: str) -> None:
        frame = self.frames[-1]
        if frame.html and not self.code:
            data = _ACTIVE.sub(r"\\\g<0>", _SPACE.sub(" ", data))
        frame.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        said = unescape(f"&{name};")
        self._sign(said if said != f"&{name};" else f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._sign(unescape(f"&#{name};"))

    def _sign(self, sign: str) -> None:
        frame = self.frames[-1]
        starts = sign in "#." and frame.text.rpartition("\n")[2].strip("0123456789") == ""
        active = _ACTIVE.fullmatch(sign) or (starts and not frame.html)
        frame.parts.append(f"\\{sign}" if active and not self.code else sign)

    def shut(self) -> None:
        """Close the innermost element and put what it comes to into the one around it."""
        frame = self.frames.pop()
        around = self.frames[-1]
        self.code -= frame.tag in _CODES
        hidden = frame.given.get("aria-hidden") == "true" or frame.classes & _ON_PAPER
        if frame.tag in _DROPPED or hidden:
            return
        if frame.tag in ("td", "th"):
            around.rows.append([_line(frame.text)])
        elif frame.tag == "tr":
            around.rows.append([cell for (cell,) in frame.rows])
        elif frame.tag in ("thead", "tbody", "tfoot"):
            around.rows += frame.rows
        elif frame.tag == "code" and around.tag == "pre":
            around.parts.append(frame.text)
        else:
            around.parts.append(_INLINE.get(frame.tag, _block)(frame, self.lead))


def _line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _block(frame: _Frame, lead: Callable[[str], str]) -> str:
    tag, text = frame.tag, frame.text
    if tag not in _BLOCKS:
        text = f"{text}:" if _LABEL in frame.classes else text
        return f"**{text}**" if frame.classes & _BOLD and text.strip() else text
    if tag == "pre":
        return f"\n\n```\n{text.strip(chr(10))}\n```\n\n"
    if tag == "table":
        return f"{text}\n\n{_table(frame.rows)}\n\n"
    if tag == "dt":
        return f"\n- {_line(text)}: "
    if tag == "dd":
        items = _BLANK.sub("\n", text).strip()
        inner = items.replace("\n", "\n  ")
        return f"\n  {inner}" if items.startswith("- ") else f"{_line(text)} "
    if tag in ("li", "article"):
        return "\n- " + _BLANK.sub("\n\n", text).strip().replace("\n", "\n  ")
    if re.fullmatch("h[1-6]", tag):
        named = f" (`{frame.given['id']}`)" if "." in frame.given.get("id", "") else ""
        return f"\n\n{'#' * int(tag[1])} {_line(text)}{named}\n\n"
    if tag in ("p", "figcaption", "summary", "caption"):
        text = _STARTS.sub(r"\1\\", text.strip())
        bold = frame.classes & _BOLD and text and "**" not in text
        return f"\n\n**{text}**\n\n" if bold else f"\n\n{text}\n\n"
    return f"\n\n{text.strip(chr(10))}\n\n"


def _table(rows: list[list[str]]) -> str:
    if not rows:
        return ""
    wide = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (wide - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * wide}", *lines[1:]])


def _link(frame: _Frame, lead: Callable[[str], str]) -> str:
    text, address = frame.text.strip(), lead(frame.given.get("href", ""))
    return f"[{text}]({address})" if text and address else text


def _around(sign: str) -> Callable[[_Frame, Callable[[str], str]], str]:
    def said(frame: _Frame, lead: Callable[[str], str]) -> str:
        return f"{sign}{frame.text}{sign}" if frame.text.strip() else ""

    return said


_INLINE: dict[str, Callable[[_Frame, Callable[[str], str]], str]] = {
    "a": _link,
    "b": _around("**"),
    "strong": _around("**"),
    "em": _around("*"),
    "i": _around("*"),
    "code": _around("`"),
}
