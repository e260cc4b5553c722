"""``crossfoot check`` as a hook of pre-commit."""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from ruamel.yaml import YAML

from copies import REPO, Ran, environment, run

HOOKS = YAML(typ="safe").load(REPO / ".pre-commit-hooks.yaml")


def test_the_hook_runs_a_script_of_the_package_and_refuses_what_is_wrong(
    briefing_copy: Callable[..., Path],
) -> None:
    (hook,) = HOOKS
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert hook["language"] == "python", "pre-commit installs this repository with pip"
    program, *arguments = shlex.split(hook["entry"])
    scripts = tomllib.loads((REPO / "pyproject.toml").read_text())["project"]["scripts"]
    module, function = scripts[program].split(":")
    started = (
        sys.executable,
        "-c",
        f"import sys; from {module} import {function} as m; sys.exit(m())",
    )

    def hooked(root: Path) -> Ran:
        env = {"PYTHONPATH": str(REPO / "scripts"), **environment()}
        return run(None, *arguments, program=started, cwd=root, env=env)

    root = briefing_copy("lighthouses", fresh=True)
    assert hooked(root).code == 0
    claims = root / "data/claims.yml"
    claims.write_text(claims.read_text().replace("kind: opinion", "kind: opinoin"))
    ran = hooked(root)
    assert ran.code == 1
    assert re.match(r"data/claims\.yml:\d+:9: kind cannot be 'opinoin'", ran.err)


def test_the_hook_runs_where_an_input_changes_and_gets_no_file_names() -> None:
    (hook,) = HOOKS
    assert hook["pass_filenames"] is False, "a briefing is checked as a whole"
    for path in ("data/claims.yml", "data/figures/a.csv", "mkdocs.yml", "sub/templates/index.md"):
        assert re.search(hook["files"], path), path
    for path in ("README.md", "mydata/a.csv", "scripts/crossfoot/cli.py"):
        assert not re.search(hook["files"], path), path
