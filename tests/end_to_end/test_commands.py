"""What the commands promise whatever the briefing says: exit codes, the date, a whole site."""

from __future__ import annotations

import fcntl
import json
import os
import re
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import BUILD, Ran, environment, heeding, run, state

CopyBriefing = Callable[..., Path]


@pytest.mark.parametrize(
    "arguments",
    [
        ("polish",),
        ("build", "--as-of", "tomorrow"),
        ("build", "--as-of", "2025-02-30"),
        ("check", "--loudly"),
        ("build", "one", "two"),
        ("build", "-C", "/no/such/folder"),
        ("serve", "--port", "0"),
        ("ls", "sources", "--rank", "0"),
        ("-C", ".", "new", "briefing"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_two(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ran = run(None, *arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == [], "nothing was begun"


def test_a_held_lock_is_exit_code_three(briefing_copy: CopyBriefing) -> None:
    root = briefing_copy()
    before = state(root / "site")
    with (root / "build/.lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = run(root, "build")
    assert (ran.code, ran.out) == (3, "")
    assert "another build" in ran.err
    assert len(ran.err.splitlines()) == 1, ran.err
    assert state(root / "site") == before
    again = run(root, "build")
    assert again.code == 0, "a lock that nobody holds stops nobody"


# The first limit stops the tables; the second the publisher, whose files are larger than ours.
@pytest.mark.parametrize("most", [1_000, 40_000], ids=lambda most: f"{most} bytes a file")
def test_a_disk_that_takes_no_more_is_exit_code_three(
    most: int, briefing_copy: CopyBriefing
) -> None:
    root = briefing_copy()
    before = state(root / "site")
    touched = root / "data/briefing.yml"
    touched.write_text(touched.read_text().replace("money: words", "money: short"))

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    ran = run(root, "build", before=small_files)
    assert (ran.code, ran.out) == (3, ""), ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 1, ran.err
    assert state(root / "site") == before, "the last good site is as it was"
    after = run(root, "build")
    assert after.code == 0, after.err
    assert "£12.5k" in (root / "site/ledger/index.html").read_text(), "nothing torn is in the way"


def test_a_build_that_is_killed_leaves_the_old_site_and_the_next_one_ends(
    briefing_copy: CopyBriefing,
) -> None:
    root = briefing_copy()
    before = state(root / "site")
    briefing = root / "data/briefing.yml"
    briefing.write_text(briefing.read_text().replace("money: words", "money: short"))
    building = subprocess.Popen(
        (*BUILD, "build", "-C", str(root)),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    staging = root / "build/site"
    while building.poll() is None and not any(staging.glob("**/*.html")):
        time.sleep(0.002)
    assert building.poll() is None, "the build was over before it could be killed"
    os.kill(building.pid, signal.SIGKILL)
    building.wait()
    assert state(root / "site") == before
    assert run(root, "build").code == 0
    assert "£12.5k" in (root / "site/ledger/index.html").read_text()
    assert not staging.exists(), "no stray is left"


def test_ctrl_c_stops_a_build_in_a_word_and_leaves_the_old_site(
    briefing_copy: CopyBriefing,
) -> None:
    root = briefing_copy()
    before = state(root / "site")
    briefing = root / "data/briefing.yml"
    briefing.write_text(briefing.read_text().replace("money: words", "money: short"))
    building = subprocess.Popen(
        (*BUILD, "build", "-C", str(root)),
        env=environment(),
        preexec_fn=heeding,  # noqa: PLW1509  (no thread of ours runs yet)
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    staging = root / "build/site"
    while building.poll() is None and not any(staging.glob("**/*.html")):
        time.sleep(0.002)
    building.send_signal(signal.SIGINT)
    out, err = building.communicate(timeout=60)
    assert (building.returncode, out) == (130, "")
    assert err == "stopped; what was published is as it was\n"
    assert state(root / "site") == before
    assert run(root, "build").code == 0


def test_quiet_tells_only_what_is_wrong_and_verbose_where_the_time_went(
    briefing_copy: CopyBriefing,
) -> None:
    root = briefing_copy(fresh=True)
    quiet = run(root, "check", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    loud = run(root, "build", "--verbose")
    stages = [re.sub(r"  .*", "", line) for line in loud.err.splitlines()]
    assert stages == [
        "Reading data",
        "Building the ledger",
        "Judging claims",
        "Checking charts",
        "Making pages",
        "Waiting for pictures",
        "Publishing",
        "In all",
    ]
    assert re.search(r"^Making pages +\d+ +\d+\.\d\d s +\d+%", loud.err, re.MULTILINE)
    with (root / "data/figures/skerry.csv").open("a") as rows:
        rows.write("skerry,oil,twenty,1,L,actual,,log,,\n")
    refused = run(root, "build", "--quiet")
    assert refused.code == 1
    assert len(refused.lines) == 1


def test_a_shell_completes_commands() -> None:
    asked = {"_CROSSFOOT_COMPLETE": "complete_bash", "COMP_WORDS": "crossfoot ", "COMP_CWORD": "1"}
    ran = run(None, env=asked)
    assert {"build", "check", "serve"} <= set(ran.out.split())


def test_strict_makes_a_warning_an_error(briefing_copy: CopyBriefing) -> None:
    root = briefing_copy(fresh=True)
    with (root / "data/figures/skerry.csv").open("a") as rows:
        rows.write("skerry,oil,2023,5000,L,claimed,,rumour,,\n")
    place = f"data/figures/skerry.csv:{_lines(root / 'data/figures/skerry.csv')}:17: warning: "
    loose, strict = run(root, "check"), run(root, "check", "--strict")
    assert loose.code == 0
    assert strict.code == 1
    assert loose.lines == strict.lines
    assert len(loose.lines) == 1
    assert loose.lines[0].startswith(place), loose.err


def test_a_link_that_leads_nowhere_is_refused_and_the_site_kept(
    briefing_copy: CopyBriefing,
) -> None:
    root = briefing_copy("rivers")
    before = state(root / "site")
    with (root / "docs/by-hand.md").open("a") as page:
        page.write('\nSee <a href="../nowhere/">this</a>.\n')
    ran = run(root, "build")
    assert (ran.code, ran.out) == (1, "")
    told = "the link ../nowhere/ leads nowhere; a page or a file of the site"
    assert ran.lines == [f"docs/by-hand.md:5:14: {told}"]
    assert state(root / "site") == before


def test_one_date_decides_open_and_overdue(briefing_copy: CopyBriefing) -> None:
    root = briefing_copy()

    def verdict() -> tuple[str, str]:
        claims = json.loads((root / "site/data/claims.json").read_text())
        found = {claim["id"]: claim["verdict"] for claim in claims}
        return found["electric-by-next-year"], found["stores-were-due"]

    def facts() -> dict[str, object]:
        return dict(json.loads((root / "site/build.json").read_text()))

    assert facts()["as_of"] == "2025-06-01"
    assert verdict() == ("open", "overdue")
    assert run(root, "build", "--as-of", "2026-01-01").code == 0
    assert facts()["as_of"] == "2026-01-01"
    assert verdict() == ("overdue", "overdue")
    home = (root / "site/index.html").read_text()
    assert "1 January 2026" in home, "the front page says the date"
    claims = root / "data/claims.yml"
    claims.write_text(claims.read_text().replace("due: 2025-03", "due: 2025-07"))
    assert _open(root, "2025-07-31") == (2, 0), "the last day of a month that is due"
    assert _open(root, "2025-12-31") == (1, 1), "the last day that is due"


def _open(root: Path, as_of: str) -> tuple[int, int]:
    """How many forecasts are open and how many overdue, as ``check`` counts them."""
    said = run(root, "check", "--as-of", as_of).out
    counted = {word: int(n) for n, word in _pairs(said)}
    return counted.get("open", 0), counted.get("overdue", 0)


def _pairs(said: str) -> list[tuple[str, str]]:
    inside = said[said.index("(") + 1 : said.index(")")]
    return [(part.split(" ")[0], part.split(" ")[1]) for part in inside.split(", ")]


def test_check_writes_no_site(briefing_copy: CopyBriefing) -> None:
    root = briefing_copy(fresh=True)
    ran = run(root, "check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("nothing wrong; ")
    made = {path.name for path in root.iterdir()}
    assert made <= {"data", "templates", "scripts", "mkdocs.yml", "docs", "build"}
    assert not (root / "site").exists()


def test_the_build_script_is_the_build_command(briefing_copy: CopyBriefing) -> None:
    """``python scripts/build.py`` alone builds, and takes build's options."""
    root = briefing_copy()
    plain: Ran = run(root)
    assert plain.code == 0, plain.err
    assert "unchanged" in plain.out
    assert run(root, "--strict").out == plain.out


def _lines(path: Path) -> int:
    return path.read_text().count("\n")
