"""The theme's files: what goes among the pages, and what the publisher's templates are."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ..charts.theme import DARK, stylesheet
from .edition import Edition
from .tree import read_tree

_PUBLISHED = ("styles", "scripts", "fonts", "images")
"""Folders of the theme that the site carries, under ``assets/``."""
_KINDS = (".css", ".js", ".woff2", ".txt", ".svg")
"""What a reader's browser asks for, and licences; the rest is for drawing or for maintainers."""
_STYLES = "assets/styles/crossfoot.css"


def published() -> dict[str, bytes]:
    """Styles, scripts, fonts and images by their paths in the docs (not what only drawing uses)."""
    found: dict[str, bytes] = {}
    for name in _PUBLISHED:
        found |= _below(files("crossfoot") / "theme" / name, f"assets/{name}/")
    found = {path: content for path, content in found.items() if path.endswith(_KINDS)}
    # The charts' palette is the site's: one file, so that a reader waits for one.
    found[_STYLES] = f"{palette()}\n".encode() + found[_STYLES]
    return found


def palette() -> str:
    """The charts' own rules, and their dark colours for a reader without scripts."""
    roles = "".join(f"--cf-{role}:{colour};" for role, colour in DARK.items())
    unscripted = "@media (scripting:none) and (prefers-color-scheme:dark)"
    return f"{stylesheet()}{unscripted}{{:root{{{roles}}}}}\n"


def overrides(root: Path, edition: Edition) -> dict[str, bytes]:
    """The templates laid over Material's: the engine's own, then the briefing's ``theme/``.

    ``partials/edition.html`` sets what they say of the edition.
    """
    own = _below(files("crossfoot") / "theme" / "overrides", "")
    own["partials/edition.html"] = edition.template().encode()
    return own | read_tree(root / "theme")


def _below(folder: Traversable, prefix: str) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    found: dict[str, bytes] = {}
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            found |= _below(item, f"{prefix}{item.name}/")
        elif not item.name.startswith((".", "_")):
            found[f"{prefix}{item.name}"] = item.read_bytes()
    return found
