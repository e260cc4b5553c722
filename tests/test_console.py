"""How every command ends: a code, and a line in place of a traceback."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import crossfoot
from crossfoot import __version__
from crossfoot.cli import main
from crossfoot.console import run_command
from crossfoot.crash import InternalError, crash_report, describe_exception

ENGINE = Path(crossfoot.__file__).parents[1]
SCRIPT = """
import sys, typer
from crossfoot.console import print_error, print_output, run_command
def command():
    for line in range(3):
        print_error("to whoever waits")
        {say}("“ten” " * 9999)
    raise SystemExit({code})
sys.exit(run_command(command))
"""


def raising(wrong: BaseException) -> Callable[[], None]:
    def command() -> None:
        raise wrong

    return command


def deep() -> None:
    deep()


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (raising(KeyError("x")), 3, f"crossfoot {__version__} failed: KeyError: 'x' in "),
        (lambda: json.loads("{", parse_int="no"), 3, f"{__version__} failed: JSONDecodeError: "),
        (deep, 3, f"crossfoot {__version__} failed: RecursionError: maximum recursion depth"),
        (
            raising(InternalError("child: KeyError")),
            3,
            f"crossfoot {__version__} failed: child: KeyError;",
        ),
        (raising(MemoryError()), 3, "crossfoot: there is not enough memory (MemoryError in "),
        (raising(OSError(errno.ENOSPC, "full", "/x")), 3, "crossfoot: /x: full\n"),
        (raising(OSError(errno.EFBIG, "big", "/a", None, "/b")), 3, "crossfoot: /b: big\n"),
        (raising(ImportError("no duckdb")), 3, "cannot be loaded here: ImportError: no duckdb in "),
        (raising(OSError("port 80: taken")), 3, "crossfoot: port 80: taken\n"),
        (raising(KeyboardInterrupt()), 130, "stopped; what was published is as it was\n"),
        (raising(SystemExit(1)), 1, ""),
        (lambda: None, 0, ""),
    ],
    ids="bug library recursion child memory disk copy package port ctrl-c refused fine".split(),
)
def test_a_command_ends_with_a_code_and_at_most_a_line(
    command: Callable[[], None], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(command) == code
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1 if said else 0)
    assert said in err
    if " failed: " in said:
        assert err.endswith("please report this line (CROSSFOOT_TRACEBACK=1 tells more)\n")


def test_a_fault_is_told_at_the_innermost_line_of_the_engine() -> None:
    from crossfoot.diagnostics import SourceLocation

    with pytest.raises(TypeError) as caught:
        SourceLocation("x").right("no")  # type: ignore[arg-type]
    assert re.fullmatch(r"TypeError: .* in diagnostics\.py:\d+", describe_exception(caught.value))
    assert crash_report(caught.value).count("\n") == 0
    assert crash_report(caught.value, traceback=True).startswith(
        "Traceback (most recent call last)"
    )


@pytest.mark.parametrize("asked", ["", "--verbose", "CROSSFOOT_TRACEBACK"])
def test_any_command_has_the_net_and_a_developer_the_traceback(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr("crossfoot.commands.check.run_pipeline", lambda *_, **__: {}["none"])
    if asked.isupper():
        monkeypatch.setenv(asked, "1")
    assert main(["check", "-C", str(tmp_path), *([asked] if asked[:1] == "-" else [])]) == 3
    err = capsys.readouterr().err
    assert "failed: KeyError: 'none' in commands/check.py:" in err.splitlines()[-1]
    assert ("Traceback" in err) == bool(asked)


def test_a_folder_that_is_gone_while_a_command_runs_in_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(here)
    here.rmdir()
    assert main(["check"]) == 3
    said = "crossfoot: the folder that this runs in is gone; cd to one that is there\n"
    assert capsys.readouterr().err == said
    assert main(["check", "-C", str(tmp_path)]) == 1
    assert "data/briefing.yml:1:1: the file is missing" in capsys.readouterr().err


def ran(say: str, code: int, redirection: str, **names: str) -> tuple[int, str, str]:
    """The script in a shell; its code, and what came out of standard output and error."""
    done = subprocess.run(
        [
            *("bash", "-c", f'"$0" -c "$1" {redirection}; exit ${{PIPESTATUS[0]}}'),
            *(sys.executable, SCRIPT.format(say=say, code=code)),
        ],
        env={**os.environ, "PYTHONPATH": str(ENGINE), **names},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


WAITING = "to whoever waits\n"
FULL = "crossfoot: standard output: No space left on device\n"
CLOSED = "crossfoot: standard output is closed, and the answer would go there\n"


@pytest.mark.parametrize(
    ("say", "code", "redirection", "ends", "err"),
    [
        ("print_output", 0, "| true", 0, WAITING * 3),
        ("print_output", 1, "| head -c 5 >/dev/null", 1, WAITING * 3),
        ("print_output", 0, "2>&1 | true", 0, ""),
        ("print_output", 0, ">/dev/full", 3, WAITING + FULL),
        ("print_output", 0, ">&-", 3, WAITING + CLOSED),
        ("typer.echo", 0, ">&-", 0, WAITING * 3),
        ("typer.echo", 0, ">&- 2>&- <&-", 0, ""),
        ("typer.echo", 1, ">/dev/null 2>/dev/full", 1, ""),
    ],
)
def test_a_reader_may_leave_and_an_answer_that_cannot_be_given_is_told(
    say: str, code: int, redirection: str, ends: int, err: str
) -> None:
    assert ran(say, code, redirection) == (ends, "", err)


def test_a_sign_that_the_terminal_s_encoding_lacks_is_spelt_out() -> None:
    code, out, err = ran("print_output", 0, "", PYTHONIOENCODING="latin-1")
    assert (code, err) == (0, WAITING * 3)
    assert out.startswith("\\u201cten\\u201d ")
