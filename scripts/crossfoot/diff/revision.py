"""A briefing as git keeps it."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..git import run_git
from ..inputs import INPUTS
from ..problem import Wrong


@dataclass(frozen=True)
class Revision:
    """A committed state of a briefing's folder."""

    root: Path
    """The folder, in a checkout."""
    name: str
    """As it was asked for."""
    tree: str
    """What git calls the folder's content."""

    @contextmanager
    def files(self) -> Iterator[Path]:
        """Its inputs in a temporary folder; raises OSError where git does not give them."""
        top = run_git(self.root, "rev-parse", "--show-toplevel").decode().strip()
        parts = run_git(Path(top), "ls-tree", "--name-only", "-z", self.tree, *INPUTS).decode()
        names = [name for name in parts.split("\0") if name]
        with TemporaryDirectory(prefix="crossfoot-") as folder:
            if names:
                packed = run_git(Path(top), "archive", "--format=tar", self.tree, "--", *names)
                with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                    archive.extractall(folder, filter="data")
            yield Path(folder).resolve()


def revision(root: Path, name: str) -> Revision:
    """The revision that git calls ``name``, a commit's or a tag's or a branch's.

    Raises Wrong where there is none of that name, OSError where ``root`` is in no checkout or git
    cannot be run.
    """
    try:
        run_git(root, "rev-parse", "--git-dir")
    except FileNotFoundError:
        raise OSError("git is not installed, and diff reads revisions by it") from None
    except OSError as refused:
        if "not a git repository" not in str(refused):
            raise
        none = "the folder is in no git repository, so there is nothing to compare"
        raise OSError(none) from None
    try:
        found = run_git(
            root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        )
    except OSError:
        raise Wrong(f"no revision {name}", "a commit, a tag or a branch, such as HEAD") from None
    commit = found.decode().strip()
    try:
        tree = run_git(root, "rev-parse", "--verify", "--quiet", f"{commit}:./")
    except OSError:
        raise Wrong(f"the folder is not in the revision {name}", "a revision that has it") from None
    return Revision(root, name, tree.decode().strip())
