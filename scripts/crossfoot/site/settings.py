"""What earlier stages must know of mkdocs.yml: the site's address, and how Markdown is read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..problem import Place, Problems
from .publisher import SETTINGS, values

HERE = "http://localhost/"
"""The address of a site whose settings name none."""


@dataclass(frozen=True)
class Settings:
    """The publisher's settings, as far as they matter before it runs."""

    address: str
    """The absolute address of the site's root, with a slash at the end."""
    extensions: tuple[str, ...]
    """Names of the Markdown extensions."""
    options: Mapping[str, Mapping[str, Any]]
    """Options of those that have any."""
    order: tuple[str, ...] = ()
    """The paths of pages in the order of the navigation."""


def read_settings(root: Path, environ: Mapping[str, str], problems: Problems) -> Settings:
    """Read ``root``/mkdocs.yml; ``environ`` fills its ``!ENV`` values. Faults are problems."""
    path = root / SETTINGS
    bare = Settings(HERE, (), {})
    if path.is_symlink() or not path.is_file():
        problems.add(Place(SETTINGS), "there is no mkdocs.yml", "the publisher's settings")
        return bare
    try:
        with _as_environment(environ):
            given = values(path)
    except (OSError, ValueError) as fault:
        problems.add(Place(SETTINGS), f"not read: {' '.join(str(fault).split())}", "valid YAML")
        return bare
    extensions: dict[str, Mapping[str, Any]] = {}
    for item in given.get("markdown_extensions") or ():
        named = item if isinstance(item, dict) else {str(item): {}}
        extensions |= {str(name): options or {} for name, options in named.items()}
    address = str(given.get("site_url") or HERE).rstrip("/") + "/"
    options = {name: o for name, o in extensions.items() if o}
    return Settings(address, tuple(extensions), options, tuple(_paths(given.get("nav"))))


def _paths(nav: Any) -> Iterator[str]:
    """The pages of a navigation, its sections opened."""
    for item in nav if isinstance(nav, list) else ():
        for entry in item.values() if isinstance(item, dict) else (item,):
            if isinstance(entry, list):
                yield from _paths(entry)
            elif isinstance(entry, str):
                yield entry


@contextmanager
def _as_environment(environ: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
