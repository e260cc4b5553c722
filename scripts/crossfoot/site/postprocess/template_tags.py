"""No tag of a template stands in a finished file for somebody to read, outside of code.

The last look at what is published: each earlier one is at a file of the author's, and what only
Markdown, the theme or an entity puts together shows here alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from ...diagnostics import Diagnostics, SourceLocation
from ...ledger.field_types import JINJA
from ...ledger.files import line_and_column
from ...pages.number_check import RAW, visible_text

SEARCH = "search/search_index.json"
_SCRIPT = re.compile(r"<script\b[^<>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
_BRACE = re.compile(r"\{|&(?:#0*123|#x0*7b|lbrace|lcub)\b", re.IGNORECASE)
"""What a tag begins with, however HTML writes it: most pages need no closer look."""
_DATA = re.compile(r"(?:data/(?:figures|claims|sources|entities|metrics|datapackage)|build)\.json")
"""The files of our own making; what lies beside them under docs/ is published as it is."""


def check_tags(
    files: Mapping[str, bytes],
    texts: Mapping[str, str],
    seen: Callable[[str, str], str],
    authors: Callable[[str], tuple[str, str]],
    problems: Diagnostics,
) -> None:
    """Note each finished file in which a tag stands that a reader sees or a program reads.

    ``texts`` is the HTML of pages by path, ``files`` the whole site. ``seen`` gives what a reader
    sees of a page, by its path and HTML; ``authors`` the path and the text of the file that a page
    was made from. What the search and the feed repeat of a page is told of the page alone.
    """
    told = False
    for path, html in texts.items():
        if _BRACE.search(_SCRIPT.sub("", html)) and JINJA.search(text := seen(path, html)):
            where, written = authors(path)
            problems.add(_place(where, written, text), *RAW)
            told = True
    for path, content in () if told else files.items():
        if any(JINJA.search(text) for text in _read(path, content)):
            problems.add(SourceLocation(f"build/site/{path}"), *RAW)


def _place(where: str, written: str, text: str) -> SourceLocation:
    """Where the tag in ``text`` was typed, or the file if it stands there in another way."""
    tag = re.search(r"\{[{%#][^\n]{0,20}", text)
    at = written.find(tag[0]) if tag else -1
    if at < 0 and tag:  # its beginning is put together, so look for what follows it
        at = written.find(tag[0][2:].strip()) if tag[0][2:].strip() else -1
    return (
        SourceLocation(where, *line_and_column(written, at)) if at >= 0 else SourceLocation(where)
    )


def _read(path: str, content: bytes) -> Iterator[str]:
    """The texts in a file of the site that is no page; none in what is not of our making."""
    if path == SEARCH:
        for entry in json.loads(content).get("docs", ()):
            yield from (visible_text(str(entry.get(key, ""))) for key in ("title", "text"))
    elif _DATA.fullmatch(path):
        yield from _strings(json.loads(content))
    elif path == "feed.xml":
        for element in ElementTree.fromstring(content).iter():
            text = element.text or ""
            yield visible_text(text) if element.get("type") == "html" else text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (str(key), *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
