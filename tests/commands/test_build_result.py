"""What decides that nothing changed."""

from __future__ import annotations

from pathlib import Path

from copies import TINY, copied
from crossfoot.commands.build_result import BuildResult, load_result, run_fingerprint, save_result
from crossfoot.diagnostics import Diagnostic, SourceLocation
from crossfoot.inputs import Snapshot
from crossfoot.store import Store


def test_an_empty_setting_is_another_cause_than_none() -> None:
    root = TINY / "lighthouses"
    inputs = Snapshot.of(root)
    assert "SITE_URL" in (root / "mkdocs.yml").read_text()
    assert run_fingerprint(inputs, None, {}) != run_fingerprint(inputs, None, {"SITE_URL": ""})
    assert run_fingerprint(inputs, None, {}) == run_fingerprint(
        Snapshot.of(root), None, {"HOME": "elsewhere"}
    )


def test_a_link_is_a_cause_though_nothing_follows_it(tmp_path: Path) -> None:
    root = copied(TINY / "lighthouses", tmp_path / "lighthouses")
    before = run_fingerprint(Snapshot.of(root), None, {})
    (root / "data/figures/more.csv").symlink_to("/nowhere")
    assert run_fingerprint(Snapshot.of(root), None, {}) != before


def test_what_was_told_many_times_is_told_so_again(tmp_path: Path) -> None:
    also = tuple(SourceLocation("data/a.csv", line) for line in (3, 4, 5))
    many = Diagnostic(
        SourceLocation("data/a.csv", 2),
        "ends in three zeros",
        "5e3",
        warning=True,
        other_places=also,
    )
    done = BuildResult("nothing wrong", (many,))
    save_result(tmp_path / "checked.json", "the same", done)
    assert load_result(tmp_path / "checked.json", "the same") == done


def test_where_nothing_can_be_written_down_the_next_run_does_it_again(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("in the way")
    save_result(tmp_path / "build/checked.json", "same", BuildResult("fine", ()))
    assert load_result(tmp_path / "build/checked.json", "same") is None
    store = Store(tmp_path / "build/cache")
    store.write("key", b"body")
    assert store.read("key") is None
