"""States of the lighthouses, and a git repository that holds them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import TINY, copied
from crossfoot.diff.model import State
from crossfoot.diff.state import briefing_state
from crossfoot.memo import Memo

ROWS = "data/figures/skerry.csv"
Edits = dict[str, tuple[str, str]]
"""By file: what stands there, and what shall."""


def edit(root: Path, edits: Edits) -> None:
    """Write what shall stand there."""
    for name, (old, new) in edits.items():
        text = (root / name).read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        (root / name).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="session")
def lights() -> State:
    """The lighthouses as they are."""
    return briefing_state(TINY / "lighthouses", None, {}, Memo())


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Edits], State]:
    """``changed({file: (old, new)})``: the lighthouses with some of their files edited."""

    def make(edits: Edits) -> State:
        root = copied(TINY / "lighthouses", tmp_path / "changed")
        edit(root, edits)
        return briefing_state(root, None, {}, Memo())

    return make


def git(root: Path, *arguments: str) -> None:
    """Run git as somebody, with nobody's settings."""
    who = {
        f"GIT_{role}_{key}": "a@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    }
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    subprocess.run(("git", *arguments), cwd=root, env=env, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The lighthouses, committed, with nothing else in their repository."""
    root = copied(TINY / "lighthouses", tmp_path / "repository")
    (root / ".gitignore").write_text("build/\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "The lights")
    return root
