"""The messages that the page of problems shows are those of the catalogue, word for word."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from broken_inputs import BROKEN, FERRIES, Broken, spoilt
from crossfoot.cli import main
from docs.examples import PAGES

TOLD = re.findall(r"^\S+:\d+:\d+: .*; .*$", (PAGES / "errors.md").read_text(), re.MULTILINE)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the ferries whose pictures are drawn; whoever breaks it mends it."""
    root = tmp_path_factory.mktemp("told") / "ferries"
    shutil.copytree(FERRIES, root)
    assert main(["check", "-C", str(root)]) == 0
    return root


def behind(line: str, root: Path) -> Iterator[tuple[str, Broken]]:
    """The faults of the catalogue that this line could be of, each with its kind."""
    for kind, listed in BROKEN.items():
        for fault in listed:
            with spoilt(root, fault) as (begin,):
                if line.startswith(begin):
                    yield kind, fault


@pytest.mark.parametrize("line", TOLD)
def test_a_message_is_what_the_program_says(
    line: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faults = [fault for _, fault in behind(line, root)]
    assert faults, "no broken input of the catalogue says this"
    said = []
    for fault in faults:
        with spoilt(root, fault):
            main(["check", "-C", str(root)])
        said += capsys.readouterr().err.splitlines()[:1]
    assert line in said


def test_each_kind_of_problem_is_on_the_page(root: Path) -> None:
    kinds = {kind for line in TOLD for kind, _ in behind(line, root)}
    assert kinds == BROKEN.keys()
