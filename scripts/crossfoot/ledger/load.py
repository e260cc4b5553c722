"""``data/`` to checked entries: each file read once, every problem noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..problem import Place, Problems, nearest
from ..quantity.currency import is_currency
from ..quantity.unit import MAGNITUDES, Units
from .dataset import Dataset
from .datasets import read_datasets
from .files import listing, read_text, shown
from .schema import (
    Briefing,
    ClaimEntry,
    Correction,
    DerivedEntry,
    Entity,
    Entry,
    Metric,
    Moved,
    Source,
    UnitEntry,
)
from .tables import Observation, read_rows
from .yaml import Item, entries, entry_of, read_yaml

REPOSITORY = "https://example.org/repository"
"""Where the project lives, unless REPOSITORY_URL says so."""
_LINK = re.compile(r"(https?://[^\s<>\"']+|mailto:[^\s<>\"']+)", re.IGNORECASE)
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Inputs:
    """All that ``data/`` says, entry by entry; figures not yet chosen."""

    root: Path
    briefing: Briefing
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    metrics: Mapping[str, Metric]
    units: Units
    observations: tuple[Observation, ...]
    datasets: Mapping[str, Dataset]
    derived: Mapping[str, DerivedEntry]
    claims: Mapping[str, ClaimEntry]
    corrections: tuple[Correction, ...]
    moved: tuple[Moved, ...]


def load(root: Path, environ: Mapping[str, str], problems: Problems) -> Inputs | None:
    """Read ``data/`` under ``root``; None where not even briefing.yml could be read.

    ``environ`` may name REPOSITORY_URL, which stands for ``{repository}`` in the contact.
    """
    data = root / "data"
    briefing = _briefing(root, data / "briefing.yml", environ, problems)

    def read(model: type[E], name: str, key: str = "id", needed: bool = True) -> dict[str, E]:
        path = data / name
        if not needed and not path.exists() and not path.is_symlink():
            return {}
        text = read_text(root, path, problems)
        return {} if text is None else entries(model, text, shown(root, path), problems, key)

    sources = read(Source, "sources.yml")
    entities = read(Entity, "entities.yml")
    metrics = read(Metric, "metrics.yml")
    own = read(UnitEntry, "units.yml", needed=False)
    derived = read(DerivedEntry, "derived.yml", needed=False)
    claims = read(ClaimEntry, "claims.yml", needed=False)
    corrections = read(Correction, "corrections.yml", key="", needed=False)
    moved = read(Moved, "moved.yml", key="old", needed=False)
    observations: list[Observation] = []
    for path in listing(root, data / "figures", ".csv", problems):
        text = read_text(root, path, problems)
        if text is not None:
            observations += read_rows(text, shown(root, path), problems)
    units = _units(own, problems)
    datasets = read_datasets(root, units, sources, problems)
    _references(sources, entities, metrics, problems)
    if briefing is None:
        return None
    return Inputs(
        root,
        briefing,
        _by_id(sources),
        _by_id(entities),
        _by_id(metrics),
        units,
        tuple(observations),
        datasets,
        _by_id(derived),
        claims,
        tuple(corrections.values()),
        tuple(moved.values()),
    )


def _by_id(found: dict[str, E]) -> dict[str, E]:
    return dict(sorted(found.items()))


def _briefing(
    root: Path, path: Path, environ: Mapping[str, str], problems: Problems
) -> Briefing | None:
    text = read_text(root, path, problems)
    if text is None:
        return None
    name = shown(root, path)
    data = read_yaml(text, name, problems)
    if not isinstance(data, Item):
        problems.add(Place(name), "the file is no mapping", "keys such as title: …")
        return None
    briefing = entry_of(Briefing, data, problems)
    if briefing is None:
        return None
    repository = environ.get("REPOSITORY_URL") or REPOSITORY
    contact = briefing.contact.replace("{repository}", repository.rstrip("/"))
    return briefing.model_copy(update={"contact": contact})


def _units(found: dict[str, UnitEntry], problems: Problems) -> Units:
    for entry in found.values():
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*", entry.id, re.ASCII):
            problems.add(entry.at("id"), f"{entry.id!r} cannot name a unit", "letters and digits")
        elif entry.id in ("date", "pp", *MAGNITUDES) or is_currency(entry.id):
            problems.add(entry.at("id"), f"{entry.id} means something else", "another name")
        if not re.fullmatch(r"1|\[[a-z][a-z0-9_]*\]", entry.dimension, re.ASCII):
            problems.add(
                entry.at("dimension"),
                f"{entry.dimension!r} is no dimension",
                'a name in brackets such as "[gpu]", or "1" for a pure number',
            )
    return Units(found)


def _references(
    sources: Mapping[str, Source],
    entities: Mapping[str, Entity],
    metrics: Mapping[str, Metric],
    problems: Problems,
) -> None:
    for source in sources.values():
        for key in ("repeats", "replaces"):
            _known(getattr(source, key), sources, "source", source.at(key), problems)
        for key in ("address", "archive"):
            link = getattr(source, key)
            if link and not _LINK.fullmatch(link):
                problems.add(source.at(key), f"{link!r} is no address", "https://…")
    for entity in entities.values():
        _known(entity.parts, entities, "entity", entity.at("parts"), problems)
        whole = (entity.part_of,) if entity.part_of else ()
        _known(whole, entities, "entity", entity.at("part_of"), problems)
    for metric in metrics.values():
        _known(metric.parts, metrics, "metric", metric.at("parts"), problems)


def _known(
    names: tuple[str, ...],
    known: Mapping[str, object],
    what: str,
    place: Place,
    problems: Problems,
) -> None:
    for name in names:
        if name not in known:
            problems.add(place, f"unknown {what} {name}", nearest(name, known) or f"a {what}'s id")
