"""Which Python runs."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

import crossfoot
from crossfoot.cli import main
from crossfoot.interpreter import require_home, unoptimized

ENGINE = Path(crossfoot.__file__).parents[1]


@pytest.mark.parametrize(
    ("given", "own", "kept"),
    [
        ("python -OO -m crossfoot build -O", 2, "python -m crossfoot build -O"),
        ("python -OOu -O /bin/crossfoot ls figures", 2, "python -u /bin/crossfoot ls figures"),
        ("python -X dev -W error -OO /OO/crossfoot", 0, "python -X dev -W error /OO/crossfoot"),
        ("python /bin/crossfoot", 0, "python /bin/crossfoot"),
    ],
)
def test_python_begins_again_with_all_but_its_o(given: str, own: int, kept: str) -> None:
    environ = {"PYTHONOPTIMIZE": "2", "HOME": "/home/me"}
    command, names = unoptimized(given.split(), environ, own)
    assert " ".join(command) == kept
    assert names == {"HOME": "/home/me"}


def test_without_docstrings_a_command_is_what_it_is_with_them() -> None:
    """Help is made of them; and Altair, which cannot be imported without."""
    program = "import sys; from crossfoot.cli import main; sys.exit(main())"
    said = [
        subprocess.run(
            (sys.executable, *level, "-c", program, "check", "-h"),
            env={**os.environ, "PYTHONPATH": str(ENGINE)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for level in ((), ("-OO",))
    ]
    assert "Find every problem in the inputs" in said[0]
    assert said[0] == said[1]


def test_a_user_who_is_but_a_number_has_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(number: int) -> None:
        raise KeyError(f"getpwuid(): uid not found: {number}")

    monkeypatch.setattr("pwd.getpwuid", unknown)
    monkeypatch.setenv("HOME", "/home/me")
    require_home()
    assert Path.home() == Path("/home/me")
    monkeypatch.delenv("HOME")
    require_home()
    assert Path.home() == Path("/")


def test_a_command_of_its_own_looks_for_cycles_rarely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["crossfoot", "--version"])
    usual = gc.get_threshold()
    try:
        assert main() == 0
        assert gc.get_threshold()[0] >= 50_000
    finally:
        gc.set_threshold(*usual)


def test_on_windows_one_sentence_says_where_it_runs() -> None:
    """Modules that Windows lacks are not there, and nothing asks for them before."""
    program = (
        "import sys, typer, subprocess\n"
        "sys.platform = 'win32'\n"
        "sys.modules.update(dict.fromkeys(('fcntl', 'resource', 'termios', 'pwd')))\n"
        "from crossfoot.cli import main\n"
        "sys.exit(main(['build']))"
    )
    done = subprocess.run(
        (sys.executable, "-c", program),
        env={**os.environ, "PYTHONPATH": str(ENGINE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "crossfoot runs on Linux and macOS; on Windows run it in WSL, the Linux in Windows\n"
    )
