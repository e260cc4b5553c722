"""What a briefing came to, as a state that can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..analysis import analyse
from ..memo import Memo
from ..pages import render_story_pages
from ..project import Project
from ..records import item_records
from ..run import Run
from .model import State


def briefing_state(root: Path, as_of: str | None, environ: Mapping[str, str], memo: Memo) -> State:
    """Work ``root`` out as far as it can be; ``memo`` keeps what nothing has changed for."""
    memo.start()
    run = Run(memo=memo)
    analysis = analyse(Project(root, as_of, environ), run)
    specs, claims = analysis.specs, analysis.claims
    pages = render_story_pages(analysis.texts, specs.by_id)
    return State(
        analysis.ledger.briefing.title,
        analysis.ledger.as_of,
        item_records(analysis, pages.values(), margins=False),
        {id: spec.csv for id, spec in specs.by_id.items()},
        {id: spec.job for id, spec in specs.by_id.items()},
        specs.findings,
        {id: (claim.entry.statement, claim.entry.conclusion) for id, claim in claims.items()},
        {path: page.words for path, page in pages.items()},
        tuple(map(str, run.problems.errors)),
        frozenset(run.problems.skipped),
    )
