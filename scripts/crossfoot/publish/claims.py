"""Judged claims to records: what claims.json says of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..claims.model import Claim
from ..quantity.interval import Interval
from ..quantity.unit import Unit
from .columns import Record
from .number_fields import NO_ENDS, exact_digits, interval_fields


def claim_records(claims: Mapping[str, Claim]) -> list[Record]:
    """Every claim, in plain words, in the order of claims.yml.

    Where nothing is tested, ``of is value low high low_open high_open`` are None.
    """
    return [_record(claim) for claim in claims.values()]


def _record(claim: Claim) -> Record:
    entry = claim.entry
    return {
        "id": claim.id,
        "statement": entry.statement,
        "conclusion": entry.conclusion,
        "kind": entry.kind,
        "source": entry.source,
        "locator": entry.locator,
        "said": entry.said,
        "verdict": claim.verdict,
        "of": claim.of or None,
        "is": entry.is_ or None,
        **_worked_out(claim.value, claim.interval, claim.unit),
        "others": [
            {
                "id": other.replacement,
                **_worked_out(other.value, other.interval, claim.unit),
                "verdict": other.verdict,
            }
            for other in claim.alternatives
        ],
        "due": entry.due,
        "settled_by": entry.settled_by,
        "note": entry.note,
        "address": claim.address,
    }


def _worked_out(value: Fraction | None, interval: Interval | None, unit: Unit | None) -> Record:
    """``value low high low_open high_open`` in the unit that ``is`` is written in.

    A status has no unit, and so no number.
    """
    if unit is None or interval is None:
        return {"value": None, **NO_ENDS}
    return {"value": exact_digits(value, unit), **interval_fields(interval, unit)}
