"""Sixty and more broken inputs: each is told once, with file, line and column, and nothing else.

What is done to ``ferries/``, and what must be said, is in broken_inputs.py.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from broken_inputs import BROKEN, FERRIES, Broken, spoilt
from crossfoot.cli import main

EACH = [
    pytest.param(broken, id=f"{kind}-{number}")
    for kind, listed in BROKEN.items()
    for number, broken in enumerate(listed, 1)
]
SUMMARY = "; nothing was published"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the ferries whose pictures are drawn; whoever breaks it mends it."""
    root = tmp_path_factory.mktemp("broken") / "ferries"
    shutil.copytree(FERRIES, root)
    assert main(["check", "--strict", "-C", str(root)]) == 0
    return root


def test_the_catalogue_has_three_or_more_of_each_kind() -> None:
    assert len(BROKEN) >= 13 and len(EACH) >= 60
    assert [kind for kind, listed in BROKEN.items() if len(listed) < 3] == []


@pytest.mark.parametrize("fault", EACH)
def test_a_broken_input_is_told_once_at_its_place(
    fault: Broken, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with spoilt(root, fault) as (begin,):
        code = main(["check", "-C", str(root)])
    out, err = capsys.readouterr()
    *lines, summary = err.splitlines()
    assert [line.startswith(begin) for line in lines] == [True], f"{begin}\nbut\n{err}"
    assert "; " in lines[0], "what is wrong; what would be right"
    assert (code, out, summary) == (1, "", "1 problem" + SUMMARY)


def test_no_kind_of_problem_hides_another(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = {broken.path: broken for listed in reversed(BROKEN.values()) for broken in listed[:1]}
    assert len(first) == len(BROKEN), "one file each"
    with spoilt(root, *first.values()) as begins:
        code = main(["check", "-C", str(root)])
    *lines, summary = capsys.readouterr().err.splitlines()
    found = [begin for begin in begins if any(line.startswith(begin) for line in lines)]
    assert found == begins, "\n".join(lines)
    assert (code, summary) == (1, f"{len(begins)} problems{SUMMARY}"), "\n".join(lines)
