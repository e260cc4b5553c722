"""Pages and files written by hand: the briefing's ``docs/``, copied as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html import unescape
from pathlib import Path, PurePosixPath

from ..charts.og_image.page_card import PageCard
from ..diagnostics import Diagnostics, InvalidValue, SourceLocation
from ..inputs import HIDDEN, read_folder
from ..ledger.files import line_and_column, torn
from ..ledger.yaml import YamlMapping, plain_values, read_yaml
from ..markup import svg_faults
from ..pages.front_matter import write_front_matter
from ..pages.links import page_address
from ..pages.og_images import PageTexts, SiteIdentity

NOTE = (
    '<p class="cf-byhand">This page stands outside the ledger: its numbers are not traced and not '
    "checked.</p>"
)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LIKE_MARKDOWN = frozenset({".markdown", ".mdown", ".mkdn", ".mkd"})
"""What the publisher takes for pages too."""
_ACTIVE = frozenset(
    ".html .htm .xhtml .xht .xhtm .shtml .mht .mhtml .hta .htc .js .mjs .cjs .wasm .swf .css .xml "
    ".xsl .xslt .xsd .rdf .rss .atom .mathml .svgz .jar .class .vbs .webmanifest".split()
)
"""What a browser runs, or lets run, with the rights of the site, or styles its pages with."""
_PASSIVE = frozenset(
    ".png .jpg .jpeg .gif .webp .avif .ico .pdf .csv .tsv .json .txt .md .xlsx .ods .docx .odt "
    ".zip .gz .parquet .woff2".split()
)
"""What it shows or hands over, whatever it holds."""
_TEXTS = frozenset({".css", ".csv", ".json", ".tsv", ".txt"})
"""What git merges, besides pages."""
_SNIFFED = re.compile(
    rb"(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)?[\s\0]*<[\s\0]*(?:[!?]|[a-z\0])", re.IGNORECASE
)
"""How what looks like HTML or XML to a browser begins."""
_NOT_RUN = "a page in Markdown, or a .zip that holds it"
_DRAWING = "a drawing that neither runs nor loads anything, or a PNG"
_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"\A\s*# [^\n]*\n")


def read_handwritten(
    root: Path, problems: Diagnostics, styles: Collection[str] = ()
) -> dict[str, bytes]:
    """The files of ``root``/docs by their paths; each Markdown page says that it is not checked.

    What is no file there, a page that is not UTF-8, or a file that a browser would run as part of
    the site, is a problem. ``styles`` are the stylesheets that the publisher's settings name.
    """
    files = read_folder(root, "docs", problems)
    return {
        path: made
        for path, content in files.items()
        if (made := _file(path, content, styles, problems)) is not None
    }


def _file(
    path: str, content: bytes, styles: Collection[str], problems: Diagnostics
) -> bytes | None:
    """A file as it is published; None where it cannot be, which is noted."""
    place = SourceLocation(f"docs/{path}")
    ending = PurePosixPath(path).suffix.lower()
    if ending in _LIKE_MARKDOWN or (ending == ".md" and not path.endswith(".md")):
        right = PurePosixPath(path).with_suffix(".md").name
        problems.add(place, f"a page in Markdown is named {ending} here", f"the name {right}")
        return None
    if ending == ".svg":
        for fault in svg_faults(content):
            at = SourceLocation(place.path, fault.line, fault.column)
            problems.add(at, fault.message, _DRAWING)
        return content
    if ending in _TEXTS:
        torn(place.path, content.decode("utf-8", "replace"), problems)
    if ending == ".css" and path in styles:
        return content
    if ending in _ACTIVE or (ending not in _PASSIVE and _SNIFFED.match(content[:512])):
        kind = f"a file {ending}" if ending in _ACTIVE else "a file that begins like HTML or XML"
        right = "its name under extra_css in mkdocs.yml" if ending == ".css" else _NOT_RUN
        problems.add(place, f"{kind} may run in a reader's browser as part of this site", right)
        return None
    if ending != ".md":
        return content
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        problems.add(SourceLocation(place.path, line), "the page is not UTF-8", "save as UTF-8")
        return None
    torn(place.path, text, problems)
    for found in list(HIDDEN.finditer(text))[:20]:
        at = SourceLocation(place.path, *line_and_column(text, found.start()))
        problems.add(at, f"a hidden character U+{ord(found[0]):04X}", "the text without it")
    return noted(text).encode()


def noted(page: str) -> str:
    """The page with the note under its heading, or on top where it has none."""
    page = page.replace("\r\n", "\n")
    front = _FRONT.match(page)
    start = front.end() if front else 0
    heading = _HEADING.match(page[start:])
    at = start + (heading.end() if heading else 0)
    return f"{page[:at]}\n{NOTE}\n\n{page[at:].lstrip(chr(10))}"


def shown(
    files: Mapping[str, bytes], face: SiteIdentity, problems: Diagnostics
) -> tuple[dict[str, bytes], dict[str, tuple[PageCard, SourceLocation]]]:
    """The pages among ``files`` with what they say of their cards, and the cards by their paths.

    A page that names a picture of its own, or that nobody should index, has none.
    """
    pages: dict[str, bytes] = {}
    cards: dict[str, tuple[PageCard, SourceLocation]] = {}
    for path, content in files.items():
        place = SourceLocation(f"docs/{path}")
        page = content.decode("utf-8", "replace") if path.endswith(".md") else ""
        front = _FRONT.match(page)
        data = read_yaml(f"\n{front[0][4:-4]}", place.path, problems) if front else None
        given = plain_values(data) if isinstance(data, YamlMapping) else {}
        if not page or not isinstance(given, dict) or {"picture", "robots"} & given.keys():
            continue
        body = page[front.end() :] if front else page
        named = {name: str(given.get(name) or "") for name in ("title", "description")}
        words = PageTexts(page_address(path), body, **named)
        try:
            said, made = face.shared(words, face.card(words, _plain))
        except InvalidValue as wrong:
            problems.add(place, wrong.message, wrong.hint)
            continue
        cards |= {path: (card, place) for path, card in made.items()}
        more = write_front_matter(said).removeprefix("---\n")
        pages[path] = f"---\n{front[0][4:-4] if front else ''}{more}{body}".encode()
    return pages, cards


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text))
