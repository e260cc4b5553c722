"""A briefing as git keeps it: the one place that runs git."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ..diagnostics import InvalidValue
from ..git import run_git
from ..inputs import ALL_AT_MOST, FILE_AT_MOST, INPUTS
from ..paths import printable

_LINK, _SUBMODULE, _FOLDER = "120000", "160000", "40000"
_BEGUN = ("data", "mkdocs.yml", "templates")
"""What a briefing has at least one of."""


@dataclass(frozen=True)
class _File:
    """An entry of a tree: what git calls its content, and how large that is."""

    path: str
    mode: str
    object: str
    size: int


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
        """Its inputs in a temporary folder: the bytes that were committed, whatever git's settings.

        A link leads nowhere there, a file too large to read has no content but its size. Raises
        OSError where git does not give them, or they are no files of a briefing.
        """
        top = Path(run_git(self.root, "rev-parse", "--show-toplevel").decode().strip())
        files = self._listed(top)
        with TemporaryDirectory(prefix="crossfoot-") as folder:
            into = Path(folder).resolve()
            for file in files:
                place = into / file.path
                place.parent.mkdir(parents=True, exist_ok=True)
                if file.mode == _LINK:
                    place.symlink_to("link")
                elif file.size > FILE_AT_MOST:
                    with place.open("wb") as made:
                        made.truncate(file.size)
            _write(top, [f for f in files if f.mode != _LINK and f.size <= FILE_AT_MOST], into)
            yield into

    def _listed(self, top: Path) -> list[_File]:
        """The entries that a briefing is made of."""
        asked = ("ls-tree", "-r", "-z", "-l", "--full-tree", self.tree, "--", *INPUTS)
        try:
            told = run_git(top, *asked)
        except OSError as refused:
            if "promisor remote" in str(refused):
                raise self._lacking() from None
            raise
        files = []
        for line in filter(None, told.split(b"\0")):
            about, _, name = line.partition(b"\t")
            mode, _, content, size = about.decode("ascii").split()
            path = os.fsdecode(name)
            if size == "BAD":
                raise self._lacking()
            if mode == _SUBMODULE:
                said = printable(path)
                raise OSError(f"{said} is a submodule in {self.name}, whose files diff cannot read")
            if {"", ".", "..", ".git"} & {*path.split("/")} or PurePosixPath(path).is_absolute():
                raise OSError(f"{printable(path)} in {self.name} is no path inside a folder")
            files.append(_File(path, mode, content, 0 if size == "-" else int(size)))
        total = sum(file.size for file in files if file.size <= FILE_AT_MOST)
        if total > ALL_AT_MOST:
            most = f"{ALL_AT_MOST:,}"
            raise OSError(f"{self.name} has {total:,} bytes of inputs, and diff reads {most}")
        return files

    def _lacking(self) -> OSError:
        """Of a clone that has a file's content fetched when somebody asks for it."""
        gets = f"git archive {shlex.quote(self.name)} >/dev/null gets them"
        return OSError(f"this clone has not all the files of {self.name} (--filter); {gets}")


def open_revision(root: Path, name: str) -> Revision:
    """The revision that git calls ``name``, a commit's or a tag's or a branch's.

    Raises InvalidValue where there is none of that name or no briefing in it, OSError where
    ``root`` is in no checkout or git cannot be run.
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
    shown, right = printable(name), "a commit, a tag or a branch, such as HEAD"
    if "\0" in name or "\n" in name:
        raise InvalidValue(f"no revision {shown}", right)
    asked = ("--verify", "--quiet", "--end-of-options")
    try:
        found = run_git(root, "rev-parse", *asked, f"{name}^{{commit}}")
    except OSError:
        if run_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            right = "this clone has the latest ones only, and git fetch --unshallow gets the others"
        raise InvalidValue(f"no revision {shown}", right) from None
    commit = found.decode().strip()
    try:
        tree = run_git(root, "rev-parse", "--verify", "--quiet", f"{commit}:./").decode().strip()
    except OSError:
        right = "a revision that has it"
        raise InvalidValue(f"the folder is not in the revision {shown}", right) from None
    if not run_git(root, "ls-tree", "--name-only", "--full-tree", tree, "--", *_BEGUN):
        raise InvalidValue(
            f"no briefing is in the revision {shown}", "one with data/ and mkdocs.yml"
        )
    return Revision(root, shown, tree)


def _write(top: Path, files: Sequence[_File], into: Path) -> None:
    """Write the content of files, one after the other, as git gives it."""
    with TemporaryDirectory(prefix="crossfoot-") as folder:
        packed = Path(folder) / "objects"
        with packed.open("wb") as taken:
            asked = "".join(f"{file.object}\n" for file in files).encode("ascii")
            run_git(top, "cat-file", "--batch", given=asked, into=taken)
        with packed.open("rb") as given:
            for file in files:
                if given.readline().split() != [
                    file.object.encode(), b"blob", str(file.size).encode()
                ]:  # fmt: skip
                    raise OSError(f"git does not give {printable(file.path)}")
                content = given.read(file.size)
                given.read(1)
                (into / file.path).write_bytes(content)
