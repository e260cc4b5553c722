"""Sixty and more broken inputs: each is told once, with file, line and column, and nothing else.

What is done to ``ferries/``, and what must be said, is in broken_inputs.py. The messages that the
page of problems shows to maintainers are among these, word for word.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from broken_inputs import BROKEN, FERRIES, Broken, spoilt
from copies import Ran
from crossfoot.cli import main
from docs.examples import PAGES

KIND = {broken: kind for kind, listed in BROKEN.items() for broken in listed}
EACH = [
    pytest.param(broken, id=f"{kind}-{number}")
    for kind, listed in BROKEN.items()
    for number, broken in enumerate(listed, 1)
]
TOLD = re.findall(r"^\S+:\d+:\d+: .*; .*$", (PAGES / "errors.md").read_text(), re.MULTILINE)
SUMMARY = "; nothing was published"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the ferries whose pictures are drawn; whoever breaks it mends it."""
    root = tmp_path_factory.mktemp("broken") / "ferries"
    shutil.copytree(FERRIES, root)
    assert check(root, "--strict").code == 0
    return root


def check(root: Path, *options: str) -> Ran:
    """What the command does and says."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["check", *options, "-C", str(root)])
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def said(root: Path) -> Callable[[Broken], Ran]:
    """What is said of a fault; each is tried once."""

    @cache
    def tried(fault: Broken) -> Ran:
        with spoilt(root, fault):
            return check(root)

    return tried


@pytest.fixture(scope="module")
def begins(root: Path) -> dict[Broken, str]:
    """How the line on each fault must begin."""
    found = {}
    for fault in KIND:
        with spoilt(root, fault) as (begin,):
            found[fault] = begin
    return found


def test_the_catalogue_has_three_or_more_of_each_kind() -> None:
    assert len(BROKEN) >= 13 and len(EACH) >= 60
    assert [kind for kind, listed in BROKEN.items() if len(listed) < 3] == []


@pytest.mark.parametrize("fault", EACH)
def test_a_broken_input_is_told_once_at_its_place(
    fault: Broken, said: Callable[[Broken], Ran], begins: dict[Broken, str]
) -> None:
    begin, ran = begins[fault], said(fault)
    *lines, summary = ran.err.splitlines()
    assert [line.startswith(begin) for line in lines] == [True], f"{begin}\nbut\n{ran.err}"
    assert "; " in lines[0], "what is wrong; what would be right"
    assert (ran.code, ran.out, summary) == (1, "", "1 problem" + SUMMARY)


def test_no_kind_of_problem_hides_another(root: Path) -> None:
    first = {broken.path: broken for listed in reversed(BROKEN.values()) for broken in listed[:1]}
    assert len(first) == len(BROKEN), "one file each"
    with spoilt(root, *first.values()) as begins:
        ran = check(root)
    *lines, summary = ran.err.splitlines()
    found = [begin for begin in begins if any(line.startswith(begin) for line in lines)]
    assert found == begins, "\n".join(lines)
    assert (ran.code, summary) == (1, f"{len(begins)} problems{SUMMARY}"), "\n".join(lines)


@pytest.mark.parametrize("line", TOLD)
def test_a_message_of_the_page_is_what_the_program_says(
    line: str, said: Callable[[Broken], Ran], begins: dict[Broken, str]
) -> None:
    faults = [fault for fault, begin in begins.items() if line.startswith(begin)]
    assert faults, "no broken input of the catalogue says this"
    assert line in [said(fault).err.splitlines()[0] for fault in faults]


def test_each_kind_of_problem_is_on_the_page(begins: dict[Broken, str]) -> None:
    told = {KIND[fault] for line in TOLD for fault in begins if line.startswith(begins[fault])}
    assert told == BROKEN.keys()
