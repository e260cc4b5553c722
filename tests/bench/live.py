"""From saving a file to what it says in the browser, beside MkDocs' own server in the same run.

``crossfoot serve`` on a copy of the briefing; a row is saved as an editor saves it, twenty times,
and the clock stops when the page shows the new number. Likewise each other kind of file, with the
page that shows it. MkDocs builds all its pages again whenever one changes: that is what its server
does, here without watching or a browser.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import IO

from playwright.sync_api import Page

from copies import BUILD, REPO, copied, environment
from reader import browser

OVERRIDES = REPO / "scripts/crossfoot/theme/overrides"
LOGO = "theme/partials/logo.html"
TIMES, FEWER = 20, 7
"""Edits of the row, and of each other file."""
SHOWS = "(text) => document.body && document.body.textContent.includes(text)"


@dataclass(frozen=True)
class Edit:
    """One file, edited again and again."""

    what: str
    path: str
    page: str
    """What the browser looks at, by its address in the site."""
    old: str
    new: Callable[[int], str]
    """What the n-th edit puts in its place."""
    seen: Callable[[int], str]
    """What is then on the page."""
    times: int = FEWER


def words(kind: str) -> Callable[[int], str]:
    """Words for the n-th edit that stand nowhere else."""
    return lambda number: f"{kind} {chr(97 + number) * 5}"


def line(kind: str) -> Callable[[int], str]:
    """A paragraph of them."""
    return lambda number: f"\n{words(kind)(number)}\n"


EDITS = (
    Edit(
        "a row",
        "data/figures/xai.csv",
        "money/",
        r"(?<=xai,capex,2025,)\d+(?=,M USD)",
        lambda number: f"{15_100 + 100 * number}",
        lambda number: f"${(15_100 + 100 * number) / 1000:.1f} billion",
        TIMES,
    ),
    Edit("a template", "templates/money.md", "money/", r"\Z", line("page"), words("page")),
    Edit(
        "a chart",
        "scripts/charts/money.py",
        "money/",
        r'(?<=note=")',
        lambda number: f"{words('chart')(number)}. ",
        words("chart"),
    ),
    Edit(
        "a page by hand",
        "docs/maintain/publish.md",
        "maintain/publish/",
        r"\Z",
        line("hand"),
        words("hand"),
    ),
    Edit(
        "the settings",
        "mkdocs.yml",
        "money/",
        r"(?<=- Orbit)(?=: )",
        lambda number: f" {words('menu')(number)}",
        words("menu"),
    ),
    Edit("a theme", LOGO, "money/", r"\Z", line("theme"), words("theme")),
)


def main() -> None:
    """Print each kind of edit, MkDocs' own time, and the ratio for a row."""
    with TemporaryDirectory() as folder:
        root = copied(REPO, Path(folder) / "briefing")
        ours = {}
        for edit, taken in saved_to_seen(root):
            told = f"{median(taken):.2f} s (from {min(taken):.2f} to {max(taken):.2f})"
            print(f"from saving {edit.what} to the browser, median of {len(taken)}: {told}")
            ours[edit.what] = median(taken)
        theirs = rebuilt(root)
    print(
        f"MkDocs' own rebuilding of the same pages, median of {len(theirs)}: {median(theirs):.2f} s"
    )
    print(f"ratio, for a row: {ours['a row'] / median(theirs):.2f}")


def saved_to_seen(root: Path) -> Iterator[tuple[Edit, list[float]]]:
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
    try:
        with browser() as chromium:
            page = chromium.new_page()
            _until_done(server.stderr)
            for edit in EDITS:
                page.goto(f"{address}{edit.page}", wait_until="load")
                file = root / edit.path
                if edit.path == LOGO:
                    file.parent.mkdir(parents=True)
                    shutil.copy(OVERRIDES / "partials/logo.html", file)
                    _until_done(server.stderr)
                text = file.read_text()
                taken = []
                for number in range(edit.times):
                    new, seen = edit.new(number), edit.seen(number)
                    changed = re.sub(edit.old, lambda _, new=new: new, text, count=1)
                    taken.append(_saved(file, changed, seen, page))
                    _until_done(server.stderr)
                yield edit, taken
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _until_done(said: IO[str]) -> None:
    """Wait until the server has brought everything up to date."""
    while " changed in " not in said.readline():
        pass


def _saved(file: Path, text: str, seen: str, page: Page) -> float:
    beside = file.with_name(f"{file.name}~")
    beside.write_text(text)
    begun = time.perf_counter()
    os.replace(beside, file)
    page.wait_for_function(SHOWS, arg=seen, timeout=60_000, polling=10)
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
