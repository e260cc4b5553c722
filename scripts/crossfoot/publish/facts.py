"""What build.json says: of what the site was made, and what came out. No clock, no machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from ..claims.model import Claim
from ..claims.verdict import Verdict
from ..ledger.model import Ledger
from ..libraries import library_versions


@dataclass(frozen=True)
class BuildCounts:
    """What other stages counted."""

    inputs: Mapping[str, str]
    """The digest of each input by its path, as :class:`crossfoot.inputs.Snapshot` has them."""
    charts: int
    pages: int
    warnings: int


def build_facts(ledger: Ledger, claims: Mapping[str, Claim], made: BuildCounts) -> dict[str, Any]:
    """The content of build.json: ``as_of versions inputs counts verdicts``."""
    totals = Counter(claim.verdict for claim in claims.values())
    return {
        "as_of": ledger.as_of,
        "versions": library_versions(),
        "inputs": {path: made.inputs[path] for path in sorted(made.inputs)},
        "counts": {
            "charts": made.charts,
            "claims": len(claims),
            "derived": sum(figure.derived for figure in ledger.figures.values()),
            "disputed": sum(figure.disputed for figure in ledger.figures.values()),
            "entities": len(ledger.entities),
            "figures": len(ledger.figures),
            "footings": len(ledger.footings),
            "metrics": len(ledger.metrics),
            "pages": made.pages,
            "rows": len(ledger.rows),
            "sources": len(ledger.sources),
            "warnings": made.warnings,
        },
        "verdicts": {verdict: totals[verdict] for verdict in get_args(Verdict)},
    }
