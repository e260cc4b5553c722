"""The files that a briefing is made of: which may be read, and what they were when they were."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from .diagnostics import BuildRefused, Diagnostics, SourceLocation
from .paths import printable

INPUTS = (
    "data",
    "docs",
    "editions",
    "mkdocs.yml",
    "scripts/build.py",
    "scripts/charts",
    "templates",
    "theme",
)
"""What a site is made of besides the engine: files, and folders with all that is in them."""
_FILES = ("mkdocs.yml", "scripts/build.py")
AS_THEY_ARE = ("docs", "theme")
"""Those of which everything is taken, what begins with a dot too."""
FILE_AT_MOST = 100_000_000
"""Bytes: GitHub takes no larger file."""
ALL_AT_MOST = 1_000_000_000
"""Bytes of everything: GitHub Pages publishes no larger site."""
NAME_AT_MOST = 200
"""Bytes: a temporary file has a longer name than the file that it becomes."""
PATH_AT_MOST = 600
HIDDEN = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufdd0-\ufdef\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
"""Control, bidirectional and private-use characters: none may stand in an input.

Nor half of a surrogate pair, which YAML's escapes can write.
"""
_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}
_SCRATCH = re.compile(
    r"""
      \.\#.* | \#.*\# | .*~            # Emacs: a lock (a link that leads nowhere), what it saves
    | .*\.sw[h-px] | 4913              # Vim: what it is at, and whether it may write here
    | .*\.kate-swp | .*___jb_(?:tmp|old)___
    | ~\$.* | \.~lock\..*\#            # locks of Office and LibreOffice
    | .*\.(?:bak|orig|rej|tmp)         # an older state, what a merge or a download left
    | \.DS_Store | \._.* | Thumbs\.db | ehthumbs\.db | desktop\.ini | \.directory
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""What editors and systems leave beside a file."""
_PASSED = re.compile(r"\.git.*|__pycache__")
"""What git and Python leave in a folder."""


class InputsChanged(OSError):
    """An input is another than when a command began to read it."""


def is_scratch(name: str) -> bool:
    """Whether a file of this name is an editor's or a system's own, and never an input.

    Nothing reads, counts, publishes or complains of such a file or link; folders are not meant.
    """
    return _SCRATCH.fullmatch(name) is not None


def file_fault(path: Path) -> tuple[str, str] | None:
    """Why ``path`` is no file to read, and what would be right; it is not opened for that."""
    try:
        state = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return "the file is missing", "a file with this name"
    except OSError as fault:
        return f"the file cannot be read: {fault.strerror}", "a file that you may read"
    if stat.S_ISLNK(state.st_mode):
        return "a symbolic link is not followed", "the file itself"
    if stat.S_ISDIR(state.st_mode):
        return "a folder in the place of a file", "the file itself"
    if not stat.S_ISREG(state.st_mode):
        what = _SPECIAL.get(stat.S_IFMT(state.st_mode), "a special file")
        return f"{what} is never opened", "a file"
    if state.st_size > FILE_AT_MOST:
        return "the file is too large", f"at most {FILE_AT_MOST:,} bytes"
    return name_fault(path.name)


def name_fault(name: str) -> tuple[str, str] | None:
    """Why a file or folder cannot have that name, and what would be right."""
    try:
        size = len(name.encode("utf-8"))
    except UnicodeEncodeError:
        return "the name is not UTF-8", "a name in UTF-8"
    hidden = HIDDEN.search(name) or re.search(r"[\t\n\r]", name)
    if hidden is not None:
        return f"a hidden character U+{ord(hidden[0]):04X} in the name", "the name without it"
    if "\\" in name:
        return "a backslash in the name", "the name without it"
    if size > NAME_AT_MOST:
        return f"the name has {size} bytes", f"at most {NAME_AT_MOST}"
    return None


def input_entries(root: Path, name: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that is below the folder ``root``/``name``, by its path from ``root``; links as such.

    Nothing where that is no folder. What systems and editors leave there is passed over, and
    outside docs/ and theme/ all that begins with a dot. Raises OSError for what cannot be listed.
    """
    if (root / name).is_symlink() or not (root / name).is_dir():
        return
    waiting = [name]
    while waiting:
        here = waiting.pop()
        with os.scandir(root / here) as found:
            listed = sorted(found, key=lambda entry: entry.name)
        for entry in listed:
            dotted = entry.name.startswith(".") and name not in AS_THEY_ARE
            is_folder = entry.is_dir(follow_symlinks=False)
            if (
                dotted
                or _PASSED.fullmatch(entry.name)
                or (is_scratch(entry.name) and not is_folder)
            ):
                continue
            path = f"{here}/{entry.name}"
            if is_folder and len(os.fsencode(path)) <= PATH_AT_MOST:
                waiting.append(path)
            yield path, entry


