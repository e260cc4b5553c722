"""What a briefing came to, as a state that can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..memo import Memo
from ..outline import outline
from ..problem import Problems
from ..records import records
from .model import State


def state(root: Path, as_of: str | None, environ: Mapping[str, str], memo: Memo) -> State:
    """Work ``root`` out as far as it can be; ``memo`` keeps what nothing has changed for."""
    problems = Problems()
    memo.start()
    found = outline(root, as_of, environ, problems, memo)
    return State(
        found.ledger.briefing.title,
        found.ledger.as_of,
        records(found, margins=False),
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
