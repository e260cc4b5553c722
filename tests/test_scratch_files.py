"""What editors and systems leave among the inputs is no input, anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.charts.spec.module_loader import load_chart_modules as load_charts
from crossfoot.commands.scaffold import create_briefing
from crossfoot.diagnostics import Diagnostics
from crossfoot.editions.read import read_editions
from crossfoot.inputs import INPUTS, Snapshot, check_names, is_scratch
from crossfoot.memo import Memo
from crossfoot.pages.templates import read_files
from crossfoot.serve.watch import file_states
from crossfoot.site.assets import check_theme
from crossfoot.site.handwritten import read_handwritten

SCRATCH = """\
rows.csv.swp .rows.csv.swp .rows.csv.swo #rows.csv# .#rows.csv rows.csv~ 4913 .DS_Store ._rows.csv
Thumbs.db desktop.ini ~$rows.xlsx .~lock.rows.csv# rows.csv.bak rows.csv.orig rows.csv.rej
rows.csv___jb_tmp___ .rows.csv.kate-swp rows.csv.TMP""".split()
INPUT = """\
rows.csv rows.yml _macros.md index.md logo.swf 49130 4913.md c#.md a#b #1.md swap.csv .nojekyll
tmp.csv bak rows.tmp.csv ~ground.md""".split()
PLACES = """\
data data/figures data/tables templates templates/notes docs docs/notes scripts/charts editions
editions/2026-11-23-1a2b3c4d theme""".split()


@pytest.mark.parametrize("name", SCRATCH)
def test_a_scratch_file_is_told_by_its_name(name: str) -> None:
    assert is_scratch(name)


@pytest.mark.parametrize("name", INPUT)
def test_an_input_is_none(name: str) -> None:
    assert not is_scratch(name)


def state(root: Path) -> list[object]:
    """Everything that is read of a briefing, and all that is said of it."""
    problems, memo = Diagnostics(), Memo()
    texts = read_files(root, problems, memo)
    read = [read_handwritten(root, problems), [*texts], [*read_editions(root, problems, memo)]]
    read.append([chart.id for chart in load_charts(root, problems)])
    check_theme(root, problems)
    places = [root / name for name in INPUTS]
    snapshot = Snapshot.of(root)
    check_names(root, problems)
    return [snapshot.digests, snapshot.others, file_states(places), *read, problems.found]


def test_scratch_files_change_nothing_that_is_read_said_or_watched(desks) -> None:
    root = desks.blank().root
    for place in PLACES:
        (root / place).mkdir(parents=True, exist_ok=True)
    (root / "data/tables/kept.csv").write_text("a\n1\n")
    (root / "docs/kept.txt").write_text("kept")
    before, said = state(root), desks_errors(desks, root)
    for place in PLACES:
        for name in SCRATCH:
            if name.startswith(".#"):
                (root / place / name).symlink_to("somebody@machine.4913:1700000000")
            else:
                (root / place / name).write_bytes(b"\0scratch\xff")
    after = state(root)
    assert after == before
    assert desks_errors(desks, root) == said


def desks_errors(desks, root: Path) -> list[str]:
    """What is wrong with the data."""
    return type(desks.blank())(root).run().errors()


def test_a_folder_that_a_system_has_looked_into_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"")
    assert create_briefing(tmp_path) > 20
