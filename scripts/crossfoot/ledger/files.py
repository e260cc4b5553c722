"""Reading a briefing's own files: no symlinks followed, text without anything hidden in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..inputs import is_scratch
from ..problem import Place, Problems

BYTES_AT_MOST = 20_000_000
HIDDEN = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufdd0-\ufdef\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
"""Control, bidirectional and private-use characters: none may stand in an input.

Nor half of a surrogate pair, which YAML's escapes can write.
"""
CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
"""Where git has put both sides of a conflict."""


def shown(root: Path, path: Path) -> str:
    """A path as problems name it: relative to the briefing, with forward slashes."""
    return path.relative_to(root).as_posix()


def readable(root: Path, path: Path, problems: Problems) -> bool:
    """Whether a file is there, no link and not too large; a problem is noted where it is not."""
    name = shown(root, path)
    if path.is_symlink() or any(p.is_symlink() for p in path.parents if root in p.parents):
        problems.add(Place(name), "a symbolic link is not followed", "the file itself")
    elif not path.is_file():
        problems.add(Place(name), "the file is missing", "a file with this name")
    elif path.stat().st_size > BYTES_AT_MOST:
        problems.add(Place(name), "the file is too large", f"at most {BYTES_AT_MOST:,} bytes")
    else:
        return True
    return False


def read_text(root: Path, path: Path, problems: Problems) -> str | None:
    """The text of a UTF-8 file (a byte-order mark dropped), or None with a problem noted."""
    if not readable(root, path, problems):
        return None
    name = shown(root, path)
    raw = path.read_bytes()
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
    """The files in ``folder`` that end in ``suffix``, sorted by name; links are problems."""
    if folder.is_symlink():
        problems.add(Place(shown(root, folder)), "a symbolic link is not followed", "a folder")
        return
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if is_scratch(path.name) and not path.is_dir():
            continue
        if path.is_symlink():
            problems.add(Place(shown(root, path)), "a symbolic link is not followed", "a file")
        elif path.is_file() and path.name.endswith(suffix) and not path.name.startswith("."):
            yield path
