"""What decides that nothing changed."""

from __future__ import annotations

from pathlib import Path

from copies import TINY, copied
from crossfoot.inputs import Snapshot
from crossfoot.problem import Place, Problem
from crossfoot.stamp import Done, cause, keep, kept


def test_an_empty_setting_is_another_cause_than_none() -> None:
    root = TINY / "lighthouses"
    inputs = Snapshot.of(root)
    assert "SITE_URL" in (root / "mkdocs.yml").read_text()
    assert cause(inputs, None, {}) != cause(inputs, None, {"SITE_URL": ""})
    assert cause(inputs, None, {}) == cause(Snapshot.of(root), None, {"HOME": "elsewhere"})


def test_a_link_is_a_cause_though_nothing_follows_it(tmp_path: Path) -> None:
    root = copied(TINY / "lighthouses", tmp_path / "lighthouses")
    before = cause(Snapshot.of(root), None, {})
    (root / "data/figures/more.csv").symlink_to("/nowhere")
    assert cause(Snapshot.of(root), None, {}) != before


def test_what_was_told_many_times_is_told_so_again(tmp_path: Path) -> None:
    also = tuple(Place("data/a.csv", line) for line in (3, 4, 5))
    many = Problem(Place("data/a.csv", 2), "ends in three zeros", "5e3", warning=True, also=also)
    done = Done("nothing wrong", (many,))
    keep(tmp_path / "checked.json", "the same", done)
    assert kept(tmp_path / "checked.json", "the same") == done
