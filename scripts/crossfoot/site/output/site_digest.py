"""Whether a published site is still as it was published, and whether it ever was."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ...diagnostics import BuildRefused, Diagnostic, SourceLocation
from ...inputs import is_scratch
from ..postprocess.finished_site import CHECKSUMS, FACTS
from .file_tree import read_tree


def is_unchanged(live: Path, checksum: str) -> bool:
    """Whether the files in ``live`` are those that its checksums name, and these are known.

    ``checksum`` is the SHA-256 of checksums.txt as it was published.
    """
    try:
        files = read_tree(live)
    except OSError:  # a link, or what cannot be read
        return False
    sums = files.pop(CHECKSUMS, b"")
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {path}\n"
        for path, content in files.items()
        if path != FACTS
    ]
    whole = FACTS in files and "".join(lines).encode() == sums
    return whole and hashlib.sha256(sums).hexdigest() == checksum


def require_published(live: Path) -> None:
    """Raise BuildRefused where ``live`` holds what no build can make again, and would remove.

    That is a folder that was never published, and the working tree of a repository of its own.
    """
    names = {path.name for path in live.iterdir()} if live.is_dir() else set()
    own = f"another place for it: a build puts a new folder in the place of {live.name}/"
    if ".git" in names:
        what = "a repository of its own, which a build would remove"
        raise BuildRefused([Diagnostic(SourceLocation(f"{live.name}/.git"), what, own)])
    if not names & {CHECKSUMS, FACTS} and not all(map(is_scratch, names)):
        what = "files that no build has made, and that a build would remove"
        raise BuildRefused([Diagnostic(SourceLocation(live.name), what, own)])
