"""What a change of the inputs moves: figures, verdicts, charts and pages, old beside new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..paths import CACHE, require_own
from .chart_comparison import chart_pictures
from .compare import compare_states
from .html import as_html
from .json_report import as_json
from .markdown import as_markdown
from .model import Change, Difference, State, Weight
from .revision import open_revision
from .state import briefing_state
from .state_cache import StateCache
from .text import as_text

__all__ = [
    "Change",
    "Difference",
    "RevisionComparison",
    "State",
    "Weight",
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
    "compare_revisions",
    "compare_states",
]


@dataclass(frozen=True)
class RevisionComparison:
    """Two states by their names, and what changed between them."""

    root: Path
    names: tuple[str, str]
    states: tuple[State, State]
    difference: Difference

    @property
    def html(self) -> str:
        """As a page, with the charts that changed drawn."""
        drawn = chart_pictures(self.root, self.states, self.difference)
        return as_html(self.names, self.difference, drawn, self.states[1].title)


def compare_revisions(
    root: Path, old: str, new: str | None, as_of: str | None, environ: Mapping[str, str]
) -> RevisionComparison:
    """Compare two revisions of ``root``, or one with the files as they are, by today's engine.

    What a committed revision came to is kept under build/cache. Raises InvalidValue for a revision
    that is not there, BuildRefused where build/cache is a link, OSError where git or the machine
    refuses.
    """
    require_own(root, CACHE)
    before = open_revision(root, old)
    after = open_revision(root, new) if new is not None else None
    kept = StateCache(root, environ)
    was, memo = kept.state(before, as_of)
    if after is None:
        now = briefing_state(root, as_of, environ, memo)
    else:
        with after.files() as folder:
            now = briefing_state(folder, as_of, environ, memo)
    kept.codes.save()
    names = (old, "the working tree" if new is None else new)
    return RevisionComparison(root, names, (was, now), compare_states(was, now))
