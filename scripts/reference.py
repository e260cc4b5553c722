#!/usr/bin/env python3
"""Writes the pages of ``docs/maintain/`` that the engine itself can tell: files, commands."""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import typer

from crossfoot.charts import Ask, annotation, marks, row_labels
from crossfoot.cli import app
from crossfoot.ledger.csv_rows import COLUMNS
from crossfoot.ledger.field_types import LIKE
from crossfoot.ledger.json_schema import schemas
from crossfoot.ledger.schema import (
    Briefing,
    ClaimEntry,
    Correction,
    DerivedEntry,
    Entity,
    Entry,
    Metric,
    Moved,
    Source,
    TableColumn,
    TableEntry,
    UnitEntry,
)
from crossfoot.pages import template_functions as words_of
from crossfoot.pages.chart_element import ChartView
from crossfoot.pages.claim_view import ClaimView
from crossfoot.pages.figure_view import FigureView
from crossfoot.pages.template_functions import TemplateFunctions
from crossfoot.pages.views import EntityView, SourceView

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs/maintain"
WIDTH = 78
"""The lines of a command's help in a terminal of 80 columns."""

FILES: Mapping[str, tuple[type[Entry], str]] = {
    "data/briefing.yml": (Briefing, "One mapping."),
    "data/sources.yml": (Source, "A list, an entry for each source."),
    "data/entities.yml": (Entity, "A list, an entry for each entity."),
    "data/metrics.yml": (Metric, "A list, an entry for each metric."),
    "data/units.yml": (UnitEntry, "A list, an entry for each unit; may be left out."),
    "data/derived.yml": (DerivedEntry, "A list, an entry for each figure; may be left out."),
    "data/claims.yml": (ClaimEntry, "A list, an entry for each claim; may be left out."),
    "data/corrections.yml": (Correction, "A list, an entry for each; may be left out."),
    "data/moved.yml": (Moved, "A list, an entry for each address; may be left out."),
    "data/tables/NAME.yml": (TableEntry, "One mapping, beside NAME.csv or NAME.parquet."),
    "Each column of a table": (TableColumn, "A mapping under `columns`."),
}
VIEWS: Mapping[str, type] = {
    "a figure": FigureView,
    "a claim": ClaimView,
    "a chart": ChartView,
    "an entity": EntityView,
    "a source": SourceView,
}
PARTS = (property, cached_property)
OURS = ("place", "places")
"""Fields of a model that no file has."""


def files() -> str:
    """The page of the files under ``data/``: every key, what stands there, whether it is needed."""
    return "\n".join(_files())


def commands() -> str:
    """The page of the commands, each with its ``--help`` as a terminal of 80 columns shows it."""
    return "\n".join(_commands())


def words() -> str:
    """The page of what templates and chart functions may ask for, as its docstrings tell it."""
    return "\n".join(_words())


def _files() -> Iterator[str]:
    yield from _head(
        "Files",
        "Each file under data/: its keys, what stands there, whether it is needed.",
        "Every file of the data, key by key",
        "The files are CSV and YAML in UTF-8. Every key is told here; any other is an error. A key "
        "that is not needed may be left out, or be there with nothing behind it. Where a list is "
        "asked for, one alone may stand without it.",
    )
    yield "## `data/figures/*.csv`\n"
    yield f"One row for what one source says of one figure. The header is `{','.join(COLUMNS)}`.\n"
    for field in json.loads(schemas()["figures.json"])["fields"]:
        yield f"`{field['name']}`\n:   {_cell(field)}\n"
    for name, (model, shape) in FILES.items():
        yield f"## `{name}`\n" if "/" in name else f"## {name}\n"
        yield f"{_code(model.__doc__ or '')} {shape}\n"
        schema = model.model_json_schema()
        for key, told in sorted(schema["properties"].items(), key=lambda it: it[0] == "private"):
            if key not in OURS:
                yield f"`{key}`\n:   {_meaning(key, told, schema)}\n"


def _cell(field: Mapping[str, Any]) -> str:
    limits = field.get("constraints", {})
    needed = "Needed. " if limits.get("required") else ""
    enum = [f"`{one}`" for one in limits.get("enum", ()) if one]
    choice = f" One of {', '.join(enum)}." if enum else ""
    return f"{needed}{field['description']}{choice}"


