"""How a command speaks: to a terminal in colour and as wide as that is, to a file plainly."""

from __future__ import annotations

import errno
import shlex
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .crash import crash_report
from .diagnostic_formats import Format, format_diagnostics
from .diagnostics import BuildRefused, Diagnostic, InvalidValue
from .progress import ProgressReporter, Times, stage_table
from .progress import time_stages as told_live
from .streams import standard_streams

if TYPE_CHECKING:
    from rich.console import RenderableType

OK, REFUSED, UNDONE, STOPPED = 0, 1, 3, 130
"""Exit codes: fine; the inputs have problems; could not be done; stopped by Ctrl-C.

Wrong usage is 2, typer's own.
"""
WIDE = 10_000
"""Characters in a line that nobody breaks."""


def print_error(line: str) -> None:
    """A line on standard error."""
    typer.echo(line, err=True)


def print_output(text: str, end: str = "\n") -> None:
    """What was asked for, on standard output; raises OSError where that is closed."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed, and the answer would go there")
    typer.echo(text + end, nl=False)


def shell_word(path: Path) -> str:
    """A path as a command takes it that somebody pastes: quoted, and never an option."""
    return shlex.quote(f"./{path}" if str(path).startswith("-") else str(path))


def width() -> int:
    """Characters in a line of standard output."""
    if sys.stdout is None:
        return WIDE
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDE


def printed(*things: RenderableType) -> None:
    """On a terminal as wide as that is and in colour, else plain and as wide as it gets."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=width(), highlight=False, markup=False)
    with console.capture() as caught:
        for thing in things:
            # A text's own way to break is lost when it is printed.
            cut = isinstance(thing, Text) and thing.no_wrap
            console.print(thing, no_wrap=cut, overflow="ellipsis" if cut else None)
    for line in caught.get().splitlines():
        print_output(line.rstrip())


def print_diagnostics(
    problems: Sequence[Diagnostic], root: Path, form: Format = Format.TEXT
) -> None:
    """To standard error for a person, to standard output for whoever reads another form."""
    text = form is Format.TEXT
    try:
        here = Path.cwd()
    except FileNotFoundError:  # removed meanwhile
        here = root
    folder = root.relative_to(here).as_posix() if root.is_relative_to(here) else ""
    for line in format_diagnostics(
        problems, form, root, on_terminal(), "" if folder == "." else folder
    ):
        typer.echo(line, err=text)


def on_terminal() -> bool:
    """Whether somebody looks at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


def count_of(count: int, what: str) -> str:
    """A number with its noun: "2 warnings"."""
    return f"{count:,} {what if count == 1 else what + 's'}"


@contextmanager
def show_progress(quiet: bool = False, verbose: bool = False) -> Iterator[ProgressReporter]:
    """On a terminal, one line that says what is being done; with ``verbose`` times at the end."""
    times = Times()
    if quiet or not on_terminal():
        yield times
    else:
        with told_live(times) as say:
            yield say
    times.end()
    if verbose:
        print_error(stage_table(times.stages))


@contextmanager
def telling(root: Path, form: Format = Format.TEXT) -> Iterator[None]:
    """What is refused inside is told, and ends the command."""
    try:
        yield
    except BuildRefused as refused:
        print_diagnostics(refused.problems, root, form)
        errors = sum(not p.warning for p in refused.problems) or len(refused.problems)
        print_error(f"{count_of(errors, 'problem')}; nothing was published")
        raise typer.Exit(REFUSED) from None


@contextmanager
def usage() -> Iterator[None]:
    """What is found wrong inside is wrong usage."""
    try:
        yield
    except InvalidValue as wrong:
        told = f"{wrong.message}; {wrong.hint}" if wrong.hint else wrong.message
        raise typer.BadParameter(told) from None


def run_command(command: Callable[[], object], traceback: bool = False) -> int:
    """Run a command that may raise anything, SystemExit too; returns its exit code.

    What nobody foresaw is a line on standard error that says what to report, in threads as well,
    and only with ``traceback`` more than that.
    """

    def tell_of_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            print_error(crash_report(told.exc_value, traceback))

    with standard_streams():
        threading.excepthook = tell_of_thread
        try:
            command()
        except SystemExit as ended:
            if ended.code == STOPPED:
                print_error("stopped; what was published is as it was")
            return ended.code if isinstance(ended.code, int) else OK
        except KeyboardInterrupt:
            print_error("stopped; what was published is as it was")
            return STOPPED
        except Exception as wrong:
            print_error(crash_report(wrong, traceback))
            return UNDONE
        finally:
            threading.excepthook = threading.__excepthook__
    return OK
