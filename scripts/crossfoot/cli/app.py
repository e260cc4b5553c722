"""The commands, nothing else: arguments to stages, results to words and exit codes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import __version__
from ..console import (
    REFUSED,
    UNDONE,
    count_of,
    print_diagnostics,
    print_error,
    print_output,
    printed,
    run_command,
    shell_word,
    show_progress,
    telling,
    usage,
    width,
)
from ..diagnostic_formats import FailOn, Format, Listing, Report
from ..diagnostics import InvalidValue
from ..interpreter import keep_docstrings, require_home
from ..kind import Kind, Plural
from .options import AsOf, Folder, Form, ListForm, Quiet, Strict, Verbose, day_of, root_of

if TYPE_CHECKING:
    from ..analysis import Analysis
    from ..pages import Page
    from ..records import ItemRecords

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
    from ..commands.build import build_site

    root = root_of(context, folder)
    with telling(root), show_progress(quiet, verbose) as say:
        built = build_site(root, day_of(as_of), os.environ, say, strict)
    print_diagnostics(built.late_warnings, root)
    if built.warnings and not quiet:
        count = count_of(len(built.warnings), "warning")
        print_error(
            f"{count}; crossfoot check tells {'it' if len(built.warnings) == 1 else 'them'}"
        )
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
    from ..commands.check import check_inputs

    root = root_of(context, folder)
    with telling(root, form), show_progress(quiet, verbose) as say:
        checked = check_inputs(root, day_of(as_of), os.environ, say, strict)
    print_diagnostics(checked.warnings, root, form)
    if not quiet:
        typer.echo(checked.summary, err=form is not Format.TEXT)


@app.command(short_help="Keep what is published now as an edition.")
def edition(
    context: typer.Context, folder: Folder = None, as_of: AsOf = None, strict: Strict = False
) -> None:
    """Keep what is published now as an edition: a folder under editions/, to be committed."""
    from ..commands.edition import write_edition

    root = root_of(context, folder)
    with telling(root), show_progress() as say:
        kept = write_edition(root, day_of(as_of), os.environ, say, strict)
    print_diagnostics(kept.warnings, root)
    typer.echo(kept.summary)


@app.command(short_help="Show the site on this machine, and again at each change.")
def serve(
    context: typer.Context,
    folder: Folder = None,
    as_of: AsOf = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="On this machine only.")] = 8000,
) -> None:
    """Build, show the site on this machine, and build again whenever an input changes."""
    from ..serve import serve as serve_site

    serve_site(root_of(context, folder), day_of(as_of), os.environ, port, print_error)


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
    from ..diff import as_json, as_markdown, as_text, compare_revisions

    with usage(), telling(root := root_of(context, folder)), show_progress() as say:
        say("Comparing")
        found = compare_revisions(root, old, new, day_of(as_of), os.environ)
        drawn = found.html if form is Report.HTML else ""
    told = (found.names, found.difference)
    match form:
        case Report.TEXT:
            printed(*as_text(*told, whole))
        case Report.MARKDOWN:
            print_output(as_markdown(*told), end="")
        case Report.JSON:
            print_output(as_json(*told))
        case Report.HTML:
            print_output(drawn, end="")
    if problems := found.difference.problems:
        print_error(
            f"{count_of(len(problems), 'problem')} more than before; crossfoot check tells them"
        )
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
    from ..query import as_json, as_trees, build_trail, identify

    with _asking(root_of(context, folder), as_of) as (analysis, _, known):
        which, name = identify(id, known, kind, analysis.texts.problems)
        found = build_trail(which, name, analysis, known)
    if form is Listing.JSON:
        print_output(as_json(found))
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
    from ..query import Filters, as_table, list_items

    wanted = Filters(
        entity, metric, period, status, source, verdict, of_kind, rank, disputed, unused, derived,
        text,
    )  # fmt: skip
    with _asking(root_of(context, folder), as_of) as (analysis, pages, known):
        found = list_items(kind.kind, wanted, analysis, pages, known)
    if form is Listing.JSON:
        from ..publish import json_lines

        print_output(json_lines(found).decode(), end="")
        return
    if not found:
        print_error(f"nothing found: no {kind} are like that")
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
    from ..commands.scaffold import create_briefing

    try:
        files = create_briefing(where, engine)
    except InvalidValue as wrong:
        raise typer.BadParameter(f"{wrong.message}; {wrong.hint}") from None
    typer.echo(f"{where}/: {files} files; cd {shell_word(where)} && make site")


@app.command(short_help="Write what editors need to complete and check data/.")
def schemas(context: typer.Context, folder: Folder = None) -> None:
    """Write what editors need to complete and check data/ as it is typed, into schemas/."""
    from ..ledger import json_schema
    from ..paths import require_own
    from ..site.output.file_tree import add_files

    files, root = json_schema.schema_files(), root_of(context, folder, begun=False)
    with telling(root):
        require_own(root, json_schema.FOLDER)
        add_files(files, root / json_schema.FOLDER)
    told = f"{len(files)} files; {json_schema.LINE.format('claims')}\nbegins data/claims.yml"
    typer.echo(f"{json_schema.FOLDER}/: {told}, and likewise the others")


@contextmanager
def _asking(
    root: Path, as_of: str | None
) -> Iterator[tuple[Analysis, Collection[Page], ItemRecords]]:
    """The briefing as far as it can be worked out; a question that is wrong is wrong usage."""
    from ..analysis import analyse
    from ..pages import render_story_pages
    from ..project import Project
    from ..records import item_records
    from ..run import Run

    with show_progress() as say:
        run = Run(say=say)
        analysis = analyse(Project(root, day_of(as_of), os.environ), run)
        say("Making pages")
        pages = render_story_pages(analysis.texts, analysis.specs.by_id).values()
        known = item_records(analysis, pages)
    if run.problems.errors:
        count = len(run.problems.errors)
        told = f"{count_of(count, 'problem')} elsewhere, and what {'it' if count == 1 else 'they'}"
        print_error(
            f"{told} touch{'es' if count == 1 else ''} is left out; crossfoot check tells more"
        )
    with usage():
        yield analysis, pages, known


def main(
    arguments: Sequence[str] | None = None, root: Path | None = None, default: str = ""
) -> int:
    """Run one command and return its exit code.

    ``root`` is the briefing's folder where none is named, ``default`` the command where none is.
    """
    if sys.platform == "win32":  # before anything that only exists elsewhere is imported
        print_error(
            "crossfoot runs on Linux and macOS; on Windows run it in WSL, the Linux in Windows"
        )
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
    return run_command(lambda: app(given, prog_name="crossfoot", obj=root), traceback)
