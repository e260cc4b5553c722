"""The site on this machine, built again whenever an input changes."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .build import build
from .problem import Refused
from .show import Format, shown

INPUTS = ("mkdocs.yml", "data", "templates", "docs", "scripts/charts", "editions")
EVERY = 0.3
"""Seconds between two looks at the inputs."""


def serve(
    root: Path,
    as_of: str | None,
    environ: Mapping[str, str],
    port: int,
    tell: Callable[[str], None],
) -> None:
    """Show ``root``/site at 127.0.0.1 until interrupted; a failed build leaves the last good one.

    Raises OSError where the port is taken.
    """
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, root=root / "site")) as server:
        _again(root, as_of, environ, tell)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tell(f"http://127.0.0.1:{port}/ shows the site; Ctrl-C ends it")
        try:
            for _ in _changes(root):
                _again(root, as_of, environ, tell)
        except KeyboardInterrupt:
            tell("stopped")
        finally:
            server.shutdown()


def _again(
    root: Path, as_of: str | None, environ: Mapping[str, str], tell: Callable[[str], None]
) -> None:
    try:
        tell(build(root, as_of, environ).summary)
    except Refused as refused:
        for line in shown(refused.problems, Format.TEXT, root, terminal=sys.stderr.isatty()):
            tell(line)
        tell("the last good site stays")


def _changes(root: Path) -> Iterator[None]:
    before = _seen(root)
    while True:
        time.sleep(EVERY)
        now = _seen(root)
        if now != before:
            before = now
            yield


def _seen(root: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every input: only to wake a build, which then goes by content."""
    seen = {}
    for name in INPUTS:
        top = root / name
        for path in [top, *top.rglob("*")] if top.is_dir() else [top]:
            try:
                state = path.lstat()
            except OSError:
                continue  # an editor was just replacing it
            seen[str(path)] = (state.st_mtime_ns, state.st_size)
    return seen


class _Quiet(SimpleHTTPRequestHandler):
    """Serves one folder and logs nothing."""

    def __init__(self, *arguments: object, root: Path) -> None:
        super().__init__(*arguments, directory=str(root))  # type: ignore[arg-type]

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""