def _meaning(key: str, told: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    needed = "Needed: " if key in schema.get("required", ()) else ""
    kind = needed + _kind(told)
    examples = ", ".join(f"`{example}`" for example in told.get("examples", ()))
    default = told.get("default") or ""
    parts = (
        f"{kind[0].upper()}{kind[1:]}.",
        _code(told.get("description", "")),
        f"Such as {examples}." if examples else "",
        f"Where it is left out: `{default}`." if isinstance(default, str) and default else "",
    )
    return " ".join(part for part in parts if part)


def _kind(told: Mapping[str, Any]) -> str:
    """What a JSON Schema lets stand there, in words."""
    if "anyOf" in told:
        return _kind(next(one for one in told["anyOf"] if one.get("type") != "null"))
    if "const" in told:
        return f"`{told['const']}`"
    if "enum" in told:
        return "one of " + ", ".join(f"`{one}`" for one in told["enum"] if one != "")
    if "pattern" in told:
        return LIKE[told["pattern"]]
    match told.get("type"):
        case "string":
            return "text"
        case "boolean":
            return "`true` or `false`"
        case "integer":
            return f"a whole number from {told['minimum']} to {told['maximum']}"
        case "array":
            return f"a list, each {_kind(told['items'])}"
        case "object":
            return "a mapping"
        case _:
            return "anything"


def _commands() -> Iterator[str]:
    yield from _head(
        "Commands",
        "The help of every command, as the program prints it.",
        "Every command, as its help tells it",
        "`make site` puts the program into `.venv/bin/`; `pip install .` puts it on the path. "
        "`python scripts/build.py` is `crossfoot build` for the checkout. Exit codes: 0 fine; 1 "
        "the inputs have problems, with `--strict` warnings too; 2 wrong usage; 3 it could not be "
        "done.",
    )
    program = typer.main.get_command(app)
    settings: dict[str, Any] = {**program.context_settings, "terminal_width": WIDTH}
    context = typer.Context(program, info_name="crossfoot", **settings)
    yield f"```text\n{program.get_help(context)}\n```\n"
    for name, command in getattr(program, "commands", {}).items():
        below = typer.Context(command, info_name=name, parent=context, **settings)
        yield f"## `crossfoot {name}`\n"
        yield f"```text\n{command.get_help(below)}\n```\n"
    yield "## `make`\n"
    yield "What the Makefile of this repository does, as `make help` lists it.\n"
    targets = re.findall(r"^([a-z]+):.*## (.*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    lines = "".join(f"  make {name:<10} {what}\n" for name, what in targets)
    yield f"```text\n{lines}```\n"


def _words() -> Iterator[str]:
    yield from _head(
        "Words",
        "What a template may ask for, what a chart function may, and what each gives.",
        "Every word of a template and of a chart",
        "A word that is not here is an error at its place.",
    )
    yield "## In a template\n"
    yield "What stands between `{{` and `}}`, and what `{% for … %}` may go through.\n"
    source = inspect.getsource(TemplateFunctions.functions)
    for name, method in re.findall(r'"(\w+)": (?:self\.)?(\w+)', source):
        yield from _asked(
            name, getattr(TemplateFunctions, method, None) or getattr(words_of, method)
        )
    lists = re.findall(r'^ +"(\w+)": ', inspect.getsource(TemplateFunctions.lists), re.MULTILINE)
    told = ", ".join(f"`{name}`" for name in lists)
    yield "### Lists and the rest\n"
    yield f"To go through: {told}. Also `totals`, `finding`, `description`, `briefing`.\n"
    for what, view in VIEWS.items():
        yield f"## The parts of {what}\n"
        for name, part in sorted(vars(view).items()):
            said = inspect.getdoc(part) if isinstance(part, PARTS) else None
            if said and not name.startswith("_"):
                yield f"`{name}`\n:   {_short(said)}\n"
    yield "## In a chart function\n"
    yield "`ask` is what the function is given; the rest is imported from `crossfoot.charts`.\n"
    for name in ("figures", "rows", "table", "claims", "total", "show", "text"):
        yield from _asked(f"ask.{name}", getattr(Ask, name))
    for module in (marks, row_labels, annotation):
        yield f"## From `{module.__name__}`\n"
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            if own and not name.startswith("_"):
                yield from _asked(name, function)


def _asked(name: str, function: Callable[..., Any]) -> Iterator[str]:
    """One function: how it is called, and what it gives."""
    parts = inspect.signature(function).parameters.values()
    given = [part.replace(annotation=part.empty) for part in parts if part.name != "self"]
    called = str(inspect.Signature(given)).replace("'", '"')
    yield f"### `{name}`\n"
    yield f"```python\n{name}{called}\n```\n"
    yield f"{inspect.getdoc(function) or ''}\n".replace("``", "`")


def _short(text: str) -> str:
    return _code(text.partition("\n\n")[0])


def _head(title: str, description: str, heading: str, lead: str) -> Iterator[str]:
    yield f'---\ntitle: {title}\ndescription: "{description}"\nkind: reference\n---\n'
    yield f"# {heading}\n"
    yield "<!-- Written by `make docs`: change what it is made from, not this page. -->\n"
    yield f"{lead}\n"


def _code(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")


def main() -> None:
    """Write the pages, and say so."""
    pages = {"files.md": files(), "commands.md": commands(), "words.md": words()}
    for name, page in pages.items():
        (PAGES / name).write_text(page, "utf-8")
        sys.stdout.write(f"docs/maintain/{name}\n")


if __name__ == "__main__":
    main()
