"""The last stage of a build: from pages to a published site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..diagnostics import BuildRefused, Diagnostics, SourceLocation
from ..memo import Memo
from ..paths import remove_tree
from ..progress import SILENT, ProgressReporter
from . import assets
from .material import loaded_theme_files
from .mkdocs_runner import SETTINGS, MkDocsRunner
from .output.directory_swap import recover_swap, swap_in
from .output.file_tree import add_files, check_paths, read_tree, write_tree
from .postprocess.finished_site import FinishedSite, finish_site
from .postprocess.search_index import rewrite_search_index
from .publication import Publication


@dataclass(frozen=True)
class SiteInput:
    """What is to be published."""

    docs: Mapping[str, bytes]
    """Pages in Markdown and all other files, by their paths."""
    publication: Publication
    facts: Mapping[str, Any]
    """What build.json says."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Old addresses to new ones."""
    pending_pictures: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """Pictures that no page holds, by their paths; waited for only when the publisher is done."""
    names: frozenset[str] = frozenset()
    """Names that hold a digit and are no numbers."""
    source_files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The path and the text of the file that a page was made from, by its path in ``docs``."""


@dataclass(frozen=True)
class PublishedSite:
    """What stands in ``site/`` now."""

    address: str
    pages: int
    numbers: int
    """Links to figures, counted in the built HTML."""
    checksum: str
    """SHA-256 of checksums.txt, and so of the whole site."""


def publish_site(
    root: Path,
    manuscript: SiteInput,
    problems: Diagnostics,
    strict: bool = False,
    say: ProgressReporter = SILENT,
    confirm: Callable[[], None] = lambda: None,
) -> PublishedSite:
    """Publish a manuscript as ``root``/site and return what was made.

    The site is made in build/site and exchanged whole, once ``confirm`` has raised nothing. Raises
    BuildRefused with all problems where there is an error (``strict``: a warning too), and OSError
    where the system refuses; ``site/`` is then as it was. The caller holds the lock
    (:func:`crossfoot.site.building`).
    """
    staging, live = root / "build/site", root / "site"
    recover_swap(staging, live)
    docs, theme = lay_out_inputs(root, manuscript, problems)
    refuse_faults(problems, strict)
    write_tree(docs, root / "build/docs", manuscript.pending_pictures)
    write_tree(theme, root / "build/theme")
    if staging.exists():
        remove_tree(staging)
    press = MkDocsRunner(root, root / "build/docs", staging, manuscript.publication.as_of, say)
    press.build_all(problems)
    pictures = {path: picture() for path, picture in manuscript.pending_pictures.items()}
    problems.refuse()
    add_files(pictures, root / "build/docs")
    built = read_tree(staging) | pictures
    done = finish_built(built, docs, manuscript, press.address, problems, Memo())
    refuse_faults(problems, strict)
    write_tree(done.files, staging)
    confirm()
    swap_in(staging, live)
    return PublishedSite(press.address, done.pages, done.numbers, done.checksum)


def lay_out_inputs(
    root: Path, manuscript: SiteInput, problems: Diagnostics
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What goes into build/docs, and what into build/theme."""
    docs = {**assets.theme_assets(), **manuscript.docs}
    check_paths({**docs, **dict.fromkeys(manuscript.pending_pictures, b"")})
    if not (root / SETTINGS).is_file():
        problems.add(SourceLocation(SETTINGS), "there is no mkdocs.yml", "the publisher's settings")
    return docs, assets.theme_overrides(root, manuscript.publication)


def finish_built(
    built: Mapping[str, bytes],
    docs: Mapping[str, bytes],
    manuscript: SiteInput,
    address: str,
    problems: Diagnostics,
    memo: Memo,
) -> FinishedSite:
    """The whole site, of what the publisher built from ``docs``."""
    site = loaded_theme_files(built)
    site |= rewrite_search_index(site, docs)
    given = manuscript.facts, manuscript.moved, manuscript.names
    return finish_site(site, docs, address, *given, problems, memo, manuscript.source_files)


def refuse_faults(problems: Diagnostics, strict: bool) -> None:
    """Raise BuildRefused where there is an error, or with ``strict`` a warning."""
    if strict and problems.warnings:
        raise BuildRefused(problems.found)
    problems.refuse()
