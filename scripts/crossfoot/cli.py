"""The commands, nothing else: arguments to stages, results to words and exit codes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import __version__
from .kind import Kind, Plural
from .problem import Problem, Problems, Refused, Wrong
from .progress import Say, Times, table
from .progress import shown as progress
from .show import FailOn, Format, Listing, Report, shown

if TYPE_CHECKING:
    from rich.console import RenderableType

    from .memo import Memo
    from .outline import Outline
    from .records import Records

OK, REFUSED, UNDONE, STOPPED = 0, 1, 3, 130
"""Exit codes: fine; the inputs have problems; could not be done; stopped by Ctrl-C.

Wrong usage is 2, typer's own.
"""
WIDE = 10_000
"""Characters in a line that nobody breaks."""

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
ListForm = Annotated[Listing, typer.Option("--format", help="For a person, or for a program.")]
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
def edition(
    context: typer.Context, folder: Folder = None, as_of: AsOf = None, strict: Strict = False
) -> None:
    """Keep what is published now as an edition: a folder under editions/, to be committed."""
    from .edition import edition as keep_edition

    root = _root(context, folder)
    with _telling(root), _progress(quiet=False, verbose=False) as say:
        kept = keep_edition(root, _day(as_of), os.environ, say, strict)
    _show(kept.warnings, root)
    typer.echo(kept.summary)


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
def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="REV", help="A revision, as git names it.")],
    new: Annotated[
        str | None,
        typer.Argument(metavar="[REV]", help="Another.", show_default="the files as they are"),
    ] = None,
    folder: Folder = None,
    as_of: AsOf = None,
    form: Annotated[
        Report, typer.Option("--format", help="For a terminal, a pull request, a program, …")
    ] = Report.TEXT,
    whole: Annotated[bool, typer.Option("--all", help="More than a screen of text.")] = False,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="End with 1 where a verdict flips.")
    ] = None,
) -> None:
    """Tell which figures, verdicts, charts and pages change from one revision to another."""
    from .diff import as_json, as_markdown, as_text
    from .diff import diff as compared

    with _usage(), _progress(quiet=False, verbose=False) as say:
        say("Comparing")
        found = compared(_root(context, folder), old, new, _day(as_of), os.environ)
        drawn = found.html if form is Report.HTML else ""
    told = (found.names, found.difference)
    match form:
        case Report.TEXT:
            _print(*as_text(*told, whole))
        case Report.MARKDOWN:
            typer.echo(as_markdown(*told), nl=False)
        case Report.JSON:
            typer.echo(as_json(*told))
        case Report.HTML:
            typer.echo(drawn, nl=False)
    if problems := found.difference.problems:
        _tell(f"{_counted(len(problems), 'problem')} more than before; crossfoot check tells them")
    if fail_on is FailOn.FLIP and found.difference.flips:
        raise typer.Exit(REFUSED)


@app.command()
def why(
    context: typer.Context,
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A figure, row (ID@SOURCE), claim, chart, source, entity or page (money.md).",
        ),
    ],
    kind: Annotated[
        Kind | None, typer.Option(help="Of which kind, where the id names several.")
    ] = None,
    folder: Folder = None,
    as_of: AsOf = None,
    form: ListForm = Listing.TABLE,
) -> None:
    """Tell where a thing comes from, up to its sources, and all that rests on it."""
    from .ask import as_json, as_trees, named, trail

    with _asking(_root(context, folder), as_of) as (outline, known, memo):
        which, name = named(id, known, kind)
        found = trail(which, name, outline, known, memo)
    if form is Listing.JSON:
        typer.echo(as_json(found))
    else:
        _print(*as_trees(found))


@app.command("ls")
def list_(
    context: typer.Context,
    kind: Annotated[Plural, typer.Argument(metavar="KIND", help="figures, claims, …")],
    entity: Annotated[str, typer.Option(help="Of an entity, or using a figure of it.")] = "",
    metric: Annotated[str, typer.Option(help="Of a metric.")] = "",
    period: Annotated[str, typer.Option(help="Of a period, as rows have it.")] = "",
    status: Annotated[str, typer.Option(help="Of a status, such as projected.")] = "",
    source: Annotated[str, typer.Option(help="Resting on a source.")] = "",
    verdict: Annotated[str, typer.Option(help="With a verdict.")] = "",
    of_kind: Annotated[str, typer.Option("--kind", help="Of a kind of claim or entity.")] = "",
    rank: Annotated[int, typer.Option(help="Of a rank, from 1 to 5.")] = 0,
    disputed: Annotated[bool, typer.Option("--disputed", help="Disputed ones.")] = False,
    unused: Annotated[bool, typer.Option("--unused", help="Those that nothing uses.")] = False,
    derived: Annotated[bool, typer.Option("--derived", help="Those that a formula makes.")] = False,
    text: Annotated[str, typer.Option(help="With these words, upper or lower case.")] = "",
    folder: Folder = None,
    as_of: AsOf = None,
    form: ListForm = Listing.TABLE,
) -> None:
    """List figures, claims, charts, sources, entities or pages, by filter."""
    from .ask import Filters, as_table, listed

    wanted = Filters(
        entity, metric, period, status, source, verdict, of_kind, rank, disputed, unused, derived,
        text,
    )  # fmt: skip
    with _asking(_root(context, folder), as_of) as (outline, known, _):
        found = listed(kind.kind, wanted, outline, known)
    if form is Listing.JSON:
        from .publish import json_list

        typer.echo(json_list(found), nl=False)
        return
    if found:
        _print(as_table(kind.kind, found, _width()))
    else:
        _tell(f"nothing found: no {kind} are like that")


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


@contextmanager
def _asking(root: Path, as_of: str | None) -> Iterator[tuple[Outline, Records, Memo]]:
    """The briefing as far as it can be worked out; a question that is wrong is wrong usage."""
    from .memo import Memo
    from .outline import outline
    from .records import records

    problems, memo = Problems(), Memo()
    with _progress(quiet=False, verbose=False) as say:
        say("Reading")
        found = outline(root, _day(as_of), os.environ, problems, memo)
        known = records(found)
    if problems.errors:
        count = len(problems.errors)
        told = f"{_counted(count, 'problem')} elsewhere, and what {'it' if count == 1 else 'they'}"
        _tell(f"{told} touch{'es' if count == 1 else ''} is left out; crossfoot check tells more")
    with _usage():
        yield found, known, memo


@contextmanager
def _usage() -> Iterator[None]:
    """What is found wrong inside is wrong usage."""
    try:
        yield
    except Wrong as wrong:
        told = f"{wrong.what}; {wrong.instead}" if wrong.instead else wrong.what
        raise typer.BadParameter(told) from None


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDE


def _print(*things: RenderableType) -> None:
    """On a terminal as wide as that is and in colour, else plain and as wide as it gets."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=_width(), highlight=False, markup=False)
    with console.capture() as printed:
        for thing in things:
            # A text's own way to break is lost when it is printed.
            cut = isinstance(thing, Text) and thing.no_wrap
            console.print(thing, no_wrap=cut, overflow="ellipsis" if cut else None)
    for line in printed.get().splitlines():
        typer.echo(line.rstrip())


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
    commands = {
        one.name or one.callback.__name__ for one in app.registered_commands if one.callback
    }
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
