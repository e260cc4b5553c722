"""Which inputs may be read, and that what is said of them is of one state."""

from __future__ import annotations

import io
import os
import socket
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from copies import TINY, copied
from crossfoot.cli import main
from crossfoot.commands import build, check, edition
from crossfoot.commands.build import build_site
from crossfoot.commands.check import check_inputs
from crossfoot.commands.edition import write_edition
from crossfoot.diagnostics import BuildRefused, Diagnostics
from crossfoot.diff.state import briefing_state
from crossfoot.inputs import ALL_AT_MOST, InputsChanged, Snapshot, check_names, digests, read_folder
from crossfoot.memo import Memo

ROWS = "data/figures/skerry.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copied(TINY / "lighthouses", tmp_path / "lights")
    (root / "docs/files").mkdir(parents=True)
    (root / "theme").mkdir()
    return root


def asked(root: Path) -> tuple[str, ...]:
    """What is wrong, where all is read that a question needs."""
    return briefing_state(root, None, {}, Memo()).problems


def told(root: Path) -> list[str]:
    """What is wrong with the names, before anything is read."""
    problems = Diagnostics()
    check_names(root, problems)
    return list(map(str, problems.errors))


SPECIAL = (
    "data/claims.yml", "data/figures/more.csv", "data/tables/more.csv", "data/tables/more.parquet",
    "docs/files/more.pdf", "docs/more.md", "templates/more.md", "scripts/charts/more.py",
    "theme/main.html", "theme/.icons/more.svg", "mkdocs.yml",
)  # fmt: skip


def test_a_named_pipe_among_the_inputs_is_told_and_never_opened(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in SPECIAL:
        (root / path).unlink(missing_ok=True)
        (root / path).parent.mkdir(exist_ok=True)
        os.mkfifo(root / path)
    assert main(["check", "-C", str(root)]) == 1
    said = capsys.readouterr().err.splitlines()
    for path in SPECIAL:
        (line,) = (line for line in said if path in line.split(":")[0])
        assert line.endswith(f"{path}:1:1: a named pipe is never opened; a file"), line


def test_a_socket_and_a_device_are_told_by_name(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "docs")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("talk")
        assert told(root) == ["docs/talk:1:1: a socket is never opened; a file"]


def test_a_folder_named_like_a_file_is_told(root: Path) -> None:
    (root / "data/briefing.yml").unlink()
    paths = ("data/briefing.yml", "data/figures/x.csv", "templates/x.md", "scripts/charts/x.py")
    for path in paths:
        (root / path).mkdir()
    said = asked(root)
    for path in paths:
        assert f"{path}:1:1: a folder in the place of a file; the file itself" in said


def test_a_file_named_like_a_folder_is_told(root: Path) -> None:
    (root / "editions").write_text("")
    assert told(root) == ["editions:1:1: no folder; a folder, or nothing of that name"]


NAMES = {
    "a\nb.md": "a\\nb.md:1:1: a hidden character U+000A in the name; the name without it",
    "\u202etxt.md": "\\u202etxt.md:1:1: a hidden character U+202E in the name; the name without it",
    "\x1b[31m.md": "\\x1b[31m.md:1:1: a hidden character U+001B in the name; the name without it",
    "\udcff.md": "\\xff.md:1:1: the name is not UTF-8; a name in UTF-8",
    "a\\b.md": "a\\b.md:1:1: a backslash in the name; the name without it",
    "x" * 240 + ".md": f"{'x' * 240}.md:1:1: the name has 243 bytes; at most 200",
}


def test_a_name_that_cannot_be_published_is_told_once_and_can_be_printed(root: Path) -> None:
    folders = ("docs", "templates", "data/figures", "scripts/charts", "theme")
    (root / "scripts/charts/a\nb.py").write_text("raise SystemExit")
    for folder in folders:
        for name in NAMES:
            (root / folder / name).write_text("")
    said = [f"{folder}/{said}" for folder in folders for said in NAMES.values()]
    assert {*said} <= {*told(root)}
    problems = [problem for problem in asked(root) if "reads this" not in problem]
    assert sorted(problems) == sorted({*told(root)})
    assert "\n".join(problems).encode("utf-8").isascii()


@pytest.mark.parametrize("names", [("Plan.pdf", "plan.pdf"), ("caf\u00e9.md", "cafe\u0301.md")])
def test_names_that_some_systems_do_not_tell_apart_are_told(
    root: Path, names: tuple[str, str]
) -> None:
    for name in names:
        (root / "docs" / name).write_text("x")
    (line,) = told(root)
    assert "some systems do not tell " in line


def test_a_folder_too_deep_is_told_once(root: Path) -> None:
    here = root / "docs"
    for _ in range(400):
        here = here / "dd"
        here.mkdir()
    (line,) = told(root)
    assert line.endswith(": the path has 601 bytes; at most 600") and Snapshot.of(root)


def test_a_file_or_a_whole_that_is_too_large_is_told_and_not_read(root: Path) -> None:
    for number in range(11):
        with (root / f"docs/files/{number}.zip").open("wb") as file:
            file.truncate(3_000_000_000 if number == 0 else 99_000_000)
    (root / "docs/files/10.zip").unlink()
    assert told(root) == ["docs/files/0.zip:1:1: the file is too large; at most 100,000,000 bytes"]
    (root / "docs/files/0.zip").unlink()
    with (root / "theme/film.bin").open("wb") as file:
        file.truncate(100_000_000)
    with (root / "theme/other.bin").open("wb") as file:
        file.truncate(100_000_000)
    assert told(root)[0].startswith("docs:1:1: the inputs are too large: 1,09")
    assert ALL_AT_MOST == 1_000_000_000


def test_a_file_that_may_not_be_read_is_told_at_itself(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = ("mkdocs.yml", ROWS, "templates/index.md", "scripts/charts/oil.py", "docs/files/a.pdf")
    for path in closed[3:]:
        (root / path).write_text("x")
    real = io.open

    def opened(file: object, *given: object, **more: object) -> object:
        if str(file).removeprefix(f"{root}/") in closed:
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *given, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(io, "open", opened)
    problems = Diagnostics()
    read_folder(root, "docs", problems)
    said = [*asked(root), *map(str, problems.errors)]
    for path in closed:
        assert (
            f"{path}:1:1: the file cannot be read: Permission denied; a file that you may read"
            in said
        )
    assert {*closed} <= {*Snapshot.of(root).others}


def test_what_systems_and_editors_leave_is_no_input(root: Path) -> None:
    before = digests(root)
    for name in ("docs/.DS_Store", "docs/.a.md.swp", "theme/.#main.html", "scripts/charts/.#a.py"):
        (root / name).write_text("x")
    assert digests(root) == before and read_folder(root, "docs", Diagnostics()) == {}
    (root / "theme/.icons").mkdir()
    (root / "theme/.icons/a.svg").write_text("x")
    assert "theme/.icons/a.svg" in digests(root), "the theme can show it"


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / ROWS).write_text((root / ROWS).read_text() + "\n"),
        lambda root: (root / "docs/new.txt").write_text("x"),
        lambda root: (root / "mkdocs.yml").unlink(),
        lambda root: (root / "docs/link").symlink_to("new.txt"),
        lambda root: os.mkfifo(root / "docs/pipe"),
    ],
)
def test_another_state_is_told(root: Path, change: Callable[[Path], object]) -> None:
    before = Snapshot.of(root)
    before.require_same()
    change(root)
    with pytest.raises(InputsChanged, match="changed while it was read; run the command again"):
        before.require_same()


