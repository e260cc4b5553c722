"""Commands in processes of their own, each begun from one that has loaded the libraries.

To load them takes longer than most commands do. The process that they begin from has imported
them and done nothing else, so no command sees what another did.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path
from tempfile import TemporaryDirectory

LOADED = (
    "crossfoot.cli crossfoot.commands.build crossfoot.diff crossfoot.query altair pint duckdb nh3 "
    "mkdocs.commands.build material.plugins.search.plugin pymdownx.superfences selectolax.lexbor"
).split()
PATIENCE = 300.0
"""Seconds."""


def forked(
    arguments: Sequence[str],
    root: Path | None,
    env: Mapping[str, str],
    cwd: Path | None,
    together: bool = False,
) -> tuple[int, str, str]:
    """``crossfoot ARGUMENTS`` in ``cwd``, the briefing's folder being ``root`` where none is named.

    Its exit code, and what it said on standard output and error; ``together``: all on the first.
    """
    with TemporaryDirectory(prefix="ran-") as folder:
        told = Path(folder, "out"), Path(folder, "out" if together else "err")
        where = cwd or Path.cwd()
        child = _forks().Process(target=_run, args=(list(arguments), root, dict(env), where, *told))
        child.start()
        child.join(PATIENCE)
        if child.exitcode is None:
            child.kill()
            raise TimeoutError(f"crossfoot {' '.join(arguments)} goes on and on")
        out, err = (path.read_text() for path in told)
        return child.exitcode, out, "" if together else err


@cache
def _forks() -> ForkServerContext:
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(LOADED)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)  # it takes no other word for it
    try:
        forkserver.ensure_running()
    finally:
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before
    return forks


def _run(
    arguments: list[str], root: Path | None, env: dict[str, str], where: Path, out: Path, err: Path
) -> None:
    from crossfoot.cli import main

    for number, path in ((1, out), (2, err)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(where)
    sys.argv = ["crossfoot", *arguments]
    sys.exit(main(root=root, default="build" if root else ""))
