"""The last stage of a build: from pages to a published site."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..problem import Place, Problems, Refused
from . import assets, publisher
from .edition import Edition
from .exchange import exchange, recover
from .finish import finish
from .material import clear
from .search import sharpen
from .tree import add_files, plain, write_tree


@dataclass(frozen=True)
class Published:
    """What stands in ``site/`` now."""

    address: str
    pages: int
    numbers: int
    """Links to figures, counted in the built HTML."""
    checksum: str
    """SHA-256 of checksums.txt, and so of the whole site."""


def publish(
    root: Path,
    docs: Mapping[str, bytes],
    edition: Edition,
    facts: Mapping[str, Any],
    problems: Problems,
    moved: Mapping[str, str] | None = None,
    coming: Mapping[str, Callable[[], bytes]] | None = None,
    *,
    names: frozenset[str] = frozenset(),
    strict: bool = False,
) -> Published:
    """Publish ``docs`` (paths to bytes) as ``root``/site and return what was made.

    ``facts`` is what build.json says; ``moved`` leads from old addresses to new ones; ``coming``
    are pictures that no page holds, waited for only when the publisher has done; ``names`` hold
    digits and are no numbers. The site is made in build/site and exchanged whole. Raises Refused
    with all problems where there is an error (``strict``: a warning too), and OSError where the
    system refuses; ``site/`` is then as it was. The caller holds the lock
    (:func:`crossfoot.site.building`).
    """
    staging, live = root / "build/site", root / "site"
    recover(staging, live)
    moved = dict(moved or {})
    pages, coming = {**assets.published(), **docs}, coming or {}
    plain({**pages, **dict.fromkeys(coming, b"")})
    theme = assets.overrides(root, edition)
    if not (root / publisher.SETTINGS).is_file():
        problems.add(
            Place(publisher.SETTINGS), "there is no mkdocs.yml", "the publisher's settings"
        )
    _refuse(problems, strict)
    write_tree(pages, root / "build/docs", coming)
    write_tree(theme, root / "build/theme")
    if staging.exists():
        shutil.rmtree(staging)
    address = publisher.render(root, root / "build/docs", staging, edition.as_of, problems)
    pictures = {path: picture() for path, picture in coming.items()}
    problems.refuse()
    for folder in (root / "build/docs", staging):
        add_files(pictures, folder)
    clear(staging)
    sharpen(staging, pages)
    done = finish(staging, pages, address, facts, moved, names, problems)
    _refuse(problems, strict)
    exchange(staging, live)
    return Published(address, done.pages, done.numbers, done.checksum)


def _refuse(problems: Problems, strict: bool) -> None:
    if strict and problems.warnings:
        raise Refused(problems.found)
    problems.refuse()
