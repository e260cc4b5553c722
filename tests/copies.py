"""Copies of briefings outside the checkout, and crossfoot run on them as a person runs it."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from forked import forked

REPO = Path(__file__).resolve().parents[1]
TINY = REPO / "tests/briefings"
BUILD = (sys.executable, str(REPO / "scripts/build.py"))
PARTS = ("data", "docs", "editions", "mkdocs.yml", "scripts/charts", "templates", "theme")
"""What a briefing is made of."""
KEPT = ("build/cache/charts", "build/cache/cards", "build/cache/templates")
"""What was drawn and compiled of it, kept by content."""
OURS = ("SITE_URL", "REPOSITORY_URL", "SOURCE_DATE_EPOCH", "PYTHONPATH", "PYTHONHASHSEED", "TZ")
"""What may be set where the tests run and must decide nothing."""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The problems and warnings on standard error: the lines that begin with a place."""
        return [line for line in self.err.splitlines() if ":" in line.split(" ")[0]]


@dataclass(frozen=True)
class Built:
    """A briefing's copy with its site. Tests read it and never change it."""

    root: Path
    address: str
    """The site's own, as its canonical links have it."""

    @property
    def site(self) -> Path:
        return self.root / "site"


def standing(root: Path) -> Built:
    """The site that is there, for the address that it was built for."""
    front = (root / "site/index.html").read_text()
    found = re.search(r'<link rel="canonical" href="([^"]+)"', front)
    assert found, f"{root}/site/index.html does not say its address"
    return Built(root, found[1])


def copied(source: Path, target: Path, drawn: bool = False) -> Path:
    """The parts of the briefing at ``source``, and nothing that was built there.

    With ``drawn`` the pictures come too: a build of the copy then draws only what is new in it.
    """
    for part in PARTS + KEPT * drawn:
        if (source / part).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(source / part, target / part, ignore=ignored)
        elif (source / part).is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / part, target / part)
    return target


def run(
    root: Path | None,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    before: Callable[[], None] | None = None,
    program: tuple[str, ...] = BUILD,
) -> Ran:
    """``crossfoot ARGUMENTS -C root`` in a process of its own.

    ``env`` is laid over this environment, ``before`` runs in the child just before the program.
    """
    folder = ("-C", str(root)) if root is not None else ()
    if program == BUILD and before is None and not any(map(heeded_at_start, env or ())):
        return Ran(*forked((*arguments, *folder), REPO, environment(env), cwd))
    done = subprocess.run(
        (*program, *arguments, *folder),
        env=environment(env),
        cwd=cwd,
        preexec_fn=before,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment without what could decide something, and with ``more``."""
    return {k: v for k, v in os.environ.items() if k not in OURS} | dict(more or {})


def heeded_at_start(name: str) -> bool:
    """Whether an interpreter looks at it in the environment only when it starts."""
    return name.startswith(("PYTHON", "LC_", "LANG"))


def heeding() -> None:
    """For a child that is to be stopped by Ctrl-C: a shell may have told us to pass that over."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def once(folder: Path, make: Callable[[Path], Ran]) -> Path:
    """``folder`` as ``make`` fills it; made by whichever worker comes first, in one test run."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    said = folder.with_name(folder.name + ".said")
    with folder.with_name(folder.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            ran = make(folder)
            said.write_text("" if ran.code == 0 else f"exit code {ran.code}\n{ran.out}{ran.err}")
    if words := said.read_text():
        raise AssertionError(f"{folder.name} could not be built: {words[-1500:]}")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` by its path with slashes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file with its inode, its time and its bytes: equal only where nobody touched it."""
    return {
        path: ((folder / path).stat().st_ino, (folder / path).stat().st_mtime_ns, content)
        for path, content in contents(folder).items()
    }
