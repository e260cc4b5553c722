"""``data/`` to checked entries: each file read once, every problem noted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..diagnostics import Diagnostics, SourceLocation, UnknownName, closest_word
from ..inputs import check_names, is_scratch
from ..memo import Memo
from ..quantity.currency import is_currency
from ..quantity.unit import MAGNITUDES, UnitParser
from .addresses import web_fault
from .csv_rows import CsvRow, read_rows
from .dataset import Dataset
from .datasets import read_datasets
from .entries import parse_entries, parse_entry
from .field_types import NO_DAY
from .files import display_path, list_files, read_text
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
from .yaml import YamlMapping, read_yaml

REPOSITORY = "https://example.org/repository"
"""Where the project lives, unless REPOSITORY_URL says so."""
_STAND_IN = {
    "format": "1",
    "title": "…",
    "finding": "…",
    "authors": ("…",),
    "publisher": "…",
    "licence": "…",
    "published": "0001-01-01",
    "as_of": NO_DAY,
}
"""What the other files are checked with where briefing.yml does not say it."""
_UNIT_FORM = "letters, digits, _ and single hyphens, beginning with a letter, such as gigawatt-day"
_LINK = re.compile(r"(https?://[^\s<>\"']+|mailto:[^\s<>\"']+)", re.IGNORECASE)
E = TypeVar("E", bound=Entry)


FILES = (
    "briefing.yml", "claims.yml", "corrections.yml", "derived.yml", "entities.yml", "figures",
    "metrics.yml", "moved.yml", "sources.yml", "tables", "units.yml",
)  # fmt: skip
"""What is read of ``data/``."""
_BESIDE = re.compile(r"(?:README|LICEN[CS]E)(?:\..*)?|.*\.(?:md|txt)", re.IGNORECASE)
"""What may stand beside it, for people."""
_OF_ROWS = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet")


@dataclass(frozen=True)
class Inputs:
    """All that ``data/`` says, entry by entry; figures not yet chosen."""

    root: Path
    briefing: Briefing
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    metrics: Mapping[str, Metric]
    units: UnitParser
    observations: tuple[CsvRow, ...]
    datasets: Mapping[str, Dataset]
    derived: Mapping[str, DerivedEntry]
    claims: Mapping[str, ClaimEntry]
    corrections: tuple[Correction, ...]
    moved: tuple[Moved, ...]

    def published(self, problems: Diagnostics) -> Inputs:
        """The same without drafts."""
        return replace(self, claims=problems.without_drafts("claim", self.claims))

    def same(self, other: Inputs) -> bool:
        """Whether the other holds the same, each thing at the same place."""
        return self.units.own == other.units.own and replace(self, units=other.units) == other


def load_inputs(
    root: Path, environ: Mapping[str, str], problems: Diagnostics, memo: Memo | None = None
) -> Inputs:
    """Read ``data/`` under ``root``; what cannot be read is noted, left out and lost.

    ``environ`` may name REPOSITORY_URL, which stands for ``{repository}`` in the contact. ``memo``
    keeps what stood in the files that are the same.
    """
    memo = memo or Memo()
    data = root / "data"
    check_names(root, problems)
    briefing = _briefing(root, data / "briefing.yml", environ, problems)

    def read(model: type[E], name: str, key: str = "id", needed: bool = True) -> dict[str, E]:
        path = data / name
        if not path.exists() and not path.is_symlink():
            if name in misnamed:
                problems.skip(model.noun)
            if name in misnamed or not needed:
                return {}
        text = read_text(root, path, problems)
        if text is None:
            problems.skip(model.noun)
            return {}
        whole = ("entries", name, text)
        return memo.keep(
            whole,
            problems,
            lambda: parse_entries(model, text, display_path(root, path), problems, key),
        )

    misnamed = _unread(root, data, problems)
    sources = read(Source, "sources.yml")
    entities = read(Entity, "entities.yml")
    metrics = read(Metric, "metrics.yml")
    own = read(UnitEntry, "units.yml", needed=False)
    derived = read(DerivedEntry, "derived.yml", needed=False)
    claims = read(ClaimEntry, "claims.yml", needed=False)
    corrections = read(Correction, "corrections.yml", key="", needed=False)
    moved = read(Moved, "moved.yml", key="old", needed=False)
    observations: list[CsvRow] = []
    for path in list_files(root, data / "figures", ".csv", problems):
        text = read_text(root, path, problems)
        if text is None:
            problems.skip("figure")
        else:
            name = display_path(root, path)
            read_all = partial(read_rows, text, name, problems)
            observations += memo.keep(("rows", name, text), problems, read_all)
    units = _units(own, problems)
    datasets = read_datasets(root, units, sources, problems, briefing.fiscal)
    _references(sources, entities, metrics, problems)
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


def _unread(root: Path, data: Path, problems: Diagnostics) -> set[str]:
    """Note what nothing reads: a misspelt name would take what stands there away without a word.

    Returns the names that were meant by it; what asks for what would stand there is told no more.
    """
    meant = set()
    if not data.is_dir():  # the files that are needed are told to be missing, and that is all
        for kind in ("source", "entity", "metric", "figure", "table", "claim"):
            problems.skip(kind)
    for path in sorted(data.iterdir()) if data.is_dir() else ():
        if path.name in FILES or _beside(path):
            continue
        near = closest_word(path.name, FILES)
        right = f"did you mean {near}?" if near else f"one of {', '.join(FILES)}"
        if path.suffix.lower() in _OF_ROWS and "." not in near:
            right, near = "its rows in a file of figures/", "figures"
        problems.add(SourceLocation(display_path(root, path)), "nothing reads this", right)
        if near == "figures":
            problems.skip("figure")
        elif near and not (data / near).exists():
            meant.add(near)
    for name in ("figures", "tables"):
        if (data / name).is_file():
            problems.add(
                SourceLocation(f"data/{name}"), "the folder is a file", f"files in a folder {name}"
            )
            problems.skip("figure" if name == "figures" else "table")
    for path in sorted((data / "figures").iterdir()) if (data / "figures").is_dir() else ():
        if _beside(path):
            continue
        if path.suffix != ".csv":
            right = "a file of rows that ends in .csv"
            problems.add(SourceLocation(display_path(root, path)), "nothing reads this", right)
        if path.suffix != ".csv" or not path.is_file():
            problems.skip("figure")
    return meant


def _beside(path: Path) -> bool:
    """Whether a file may lie among the data and be none of it."""
    name = path.name
    return name.startswith(".") or is_scratch(name) or _BESIDE.fullmatch(name) is not None


def _by_id(found: dict[str, E]) -> dict[str, E]:
    return dict(sorted(found.items()))


def _briefing(
    root: Path, path: Path, environ: Mapping[str, str], problems: Diagnostics
) -> Briefing:
    name, before = display_path(root, path), len(problems.found)
    text = read_text(root, path, problems)
    data = None if text is None else read_yaml(text, name, problems)
    briefing = None
    if isinstance(data, YamlMapping):
        briefing = parse_entry(Briefing, data, problems, _STAND_IN)
    elif not problems.failed_since(before):
        problems.add(SourceLocation(name), "the file is no mapping", "keys such as title: …")
    if problems.failed_since(before):
        problems.skip("briefing")  # its day, too, may be a stand-in
    briefing = briefing or Briefing.model_validate({**_STAND_IN, "place": SourceLocation(name)})
    repository = environ.get("REPOSITORY_URL") or REPOSITORY
    if "{repository}" in briefing.contact and (fault := web_fault(repository)):
        right = "the project’s address as anybody opens it, https://…"
        problems.add(briefing.at("contact"), f"REPOSITORY_URL {fault}", right)
        repository = REPOSITORY
    contact = briefing.contact.replace("{repository}", repository.rstrip("/"))
    return briefing.model_copy(update={"contact": contact})


def _units(found: dict[str, UnitEntry], problems: Diagnostics) -> UnitParser:
    """The units; one that cannot stand is noted, left out and lost."""
    right = {}
    for name, entry in found.items():
        before = len(problems.found)
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*", entry.id, re.ASCII):
            problems.add(entry.at("id"), f"{entry.id!r} cannot name a unit", _UNIT_FORM)
        elif entry.id in ("date", "pp", *MAGNITUDES) or is_currency(entry.id):
            problems.add(entry.at("id"), f"{entry.id} means something else", "another name")
        named = problems.failed_since(before)
        if not re.fullmatch(r"1|\[[a-z][a-z0-9_]*\]", entry.dimension, re.ASCII):
            problems.add(
                entry.at("dimension"),
                f"{entry.dimension!r} is no dimension",
                'a name in brackets such as "[visitor]", or "1" for a pure number',
            )
        if problems.failed_since(before):
            problems.skip("unit", "*" if named else name)
        else:
            right[name] = entry
    return UnitParser(right)


def _references(
    sources: Mapping[str, Source],
    entities: Mapping[str, Entity],
    metrics: Mapping[str, Metric],
    problems: Diagnostics,
) -> None:
    for source in sources.values():
        for key in ("repeats", "replaces"):
            _known(source, key, sources, problems)
        for key in ("address", "archive"):
            link = getattr(source, key)
            if link and not _LINK.fullmatch(link):
                problems.add(source.at(key), f"{link!r} is no address", "https://…")
    for entity in entities.values():
        _known(entity, "parts", entities, problems)
        _known(entity, "part_of", entities, problems)
    for metric in metrics.values():
        _known(metric, "parts", metrics, problems)
    _rounds(sources, "repeats", problems)
    _rounds(sources, "replaces", problems)
    _rounds(entities, "parts", problems)
    _rounds(entities, "part_of", problems)
    _rounds(metrics, "parts", problems)


def _known(entry: Entry, key: str, known: Mapping[str, object], problems: Diagnostics) -> None:
    """Each name under ``key`` is one of ``known``, the entries of the same kind."""
    for number, name in enumerate(_named(entry, key)):
        if name and name not in known:
            hint = f"the id of another {entry.noun}"
            what = f"unknown {entry.noun} {name}"
            missing = UnknownName(entry.noun, name, known, hint, message=what)
            problems.add_invalid(entry.at(f"{key}[{number}]"), missing)


def _rounds(found: Mapping[str, Entry], key: str, problems: Diagnostics) -> None:
    """No entry leads back to itself by way of ``key``; each way round is told once.

    Goes along each ``key`` once, however long the ways are.
    """
    done = set[str]()
    for start in found:
        if start in done:
            continue
        way, onward = [start], [iter(_named(found[start], key))]
        steps = {start: 0}
        while way:
            name = next(onward[-1], None)
            if name is None:
                onward.pop()
                done.add(gone := way.pop())
                del steps[gone]
            elif name in steps:
                _round(
                    found, key, way[steps[name] : steps[name] + _TOLD_AT_MOST], way[-1], problems
                )
            elif name in found and name not in done:
                steps[name] = len(way)
                way.append(name)
                onward.append(iter(_named(found[name], key)))


def _round(
    found: Mapping[str, Entry], key: str, way: Sequence[str], last: str, problems: Diagnostics
) -> None:
    """Note that a way leads from its ``last`` back to its first."""
    first = found[way[0]]
    by = [*way[1:], *(() if last == way[-1] else ("…", last))]
    through = f", through {', '.join(by)}" if by else ""
    what = f"{key} of {way[0]} leads round to {way[0]} again{through}"
    problems.add(first.at(key), what, f"another {first.noun}")


_TOLD_AT_MOST = 5
"""Entries of a way round that are named."""


def _named(entry: Entry, key: str) -> tuple[str, ...]:
    given = getattr(entry, key)
    return (given,) if isinstance(given, str) else tuple(given)
