"""How problems are shown: as text, with the line and a caret on a terminal; as JSON; to GitHub."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from .diagnostics import Diagnostic, SourceLocation
from .inputs import HIDDEN, file_fault
from .ledger.files import normalize_newlines

ENGINE = Path(__file__).parent.parent
"""Where the paths of the engine's own templates begin."""
BEFORE, WIDTH = 60, 100
"""Characters of a long line that are shown before the caret, and in all."""


class Format(StrEnum):
    """What problems are shown for: a person, a program, a workflow on GitHub."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Listing(StrEnum):
    """What an answer is given for: a person, or a program."""

    TABLE = "table"
    JSON = "json"


class Report(StrEnum):
    """What a comparison is told for: a terminal, a pull request, a program, a browser."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


class FailOn(StrEnum):
    """What of a comparison is a failure."""

    FLIP = "flip"


def format_diagnostics(
    problems: Iterable[Diagnostic], form: Format, root: Path, terminal: bool, folder: str = ""
) -> Iterator[str]:
    """Problems as lines; on a ``terminal`` each text is followed by what stands in ``root``.

    ``folder`` is where the briefing lies in the checkout that GitHub shows.
    """
    match form:
        case Format.TEXT:
            for problem in problems:
                yield str(problem)
                if terminal:
                    yield from source_snippet(problem.place, root)
        case Format.JSON:
            yield json.dumps([_told(p) for p in problems], ensure_ascii=False, indent=2)
        case Format.GITHUB:
            yield from (_command(problem, folder) for problem in problems)
        case _:
            assert_never(form)


def source_snippet(place: SourceLocation, root: Path) -> tuple[str, ...]:
    """The line of the file and, under it, a caret below the column; nothing where none is."""
    for base in (root, ENGINE):
        if file_fault(base / place.path) is not None:
            continue
        try:
            text = (base / place.path).read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        lines = normalize_newlines(text).split("\n")
        if place.line > len(lines) or place.column > len(lines[place.line - 1]) + 1:
            return ()
        # What a terminal would obey is not for showing.
        line = HIDDEN.sub("\ufffd", lines[place.line - 1])
        start = max(place.column - 1 - BEFORE, 0) if len(line) > WIDTH else 0
        part, before = line[start : start + WIDTH], line[start : place.column - 1]
        under = "".join("\t" if c == "\t" else " " for c in before)
        number = f"{place.line:>6} | "
        return number + part.rstrip(), " " * (len(number) - 2) + "| " + under + "^"
    return ()


def _told(problem: Diagnostic) -> dict[str, object]:
    place = problem.place
    told: dict[str, object] = {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "severity": "warning" if problem.warning else "error",
        "what": problem.message,
        "instead": problem.hint,
    }
    if problem.other_places:
        told["also"] = [{"line": also.line, "column": also.column} for also in problem.other_places]
    return told


def _command(problem: Diagnostic, folder: str) -> str:
    """A workflow command, escaped as GitHub's own toolkit does it."""
    told, place = _told(problem), problem.place
    path = _escaped(posixpath.join(folder, place.path)).replace(":", "%3A").replace(",", "%2C")
    where = f"file={path},line={place.line},col={place.column}"
    return f"::{told['severity']} {where}::{_escaped(problem.text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
