"""What is read of a revision: its bytes, and nothing that leads out of it or runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crossfoot.diagnostics import Diagnostics, InvalidValue
from crossfoot.diff.revision import open_revision
from crossfoot.inputs import FILE_AT_MOST, check_names, digests

from .conftest import ROWS, git


def committed(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "More")


def plumb(root: Path, *arguments: str, given: bytes = b"") -> str:
    done = subprocess.run(
        ("git", *arguments), cwd=root, input=given, check=True, capture_output=True
    )
    return done.stdout.decode().strip()


def test_the_bytes_are_those_that_were_committed(repository: Path) -> None:
    (repository / "docs").mkdir(exist_ok=True)
    (repository / "docs/a\tb é.bin").write_bytes(bytes(range(256)) * 5)
    (repository / "docs/empty").write_bytes(b"")
    (repository / ".gitattributes").write_text("*.csv export-ignore\n*.yml text eol=crlf\n")
    committed(repository)
    with open_revision(repository, "HEAD").files() as folder:
        assert digests(folder) == digests(repository)
        assert not (folder / ".gitattributes").exists(), "inputs alone"
    assert not folder.exists()


@pytest.mark.parametrize("target", ["/etc/passwd", "../../../../outside", "skerry.csv"])
def test_a_link_in_a_revision_leads_nowhere_and_is_told(repository: Path, target: str) -> None:
    (repository / "data/figures/link.csv").symlink_to(target)
    committed(repository)
    problems = Diagnostics()
    with open_revision(repository, "HEAD").files() as folder:
        assert os.readlink(folder / "data/figures/link.csv") == "link"
        check_names(folder, problems)
    (said,) = problems.errors
    assert str(said).startswith("data/figures/link.csv:1:1: a symbolic link is not followed")


def test_a_submodule_is_told(repository: Path) -> None:
    head = plumb(repository, "rev-parse", "HEAD")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{head},docs/other")
    git(repository, "commit", "-qm", "A submodule")
    with (
        pytest.raises(
            OSError, match=r"^docs/other is a submodule in HEAD, whose files diff cannot"
        ),
        open_revision(repository, "HEAD").files(),
    ):
        pass


def test_a_forged_tree_writes_nothing_outside(repository: Path) -> None:
    """Git itself makes no such tree, and hands it out."""
    blob = plumb(repository, "hash-object", "-w", "--stdin", given=b"x")
    inner = f"100644 blob {blob}\tevil\n"
    for name in ("..", ".git"):
        tree = plumb(repository, "mktree", given=inner.encode())
        raw = b"40000 " + name.encode() + b"\0" + bytes.fromhex(tree)
        forged = plumb(
            repository, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=raw
        )
        top = plumb(repository, "mktree", given=f"040000 tree {forged}\tdata\n".encode())
        commit = plumb(
            repository, "-c", "user.name=a", "-c", "user.email=a@example.org",
            "commit-tree", top, "-m", "x",
        )  # fmt: skip
        with (
            pytest.raises(OSError, match="is no path inside a folder"),
            open_revision(repository, commit).files(),
        ):
            pass


def test_a_file_too_large_to_read_is_told_and_not_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules[open_revision.__module__]
    monkeypatch.setattr(module, "FILE_AT_MOST", 500)
    with open_revision(repository, "HEAD").files() as folder:
        large = folder / ROWS
        assert large.stat().st_size == (repository / ROWS).stat().st_size > 500
        assert set(large.read_bytes()) == {0}
    monkeypatch.setattr(module, "ALL_AT_MOST", 500)
    with pytest.raises(OSError, match="bytes of inputs"), open_revision(repository, "HEAD").files():
        pass
    assert FILE_AT_MOST == 100_000_000


@pytest.mark.parametrize(
    "name", ["--upload-pack=x", "-h", "HEAD:data", "a\nb", "a\0b", "", "..", "@{-1}"]
)
def test_what_names_no_revision_is_said_to(repository: Path, name: str) -> None:
    with pytest.raises(InvalidValue, match=r"^no revision "):
        open_revision(repository, name)


def test_a_revision_without_a_briefing_is_said_to_have_none(repository: Path) -> None:
    git(repository, "rm", "-rq", "data", "templates", "mkdocs.yml")
    git(repository, "commit", "-qm", "Nothing")
    with pytest.raises(InvalidValue, match=r"^no briefing is in the revision HEAD$"):
        open_revision(repository, "HEAD")
    assert open_revision(repository, "HEAD~1").name == "HEAD~1"


def test_a_shallow_clone_says_how_to_get_the_rest(repository: Path, tmp_path: Path) -> None:
    committed_twice = repository / "data/figures/skerry.csv"
    committed_twice.write_text(committed_twice.read_text() + "\n")
    committed(repository)
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "clone")
    with pytest.raises(InvalidValue, match=r"^no revision HEAD~1$") as told:
        open_revision(tmp_path / "clone", "HEAD~1")
    assert "git fetch --unshallow" in told.value.hint


def test_a_folder_that_looks_like_a_repository_is_none(repository: Path) -> None:
    """Committed as plain files, it could name programs for git to run."""
    inner = repository / "inner"
    git(repository, "init", "-q", "--bare", str(inner))
    (inner / "data").mkdir()
    with pytest.raises(OSError, match=r"safe.bareRepository"):
        open_revision(inner, "HEAD")


def test_a_clone_without_the_content_of_its_files_says_how_to_get_it(
    repository: Path, tmp_path: Path
) -> None:
    (repository / "docs").mkdir(exist_ok=True)
    (repository / "docs/later.md").write_text("# Later\n")
    committed(repository)
    git(repository, "rm", "-q", "docs/later.md")
    git(repository, "commit", "-qm", "Without it")
    git(repository, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    git(repository, "clone", "-q", "--filter=blob:none", f"file://{repository}", str(clone))
    said = r"this clone has not all the files of HEAD~1 \(--filter\); git archive 'HEAD~1' >/dev/"
    with pytest.raises(OSError, match=said), open_revision(clone, "HEAD~1").files():
        pass
    git(clone, "archive", "HEAD~1", "--output", str(tmp_path / "all.tar"))
    with open_revision(clone, "HEAD~1").files() as folder:
        assert (folder / "docs/later.md").is_file()


def test_the_repository_is_the_folder_s_own_and_not_the_one_that_a_hook_runs_for(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    (other / "data").mkdir()
    (other / "data/own.yml").write_text("")
    committed(other)
    right = open_revision(repository, "HEAD").tree
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert open_revision(repository, "HEAD").tree == right
