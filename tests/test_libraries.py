"""Every library that makes something is in the list that cache keys and build.json come from."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from crossfoot import libraries
from crossfoot.libraries import LIBRARIES, UNPUBLISHED, library_versions, program_versions

ROOT = Path(__file__).parent.parent


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_all_that_the_engine_requires_or_imports_is_in_the_list() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    required = {plain(re.split(r"[<>=~! \[;]", line)[0]) for line in told}
    assert required <= {*LIBRARIES, *UNPUBLISHED}
    of_module = packages_distributions()
    imported = set()
    for path in (ROOT / "scripts/crossfoot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            imported |= {name.partition(".")[0] for name in names}
    strange = imported - sys.stdlib_module_names
    found = {plain(name) for module in strange for name in of_module.get(module, ())}
    assert {"uharfbuzz", "pyoxipng", "altair"} <= found
    assert found - {"crossfoot"} <= {*LIBRARIES, *UNPUBLISHED}


@pytest.mark.parametrize("name", LIBRARIES)
def test_another_release_of_any_of_them_is_another_key(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = program_versions.__wrapped__(), libraries.version
    monkeypatch.setattr(libraries, "version", lambda n: "0.0.0" if n == name else real(n))
    assert program_versions.__wrapped__() != before
    assert library_versions()[name] == "0.0.0"


def test_another_python_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program_versions.__wrapped__()
    monkeypatch.setattr(sys, "version", "another")
    assert program_versions.__wrapped__() != before
    assert "python" not in library_versions(), "a site does not say what machine made it"
