"""A small briefing of its own topic, to begin another with: a copy of ``starter/``."""

from __future__ import annotations

import os
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from . import __version__
from .inputs import is_scratch
from .ledger import editor
from .problem import Wrong
from .site.tree import add_files, read_tree

STARTER = Path(__file__).parent / "starter"
DOTTED = ("gitignore", "github")
"""What begins with a dot in the briefing, and not here, where it would be in force."""
REQUIREMENTS = "requirements.txt"
_SAID = "# Which Crossfoot, and where from; `make` installs it into .venv.\n"


def new(folder: Path, engine: str = "") -> int:
    """Fill an empty ``folder`` with a briefing that builds at once; returns how many files it has.

    ``engine`` says where its Crossfoot comes from: a checkout's folder, a wheel, or a requirement
    as pip reads it; empty: the one that runs. Raises Wrong where the folder is not empty or the
    engine is none, and OSError where the machine refuses.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Wrong(f"{folder} is no folder", "a new one, or an empty one")
    if folder.is_dir() and any(not is_scratch(path.name) for path in folder.iterdir()):
        raise Wrong(f"{folder} is not empty", "a new folder, or an empty one")
    files = dict(_copied(read_tree(STARTER)))
    files[REQUIREMENTS] = f"{_SAID}{requirement(engine, folder)}\n".encode()
    files |= {f"{editor.FOLDER}/{name}": text for name, text in editor.files().items()}
    add_files(files, folder)
    return len(files)


def requirement(engine: str, folder: Path) -> str:
    """A line of requirements.txt in ``folder`` for :func:`new`'s ``engine``; raises Wrong."""
    own = Path(__file__).resolve().parents[2]
    if not engine:
        return _checkout(own, folder) if _is_checkout(own) else f"crossfoot=={__version__}"
    path = Path(engine)
    if path.is_dir() and _is_checkout(path):
        return _checkout(path.resolve(), folder)
    if path.is_file() and path.suffix == ".whl":
        return f"crossfoot @ {path.resolve().as_uri()}"
    try:
        if (asked := Requirement(engine)).name.lower() == "crossfoot":
            return str(asked)
    except InvalidRequirement:
        pass
    right = f"a checkout's folder, a wheel, or a requirement such as crossfoot=={__version__}"
    raise Wrong(f"{engine!r} is no Crossfoot", right)


def _copied(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for path, content in files.items():
        if "__pycache__" not in path:
            yield f".{path}" if path.split("/")[0] in DOTTED else path, content


def _is_checkout(folder: Path) -> bool:
    try:
        told = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(told.get("project", {}).get("name") == "crossfoot")


def _checkout(checkout: Path, folder: Path) -> str:
    """Installed so that it follows the checkout; a path from the briefing where that is inside."""
    folder = folder.resolve()
    inside = folder.is_relative_to(checkout)
    where = os.path.relpath(checkout, folder) if inside else str(checkout)
    return f"-e {shlex.quote(where)}"
