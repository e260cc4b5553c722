from __future__ import annotations

import os
from pathlib import Path

import pytest

from crossfoot.site.output.file_tree import Special, Symlink, read_tree, write_tree
from crossfoot.site.output.site_digest import is_unchanged
from crossfoot.store import Store


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    write_tree({"a.md": b"one", "b/c.md": b"two"}, tmp_path)
    os.utime(tmp_path / "a.md", ns=(5, 5))
    assert write_tree({"a.md": b"one", "b/c.md": b"new"}, tmp_path) == ["b/c.md"]
    assert (tmp_path / "a.md").stat().st_mtime_ns == 5
    assert read_tree(tmp_path) == {"a.md": b"one", "b/c.md": b"new"}


def test_what_is_no_longer_asked_for_goes(tmp_path: Path) -> None:
    write_tree({"a.md": b"1", "old/b.md": b"2", "old/deep/c.md": b"3"}, tmp_path)
    (tmp_path / "a.md.crossfoot-tmp").write_bytes(b"torn")
    assert write_tree({"a.md": b"1"}, tmp_path) == ["a.md.crossfoot-tmp", "old"]
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_a_file_and_a_folder_may_change_places(tmp_path: Path) -> None:
    write_tree({"a": b"file", "b/c": b"x"}, tmp_path)
    write_tree({"a/d": b"y", "b": b"file"}, tmp_path)
    assert read_tree(tmp_path) == {"a/d": b"y", "b": b"file"}


def test_a_link_is_replaced_and_what_it_points_at_stays(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_bytes(b"mine")
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").symlink_to(outside / "a.md")
    (folder / "b").symlink_to(outside)
    write_tree({"a.md": b"new", "b/a.md": b"new"}, folder)
    assert (outside / "a.md").read_bytes() == b"mine"
    assert read_tree(folder) == {"a.md": b"new", "b/a.md": b"new"}


@pytest.mark.parametrize("path", ["../a", "/a", "a//b", "a/./b", "a\\b", "", "a/..", "a\0"])
def test_a_path_never_leads_out(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="no path inside"):
        write_tree({path: b""}, tmp_path / "docs")
    assert not (tmp_path / "docs").exists()


def test_reading_refuses_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("/etc/hostname")
    with pytest.raises(Symlink, match="symbolic link"):
        read_tree(tmp_path)


def test_no_named_pipe_is_ever_opened(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    os.mkfifo(tmp_path / "a/pipe")
    with pytest.raises(Special, match="a/pipe is a special file"):
        read_tree(tmp_path)
    assert not is_unchanged(tmp_path, "0" * 64)
    write_tree({"a/pipe": b"file"}, tmp_path)
    assert read_tree(tmp_path) == {"a/pipe": b"file"}
    os.mkfifo(tmp_path / "key.made")
    assert Store(tmp_path).read("key") is None
