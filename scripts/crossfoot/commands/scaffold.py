"""A small briefing of its own topic, to begin another with: a copy of ``starter/``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..diagnostics import InvalidValue
from ..inputs import is_scratch
from ..ledger import json_schema
from ..paths import remove_tree
from ..site.output.file_tree import add_files, read_tree
from .engine_source import find_engine

STARTER = Path(__file__).parents[1] / "starter"
DOTTED = ("gitignore", "github")
"""What begins with a dot in the briefing, and not here, where it would be in force."""
REQUIREMENTS = "requirements.txt"
_SAID = "# Which Crossfoot, and where from; `make` installs it into .venv.\n"


def create_briefing(folder: Path, engine: str = "") -> int:
    """Fill an empty ``folder`` with a briefing that builds at once; returns how many files it has.

    ``engine`` says where its Crossfoot comes from, as :func:`find_engine` takes it. A repository
    without a file is empty too. Raises InvalidValue where the folder is not empty or the engine is
    none, and OSError where the machine refuses; nothing of the briefing is left there then.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InvalidValue(f"{folder} is no folder", "a new one, or an empty one")
    before = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if not all(name == ".git" or is_scratch(name) for name in before):
        raise InvalidValue(f"{folder} is not empty", "a new folder, or an empty one")
    source = find_engine(engine)
    files = {**dict(_copied(read_tree(STARTER))), **source.files}
    files[REQUIREMENTS] = f"{_SAID}{source.requirement}\n".encode()
    files |= {
        f"{json_schema.FOLDER}/{name}": text for name, text in json_schema.schema_files().items()
    }
    try:
        add_files(files, folder)
    except BaseException:
        with suppress(OSError):
            for path in folder.iterdir():
                if path.name not in before:
                    remove_tree(path) if path.is_dir() else path.unlink()
        raise
    return len(files)


def _copied(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for path, content in files.items():
        if "__pycache__" not in path:
            yield f".{path}" if path.split("/")[0] in DOTTED else path, content
