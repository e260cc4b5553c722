"""Reading a briefing's own files: no symlinks followed, text without anything hidden in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..diagnostics import Diagnostics, SourceLocation
from ..inputs import HIDDEN, file_fault, is_scratch
from ..paths import printable

BYTES_AT_MOST = 20_000_000
FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive, as .xlsx and .ods files are", "it saved as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file", "it saved as CSV"),
    (b"PAR1", "a Parquet file", "its name with .parquet"),
    (b"\x1f\x8b", "a compressed file", "what is in it"),
    (b"%PDF-", "a PDF file", "what stands in it, as text"),
    (b"\x89PNG", "a picture", "what stands in it, as text"),
    (b"SQLite format 3\x00", "a database", "its rows as CSV"),
    (b"\xff\xfe", "UTF-16, not UTF-8", "the file saved as UTF-8"),
    (b"\xfe\xff", "UTF-16, not UTF-8", "the file saved as UTF-8"),
    (b"version https://git-lfs.", "a pointer of Git LFS", "the file itself, by git lfs pull"),
)
"""What files of other kinds begin with, under whatever name: said in one line, and not read."""
HIDDEN_AT_MOST = 1_000
"""Hidden characters of one file that are noted."""
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s|html[\s>])", re.IGNORECASE)
CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
"""Where git has put both sides of a conflict."""


def display_path(root: Path, path: Path) -> str:
    """A path as problems name it: relative to the briefing, with forward slashes."""
    return printable(path.relative_to(root).as_posix())


def is_readable(root: Path, path: Path, problems: Diagnostics) -> bool:
    """Whether a file is there, no link and not too large; a problem is noted where it is not."""
    fault = file_fault(path)
    if any(p.is_symlink() for p in path.parents if root in p.parents):
        fault = "a symbolic link is not followed", "the file itself"
    elif fault is None and path.stat().st_size > BYTES_AT_MOST:
        fault = "the file is too large", f"at most {BYTES_AT_MOST:,} bytes"
    if fault is not None:
        problems.add(SourceLocation(display_path(root, path)), *fault)
    return fault is None


def normalize_newlines(text: str) -> str:
    """The text with each line ended by a line feed, as Windows and old Macs end them too."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def detect_foreign_encoding(raw: bytes) -> tuple[str, str] | None:
    """What a file is that is no text at all, and what would be right; None where it may be one."""
    for start, what, instead in FOREIGN:
        if raw.startswith(start):
            return f"the file is {what}", instead
    if raw.count(b"\0") * 3 > len(raw):
        return "the file is UTF-16, not UTF-8", "the file saved as UTF-8"
    return None


def read_text(root: Path, path: Path, problems: Diagnostics) -> str | None:
    """The text of a UTF-8 file, or None with one problem noted.

    A byte-order mark is dropped, and each line ends in a line feed.
    """
    if not is_readable(root, path, problems):
        return None
    name = display_path(root, path)
    try:
        raw = path.read_bytes()
    except OSError as fault:
        what = f"the file cannot be read: {fault.strerror}"
        problems.add(SourceLocation(name), what, "a file that you may read")
        return None
    other = detect_foreign_encoding(raw)
    page = path.suffix != ".md" and _HTML.match(raw)
    if other is not None:
        problems.add(SourceLocation(name), *other)
        return None
    if page:
        problems.add(
            SourceLocation(name), "the file is an HTML page", "the file that the page is about"
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = normalize_newlines(error.object[: error.start].decode("utf-8", "replace"))
        byte = f"the byte {error.object[error.start]:02X}"
        letter = error.object[error.start : error.start + 1].decode("cp1252", "ignore")
        if letter.isprintable() and letter:
            byte += f", which is {letter} in Windows-1252"
        place = SourceLocation(name, *line_and_column(before, len(before)))
        problems.add(place, f"not UTF-8: {byte}", "the file saved as UTF-8")
        return None
    text = normalize_newlines(text)
    if torn(name, text, problems) and path.suffix != ".md":
        return None  # what is read by its form would only stumble over it
    line, start, hidden = 1, 0, False
    for found in islice(HIDDEN.finditer(text), HIDDEN_AT_MOST):
        line += text.count("\n", start, found.start())
        start, hidden = found.start(), True
        place = SourceLocation(name, line, start - text.rfind("\n", 0, start))
        code = f"U+{ord(found[0]):04X}"
        problems.add(place, f"a hidden character {code}", "the text without it", group="hidden")
    return None if hidden else text


def torn(name: str, text: str, problems: Diagnostics) -> bool:
    """Whether git has put both sides of a conflict into a text, which is noted."""
    found = CONFLICT.search(text)
    if found is not None:
        place = SourceLocation(name, *line_and_column(text, found.start()))
        problems.add(place, "a conflict that git left to you", "one of the two, without the marks")
    return found is not None


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def list_files(root: Path, folder: Path, suffix: str, problems: Diagnostics) -> Iterator[Path]:
    """The files in ``folder`` that end in ``suffix``, sorted by name.

    Links, and what has such a name and is no file, are problems.
    """
    if folder.is_symlink():
        problems.add(
            SourceLocation(display_path(root, folder)),
            "a symbolic link is not followed",
            "the file itself",
        )
        return
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.startswith(".") or (is_scratch(path.name) and not path.is_dir()):
            continue
        named = path.name.endswith(suffix)
        # A folder has the name of a file only where files of a kind are asked for.
        if not path.is_symlink() and (not named or (not suffix and path.is_dir())):
            continue
        fault = file_fault(path)
        if fault is not None:
            problems.add(SourceLocation(display_path(root, path)), *fault)
        elif named:
            yield path