def test_a_file_that_changed_and_changed_back_is_told(root: Path) -> None:
    before, text = Snapshot.of(root), (root / ROWS).read_text()
    (root / ROWS).write_text("other")
    (root / ROWS).write_text(text)
    with pytest.raises(InputsChanged, match=ROWS):
        before.require_same()


@pytest.fixture
def saved_late(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[Snapshot]:
    """A row is saved when the data has been read; the snapshots that the site is made with."""
    given: list[Snapshot] = []

    def run_pipeline(*_: object, **more: object) -> SimpleNamespace:
        (root / ROWS).write_text((root / ROWS).read_text().replace("2024Q4,151", "2024Q4,152"))
        texts = SimpleNamespace(save_codes=lambda: None)
        analysis = SimpleNamespace(texts=texts, editions={})
        return SimpleNamespace(analysis=analysis, cards={}, totals="")

    def publish(*arguments: object) -> None:
        assert callable(arguments[-1])
        arguments[-1]()

    for where in (build, check, edition):
        monkeypatch.setattr(where, "run_pipeline", run_pipeline)
    monkeypatch.setattr(build, "assemble_site_input", lambda inputs, *_: given.append(inputs))
    monkeypatch.setattr(build, "publish_site", publish)
    return given


@pytest.mark.parametrize("command", [build_site, check_inputs, write_edition])
def test_a_mixture_of_two_states_is_never_published(
    root: Path, command: Callable[..., object], saved_late: list[Snapshot]
) -> None:
    before = digests(root)
    with pytest.raises(
        InputsChanged, match=f"^{ROWS} changed while it was read; run the command again"
    ):
        command(root, None, {})
    assert not any((root / name).exists() for name in ("site", "editions"))
    assert not list(root.glob("build/cache/*.json")), "nor is it remembered"
    assert all(inputs.digests == before for inputs in saved_late)


def test_what_is_refused_of_a_mixture_is_told_as_that(root: Path) -> None:
    inputs = Snapshot.of(root)
    with pytest.raises(InputsChanged), inputs.steady():
        (root / ROWS).write_text("half a")
        raise BuildRefused(())
    with pytest.raises(BuildRefused), Snapshot.of(root).steady():
        raise BuildRefused(())


def test_a_command_that_read_a_mixture_ends_with_3(
    root: Path, saved_late: list[Snapshot], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "-C", str(root)]) == 3
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"crossfoot: {ROWS} changed while it was read; run the command again"
    )
