"""What decides that nothing changed."""

from __future__ import annotations

from pathlib import Path

from copies import TINY, copied
from crossfoot.inputs import Snapshot
from crossfoot.stamp import cause


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
