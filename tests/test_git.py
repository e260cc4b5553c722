"""Which address and commit of a checkout others can use."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.git import public_address, published_commit, run_git

NOBODY = ("-c", "user.name=A", "-c", "user.email=a@example.org")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/team/crossfoot.git", "https://example.org/team/crossfoot.git"),
        ("https://example.org:8443/a/b/", "https://example.org:8443/a/b"),
        ("https://somebody:secret@example.org/a/b", "https://example.org/a/b"),
        ("https://ghp_token@github.com/a/b.git", "https://github.com/a/b.git"),
        ("git@github.com:a/b.git", "https://github.com/a/b.git"),
        ("ssh://git@gitlab.com/a/b.git", "https://gitlab.com/a/b.git"),
    ],
)
def test_an_address_is_one_that_others_can_use_and_holds_nobodys_key(
    url: str, address: str
) -> None:
    assert public_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        *("/srv/git/crossfoot.git", "../crossfoot", "file:///srv/crossfoot", "C:/crossfoot", ""),
        *("https://localhost/a", "https://127.0.0.1/a", "https://nas.local/a", "https://nas/a"),
        *("git@example.org:a/b.git", "ssh://example.org/a", "http://example.org/a", "https://a.b"),
        *("https://a.b/c?token=x", "https://a.b/c d", "https://a.b/c@d", "https://[::1/a"),
    ],
)
def test_what_only_this_machine_or_a_key_opens_is_no_address(url: str) -> None:
    assert public_address(url) is None


def test_a_commit_is_one_that_a_remote_has_and_that_nothing_was_changed_since(
    tmp_path: Path,
) -> None:
    def git(*arguments: str) -> str:
        return run_git(root, *NOBODY, *arguments).decode().strip()

    root = tmp_path / "a checkout"
    root.mkdir()
    assert published_commit(root, ["engine"]) is None, "no checkout"
    git("init", "--quiet")
    (root / "engine").write_text("1")
    git("add", ".")
    git("commit", "--quiet", "--message=one")
    first = git("rev-parse", "HEAD")
    assert published_commit(root, ["engine"]) is None, "no remote"
    git("remote", "add", "backup", "/srv/backup.git")
    git("remote", "add", "origin", "https://me:secret@example.org/crossfoot.git")
    git("update-ref", "refs/remotes/backup/main", first)
    assert published_commit(root, ["engine"]) is None, "only a folder of this machine has it"
    git("update-ref", "refs/remotes/origin/main", first)
    assert published_commit(root, ["engine"]) == ("https://example.org/crossfoot.git", first)
    assert published_commit(root / ".git", ["engine"]) is None
    (root / "notes").write_text("not of the engine")
    assert published_commit(root, ["engine"]), "other files may change"
    (root / "engine").write_text("2")
    assert published_commit(root, ["engine"]) is None, "changed and not committed"
    git("commit", "--quiet", "--all", "--message=two")
    assert published_commit(root, ["engine"]) is None, "committed and not pushed"
