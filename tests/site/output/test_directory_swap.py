from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crossfoot.site.output import directory_swap as module
from crossfoot.site.output.directory_swap import recover_swap, swap_dirs, swap_in
from crossfoot.site.output.file_tree import Symlink, read_tree, write_tree

OLD = {"index.html": b"old", "a/index.html": b"old"}
NEW = {"index.html": b"new", "b/index.html": b"new"}


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    new, live = tmp_path / "build/site", tmp_path / "site"
    write_tree(NEW, new)
    write_tree(OLD, live)
    return new, live


def test_the_new_site_takes_the_place_of_the_old(both: tuple[Path, Path]) -> None:
    swap_in(*both)
    assert read_tree(both[1]) == NEW
    assert not both[0].exists()


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    write_tree(NEW, tmp_path / "new")
    swap_in(tmp_path / "new", tmp_path / "site")
    assert read_tree(tmp_path / "site") == NEW


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="renameat2 is Linux's")
def test_two_folders_change_places_in_one_step(both: tuple[Path, Path]) -> None:
    assert swap_dirs(*both)
    assert (read_tree(both[0]), read_tree(both[1])) == (OLD, NEW)


def test_without_that_step_two_renames_do(
    both: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "swap_dirs", lambda one, other: False)
    swap_in(*both)
    assert read_tree(both[1]) == NEW
    assert [p.name for p in both[0].parent.iterdir()] == []


@pytest.mark.parametrize("renames", [0, 1])
def test_what_was_cut_off_between_two_renames_is_completed(
    both: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    new, live = both
    real, done = Path.rename, []

    def dies(self: Path, target: Path) -> Path:
        if len(done) == renames:
            raise KeyboardInterrupt
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(module, "swap_dirs", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", dies)
    with pytest.raises(KeyboardInterrupt):
        swap_in(new, live)
    monkeypatch.undo()
    recover_swap(new, live)
    assert read_tree(live) == (NEW if renames else OLD)
    assert not (new.parent / "site.old").exists()


def test_a_link_in_the_new_site_is_refused_and_the_old_one_stays(both: tuple[Path, Path]) -> None:
    (both[0] / "secret").symlink_to("/etc/hostname")
    with pytest.raises(Symlink, match="secret"):
        swap_in(*both)
    assert read_tree(both[1]) == OLD


def test_a_link_in_the_place_of_the_site_is_refused(both: tuple[Path, Path]) -> None:
    new, live = both
    live.rename(live.with_name("elsewhere"))
    live.symlink_to("elsewhere")
    with pytest.raises(Symlink):
        swap_in(new, live)
    assert read_tree(live.with_name("elsewhere")) == OLD


LOOP = """
import sys
from pathlib import Path
from crossfoot.site.output.directory_swap import recover_swap, swap_in
from crossfoot.site.output.file_tree import write_tree
new, live = Path("build/site"), Path("site")
print("ready", flush=True)
for n in range(100_000):
    recover_swap(new, live)
    write_tree({f"{k}.html": str(n).encode() for k in range(40)}, new)
    swap_in(new, live)
"""


def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    chance = random.Random(7)
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", LOOP], cwd=tmp_path, env=path, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.05 + chance.random() / 10)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        recover_swap(tmp_path / "build/site", tmp_path / "site")
        site = read_tree(tmp_path / "site")
        assert len(site) == 40, f"{len(site)} files of 40"
        assert len(set(site.values())) == 1, "files of more than one build"
