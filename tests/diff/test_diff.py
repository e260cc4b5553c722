"""``crossfoot diff`` on a real repository: its forms, its exit codes, what it keeps."""

from __future__ import annotations

import json
import pickle
import re
import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from copies import run
from crossfoot.diff.state_cache import _Reader

from .conftest import ROWS, edit, git

FLIP = {ROWS: ("2024Q4,151", "2024Q4,181")}


def test_a_revision_is_compared_with_the_files_as_they_are(repository: Path) -> None:
    edit(repository, FLIP)
    ran = run(repository, "diff", "HEAD")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("HEAD → the working tree: 1 verdict flips, ")
    assert lines[1] == "  because skerry.oil.2024Q4@log went from 151 to 181 L"
    assert lines[2:4] == [
        "Verdicts that flip",
        "  quarters-make-the-year  undetermined → fails  The quarters of the year sum to the year.",
    ]
    assert len(lines) <= 24


def test_two_revisions_are_compared_whatever_the_files_are(repository: Path) -> None:
    edit(repository, FLIP)
    git(repository, "commit", "-qam", "A better log")
    (repository / "data/claims.yml").unlink()
    there = json.loads(run(repository, "diff", "HEAD~1", "HEAD", "--format", "json").out)
    back = json.loads(run(repository, "diff", "HEAD", "HEAD~1", "--format", "json").out)
    assert (there["old"], there["new"], there["flips"]) == ("HEAD~1", "HEAD", True)
    first = there["changes"][0]
    assert (first["kind"], first["weight"], first["old"], first["new"]) == (
        "claim", "flip", "undetermined", "fails"
    )  # fmt: skip
    assert {c["id"] for c in there["changes"]} == {c["id"] for c in back["changes"]}


def test_where_nothing_changed_that_is_said(repository: Path) -> None:
    ran = run(repository, "diff", "HEAD", "--fail-on", "flip")
    assert (ran.code, ran.out) == (0, "HEAD → the working tree: nothing changes\n")


def test_a_flip_can_be_a_failure(repository: Path) -> None:
    edit(repository, {ROWS: ("wages,2024,10.1,", "wages,2024,10.2,")})
    assert run(repository, "diff", "HEAD", "--fail-on", "flip").code == 0
    edit(repository, FLIP)
    assert run(repository, "diff", "HEAD", "--fail-on", "flip").code == 1


def test_where_a_flip_cannot_be_ruled_out_that_is_a_failure_too(repository: Path) -> None:
    edit(repository, {"data/claims.yml": ("- id: ", "- [id: ")})
    ran = run(repository, "diff", "HEAD", "--fail-on", "flip")
    assert ran.code == 1 and "1 problem more than before" in ran.err
    assert "is gone" not in ran.out, ran.out


def test_a_text_that_nobody_touched_is_no_cause(repository: Path) -> None:
    edit(repository, {ROWS: ("oil,2024,550,", "oil,2024,560,")})
    ran = run(repository, "diff", "HEAD", "--all")
    assert "because skerry.oil.2024" in ran.out and "another statement" not in ran.out, ran.out


def test_a_title_that_stops_a_build_does_not_stop_a_comparison(repository: Path) -> None:
    edit(repository, {ROWS: ("2025,620,L", "2025,540,L")})
    ran = run(repository, "diff", "HEAD")
    assert ran.code == 0
    assert "1 title no longer holds" in ran.out.splitlines()[0]
    assert ran.err == "1 problem more than before; crossfoot check tells them\n"


def test_a_folder_in_a_larger_repository_is_compared_alone(repository: Path) -> None:
    inner = repository / "briefings/lights"
    inner.mkdir(parents=True)
    for name in ("data", "scripts", "templates", "mkdocs.yml"):
        shutil.move(repository / name, inner / name)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Moved")
    edit(inner, FLIP)
    assert "1 verdict flips" in run(inner, "diff", "HEAD").out
    outside = run(inner, "diff", "HEAD~1")
    assert outside.code == 2
    assert "the folder is not in the revision HEAD~1" in outside.err


def test_an_unknown_revision_is_wrong_usage(repository: Path) -> None:
    for name in ("v9", "--output=x", "HEAD:data"):
        ran = (
            run(repository, "diff", "--", name) if name[0] == "-" else run(repository, "diff", name)
        )
        assert ran.code == 2, ran.err
        assert "Traceback" not in ran.err
    assert "no revision v9; a commit, a tag or a branch, such as HEAD" in ran.err or name != "v9"


