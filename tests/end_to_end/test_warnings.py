"""What check warns of: each at its place, and with nothing else changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from crossfoot.cli import main

FERRIES = Path(__file__).parent / "ferries"
RIDERS, DERIVED, CLAIMS = "data/figures/riders.csv", "data/derived.yml", "data/claims.yml"
SOURCES = "data/sources.yml"
NOBODY = "a page, a chart, a claim or a formula that does, or not this figure"


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose pictures are drawn."""
    root = tmp_path_factory.mktemp("warned") / "ferries"
    shutil.copytree(FERRIES, root)
    assert main(["check", "-C", str(root)]) == 0
    return root


BOARD = "date: 2025-01-20\n  read: 2025-02-01"
"""When a source is of, and when it was read."""
WARNED = [
    pytest.param(
        RIDERS,
        "",
        "¦gull,riders,2023,75,k rider,actual,,board,,\n",
        f"nobody uses gull.riders.2023; {NOBODY}",
        id="a-figure-nobody-uses",
    ),
    pytest.param(
        DERIVED,
        "",
        "- ¦id: gull.fare.2024\n  label: fare\n  formula: gull.fares.2024 / gull.riders.2024\n"
        "  unit: EUR/rider\n",
        f"nobody uses gull.fare.2024; {NOBODY}",
        id="a-derived-figure-nobody-uses",
    ),
    pytest.param(
        SOURCES,
        "",
        "- ¦id: diary\n  title: A diary\n  rank: 4\n",
        "nobody cites the source diary; a row, a claim or a page that does, or not this source",
        id="a-source-nobody-cites",
    ),
    pytest.param(
        SOURCES,
        BOARD,
        "read: ¦2024-02-29",
        "the source board was last read 366 days ago; its page read again, and the day of that",
        id="a-source-not-read-for-a-year",
    ),
    pytest.param(
        CLAIMS,
        "due: 2025-12-31",
        "due: ¦2025-03",
        "the forecast gull-will-earn-more is due in 30 days; actual figures, once there are any",
        id="a-forecast-due-in-thirty-days",
    ),
    pytest.param(
        CLAIMS,
        "is: more than 0 rider",
        "is: ¦more than 38.7 k rider",
        "tern-carries-most holds by less than the rounding of tern.riders.2024@board: at most 119",
        id="a-claim-by-a-thin-margin",
    ),
    pytest.param(
        DERIVED,
        "growth(sound.riders.2023, sound.riders.2024)",
        "(sound.riders.2024 - sound.riders.2023) ¦/ sound.riders.2023",
        "(sound.riders.2024 - sound.riders.2023) / sound.riders.2023 uses a figure twice, which "
        "widens what comes out; sound.riders.2024 / sound.riders.2023 - 1, which is the same",
        id="a-formula-that-uses-a-figure-twice",
    ),
    pytest.param(
        CLAIMS,
        "of: tern.riders.2024 - gull.riders.2024\n  is: more than 0 rider",
        "of: tern.riders.2024 ¦/ (tern.riders.2024 + gull.riders.2024)\n  is: more than 0.5",
        "tern.riders.2024 / (tern.riders.2024 + gull.riders.2024) uses a figure twice, which",
        id="a-claim-that-uses-a-figure-twice",
    ),
]


@pytest.mark.parametrize(("path", "old", "new", "said"), WARNED)
def test_check_warns_at_the_place(
    ferries: Path,
    path: str,
    old: str,
    new: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = ferries / path
    before = file.read_text()
    assert not old or before.count(old) == 1
    text = before.replace(old, new) if old else before + new
    at = text.index("¦")
    place = f"{path}:{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"
    file.write_text(text.replace("¦", ""))
    try:
        code = main(["check", "-C", str(ferries)])
    finally:
        file.write_text(before)
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if "warning: " in line]
    assert [line.startswith(f"{place}: warning: {said}") for line in lines] == [True], err
    assert code == 0 and out.startswith("nothing wrong; ")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (SOURCES, BOARD, "read: 2024-03-01"),
        (CLAIMS, "due: 2025-12-31", "due: 2025-04-01"),
        (CLAIMS, "is: more than 0 rider", "is: more than 38.4 k rider"),
    ],
    ids=["read-a-year-ago", "due-in-thirty-one-days", "by-more-than-the-rounding"],
)
def test_a_day_less_or_a_digit_more_is_no_warning(
    ferries: Path, path: str, old: str, new: str
) -> None:
    file = ferries / path
    before = file.read_text()
    file.write_text(before.replace(old, new))
    try:
        assert main(["check", "--strict", "-C", str(ferries)]) == 0
    finally:
        file.write_text(before)


def test_the_forms_for_programs_go_to_standard_output(
    tmp_path: Path,
    ferries: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = tmp_path / "ferries"
    shutil.copytree(ferries, root)
    rows = root / RIDERS
    assert main(["check", "--format", "json", "-C", str(root)]) == 0
    assert json.loads(capsys.readouterr().out) == []
    rows.write_text(rows.read_text().replace("gull,riders", "gull,riderz"))
    assert main(["check", "--format", "json", "-C", str(root)]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["path"], told["line"], told["column"], told["severity"]) == (RIDERS, 3, 6, "error")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--format", "github", "-C", "ferries"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"::error file=ferries/{RIDERS},line=3,col=6::unknown metric riderz; ")
    assert err == "1 problem; nothing was published\n"


def test_a_build_counts_what_check_tells(
    tmp_path: Path, ferries: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "ferries"
    shutil.copytree(ferries, root)
    with (root / RIDERS).open("a") as rows:
        rows.write("gull,riders,2023,75,k rider,actual,,board,,\n")
    for _ in range(2):
        capsys.readouterr()
        assert main(["build", "-C", str(root)]) == 0
        assert capsys.readouterr().err == "1 warning; crossfoot check tells it\n"
