"""Whether a published site is still as it was published."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .finish import CHECKSUMS, FACTS
from .tree import read_tree


def sealed(live: Path, checksum: str) -> bool:
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
