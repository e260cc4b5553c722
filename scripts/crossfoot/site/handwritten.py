"""Pages and files written by hand: the briefing's ``docs/``, copied as it is."""

from __future__ import annotations

import re
from pathlib import Path

from ..problem import Place, Problems
from .tree import Symlink, read_tree

NOTE = (
    '<p class="cf-byhand">This page is written by hand: its numbers are not traced to the ledger '
    "and not checked.</p>"
)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"\A\s*# [^\n]*\n")


def handwritten(root: Path, problems: Problems) -> dict[str, bytes]:
    """The files of ``root``/docs by their paths; each Markdown page says that it is not checked.

    A symbolic link there, or a page that is not UTF-8, is a problem.
    """
    folder = root / "docs"
    if folder.is_symlink():
        problems.add(Place("docs"), "docs is a symbolic link", "a folder")
        return {}
    try:
        files = read_tree(folder)
    except Symlink as link:
        problems.add(Place("docs"), str(link).replace(f"{root}/", ""))
        return {}
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
