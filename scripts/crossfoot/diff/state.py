"""What a briefing came to, as a state that can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..analysis import analyse
from ..diagnostics import Diagnostics
from ..memo import Memo
from ..records import item_records
from .model import State


def briefing_state(root: Path, as_of: str | None, environ: Mapping[str, str], memo: Memo) -> State:
    """Work ``root`` out as far as it can be; ``memo`` keeps what nothing has changed for."""
    problems = Diagnostics()
    memo.start()
    found = analyse(root, as_of, environ, problems, memo)
    return State(
        found.ledger.briefing.title,
        found.ledger.as_of,
        item_records(found, margins=False),
        {id: chart.csv for id, chart in found.charts.items()},
        found.drawings.jobs,
        found.drawings.findings,
        {
            id: (claim.entry.statement, claim.entry.conclusion)
            for id, claim in found.texts.judged.items()
        },
        {path: page.words for path, page in found.pages.items()},
        tuple(map(str, problems.errors)),
        frozenset(problems.lost),
    )
