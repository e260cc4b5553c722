"""A small briefing of its own topic, to begin another with: a copy of ``starter/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .engine_source import find_engine
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

    ``engine`` says where its Crossfoot comes from, as :func:`find_engine` takes it. Raises Wrong
    where the folder is not empty or the engine is none, and OSError where the machine refuses.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Wrong(f"{folder} is no folder", "a new one, or an empty one")
    if folder.is_dir() and any(not is_scratch(path.name) for path in folder.iterdir()):
        raise Wrong(f"{folder} is not empty", "a new folder, or an empty one")
    source = find_engine(engine)
    files = {**dict(_copied(read_tree(STARTER))), **source.files}
    files[REQUIREMENTS] = f"{_SAID}{source.requirement}\n".encode()
    files |= {f"{editor.FOLDER}/{name}": text.encode() for name, text in editor.schemas().items()}
    add_files(files, folder)
    return len(files)


def _copied(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for path, content in files.items():
        if "__pycache__" not in path:
            yield f".{path}" if path.split("/")[0] in DOTTED else path, content
