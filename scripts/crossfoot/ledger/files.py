"""Reading a briefing's own files: no symlinks followed, text without anything hidden in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..inputs import HIDDEN, file_fault
from ..paths import printable
from ..problem import Place, Problems

BYTES_AT_MOST = 20_000_000
CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
"""Where git has put both sides of a conflict."""


def shown(root: Path, path: Path) -> str:
    """A path as problems name it: relative to the briefing, with forward slashes."""
    return printable(path.relative_to(root).as_posix())


def readable(root: Path, path: Path, problems: Problems) -> bool:
    """Whether a file is there, no link and not too large; a problem is noted where it is not."""
    fault = file_fault(path)
    if any(p.is_symlink() for p in path.parents if root in p.parents):
        fault = "a symbolic link is not followed", "the file itself"
    elif fault is None and path.stat().st_size > BYTES_AT_MOST:
        fault = "the file is too large", f"at most {BYTES_AT_MOST:,} bytes"
    if fault is not None:
        problems.add(Place(shown(root, path)), *fault)
    return fault is None


def read_text(root: Path, path: Path, problems: Problems) -> str | None:
    """The text of a UTF-8 file (a byte-order mark dropped), or None with a problem noted."""
    if not readable(root, path, problems):
        return None
    name = shown(root, path)
    try:
        raw = path.read_bytes()
    except OSError as fault:
        what = f"the file cannot be read: {fault.strerror}"
        problems.add(Place(name), what, "a file that you may read")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        problems.add(Place(name, line, column), "not UTF-8", "the file saved as UTF-8")
        return None
    text = text.replace("\r\n", "\n")
    torn = CONFLICT.search(text)
    if torn is not None:
        place = Place(name, *position(text, torn.start()))
        problems.add(place, "a conflict that git left to you", "one of the two, without the marks")
        if path.suffix != ".md":  # what is read by its form would only stumble over it
            return None
    hidden = list(HIDDEN.finditer(text))
    for found in hidden[:20]:
        place = Place(name, *position(text, found.start()))
        code = f"U+{ord(found[0]):04X}"
        problems.add(place, f"a hidden character {code}", "the text without it")
    return None if hidden else text


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def listing(root: Path, folder: Path, suffix: str, problems: Problems) -> Iterator[Path]:
    """The files in ``folder`` that end in ``suffix``, sorted by name.

    Links, and what has such a name and is no file, are problems.
    """
    if folder.is_symlink():
        problems.add(
            Place(shown(root, folder)), "a symbolic link is not followed", "the file itself"
        )
        return
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        named = path.name.endswith(suffix) and not path.name.startswith(".")
        if not named and not path.is_symlink():
            continue
        fault = file_fault(path)
        if fault is not None:
            problems.add(Place(shown(root, path)), *fault)
        elif named:
            yield path
