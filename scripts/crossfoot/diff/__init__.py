"""What a change of the inputs moves: figures, verdicts, charts and pages, old beside new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..paths import CACHE, require_own
from .compare import compare
from .drawings import drawings
from .html import as_html
from .kept import Kept
from .markdown import as_markdown
from .model import Change, Difference, State, Weight
from .record import as_json
from .revision import revision
from .state import state
from .text import as_text

__all__ = [
    "Change",
    "Compared",
    "Difference",
    "State",
    "Weight",
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
    "compare",
    "diff",
]


@dataclass(frozen=True)
class Compared:
    """Two states by their names, and what changed between them."""

    root: Path
    names: tuple[str, str]
    states: tuple[State, State]
    difference: Difference

    @property
    def html(self) -> str:
        """As a page, with the charts that changed drawn."""
        drawn = drawings(self.root, self.states, self.difference)
        return as_html(self.names, self.difference, drawn, self.states[1].title)


def diff(
    root: Path, old: str, new: str | None, as_of: str | None, environ: Mapping[str, str]
) -> Compared:
    """Compare two revisions of ``root``, or one with the files as they are, by today's engine.

    What a committed revision came to is kept under build/cache. Raises Wrong for a revision that is
    not there, Refused where build/cache is a link, OSError where git or the machine refuses.
    """
    require_own(root, CACHE)
    before = revision(root, old)
    after = revision(root, new) if new is not None else None
    kept = Kept(root, environ)
    was, memo = kept.state(before, as_of)
    if after is None:
        now = state(root, as_of, environ, memo)
    else:
        with after.files() as folder:
            now = state(folder, as_of, environ, memo)
    kept.codes.save()
    names = (old, "the working tree" if new is None else new)
    return Compared(root, names, (was, now), compare(was, now))
