"""All editions of a briefing, read from ``editions/``."""

from __future__ import annotations

import hashlib
import re
from functools import partial
from itertools import pairwise
from pathlib import Path

from ..diagnostics import Diagnostics, SourceLocation
from ..inputs import is_scratch
from ..ledger.files import read_text
from ..memo import Memo
from .files import parse_edition
from .model import FOLDER, Edition

_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}")


def read_editions(root: Path, problems: Diagnostics, memo: Memo) -> dict[str, Edition]:
    """Every edition by id, the earliest first. One with a fault is noted, left out and lost.

    ``memo`` keeps those whose files are the same.
    """
    found: list[Edition] = []
    for folder in _folders(root, problems):
        paths = sorted(
            p
            for p in folder.rglob("*")
            if (p.is_symlink() or not p.is_dir()) and not is_scratch(p.name)
        )
        key = ("edition", folder.name, tuple((str(p), _state(p)) for p in paths))
        edition = memo.keep(key, problems, partial(_edition, root, folder, paths, problems))
        if edition is None:
            problems.skip("edition", folder.name)
        else:
            found.append(edition)
    found.sort(key=lambda edition: (edition.number, edition.as_of, edition.id))
    for before, after in pairwise(found):
        if before.number == after.number:
            what = f"{before.id} is number {after.number} too"
            problems.add(after.place, what, "crossfoot edition again, without this one's folder")
    return {edition.id: edition for edition in found}


def _folders(root: Path, problems: Diagnostics) -> list[Path]:
    folder = root / FOLDER
    if folder.is_symlink():
        problems.add(SourceLocation(FOLDER), "a symbolic link is not followed", "a folder")
        return []
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or (is_scratch(path.name) and not path.is_dir()):
            continue
        if path.is_symlink() or not path.is_dir() or not _NAME.fullmatch(path.name):
            right = "only folders that crossfoot edition wrote, such as 2026-11-23-1a2b3c4d"
            problems.add(SourceLocation(f"{FOLDER}/{path.name}"), "no edition", right)
        else:
            found.append(path)
    return found


def _edition(root: Path, folder: Path, paths: list[Path], problems: Diagnostics) -> Edition | None:
    """The edition in a folder with the files ``paths``; None with all that is wrong noted."""
    texts = {path.relative_to(folder).as_posix(): read_text(root, path, problems) for path in paths}
    read = {path: text for path, text in texts.items() if text is not None}
    return parse_edition(folder.name, read, problems) if len(read) == len(texts) else None


def _state(path: Path) -> bytes:
    """What tells a file from another with its name; of what is no file, nothing."""
    if path.is_symlink() or not path.is_file():
        return b""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
