"""What the site that is there was made of, so that nothing is done where nothing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..problem import Place, Problem
from .finish import CHECKSUMS, FACTS
from .tree import Symlink, read_tree, write_file


@dataclass(frozen=True)
class Published:
    """What stands in ``site/`` now."""

    address: str
    pages: int
    numbers: int
    """Links to figures, counted in the built HTML."""
    checksum: str
    changed: bool
    """False where the site that is there was made of these very inputs."""


def cause(settings: Mapping[str, Any], folders: Mapping[str, Mapping[str, bytes]]) -> str:
    """A digest of everything that the site's bytes depend on: settings, and files by folder."""
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    own = {path.name: path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))}
    for name, files in {**folders, "engine": own}.items():
        for path, content in sorted(files.items()):
            digest.update(f"\0{name}/{path}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def keep(stamp: Path, because: str, made: Published, warnings: Iterable[Problem]) -> None:
    """Write down what was made, of what, and what is to be said again of it."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    said = [[*asdict(w.place).values(), w.what, w.instead] for w in warnings]
    text = json.dumps({"cause": because, "made": asdict(made), "warnings": said})
    write_file(stamp, text.encode())


def unchanged(stamp: Path, because: str, live: Path) -> tuple[Published, list[Problem]] | None:
    """What stands in ``live`` and its warnings, if it was made of the same and nobody touched it.

    A stamp that cannot be read is none.
    """
    try:
        kept = json.loads(stamp.read_bytes())
        made = Published(**{**kept["made"], "changed": False})
        warnings = [
            Problem(Place(path, line, column), what, instead, warning=True)
            for path, line, column, what, instead in kept["warnings"]
        ]
        same = kept["cause"] == because and _sealed(live, made.checksum)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (made, warnings) if same else None


def _sealed(live: Path, checksum: str) -> bool:
    """Whether the files in ``live`` are the ones that its checksums name."""
    try:
        files = read_tree(live)
    except Symlink:
        return False
    sums = files.pop(CHECKSUMS, b"")
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {path}\n"
        for path, content in files.items()
        if path != FACTS
    ]
    whole = FACTS in files and "".join(lines).encode() == sums
    return whole and hashlib.sha256(sums).hexdigest() == checksum
