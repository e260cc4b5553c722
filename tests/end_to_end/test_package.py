"""What ``pip install .`` gives: the package ``crossfoot``, able to build, and nothing else."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from copies import REPO, TINY, Built, contents, copied, run
from crossfoot.cli import app

ENGINE = REPO / "scripts/crossfoot"


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    return tomllib.loads((REPO / "pyproject.toml").read_text())


def test_only_crossfoot_is_at_top_level(project: dict[str, dict[str, dict]]) -> None:  # type: ignore[type-arg]
    """By the wheel's settings: hatchling packs these folders, each under its own last name."""
    assert project["build-system"]["build-backend"] == "hatchling.build"
    wheel = dict(project["tool"]["hatch"]["build"]["targets"]["wheel"])
    assert [Path(folder).name for folder in wheel.pop("packages")] == ["crossfoot"]
    assert wheel == {}, "nothing else is put into the wheel"
    rest = set(project["tool"]["hatch"]["build"]) - {"targets"}
    assert rest == set(), "nor by a setting for every target"
    assert project["project"]["scripts"] == {"crossfoot": "crossfoot.cli:main"}


def test_every_file_that_the_engine_needs_is_packed() -> None:
    """Hatchling leaves out what git ignores."""
    files = [f"scripts/crossfoot/{path}" for path in contents(ENGINE) if "__pycache__" not in path]
    styles = "scripts/crossfoot/theme/styles/20-colours.css"
    begun = {f"scripts/crossfoot/starter/{name}" for name in ("Makefile", "gitignore")}
    assert {"scripts/crossfoot/py.typed", styles, *begun} <= set(files)
    git = shutil.which("git")
    if git is None or not (REPO / ".git").exists():
        ignored = (REPO / ".gitignore").read_text().split()
        assert "/site" in ignored and "/build" in ignored and "site" not in ignored
        return
    asked = subprocess.run(
        (git, "check-ignore", "--no-index", "--stdin"),
        input="\n".join(files),
        capture_output=True,
        text=True,
        cwd=REPO,
        check=False,
    )
    assert asked.stdout.split() == []


def test_version_and_changelog() -> None:
    found = re.search(r'^__version__ = "([^"]+)"', (ENGINE / "__init__.py").read_text(), re.M)
    assert found is not None
    assert found[1] in (REPO / "CHANGELOG.md").read_text()


def test_each_licence_of_what_is_packed_is_named_and_comes_along(
    project: dict[str, dict],  # type: ignore[type-arg]
) -> None:
    """As SPDX has them: the engine's, the fonts'. Of Vega no code is packed, but its licences."""
    about = project["project"]
    assert about["license"] == "Apache-2.0 AND OFL-1.1"
    packed = {
        path.relative_to(REPO).as_posix()
        for pattern in about["license-files"]
        for path in REPO.glob(pattern)
    }
    texts = re.compile(r"licen[cs]es?(\.txt|\.md)?$|^OFL-", re.IGNORECASE)
    found = {
        path.relative_to(REPO).as_posix()
        for path in (REPO / "LICENSE", *ENGINE.rglob("*.*"))
        if texts.search(path.name) and path.suffix != ".py"
    }
    assert packed == found
    assert "Apache License" in (REPO / "LICENSE").read_text()[:400]
    fonts = {path.name for path in (ENGINE / "theme/fonts").glob("OFL-*.txt")}
    readme = (ENGINE / "theme/fonts/README.md").read_text()
    assert fonts == set(re.findall(r"OFL-[\w-]+\.txt", readme))


def test_what_an_index_shows_leads_nowhere_else(project: dict[str, dict]) -> None:  # type: ignore[type-arg]
    """A path in the repository is none on an index; an address is one that there is."""
    about = project["project"]
    text = (REPO / about["readme"]).read_text()
    for link in re.findall(r"\]\(([^)]*)\)|<(\S+?)>|(?:src|href)=\"([^\"]*)", text):
        assert "".join(link).startswith("https://"), link
    for address in (*about.get("urls", {}).values(), *re.findall(r"https?://\S+", text)):
        assert address.startswith("https://") and "example." not in address, address
    assert f"/{about['readme']}" in project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    commands = re.findall(r"^crossfoot (\w+)", text, re.MULTILINE)
    assert commands and set(commands) <= {
        one.name or one.callback.__name__.rstrip("_")
        for one in app.registered_commands
        if one.callback
    }


THEMES = {"mkdocs-material": "material", "pymdown-extensions": "pymdownx"}
"""What is imported by the name that a briefing's mkdocs.yml says."""


def test_what_the_engine_imports_is_declared_and_what_is_declared_is_imported(
    project: dict[str, dict],  # type: ignore[type-arg]
) -> None:
    """Nothing stands on a package that is there by chance, as another's dependency."""
    declared = {_plain(given) for given in project["project"]["dependencies"]}
    owners = packages_distributions()
    used = set()
    for path in ENGINE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                used |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                used.add(str(node.module).split(".")[0])
    used -= {*sys.stdlib_module_names, "crossfoot"}
    settings = "".join(
        path.read_text() for path in (REPO / "mkdocs.yml", ENGINE / "starter/mkdocs.yml")
    )
    used |= {module for module in THEMES.values() if re.search(rf"\b{module}\b", settings)}
    assert {_plain(owner) for module in used for owner in owners[module]} == declared


def _plain(requirement: str) -> str:
    return re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_installed_by_itself_it_builds_a_briefing(
    built: Callable[[str], Built], tmp_path: Path
) -> None:
    """Without the checkout around it, as it stands in somebody's site-packages."""
    packages = tmp_path / "packages"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ENGINE, packages / "crossfoot", ignore=ignored)
    root = copied(TINY / "rivers", tmp_path / "rivers")
    env = {"PYTHONPATH": str(packages)}
    where = (sys.executable, "-c", "import crossfoot; print(crossfoot.__file__)")
    assert run(None, env=env, program=where).out.startswith(str(packages))
    module = (sys.executable, "-P", "-m", "crossfoot")
    ran = run(root, "build", env=env, program=module, cwd=tmp_path)
    assert ran.code == 0, ran.err
    sums = [root / "site/checksums.txt", built("rivers").site / "checksums.txt"]
    assert sums[0].read_bytes() == sums[1].read_bytes()
