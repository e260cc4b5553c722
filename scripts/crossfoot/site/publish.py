"""The last stage of a build: from pages to a published site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..memo import Memo
from ..paths import remove_tree
from ..problem import Place, Problems, Refused
from ..progress import SILENT, Say
from . import assets
from .edition import Edition
from .exchange import exchange, recover
from .finish import Finished, finish
from .material import loaded
from .press import SETTINGS, Press
from .search import sharpen
from .tree import add_files, plain, read_tree, write_tree


@dataclass(frozen=True)
class Manuscript:
    """What is to be published."""

    docs: Mapping[str, bytes]
    """Pages in Markdown and all other files, by their paths."""
    edition: Edition
    facts: Mapping[str, Any]
    """What build.json says."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Old addresses to new ones."""
    coming: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """Pictures that no page holds, by their paths; waited for only when the publisher is done."""
    names: frozenset[str] = frozenset()
    """Names that hold a digit and are no numbers."""
    origins: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The path and the text of the file that a page was made from, by its path in ``docs``."""


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
    manuscript: Manuscript,
    problems: Problems,
    strict: bool = False,
    say: Say = SILENT,
    confirm: Callable[[], None] = lambda: None,
) -> Published:
    """Publish a manuscript as ``root``/site and return what was made.

    The site is made in build/site and exchanged whole, once ``confirm`` has raised nothing. Raises
    Refused with all problems where there is an error (``strict``: a warning too), and OSError where
    the system refuses; ``site/`` is then as it was. The caller holds the lock
    (:func:`crossfoot.site.building`).
    """
    staging, live = root / "build/site", root / "site"
    recover(staging, live)
    docs, theme = laid_out(root, manuscript, problems)
    refuse(problems, strict)
    write_tree(docs, root / "build/docs", manuscript.coming)
    write_tree(theme, root / "build/theme")
    if staging.exists():
        remove_tree(staging)
    press = Press(root, root / "build/docs", staging, manuscript.edition.as_of, say)
    press.whole(problems)
    pictures = {path: picture() for path, picture in manuscript.coming.items()}
    problems.refuse()
    add_files(pictures, root / "build/docs")
    built = read_tree(staging) | pictures
    done = finished(built, docs, manuscript, press.address, problems, Memo())
    refuse(problems, strict)
    write_tree(done.files, staging)
    confirm()
    exchange(staging, live)
    return Published(press.address, done.pages, done.numbers, done.checksum)


def laid_out(
    root: Path, manuscript: Manuscript, problems: Problems
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What goes into build/docs, and what into build/theme."""
    docs = {**assets.published(), **manuscript.docs}
    plain({**docs, **dict.fromkeys(manuscript.coming, b"")})
    if not (root / SETTINGS).is_file():
        problems.add(Place(SETTINGS), "there is no mkdocs.yml", "the publisher's settings")
    return docs, assets.overrides(root, manuscript.edition)


def finished(
    built: Mapping[str, bytes],
    docs: Mapping[str, bytes],
    manuscript: Manuscript,
    address: str,
    problems: Problems,
    memo: Memo,
) -> Finished:
    """The whole site, of what the publisher built from ``docs``."""
    site = loaded(built)
    site |= sharpen(site, docs)
    given = manuscript.facts, manuscript.moved, manuscript.names
    return finish(site, docs, address, *given, problems, memo, manuscript.origins)


def refuse(problems: Problems, strict: bool) -> None:
    """Raise Refused where there is an error, or with ``strict`` a warning."""
    if strict and problems.warnings:
        raise Refused(problems.found)
    problems.refuse()
