"""A folder as a mapping of paths to bytes: read whole, written only where it differs."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ...inputs import is_scratch
from ...paths import remove_tree

TEMPORARY = ".crossfoot-tmp"
"""How the name of a file ends while it is written; one that a kill left is a stray."""


class Symlink(OSError):
    """A symbolic link where only files and folders may be."""


class Special(OSError):
    """A named pipe, a socket or a device there: to read one may never end."""


def walk(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below ``folder``: its path with slashes, and its entry. Sorted by path.

    What editors and systems leave beside files is not there.

    Raises :class:`Symlink` for a link of any kind: what it points at is not ours to publish. Raises
    :class:`Special` for what is neither file nor folder.
    """
    waiting = [("", folder)]
    found: list[tuple[str, os.DirEntry[str]]] = []
    while waiting:
        prefix, here = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                path = prefix + entry.name
                if is_scratch(entry.name) and not entry.is_dir():
                    continue
                if entry.is_symlink():
                    raise Symlink(f"{folder / path} is a symbolic link; put the file itself there")
                if entry.is_dir():
                    waiting.append((path + "/", Path(entry.path)))
                elif entry.is_file(follow_symlinks=False):
                    found.append((path, entry))
                else:
                    raise Special(f"{folder / path} is a special file; put a plain file there")
    yield from sorted(found, key=lambda pair: pair[0])


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, in the order of their paths; empty where there is no folder."""
    if not folder.is_dir():
        return {}
    return {path: Path(entry.path).read_bytes() for path, entry in walk(folder)}


def write_tree(files: Mapping[str, bytes], folder: Path, spared: Collection[str] = ()) -> list[str]:
    """Make ``folder`` hold exactly ``files`` and return the paths that were written or removed.

    What is there under one of the paths ``spared`` stays: :func:`add_files` comes later for it.

    A file whose bytes are right already is left alone, its time too. Another is written beside its
    place and renamed, so a kill leaves the old one or the new one. What is not in ``files`` is
    removed; a symbolic link is never followed, only removed.
    """
    check_paths(files)
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    kept = {*files, *spared}
    folders = {str(up) for path in kept for up in PurePosixPath(path).parents} - {"."}
    changed, here = _clear(kept, folders, folder)
    for path in sorted(folders - here.keys()):
        (folder / path).mkdir(exist_ok=True)
    for path, content in sorted(files.items()):
        if here.get(path) == len(content) and (folder / path).read_bytes() == content:
            continue
        write_file(folder / path, content)
        changed.append(path)
    return sorted(changed)


def add_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Put ``files`` among those in ``folder``; one whose bytes are right already is left alone."""
    for path, content in files.items():
        file = folder / path
        if not file.is_file() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_file(file, content)


def write_file(path: Path, content: bytes) -> None:
    """Write ``path`` so that it holds all of ``content`` or what it held before."""
    beside = path.with_name(path.name + TEMPORARY)
    beside.unlink(missing_ok=True)  # a link of that name would be written through
    with beside.open("xb") as file:
        file.write(content)
    beside.replace(path)


def check_paths(paths: Mapping[str, bytes]) -> None:
    """Raise ValueError for a path that leads out of its folder, or is no path with slashes."""
    for path in paths:
        parts = path.split("/")
        if "\0" in path or "\\" in path or any(part in ("", ".", "..") for part in parts):
            raise ValueError(f"{path!r} is no path inside a folder")


def _clear(
    files: Collection[str], folders: set[str], folder: Path
) -> tuple[list[str], dict[str, int]]:
    """Remove strays; return them, and what stays: a file with its size, a folder with -1."""
    removed: list[str] = []
    here: dict[str, int] = {}
    waiting = [("", folder)]
    while waiting:
        prefix, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in list(entries):
                path = prefix + entry.name
                is_folder = entry.is_dir(follow_symlinks=False)
                if is_folder and path in folders:
                    here[path] = -1
                    waiting.append((path + "/", Path(entry.path)))
                elif entry.is_file(follow_symlinks=False) and path in files:
                    here[path] = entry.stat(follow_symlinks=False).st_size
                else:
                    remove_tree(Path(entry.path)) if is_folder else os.unlink(entry.path)
                    removed.append(path)
    return removed, here
