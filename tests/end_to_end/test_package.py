"""What ``pip install .`` gives: the package ``crossfoot``, able to build, and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest

from copies import REPO, TINY, Built, contents, copied, run

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


def test_version_licence_and_changelog(project: dict[str, dict]) -> None:  # type: ignore[type-arg]
    found = re.search(r'^__version__ = "([^"]+)"', (ENGINE / "__init__.py").read_text(), re.M)
    assert found is not None
    assert found[1] in (REPO / "CHANGELOG.md").read_text()
    assert project["project"]["license"] == "Apache-2.0"
    assert "Apache License" in (REPO / "LICENSE").read_text()[:400]


def test_what_the_engine_imports_is_declared(project: dict[str, dict]) -> None:  # type: ignore[type-arg]
    """Or comes with what is: nothing stands on a package that is there by chance."""
    declared = {_plain(given) for given in project["project"]["dependencies"]}
    known, waiting = set(), list(declared)
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        for given in distribution(name).requires or ():
            if ";" not in given or "extra" not in given.split(";")[1]:
                needed = _plain(given)
                try:
                    distribution(needed)
                except ModuleNotFoundError:
                    continue
                waiting.append(needed)
    modules = {_module(name) for name in known}
    used = set()
    for path in ENGINE.rglob("*.py"):
        for line in re.findall(r"^\s*(?:from|import) ([a-zA-Z_]\w*)", path.read_text(), re.M):
            used.add(line)
    foreign = used - set(sys.stdlib_module_names) - {"crossfoot"}
    assert foreign <= {module for names in modules for module in names}


def _plain(requirement: str) -> str:
    return re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _module(name: str) -> frozenset[str]:
    files = distribution(name).files or ()
    tops = {file.parts[0].removesuffix(".py") for file in files if file.suffix in (".py", ".so")}
    return frozenset(top.split(".")[0] for top in tops)


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
