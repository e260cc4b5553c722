"""A difference for a program."""

from __future__ import annotations

import json
from dataclasses import asdict

from .model import Change, Difference


def as_json(names: tuple[str, str], difference: Difference) -> str:
    """One object: ``old new flips causes problems before changes``, what matters most first."""
    told = {
        "old": names[0],
        "new": names[1],
        "flips": difference.flips,
        "causes": list(difference.causes),
        "problems": list(difference.problems),
        "before": list(difference.before),
        "changes": [_change(change) for change in difference.changes],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _change(change: Change) -> dict[str, object]:
    lines = [{"old": old, "new": new} for old, new in change.lines]
    return {**asdict(change), "weight": change.weight.name.lower(), "lines": lines}
