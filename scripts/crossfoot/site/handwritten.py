"""Pages and files written by hand: the briefing's ``docs/``, copied as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from ..charts.card import Card
from ..inputs import read_folder
from ..ledger.yaml import Item, read_yaml, unwrapped
from ..pages.cards import Face, Words
from ..pages.front import written
from ..problem import Place, Problems, Wrong
from .twin import folder

NOTE = (
    '<p class="cf-byhand">This page stands outside the ledger: its numbers are not traced and not '
    "checked.</p>"
)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"\A\s*# [^\n]*\n")


def handwritten(root: Path, problems: Problems) -> dict[str, bytes]:
    """The files of ``root``/docs by their paths; each Markdown page says that it is not checked.

    What is no file there, or a page that is not UTF-8, is a problem.
    """
    files = read_folder(root, "docs", problems)
    for path, content in files.items():
        if path.endswith(".md"):
            try:
                files[path] = noted(content.decode("utf-8-sig")).encode()
            except UnicodeDecodeError as fault:
                line = content[: fault.start].count(b"\n") + 1
                problems.add(Place(f"docs/{path}", line), "the page is not UTF-8", "save as UTF-8")
    return files


def noted(page: str) -> str:
    """The page with the note under its heading, or on top where it has none."""
    page = page.replace("\r\n", "\n")
    front = _FRONT.match(page)
    start = front.end() if front else 0
    heading = _HEADING.match(page[start:])
    at = start + (heading.end() if heading else 0)
    return f"{page[:at]}\n{NOTE}\n\n{page[at:].lstrip(chr(10))}"


def shown(
    files: Mapping[str, bytes], face: Face, problems: Problems
) -> tuple[dict[str, bytes], dict[str, tuple[Card, Place]]]:
    """The pages among ``files`` with what they say of their cards, and the cards by their paths.

    A page that names a picture of its own, or that nobody should index, has none.
    """
    pages: dict[str, bytes] = {}
    cards: dict[str, tuple[Card, Place]] = {}
    for path, content in files.items():
        place = Place(f"docs/{path}")
        page = content.decode("utf-8", "replace") if path.endswith(".md") else ""
        front = _FRONT.match(page)
        data = read_yaml(f"\n{front[0][4:-4]}", place.path, problems) if front else None
        given = unwrapped(data) if isinstance(data, Item) else {}
        if not page or not isinstance(given, dict) or {"picture", "robots"} & given.keys():
            continue
        body = page[front.end() :] if front else page
        named = {name: str(given.get(name) or "") for name in ("title", "description")}
        words = Words(folder(path), body, **named)
        try:
            said, made = face.shared(words, face.card(words, _plain))
        except Wrong as wrong:
            problems.add(place, wrong.what, wrong.instead)
            continue
        cards |= {path: (card, place) for path, card in made.items()}
        more = written(said).removeprefix("---\n")
        pages[path] = f"---\n{front[0][4:-4] if front else ''}{more}{body}".encode()
    return pages, cards


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text))
