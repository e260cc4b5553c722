"""Where a command may write: in folders of the briefing itself, never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from .diagnostics import BuildRefused, Diagnostic, SourceLocation

CACHE = "build/cache"
"""What is kept from one command to the next; no link and no special file may be in it."""
BUILD = (
    "build", "build/.lock", CACHE, "build/docs", "build/edition", "build/preview",
    "build/preview-before", "build/site", "build/site.old", "build/theme",
)  # fmt: skip
"""What a build writes before there is a site."""
SITE = "site"
_FILES = ("build/.lock",)
_FOLDER = "a folder of the briefing’s own, or nothing"
_DEPLOYED = f"{_FOLDER}: copy site/ to where it is served, or link from there to it"


def require_own(root: Path, *places: str) -> None:
    """Raise BuildRefused where writing to ``places`` below ``root`` would leave it, or cannot be.

    No part of a place may be a symbolic link, and each must be a folder (build/.lock a file) where
    it is there at all. Called before anything is written or removed.
    """
    found = dict.fromkeys(problem for place in places for problem in _faults(root, place))
    if found:
        raise BuildRefused(found)


def _faults(root: Path, place: str) -> Iterator[Diagnostic]:
    parts = place.split("/")
    for end in range(1, len(parts) + 1):
        name = "/".join(parts[:end])
        mode = _mode(root / name)
        if mode is None:
            return
        right = _DEPLOYED if name == SITE else _FOLDER
        if stat.S_ISLNK(mode):
            what = "a symbolic link is not followed: a command writes here"
            yield Diagnostic(SourceLocation(name), what, right)
            return
        if name in _FILES and not stat.S_ISREG(mode):
            yield Diagnostic(
                SourceLocation(name), "no file, and the lock is one", "nothing of that name"
            )
        elif name not in _FILES and not stat.S_ISDIR(mode):
            yield Diagnostic(
                SourceLocation(name), "no folder, and a command writes into one here", right
            )
            return
    if place == CACHE:
        yield from _strange(root, place)


def _strange(root: Path, place: str) -> Iterator[Diagnostic]:
    """Links and special files below a folder, none of which a command makes."""
    waiting = [place]
    while waiting:
        here = waiting.pop()
        with os.scandir(root / here) as entries:
            for entry in entries:
                name = f"{here}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(name)
                elif entry.is_symlink() or not entry.is_file(follow_symlinks=False):
                    what = "a symbolic link" if entry.is_symlink() else "a special file"
                    right = f"nothing: delete {CACHE}/, it is made again"
                    yield Diagnostic(
                        SourceLocation(printable(name)), f"{what} in a folder of files", right
                    )


def _mode(path: Path) -> int | None:
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def printable(name: str) -> str:
    """A file's name as it can be written: what is no UTF-8, and what hides, as escapes."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, however deep; no link is followed.

    A folder in a folder is moved to the top first, so that neither the stack nor a path grows with
    the depth. Raises OSError where the system refuses.
    """
    waiting, number = [folder], 0
    with os.scandir(folder) as entries:
        taken = {entry.name for entry in entries}
    while waiting:
        here = waiting.pop()
        with os.scandir(here) as entries:
            listed = list(entries)
        for entry in listed:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
            elif here == folder:
                waiting.append(Path(entry.path))
            else:
                while (name := f".crossfoot-gone-{number}") in taken:
                    number += 1
                number += 1
                os.rename(entry.path, folder / name)
                waiting.append(folder / name)
        if here != folder:
            os.rmdir(here)
    os.rmdir(folder)
