"""``crossfoot edition``: a folder that holds what was published, and is never a torn one."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import contents
from crossfoot.cli import main
from crossfoot.diagnostics import Diagnostics
from crossfoot.editions.read import read_editions
from crossfoot.memo import Memo


def only(root: Path) -> Path:
    (folder,) = (root / "editions").iterdir()
    return folder


def told(root: Path) -> list[str]:
    problems = Diagnostics()
    read_editions(root, problems, Memo())
    return [str(problem) for problem in problems.errors]


def test_an_edition_holds_figures_claims_and_charts_as_they_are_published(written: Path) -> None:
    problems = Diagnostics()
    (edition,) = read_editions(written, problems, Memo()).values()
    assert problems.found == []
    assert re.fullmatch(r"2025-06-01-[0-9a-f]{8}", edition.id)
    assert (edition.number, edition.as_of) == (1, "2025-06-01")
    assert edition.head.finding.startswith("Skerry Light used 550 L of oil")
    assert edition.figures["skerry.oil.2024"].text == "550 L"
    assert edition.claims["costs-add-up"].verdict == "fails"
    assert edition.charts["oil-by-year"].title == "The lamp burns more each year"
    assert "var(--cf-" in edition.charts["oil-by-year"].svg_wide
    folder = only(written)
    figures = (folder / "figures.json").read_text().splitlines()
    assert len(figures) == len(edition.figures) + 2, "one object a line"
    assert len(json.loads((folder / "claims.json").read_text())) == 13


def test_its_checksums_are_those_that_sha256sum_reads(written: Path) -> None:
    folder = only(written)
    sums = dict(
        reversed(line.split("  ")) for line in (folder / "checksums.txt").read_text().splitlines()
    )
    files = {path: c for path, c in contents(folder).items() if path != "checksums.txt"}
    assert sums == {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}


def test_the_same_inputs_write_nothing_new(
    lights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(lights / "editions")
    assert main(["edition", "-C", str(lights)]) == 0
    assert capsys.readouterr().out == f"editions/{only(lights).name}/ holds this already\n"
    assert contents(lights / "editions") == before


def test_two_copies_write_the_same_bytes(lights: Path) -> None:
    before = contents(lights / "editions")
    shutil.rmtree(lights / "editions")
    assert main(["edition", "-C", str(lights)]) == 0
    assert contents(lights / "editions") == before


def test_no_edition_is_written_of_inputs_with_a_problem(lights: Path) -> None:
    shutil.rmtree(lights / "editions")
    with (lights / "data/figures/skerry.csv").open("a") as rows:
        rows.write("skerry,oil,2026,none,L,actual,,log,,\n")
    assert main(["edition", "-C", str(lights)]) == 1
    assert not (lights / "editions").exists()


def test_no_edition_goes_back_in_time(
    lights: Path, edit: Callable[[Path, str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(lights / "data/briefing.yml", "published: 2025-06-01", "published: 2025-05-01")
    before = contents(lights / "editions")
    assert main(["edition", "--as-of", "2025-05-31", "-C", str(lights)]) == 1
    assert (
        f"editions/{only(lights).name}/edition.json:1:1: it is as of 2025-06-01, and the next one "
        "would be as of 2025-05-31; a day not before the last edition’s"
    ) in capsys.readouterr().err
    assert contents(lights / "editions") == before


RIGHT = "the file as crossfoot edition wrote it"


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        (
            "figures.json",
            "550 L¦551 L",
            f":1:1: not as it was when the edition was written; {RIGHT}",
        ),
        ("charts/oil-by-year.wide.svg", None, f":1:1: the file is missing; {RIGHT}"),
        ("checksums.txt", None, f":1:1: the file is missing; {RIGHT}"),
        ("note.txt", "¦a note", f":1:1: no file of this edition; {RIGHT}"),
        (
            "checksums.txt",
            "  claims.json¦ claims",
            ":4:1: no checksum; SHA-256, two spaces, a path",
        ),
        ("claims.json", "¦\x07", ":1:1: a hidden character U+0007; the text without it"),
    ],
    ids=["changed", "gone", "no-checksums", "one-too-many", "no-checksum", "hidden"],
)
def test_a_file_that_is_not_as_it_was_written_is_told(
    lights: Path, path: str, change: str | None, said: str
) -> None:
    file = only(lights) / path
    if change is None:
        file.unlink()
    else:
        old, new = change.split("¦")
        text = file.read_text() if file.exists() else ""
        file.write_text(text.replace(old, new, 1) if old else new + text)
    assert told(lights) == [f"editions/{only(lights).name}/{path}{said}"]


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            "edition.json",
            '"number": 1',
            '"number": "one"',
            "number: Input should be a valid integer",
        ),
        ("edition.json", "{", "", "Invalid JSON"),
        ("claims.json", '"verdict": "unverifiable"', '"verdict": "no"', "verdict: Input should be"),
        ("figures.json", '"unit": "L", ', "", "unit: Field required"),
        (
            "edition.json",
            '"as_of": "2025-06-01"',
            '"as_of": "2025-06-02"',
            "this is the edition 2025",
        ),
    ],
)
def test_what_cannot_be_read_is_told_even_with_the_checksum_made_right(
    lights: Path, path: str, old: str, new: str, said: str
) -> None:
    folder = only(lights)
    text = (folder / path).read_text()
    assert old in text
    changed = text.replace(old, new, 1)
    (folder / path).write_text(changed)
    sums = (folder / "checksums.txt").read_text()
    before, after = (hashlib.sha256(t.encode()).hexdigest() for t in (text, changed))
    (folder / "checksums.txt").write_text(sums.replace(before, after))
    (problem,) = told(lights)
    assert problem.startswith(f"editions/{folder.name}/{path}:1:1: ") and said in problem


def test_what_is_no_edition_is_told(lights: Path) -> None:
    (lights / "editions/readme.txt").write_text("notes")
    (lights / "editions/old").symlink_to(only_named(lights))
    right = "no edition; only folders that crossfoot edition wrote, such as 2026-11-23-1a2b3c4d"
    assert told(lights) == [f"editions/old:1:1: {right}", f"editions/readme.txt:1:1: {right}"]


def only_named(root: Path) -> Path:
    return next(path for path in (root / "editions").iterdir() if path.name.startswith("20"))


def test_two_editions_of_one_number_are_told(lights: Path) -> None:
    first = only(lights)
    head = json.loads((first / "edition.json").read_text())
    inputs = "0" * 64
    other = lights / "editions/2025-06-01-00000000"
    shutil.copytree(first, other)
    text = (first / "edition.json").read_text()
    changed = text.replace(head["inputs"], inputs)
    (other / "edition.json").write_text(changed)
    sums = (other / "checksums.txt").read_text()
    before, after = (hashlib.sha256(t.encode()).hexdigest() for t in (text, changed))
    (other / "checksums.txt").write_text(sums.replace(before, after))
    assert told(lights) == [
        f"editions/{first.name}/edition.json:1:1: 2025-06-01-00000000 is number 1 too; "
        "crossfoot edition again, without this one's folder"
    ]


def test_what_a_killed_run_left_is_not_in_the_way(lights: Path) -> None:
    before = contents(lights / "editions")
    shutil.rmtree(lights / "editions")
    torn = lights / "build/edition"
    torn.mkdir(parents=True)
    (torn / "figures.json").write_text("[")
    (torn / "left.json").write_text("[")
    assert main(["edition", "-C", str(lights)]) == 0
    assert contents(lights / "editions") == before
    assert not torn.exists()