def test_outside_a_repository_it_cannot_be_done(repository: Path) -> None:
    shutil.rmtree(repository / ".git")
    alone = {"GIT_CEILING_DIRECTORIES": str(repository.parent)}
    ran = run(repository, "diff", "HEAD", env=alone)
    assert (ran.code, ran.out) == (3, "")
    assert (
        ran.err == "crossfoot: the folder is in no git repository, so there is nothing to compare\n"
    )


def test_without_git_it_cannot_be_done(repository: Path) -> None:
    ran = run(repository, "diff", "HEAD", env={"PATH": "/nowhere"})
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "crossfoot: git is not installed, and diff reads revisions by it\n"


def test_what_was_kept_of_a_revision_tells_the_same_again(repository: Path) -> None:
    edit(repository, FLIP)
    first = run(repository, "diff", "HEAD", "--all")
    assert run(repository, "diff", "HEAD", "--all").out == first.out
    for kept in (repository / "build/cache/diff").iterdir():
        kept.write_bytes(kept.read_bytes()[:-9])
    assert run(repository, "diff", "HEAD", "--all").out == first.out, "a torn one is none"


def test_a_revision_that_goes_on_from_another_comes_out_as_from_nothing(repository: Path) -> None:
    run(repository, "diff", "HEAD")
    edit(repository, FLIP)
    git(repository, "commit", "-qam", "The last quarter")
    edit(repository, {ROWS: ("2024Q4,181", "2024Q4,152")})
    going_on = run(repository, "diff", "HEAD", "--format", "json")
    shutil.rmtree(repository / "build")
    assert "181" in going_on.out
    assert run(repository, "diff", "HEAD", "--format", "json") == going_on


def test_what_is_kept_is_read_as_values_and_runs_nothing() -> None:
    for foreign in (print, timedelta, Path("/")):
        with pytest.raises(pickle.UnpicklingError, match="none of ours"):
            _Reader(BytesIO(pickle.dumps(foreign))).load()


def test_all_of_it_is_told_on_demand(repository: Path) -> None:
    for old, new in (("2024,550,", "2024,590,"), ("2023,400,", "2023,300,"), ("10.1,", "10.3,")):
        edit(repository, {ROWS: (old, new)})
    edit(repository, FLIP)
    short, whole = run(repository, "diff", "HEAD"), run(repository, "diff", "HEAD", "--all")
    assert len(short.out.splitlines()) <= 24
    assert short.out.splitlines()[-1].endswith("; --all tells all")
    asked = json.loads(run(repository, "diff", "HEAD", "--format", "json").out)
    for change in asked["changes"]:
        assert f"  {change['id']}  " in whole.out
        assert all(reason in whole.out for reason in change["reasons"])


def test_markdown_folds_what_matters_less_and_calls_nobody(repository: Path) -> None:
    edit(repository, FLIP)
    text = run(repository, "diff", "HEAD", "--format", "markdown").out
    head, _, folded = text.partition("<details>")
    assert "- `skerry.oil.2024Q4@log` went from 151 to 181 L" in head
    assert "| `quarters-make-the-year` | undetermined → fails |" in head
    assert "index.md" in folded
    assert not re.search(r"(?m)(?<![`.\w@])@\w", text)
    assert text.count("<details>") == text.count("</details>")


def test_the_report_is_one_file_that_asks_for_nothing(repository: Path) -> None:
    edit(
        repository,
        {
            ROWS: ("2025,620,L", "2025,640,L"),
            "data/claims.yml": (
                "It is the finest",
                "It is <img src=x onerror=alert(1)> the finest",
            ),
        },
    )
    ran = run(repository, "diff", "HEAD", "--format", "html")
    assert ran.code == 0
    assert ran.out.count('<img src="data:image/svg+xml;base64,') == 2, "before and after"
    assert "&lt;img src=x onerror=alert(1)&gt;" in ran.out and "<img src=x" not in ran.out
    links = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([a-z]+:)""", ran.out)
    assert set(links) == {"data:"}
    assert "<script" not in ran.out and str(repository) not in ran.out