def check_names(root: Path, problems: Diagnostics) -> None:
    """Note each input that is no plain file or has no plain name; nothing is opened."""
    total = 0
    for name in INPUTS:
        if (root / name).is_symlink():
            problems.add(SourceLocation(name), "a symbolic link is not followed", "the file itself")
        elif name not in _FILES and (root / name).exists() and not (root / name).is_dir():
            problems.add(SourceLocation(name), "no folder", "a folder, or nothing of that name")
        beside: dict[tuple[str, str], str] = {}
        for path, entry in input_entries(root, name):
            folder, _, own = path.rpartition("/")
            is_folder = entry.is_dir(follow_symlinks=False)
            try:
                large = 0 if is_folder else entry.stat(follow_symlinks=False).st_size
            except FileNotFoundError:
                continue  # an editor's, which stood there for a moment
            fault = name_fault(own) if is_folder else file_fault(Path(entry.path))
            size = len(os.fsencode(path))
            if fault is None and size > PATH_AT_MOST:
                fault = f"the path has {size} bytes", f"at most {PATH_AT_MOST}"
            if fault is not None:
                problems.add(SourceLocation(printable(path)), *fault)
                continue
            first = beside.setdefault((folder, normalize("NFC", own).casefold()), own)
            if first != own:
                what = f"some systems do not tell {own} from {first}"
                problems.add(SourceLocation(path), what, "another name")
            total += large
    if total > ALL_AT_MOST:
        place = max(INPUTS, key=lambda name: _size(root, name))
        what = f"the inputs are too large: {total:,} bytes"
        problems.add(SourceLocation(place), what, f"at most {ALL_AT_MOST:,} together")


def _size(root: Path, name: str) -> int:
    files = (Path(entry.path) for _, entry in input_entries(root, name))
    return sum(os.lstat(file).st_size for file in files if file.exists())


def read_folder(root: Path, name: str, problems: Diagnostics) -> dict[str, bytes]:
    """Every file below ``root``/``name`` by its path from there; what cannot be read is noted."""
    found = {}
    if (root / name).is_symlink():
        problems.add(SourceLocation(name), "a symbolic link is not followed", "the file itself")
    for path, entry in input_entries(root, name):
        if entry.is_dir(follow_symlinks=False):
            continue
        fault = file_fault(Path(entry.path))
        if fault is None:
            try:
                found[path.removeprefix(f"{name}/")] = (root / path).read_bytes()
            except OSError as refused:
                fault = f"the file cannot be read: {refused.strerror}", "a file that you may read"
        if fault is not None:
            problems.add(SourceLocation(printable(path)), *fault)
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class Snapshot:
    """The inputs as they are at one moment: what a command says of them is of these bytes."""

    root: Path
    digests: Mapping[str, str]
    """SHA-256 of each file by its path, sorted."""
    others: tuple[str, ...]
    """What is there and not read: links and special files, by path, sorted."""
    states: Mapping[str, tuple[int, int, int]]
    """Time, size and number of each file: one that changed and changed back is told by these."""

    @classmethod
    def of(cls, root: Path) -> Snapshot:
        """The inputs under ``root`` as they are now."""
        digests, states, others = {}, {}, []
        for path in sorted(_paths(root)):
            fault = file_fault(root / path)
            try:
                if fault is not None and not fault[0].startswith("the name"):
                    others.append(path)
                    continue
                with (root / path).open("rb") as file:
                    state = os.fstat(file.fileno())
                    digests[path] = hashlib.file_digest(file, "sha256").hexdigest()
                states[path] = state.st_mtime_ns, state.st_size, state.st_ino
            except OSError:  # who reads it says why it cannot be read
                others.append(path)
        return cls(root, digests, tuple(others), states)

    def require_same(self) -> None:
        """Raise InputsChanged where an input is another now than it was, or has been meanwhile."""
        now = Snapshot.of(self.root)
        both = {**self.states, **now.states}
        names = [path for path in both if self.states.get(path) != now.states.get(path)]
        names += [path for path in both if self.digests.get(path) != now.digests.get(path)]
        names += {*self.others} ^ {*now.others}
        if names:
            first, *more = sorted({*map(printable, names)})
            others = f" and {len(more):,} more" if more else ""
            raise InputsChanged(f"{first}{others} changed while it was read; run the command again")

    @contextmanager
    def steady(self) -> Iterator[None]:
        """For a block that reads the inputs: what is refused of a mixture is Changed instead."""
        try:
            yield
        except BuildRefused:
            self.require_same()
            raise


def _paths(root: Path) -> Iterator[str]:
    for name in INPUTS:
        if (root / name).is_symlink() or ((root / name).exists() and not (root / name).is_dir()):
            yield name
        yield from (
            p for p, entry in input_entries(root, name) if not entry.is_dir(follow_symlinks=False)
        )


def digests(root: Path) -> dict[str, str]:
    """The SHA-256 of every input under the briefing's folder ``root``, by path, sorted.

    Hidden files, what Python has compiled and symbolic links are left out.
    """
    return dict(Snapshot.of(root).digests)
