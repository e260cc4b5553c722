"""The commands, nothing else: arguments to stages, results to words and exit codes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import __version__
from .interpreter import keep_docstrings, require_home
from .kind import Kind, Plural
from .options import AsOf, Folder, Form, ListForm, Quiet, Strict, Verbose, day_of, root_of
from .problem import Problems, Wrong
from .show import FailOn, Format, Listing, Report
from .terminal import (
    REFUSED,
    UNDONE,
    answer,
    counted,
    printed,
    progress,
    run_to_the_end,
    shell_word,
    show,
    tell,
    telling,
    usage,
    width,
)

if TYPE_CHECKING:
    from .memo import Memo
    from .outline import Outline
    from .records import Records

app = typer.Typer(
    name="crossfoot",
    help="Build briefings that check themselves: every number a figure, every claim a check.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


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
    if folder is not None and context.invoked_subcommand == "new":
        raise typer.BadParameter("-C does not fit new; DIR itself names the folder")
    if folder is not None:
        context.obj = folder


@app.command(short_help="Build site/, or say what is wrong.")
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

    root = root_of(context, folder)
    with telling(root), progress(quiet, verbose) as say:
        built = build_site(root, day_of(as_of), os.environ, say, strict)
    show(built.more, root)
    if built.warnings and not quiet:
        count = counted(len(built.warnings), "warning")
        tell(f"{count}; crossfoot check tells {'it' if len(built.warnings) == 1 else 'them'}")
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

    root = root_of(context, folder)
    with telling(root, form), progress(quiet, verbose) as say:
        checked = check_inputs(root, day_of(as_of), os.environ, say, strict)
    show(checked.warnings, root, form)
    if not quiet:
        typer.echo(checked.summary, err=form is not Format.TEXT)


@app.command(short_help="Keep what is published now as an edition.")
def edition(
    context: typer.Context, folder: Folder = None, as_of: AsOf = None, strict: Strict = False
) -> None:
    """Keep what is published now as an edition: a folder under editions/, to be committed."""
    from .edition import edition as keep_edition

    root = root_of(context, folder)
    with telling(root), progress() as say:
        kept = keep_edition(root, day_of(as_of), os.environ, say, strict)
    show(kept.warnings, root)
    typer.echo(kept.summary)


@app.command(short_help="Show the site on this machine, and again at each change.")
def serve(
    context: typer.Context,
    folder: Folder = None,
    as_of: AsOf = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="On this machine only.")] = 8000,
) -> None:
    """Build, show the site on this machine, and build again whenever an input changes."""
    from .serve import serve as serve_site

    serve_site(root_of(context, folder), day_of(as_of), os.environ, port, tell)


@app.command(short_help="Tell what changes from one revision to another.")
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

    with usage(), telling(root := root_of(context, folder)), progress() as say:
        say("Comparing")
        found = compared(root, old, new, day_of(as_of), os.environ)
        drawn = found.html if form is Report.HTML else ""
    told = (found.names, found.difference)
    match form:
        case Report.TEXT:
            printed(*as_text(*told, whole))
        case Report.MARKDOWN:
            answer(as_markdown(*told), end="")
        case Report.JSON:
            answer(as_json(*told))
        case Report.HTML:
            answer(drawn, end="")
    if problems := found.difference.problems:
        tell(f"{counted(len(problems), 'problem')} more than before; crossfoot check tells them")
    if fail_on is FailOn.FLIP and (found.difference.flips or problems):
        raise typer.Exit(REFUSED)


@app.command(short_help="Tell where a thing comes from, and what rests on it.")
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

    with _asking(root_of(context, folder), as_of) as (outline, known, memo):
        which, name = named(id, known, kind, outline.texts.problems)
        found = trail(which, name, outline, known, memo)
    if form is Listing.JSON:
        answer(as_json(found))
    else:
        printed(*as_trees(found))


@app.command("ls", short_help="List figures, claims, charts, sources, entities or pages.")
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
    rank: Annotated[int | None, typer.Option(min=1, max=5, help="Of a rank.")] = None,
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
    with _asking(root_of(context, folder), as_of) as (outline, known, _):
        found = listed(kind.kind, wanted, outline, known)
    if form is Listing.JSON:
        from .publish import json_list

        answer(json_list(found).decode(), end="")
        return
    if not found:
        tell(f"nothing found: no {kind} are like that")
    else:
        printed(as_table(kind.kind, found, width()))


@app.command(short_help="Begin another briefing, which builds at once.")
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
    typer.echo(f"{where}/: {files} files; cd {shell_word(where)} && make site")


@app.command(short_help="Write what editors need to complete and check data/.")
def schemas(context: typer.Context, folder: Folder = None) -> None:
    """Write what editors need to complete and check data/ as it is typed, into schemas/."""
    from .ledger import editor
    from .paths import require_own
    from .site.tree import add_files

    files, root = editor.files(), root_of(context, folder, begun=False)
    with telling(root):
        require_own(root, editor.FOLDER)
        add_files(files, root / editor.FOLDER)
    told = f"{len(files)} files; {editor.LINE.format('claims')}\nbegins data/claims.yml"
    typer.echo(f"{editor.FOLDER}/: {told}, and likewise the others")


@contextmanager
def _asking(root: Path, as_of: str | None) -> Iterator[tuple[Outline, Records, Memo]]:
    """The briefing as far as it can be worked out; a question that is wrong is wrong usage."""
    from .memo import Memo
    from .outline import outline
    from .records import records

    problems, memo = Problems(), Memo()
    with progress() as say:
        say("Reading")
        found = outline(root, day_of(as_of), os.environ, problems, memo)
        known = records(found)
    if problems.errors:
        count = len(problems.errors)
        told = f"{counted(count, 'problem')} elsewhere, and what {'it' if count == 1 else 'they'}"
        tell(f"{told} touch{'es' if count == 1 else ''} is left out; crossfoot check tells more")
    with usage():
        yield found, known, memo


def main(
    arguments: Sequence[str] | None = None, root: Path | None = None, default: str = ""
) -> int:
    """Run one command and return its exit code.

    ``root`` is the briefing's folder where none is named, ``default`` the command where none is.
    """
    if sys.platform == "win32":  # before anything that only exists elsewhere is imported
        tell("crossfoot runs on Linux and macOS; on Windows run it in WSL, the Linux in Windows")
        return UNDONE
    if arguments is None:
        keep_docstrings()
        # Most of what a command makes lasts to its end; by default it is looked through for cycles
        # each 700 objects, which takes more than a second of a build.
        gc.set_threshold(50_000)
    require_home()
    given = list(sys.argv[1:] if arguments is None else arguments)
    commands = {
        one.name or one.callback.__name__ for one in app.registered_commands if one.callback
    }
    commands |= {"-h", "--help", "--version"}
    if default and not commands & set(given) and (not given or given[0].startswith("-")):
        given = [default, *given]
    traceback = bool({"-v", "--verbose"} & set(given) or os.environ.get("CROSSFOOT_TRACEBACK"))
    return run_to_the_end(lambda: app(given, prog_name="crossfoot", obj=root), traceback)
