"""What several commands take: the options, each said once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..diagnostic_formats import Format, Listing
from ..diagnostics import InvalidValue

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


def root_of(context: typer.Context, folder: Path | None, begun: bool = True) -> Path:
    """The briefing's folder; raises typer.BadParameter where there is none.

    One that is not ``begun`` may be empty.
    """
    try:
        root = (folder or context.obj or Path()).resolve()
    except FileNotFoundError:  # where this runs, a relative path leads nowhere
        raise OSError("the folder that this runs in is gone; cd to one that is there") from None
    if not root.is_dir():
        raise typer.BadParameter(f"-C: there is no folder {root}")
    if begun and not any((root / name).exists() for name in ("data", "mkdocs.yml", "templates")):
        told = "-C names the folder of one, crossfoot new makes one"
        raise typer.BadParameter(f"no briefing is in this folder; {told}")
    return root


def day_of(text: str | None) -> str | None:
    """The day of a build as it was given; raises typer.BadParameter for what is none."""
    if not text:
        return text
    from ..ledger.field_types import NO_DAY, day_of_build
    from ..quantity.period_hints import possible_dates

    try:
        return day_of_build(date.fromisoformat(text).isoformat())
    except InvalidValue as wrong:
        raise typer.BadParameter(f"--as-of: {wrong.message}; {wrong.hint}") from None
    except ValueError:
        meant = " or ".join(d for d in possible_dates(text) if len(d) == len(NO_DAY))
        right = f"; write {meant}" if meant else " such as 2026-11-23"
        raise typer.BadParameter(f"--as-of: {text!r} is no day{right}") from None
