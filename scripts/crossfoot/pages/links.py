"""References that become links when their page is known, and stay words where none can stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .escaping import escape_attribute
from .numerals import count_numbers, matching_stretches, text_of_html
from .trust_marks import CLOSE, INSERTED, OPEN, REF, REFERENCE, SEALED, CodeTable, strip_marks

_SPOT = re.compile(
    r"""
      ^[ ]{0,3}\#{1,6}[^\n]*$                                  # a heading
    | ^[^\n]+\n[ ]{0,3}(?:=+|-+)[ ]*$
    | (?P<open><(?:h[1-6]|a|summary|button|title|desc|option|code|pre)\b)[^<>]*>
    | <[A-Za-z][^<>]*>                                             # an attribute
    | !?\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])              # a link's own text, an alt
    | (?P<tick>`+)[^`]+(?P=tick)
    | ^[ ]*(?:!!!|\?\?\?\+?|///)[^\n]*$
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_ALONE = re.compile(rf"^[ ]{{0,3}}{INSERTED.pattern}[ ]*$", re.MULTILINE)
FIGURE = "fig"
"""The class of a number that is a link."""
_LISTED = {"page": ("",), "claim": ("",), "entity": ("cf-entity",), "source": ("cf-source",)}
"""The links whose addresses paper shows, by kind and class: not the marks of verdicts."""
_TAG = re.compile(r"<[^<>]*>")
_YEAR_FIRST = re.compile(rf"^([ >]*{OPEN}..\d+{CLOSE})([.)])(?=\s)", re.MULTILINE)


@dataclass(frozen=True)
class Reference:
    """What a piece of text refers to. ``address`` is relative to the site's root, or absolute."""

    kind: str
    id: str
    address: str = ""
    css: str = ""


@dataclass(frozen=True)
class PageElement:
    """A ready piece of a page: as it stands on a line of its own, and as it stands in a line."""

    block: str
    inline: str
    late: Callable[[], str] | None = None
    """Asked only when the page is written: a drawing, whose texts its own stage has checked."""
    numbers: int = 0
    """How many numbers a late one will show, outside drawings."""


@dataclass
class PageUsage:
    """What one page asked for, by kind, in the order in which it stands there."""

    found: dict[str, dict[str, None]] = field(default_factory=dict)
    numbers: int = 0
    """Numbers that stand there."""
    traced: int = 0
    """Those of them that lead to a row, a formula or a count of the engine."""
    links: dict[str, str] = field(default_factory=dict)
    """The pages of this site that it leads to, by address, with the words that lead there."""
    plains: list[str] = field(default_factory=list)
    """The words of plain() that stand there, each as often as it does."""
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    """The numbers that are links, by kind and id, counted from 1 in the order of their first."""

    def numbered(self, reference: Reference) -> int:
        """The note of a number that is a link."""
        return self.notes.setdefault((reference.kind, reference.id), len(self.notes) + 1)

    def note(self, kind: str, id: str) -> None:
        """Say that something is used."""
        self.found.setdefault(kind, {})[id] = None
        if kind == "plain":
            self.plains.append(id)

    def of(self, kind: str) -> tuple[str, ...]:
        """The ids of one kind."""
        return tuple(self.found.get(kind, ()))


@dataclass
class LinkResolver:
    """All references and pieces of a build."""

    names: frozenset[str] = frozenset()
    """Names that hold a digit and are no numbers."""
    references: CodeTable[Reference] = field(default_factory=CodeTable)
    pieces: CodeTable[PageElement] = field(default_factory=CodeTable)

    def refer(self, reference: Reference, body: str) -> str:
        """``body``, a safe text with its marks, as a reference. A link holds no other link."""
        return self.references.refer(reference, self.plain(body) if REF in body else body)

    def insert(self, piece: PageElement) -> str:
        """A mark in the place of ``piece``."""
        return self.pieces.insert(piece)

    def laid(self, marked: str) -> str:
        """``marked`` with each piece laid in, but for the late ones."""
        for _ in range(3):  # a piece may hold a piece, and that one a drawing
            before = marked
            marked = _ALONE.sub(lambda m: self._laid(m, block=True), marked)
            marked = INSERTED.sub(lambda m: self._laid(m, block=False), marked)
            if marked == before:
                break
        return marked

    def late(self, marked: str) -> str:
        """``marked`` with the late pieces."""
        return INSERTED.sub(lambda m: self._asked(self.pieces.thing(m[1])), marked)

    def _asked(self, piece: PageElement) -> str:
        return piece.block if piece.late is None else piece.late()

    def _laid(self, mark: re.Match[str], block: bool) -> str:
        piece = self.pieces.thing(mark[1])
        if piece.late:
            return mark[0]
        return f"\n{piece.block}\n" if block else piece.inline

    def linked(self, marked: str, page: str, uses: PageUsage) -> str:
        """``marked`` with its references as links from the page at address ``page``.

        A figure's second link on a page has the class ``fig-again``. What is referred to is noted
        in ``uses``.
        """
        marked = _YEAR_FIRST.sub(lambda m: f"{m[1]}&#{ord(m[2])};", marked)
        seen: set[str] = set()
        pieces, last = [], 0
        for start, end in matching_stretches(_SPOT, marked):
            if REF not in marked[start:end]:
                continue
            pieces.append(self._with_links(marked[last:start], page, uses, seen))
            pieces.append(self.plain(marked[start:end], uses))
            last = end
        pieces.append(self._with_links(marked[last:], page, uses, seen))
        linked = "".join(pieces)
        vouched = [strip_marks(found[2]) for found in SEALED.finditer(text_of_html(linked))]
        late = (self.pieces.thing(found[1]).numbers for found in INSERTED.finditer(linked))
        uses.numbers += sum(count_numbers(text, self.names) for text in vouched) + sum(late)
        uses.traced = uses.numbers - sum(count_numbers(word, ()) for word in uses.plains)
        return linked

    def plain(self, marked: str, uses: PageUsage | None = None) -> str:
        """``marked`` with its references as mere words."""

        def word(match: re.Match[str]) -> str:
            if uses is not None:
                reference = self.references.thing(match[1])
                uses.note(reference.kind, reference.id)
            return match[2]

        return REFERENCE.sub(word, marked)

    def _with_links(self, marked: str, page: str, uses: PageUsage, seen: set[str]) -> str:
        def link(match: re.Match[str]) -> str:
            reference = self.references.thing(match[1])
            uses.note(reference.kind, reference.id)
            if not reference.address:
                return match[2]
            css, given = reference.css, ""
            if reference.kind == "figure":
                css += " fig-again" if reference.id in seen else ""
                seen.add(reference.id)
            if reference.css in _LISTED.get(reference.kind, ()):
                uses.links.setdefault(reference.address, strip_marks(_TAG.sub("", match[2])))
            if reference.css == FIGURE:
                given = f' data-note="{uses.numbered(reference)}"'
            href = escape_attribute(relative_link(reference.address, page))
            given = (f' class="{css}"' if css else "") + given
            if "://" in reference.address:
                given += ' rel="noopener"'
            return f'<a{given} href="{href}">{match[2]}</a>'

        return REFERENCE.sub(link, marked)


def relative_link(address: str, page: str) -> str:
    """``address`` (from the site's root, or absolute) as a link from the page at ``page``."""
    if re.match(r"[a-z]+:", address):
        return address
    target, mark, anchor = address.partition("#")
    target = "" if target == "./" else target
    if target == page and mark:
        return f"#{anchor}"
    up = "../" * page.count("/")
    return (up + target or "./") + mark + anchor


def page_address(path: str) -> str:
    """The address of the page written at ``path``: ``a/index.md`` and ``a.md`` are ``a/``.

    ``a/README.md`` is ``a/`` too, as the publisher has it.
    """
    bare = path.removesuffix(".md")
    folder, _, name = bare.rpartition("/")
    if name in ("index", "README"):
        return f"{folder}/" if folder else ""
    return f"{bare}/"
