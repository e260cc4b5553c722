"""Sources, entities and metrics to records: as in ``data/``, without what is private."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..ledger.schema import Entity, Entry, Metric, Source
from .columns import Record

# Named one by one: a key that is new in data/ is published when somebody writes it here.
SOURCE = (
    "id title publisher author date read address archive rank licence repeats replaces note"
).split()
ENTITY = "id name names kind part_of parts summary note".split()
METRIC = "id label definition kind unit floor parts".split()


def source_records(sources: Mapping[str, Source]) -> list[Record]:
    """Every source, sorted by id; ``repeats`` and ``replaces`` are lists of ids."""
    return [_record(source, SOURCE) for _, source in sorted(sources.items())]


def entity_records(entities: Mapping[str, Entity]) -> list[Record]:
    """Every entity, sorted by id."""
    return [_record(entity, ENTITY) for _, entity in sorted(entities.items())]


def metric_records(metrics: Mapping[str, Metric]) -> list[Record]:
    """Every metric, sorted by id."""
    return [_record(metric, METRIC) for _, metric in sorted(metrics.items())]


def _record(entry: Entry, keys: Iterable[str]) -> Record:
    values = ((key, getattr(entry, key)) for key in keys)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values}
