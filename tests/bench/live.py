"""From a saved row to its number in the browser, beside MkDocs' own server in the same run.

``crossfoot serve`` on a copy of the briefing; a row is saved as an editor saves it, twenty times,
and the clock stops when the page shows the new number. MkDocs builds all its pages again whenever
one changes: that is what its server does, here without watching or a browser.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import IO

from copies import BUILD, REPO, copied, environment
from reader import browser

ROWS, ROW = "data/figures/xai.csv", re.compile(r"(xai,capex,2025,)\d+(,M USD)")
TIMES = 20
SHOWS = "(text) => document.body && document.body.innerText.includes(text)"


def main() -> None:
    """Print both, and their ratio."""
    with TemporaryDirectory() as folder:
        root = copied(REPO, Path(folder) / "briefing")
        ours = saved_to_seen(root)
        theirs = rebuilt(root)
    told = f"{median(ours):.2f} s (from {min(ours):.2f} to {max(ours):.2f})"
    print(f"from saving a row to its number in the browser, median of {TIMES}: {told}")
    print(
        f"MkDocs' own rebuilding of the same pages, median of {len(theirs)}: {median(theirs):.2f} s"
    )
    print(f"ratio: {median(ours) / median(theirs):.2f}")


def saved_to_seen(root: Path) -> list[float]:
    """Seconds, each time."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        (*BUILD, "serve", "--port", str(port), "-C", str(root)),
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr
    address = server.stderr.readline().split()[0]
    taken = []
    try:
        with browser() as chromium:
            page = chromium.new_page()
            _until_done(server.stderr)
            page.goto(f"{address}money/", wait_until="load")
            for number in range(TIMES):
                value = 12_100 + 100 * number
                taken.append(_saved(root / ROWS, value, page))
                _until_done(server.stderr)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    return taken


def _until_done(said: IO[str]) -> None:
    """Wait until the server has brought everything up to date."""
    while " changed in " not in said.readline():
        pass


def _saved(file: Path, value: int, page: object) -> float:
    beside = file.with_name(f"{file.name}~")
    beside.write_text(ROW.sub(rf"\g<1>{value}\2", file.read_text(), count=1))
    begun = time.perf_counter()
    os.replace(beside, file)
    page.wait_for_function(  # type: ignore[attr-defined]
        SHOWS, arg=f"${value / 1000:.1f} billion", timeout=60_000, polling=10
    )
    return time.perf_counter() - begun


def rebuilt(root: Path) -> list[float]:
    """Seconds that MkDocs takes for all pages, its configuration read and its libraries loaded."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    taken = []
    for _ in range(6):
        config = load_config(
            str(root / "mkdocs.yml"),
            docs_dir=str(root / "build/docs"),
            site_dir=str(root / "build/mkdocs"),
        )
        begun = time.perf_counter()
        build(config)
        taken.append(time.perf_counter() - begun)
    return taken[1:]  # the first loads what the others have


if __name__ == "__main__":
    sys.exit(main())
