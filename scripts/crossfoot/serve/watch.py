"""Whether an input changed: looked at often, for no system's own notice works everywhere."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from ..inputs import INPUTS, is_scratch

OWN = Path(__file__).parents[1] / "theme"
"""The engine's templates and styles, for those who work on them."""
EVERY = 0.02
"""Seconds between two looks."""
FileStates = dict[str, tuple[int, int, int]]
"""Time, size and number of every input by its path: only to wake a build, which goes by content."""


def watch_inputs(root: Path) -> Iterator[None]:
    """Once at the start, and then each time that inputs of the briefing in ``root`` changed.

    A change is told when two looks see the same: an editor that writes in several steps is let
    finish.
    """
    places = [*(root / name for name in INPUTS), OWN]
    before: FileStates | None = None
    while True:
        now = file_states(places)
        if now == before:
            time.sleep(EVERY)
            continue
        while (later := _later(places)) != now:
            now = later
        before = now
        yield


def _later(places: list[Path]) -> FileStates:
    time.sleep(EVERY / 2)
    return file_states(places)


def file_states(places: list[Path]) -> FileStates:
    """What is there now, in files and in folders with all that is in them."""
    found: FileStates = {}
    for place in places:
        _look(str(place), found)
    return found


def _look(path: str, found: FileStates) -> None:
    try:
        if os.path.isdir(path) and not os.path.islink(path):
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name == "__pycache__":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        _look(entry.path, found)
                    elif not is_scratch(entry.name):
                        _note(entry.path, entry.stat(follow_symlinks=False), found)
        else:
            _note(path, os.lstat(path), found)
    except OSError:
        pass  # an editor was just replacing it: the next look finds it


def _note(path: str, state: os.stat_result, found: FileStates) -> None:
    found[path] = state.st_mtime_ns, state.st_size, state.st_ino
