"""No command writes or removes anything outside the briefing, nor stumbles over a deep folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from copies import REPO, TINY, copied
from crossfoot.cli import main
from crossfoot.diagnostics import BuildRefused
from crossfoot.paths import BUILD, SITE, printable, remove_tree, require_own
from crossfoot.site import write_file
from crossfoot.site.output.site_digest import is_unchanged

COMMANDS = {
    "build": ("build", "build/docs", "build/theme", "build/cache", "build/site", "site"),
    "check": ("build", "build/cache/charts"),
    "edition": ("build", "build/edition", "editions"),
    "schemas": ("schemas",),
    "diff": ("build", "build/cache", "build/cache/diff"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copied(TINY / "lighthouses", tmp_path / "lights")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of somebody else, with a name in it that a build would remove or replace."""
    folder = tmp_path / "outside"
    (folder / "docs").mkdir(parents=True)
    for name in ("mine.txt", "docs/index.md"):
        (folder / name).write_text("mine")
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*.*")}


@pytest.mark.parametrize(
    ("command", "place"), [(c, place) for c, places in COMMANDS.items() for place in places]
)
def test_a_link_in_the_place_of_an_output_is_refused_there(
    root: Path, outside: Path, command: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    link, before = root / place, contents(outside)
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_dir():
        link.rmdir()
    link.symlink_to(outside)
    there = sorted(root.rglob("*"))
    ran = main([command, *(["HEAD"] if command == "diff" else []), "-C", str(root)])
    told = capsys.readouterr().err.splitlines()
    assert (ran, len(told)) == (1, 2), told
    assert told[0].partition(": ")[0].endswith(f"{place}:1:1") and "symbolic link" in told[0]
    assert contents(outside) == before
    assert sorted(root.rglob("*")) == there, "nothing was made"


def test_a_link_that_leads_nowhere_or_within_is_refused_too(root: Path) -> None:
    for target in ("nowhere", "data", "."):
        (root / "build").symlink_to(target)
        with pytest.raises(BuildRefused, match="build:1:1: a symbolic link"):
            require_own(root, *BUILD)
        (root / "build").unlink()


def test_a_link_to_a_web_server_says_how_to_deploy(root: Path, outside: Path) -> None:
    (root / "site").symlink_to(outside)
    with pytest.raises(BuildRefused, match="copy site/ to where it is served"):
        require_own(root, SITE)


def test_a_file_in_the_place_of_a_folder_is_told(root: Path) -> None:
    (root / "build").write_text("")
    with pytest.raises(BuildRefused, match="build:1:1: no folder, and a command writes into one"):
        require_own(root, *BUILD)


def test_a_pipe_in_the_cache_is_told_and_never_opened(root: Path) -> None:
    (root / "build/cache").mkdir(parents=True)
    os.mkfifo(root / "build/cache/built.json")
    with pytest.raises(BuildRefused, match=r"build/cache/built\.json:1:1: a special file"):
        require_own(root, *BUILD)


def test_a_briefing_that_is_itself_reached_by_a_link_is_fine(root: Path) -> None:
    root.with_name("way").symlink_to(root)
    require_own(root.with_name("way"), *BUILD, SITE)


@pytest.mark.parametrize(
    "file", [REPO / ".gitignore", REPO / "scripts/crossfoot/starter/gitignore"]
)
def test_what_git_ignores_is_ignored_as_a_link_too(file: Path) -> None:
    lines = file.read_text().splitlines()
    assert {"/build", "/site", "/.venv"} <= set(lines)
    assert not [line for line in lines if line.startswith("/") and line.endswith("/")]


def deep(folder: Path, levels: int, name: str = "d") -> None:
    """Folders in folders, more of them than a path can name or a stack can hold."""
    folder.mkdir(parents=True)
    (folder / "file").write_text("x")
    at = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(name, dir_fd=at)
        below = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)


@pytest.mark.parametrize("name", ["d", "a-rather-long-name-of-a-folder"])
def test_a_folder_of_any_depth_is_removed(tmp_path: Path, name: str) -> None:
    deep(tmp_path / "site", 3_000, name)
    (tmp_path / "site/.crossfoot-gone-0").mkdir()
    remove_tree(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_what_a_link_points_at_stays_when_its_folder_is_removed(
    tmp_path: Path, outside: Path
) -> None:
    (tmp_path / "site/a").mkdir(parents=True)
    (tmp_path / "site/a/link").symlink_to(outside)
    remove_tree(tmp_path / "site")
    assert (outside / "mine.txt").read_text() == "mine" and not (tmp_path / "site").exists()


def test_a_site_too_deep_to_read_is_no_reason_to_stop(tmp_path: Path) -> None:
    deep(tmp_path / "site", 300, "a-rather-long-name-of-a-folder")
    assert not is_unchanged(tmp_path / "site", "0" * 64)
    remove_tree(tmp_path / "site")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a.md", "a.md"), ("a\nb", "a\\nb"), ("\udcff", "\\xff"), ("\u202ea", "\\u202ea"), ("é", "é")],
)
def test_a_name_is_shown_so_that_it_can_be_written(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_a_temporary_file_that_is_a_link_is_not_written_through(
    tmp_path: Path, outside: Path
) -> None:
    (tmp_path / "built.json.crossfoot-tmp").symlink_to(outside / "mine.txt")
    write_file(tmp_path / "built.json", b"new")
    assert (outside / "mine.txt").read_text() == "mine"
    assert stat.S_ISREG(os.lstat(tmp_path / "built.json").st_mode)
