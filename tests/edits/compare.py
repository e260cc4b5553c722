"""Edit after edit: the site brought up to date, beside the site built from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from copies import copied
from crossfoot.charts import RenderPool
from crossfoot.commands.build import build_site
from crossfoot.diagnostics import BuildRefused
from crossfoot.memo import Memo
from crossfoot.serve.refresh import refresh_preview
from crossfoot.site import Preview
from crossfoot.site.output.file_tree import read_tree

from .edit import edit

PATIENCE = 2
"""After so many edits that stop a build, the last good state is taken up again."""


def compared(source: Path, folder: Path, seed: int, times: int) -> Iterator[tuple[str, list[str]]]:
    """Each edit of a copy of the briefing at ``source``, and the files that differ after it.

    ``folder`` holds the copies. The site brought up to date is compared with one that is built in
    a folder of its own with nothing kept. Where one is refused, the other must be, with the same
    problems, and what is shown must not change.
    """
    random = Random(seed)
    root, clean, good = (folder / name for name in ("edited", "clean", "good"))
    copied(source, root, drawn=True)
    copied(source, good)
    preview, refused = Preview(root, Memo()), 0
    with RenderPool() as drawer:
        refresh_preview(preview, None, {}, drawer)
        for _ in range(times):
            if refused >= PATIENCE:
                put(good, root)
                refused = 0
            done = edit(random, root)
            before = preview.files
            wrong = wrong_with(lambda: refresh_preview(preview, None, {}, drawer))
            put(root, clean)
            right = wrong_with(lambda: build_site(clean, None, {}))
            if wrong or right:
                refused += 1
                same = wrong == right and preview.files is before
                yield f"{done} (refused)", [] if same else [*wrong, "—", *right]
                continue
            refused = 0
            put(root, good)
            yield done, different(preview, clean)


def different(preview: Preview, clean: Path) -> list[str]:
    """The files of the preview that are not those of the site built in ``clean``."""
    built = read_tree(clean / "site")
    return sorted(
        path
        for path in built.keys() | preview.files.keys()
        if built.get(path) != preview.files.get(path)
    )


def wrong_with(run: Callable[[], object]) -> list[str]:
    """The errors that stop it."""
    try:
        run()
    except BuildRefused as refused:
        return [str(problem) for problem in refused.problems if not problem.warning]
    return []


def put(source: Path, target: Path) -> None:
    """Make the inputs at ``target`` those at ``source``; what was built there stays."""
    for name in ("data", "docs", "editions", "scripts", "templates", "theme"):
        shutil.rmtree(target / name, ignore_errors=True)
    copied(source, target)
