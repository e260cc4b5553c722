"""What build.json says: of what the site was made, and what came out. No clock, no machine."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

from .. import __version__
from ..claims.model import Claim, Verdict
from ..inputs import is_scratch
from ..ledger.model import Ledger

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

LIBRARIES = (
    "altair", "duckdb", "jinja2", "lark", "markdown", "mkdocs", "mkdocs-material", "pint",
    "pydantic", "pymdown-extensions", "pyoxipng", "pyyaml", "vl-convert-python",
)  # fmt: skip
"""Those that what is published can differ by."""


@dataclass(frozen=True)
class Made:
    """What other stages counted."""

    inputs: Mapping[str, str]
    """The digest of each input by its path, as :func:`digests` gives them."""
    charts: int
    pages: int
    warnings: int


def facts(ledger: Ledger, claims: Mapping[str, Claim], made: Made) -> dict[str, Any]:
    """The content of build.json: ``as_of versions inputs counts verdicts``."""
    totals = Counter(claim.verdict for claim in claims.values())
    return {
        "as_of": ledger.as_of,
        "versions": versions(),
        "inputs": {path: made.inputs[path] for path in sorted(made.inputs)},
        "counts": {
            "charts": made.charts,
            "claims": len(claims),
            "derived": sum(figure.derived for figure in ledger.figures.values()),
            "disputed": sum(figure.disputed for figure in ledger.figures.values()),
            "entities": len(ledger.entities),
            "figures": len(ledger.figures),
            "footings": len(ledger.footings),
            "metrics": len(ledger.metrics),
            "pages": made.pages,
            "rows": len(ledger.rows),
            "sources": len(ledger.sources),
            "warnings": made.warnings,
        },
        "verdicts": {verdict: totals[verdict] for verdict in get_args(Verdict)},
    }


def versions() -> dict[str, str]:
    """The engine's version, and those of the libraries that what is published can differ by."""
    return {"crossfoot": __version__, **{name: version(name) for name in LIBRARIES}}


def digests(root: Path) -> dict[str, str]:
    """The SHA-256 of every input under the briefing's folder ``root``, by path, sorted.

    Hidden files, what Python has compiled, what editors leave and symbolic links are left out.
    """
    found = {}
    for name in INPUTS:
        for path in _files(root / name):
            found[path.relative_to(root).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return dict(sorted(found.items()))


def links(root: Path) -> list[str]:
    """The symbolic links among the inputs, which nothing follows, by path, sorted."""
    return sorted(
        path.relative_to(root).as_posix()
        for name in INPUTS
        for path in (root / name, *(root / name).rglob("*"))
        if path.is_symlink() and not is_scratch(path.name)
    )


def _files(path: Path) -> Iterator[Path]:
    if path.is_symlink() or path.name.startswith(".") or path.name == "__pycache__":
        return
    if path.is_dir():
        for child in path.iterdir():
            yield from _files(child)
    elif path.is_file() and not is_scratch(path.name):
        yield path
