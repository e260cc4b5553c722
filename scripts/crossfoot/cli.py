"""The commands, nothing else: arguments to stages, results to words and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from . import __version__
from .problem import Problem, Refused, Wrong
from .progress import Say, Times, table
from .progress import shown as progress
from .show import Format, shown

OK, REFUSED, UNDONE, STOPPED = 0, 1, 3, 130
"""Exit codes: fine; the inputs have problems; could not be done; stopped by Ctrl-C.

Wrong usage is 2, typer's own.
"""

app = typer.Typer(
    name="crossfoot",
    help="Build briefings that check themselves: every number a figure, every claim a check.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Folder = Annotated[
    Path | None,
    typer.Option("-C", metavar="DIR", help="The briefing's folder.", show_default="this one"),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="The one day that the build knows: it decides which forecasts are open.",
        show_default="as_of in briefing.yml",
    ),
]
Form = Annotated[
    Format,
    typer.Option(
        "--format",
        help="How problems are told: to a person (on standard error), to a program, to GitHub.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse warnings too.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Tell only what is wrong.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell how long each stage took.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"crossfoot {__version__}")
        raise typer.Exit


@app.callback()
def crossfoot(
    context: typer.Context,
    folder: Folder = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Build briefings that check themselves: every number a figure, every claim a check."""
    if folder is not None:
        context.obj = folder


@app.command()
def build(
    context: typer.Context,
    folder: Folder = None,
    as_of: AsOf = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build site/ from data/, templates/, docs/ and scripts/charts/, or say what is wrong."""
    from .build import build as build_site

    root = _root(context, folder)
    with _telling(root), _progress(quiet, verbose) as say:
        built = build_site(root, _day(as_of), os.environ, say, strict)
    _show(built.more, root)
    if built.warnings and not quiet:
        count = _counted(len(built.warnings), "warning")
        _tell(f"{count}; crossfoot check tells {'it' if len(built.warnings) == 1 else 'them'}")
    if not quiet:
        typer.echo(built.summary)


@app.command()
def check(
    context: typer.Context,
    folder: Folder = None,
    as_of: AsOf = None,
    strict: Strict = False,
    form: Form = Format.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Find every problem in the inputs, without building the site."""
    from .build import check as check_inputs

    root = _root(context, folder)
    with _telling(root, form), _progress(quiet, verbose) as say:
        checked = check_inputs(root, _day(as_of), os.environ, say, strict)
    _show(checked.warnings, root, form)
    if not quiet:
        typer.echo(checked.summary, err=form is not Format.TEXT)


@app.command()
def serve(
    context: typer.Context,
    folder: Folder = None,
    as_of: AsOf = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="On this machine only.")] = 8000,
) -> None:
    """Build, show the site on this machine, and build again whenever an input changes."""
    from .serve import serve as serve_site

    serve_site(_root(context, folder), _day(as_of), os.environ, port, _tell)


@app.command()
def new(
    where: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")],
    engine: Annotated[
        str,
        typer.Option(
            metavar="ENGINE",
            help="Where its Crossfoot comes from: a checkout, a wheel, a requirement.",
            show_default="the one that runs",
        ),
    ] = "",
) -> None:
    """Begin another briefing: a small one that builds at once and teaches by example."""
    from .new import new as begin

    try:
        files = begin(where, engine)
    except Wrong as wrong:
        raise typer.BadParameter(f"{wrong.what}; {wrong.instead}") from None
    typer.echo(f"{where}/: {files} files; cd {where} && make site")


@app.command()
def schemas(context: typer.Context, folder: Folder = None) -> None:
    """Write what editors need to complete and check data/ as it is typed, into schemas/."""
    from .ledger import editor
    from .site.tree import add_files

    files = {name: text.encode() for name, text in editor.schemas().items()}
    add_files(files, _root(context, folder) / editor.FOLDER)
    typer.echo(f"{editor.FOLDER}/: {len(files)} files; {editor.LINE.format('claims')}")
    typer.echo("begins data/claims.yml, and likewise the others")


def _root(context: typer.Context, folder: Path | None) -> Path:
    root = (folder or context.obj or Path()).resolve()
    if not root.is_dir():
        raise typer.BadParameter(f"-C: there is no folder {root}")
    return root


def _day(text: str | None) -> str | None:
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"--as-of: {text!r} is no day such as 2026-11-23") from None


def _tell(line: str) -> None:
    typer.echo(line, err=True)


@contextmanager
def _telling(root: Path, form: Format = Format.TEXT) -> Iterator[None]:
    """What is refused inside is told, and ends the command."""
    try:
        yield
    except Refused as refused:
        _show(refused.problems, root, form)
        errors = sum(not p.warning for p in refused.problems) or len(refused.problems)
        _tell(f"{_counted(errors, 'problem')}; nothing was published")
        raise typer.Exit(REFUSED) from None


def _show(problems: Sequence[Problem], root: Path, form: Format = Format.TEXT) -> None:
    """To standard error for a person, to standard output for whoever reads another form."""
    text = form is Format.TEXT
    here = Path.cwd()
    folder = root.relative_to(here).as_posix() if root.is_relative_to(here) else ""
    for line in shown(problems, form, root, sys.stderr.isatty(), "" if folder == "." else folder):
        typer.echo(line, err=text)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what if count == 1 else what + 's'}"


@contextmanager
def _progress(quiet: bool, verbose: bool) -> Iterator[Say]:
    """On a terminal, one line that says what is being done; with ``verbose`` times at the end."""
    times = Times()
    if quiet or not sys.stderr.isatty():
        yield times
    else:
        with progress(times) as say:
            yield say
    times.end()
    if verbose:
        _tell(table(times.stages))


def main(
    arguments: Sequence[str] | None = None, root: Path | None = None, default: str = ""
) -> int:
    """Run one command and return its exit code.

    ``root`` is the briefing's folder where none is named, ``default`` the command where none is.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    commands = {one.callback.__name__ for one in app.registered_commands if one.callback}
    commands |= {"-h", "--help", "--version"}
    if default and not commands & set(given) and (not given or given[0].startswith("-")):
        given = [default, *given]
    try:
        app(given, prog_name="crossfoot", obj=root)
    except SystemExit as ended:
        if ended.code == STOPPED:
            _tell("stopped; what was published is as it was")
        return ended.code if isinstance(ended.code, int) else OK
    except OSError as fault:
        _tell(f"crossfoot: {fault}")
        return UNDONE
    return OK
