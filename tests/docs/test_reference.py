"""The pages of files and commands are what the models and the program say now."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from copies import REPO, Ran
from crossfoot.ledger.json_schema import schemas
from crossfoot.ledger.schema import Entry
from docs.examples import PAGES

WRITE = "`make docs` writes it again"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", REPO / "scripts/reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["files", "commands", "words"])
def test_a_page_is_what_it_is_made_from(name: str, reference: ModuleType) -> None:
    assert (PAGES / f"{name}.md").read_text() == getattr(reference, name)(), WRITE


def test_every_command_is_told_as_a_terminal_shows_it(
    reference: ModuleType, run_crossfoot: Callable[..., Ran]
) -> None:
    page = (PAGES / "commands.md").read_text()
    program = run_crossfoot(None, "--help", env={"COLUMNS": "80"})
    assert f"```text\n{program.out}```" in page, WRITE
    _, _, listed = program.out.partition("Commands:\n")
    names = [line.split()[0] for line in listed.splitlines() if line[2:3].strip()]
    assert {"build", "check", "serve"} <= set(names)
    for name in names:
        ran = run_crossfoot(None, name, "--help", env={"COLUMNS": "80"})
        assert f"## `crossfoot {name}`\n\n```text\n{ran.out}```" in page, WRITE


def test_what_make_does_is_told_as_make_tells_it() -> None:
    make = ("make", "--no-print-directory", "help")
    told = subprocess.run(make, cwd=REPO, capture_output=True, text=True, check=True)
    assert f"```text\n{told.stdout}```" in (PAGES / "commands.md").read_text(), WRITE


def test_every_model_has_its_place_among_the_files(reference: ModuleType) -> None:
    told = {model for model, _ in reference.FILES.values()}
    assert told == set(Entry.__subclasses__())


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_key_of_a_file_has_a_meaning(name: str) -> None:
    silent = [
        (part.get("description"), key)
        for part in parts(json.loads(schemas()[name]))
        for key, told in part.get("properties", {}).items()
        if not told.get("description")
    ]
    assert silent == []


def parts(schema: object) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema, itself first."""
    match schema:
        case dict():
            yield schema
            inner = list(schema.values())
        case list():
            inner = schema
        case _:
            return
    for one in inner:
        yield from parts(one)
