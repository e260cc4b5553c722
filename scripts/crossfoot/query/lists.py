"""Which figures, claims, charts, sources, entities and pages there are, by filter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields

from ..analysis import Analysis
from ..claims.verdict import ASKS, MEANING
from ..diagnostics import InvalidValue, did_you_mean
from ..kind import Kind, Plural
from ..ledger.field_types import STATUSES
from ..pages import Page
from ..pages.unused import cited_sources, used_figures
from ..publish import Record
from ..records import ItemRecords

FITTING: Mapping[Kind, str] = {
    Kind.FIGURE: "entity metric period status source disputed unused derived text",
    Kind.CLAIM: "verdict kind source entity text",
    Kind.CHART: "entity source disputed text",
    Kind.SOURCE: "rank unused text",
    Kind.ENTITY: "kind unused text",
    Kind.PAGE: "entity source text",
}
"""The filters that fit each kind."""


@dataclass(frozen=True)
class Filters:
    """What the things must be; empty, None and False ask for nothing."""

    entity: str = ""
    metric: str = ""
    period: str = ""
    status: str = ""
    source: str = ""
    verdict: str = ""
    kind: str = ""
    rank: int | None = None
    disputed: bool = False
    unused: bool = False
    derived: bool = False
    text: str = ""
    """Stands somewhere in its words, upper or lower case."""


def list_items(
    kind: Kind,
    filters: Filters,
    analysis: Analysis,
    pages: Collection[Page],
    known: ItemRecords,
) -> list[Record]:
    """The records of a kind that pass, in their order.

    ``pages`` are the briefing's own. Figures, sources and entities come with ``used``: whether
    anything of the briefing does.
    Raises InvalidValue for a filter that does not fit the kind, and for a value that nothing has.
    """
    asked = {f.name: value for f in fields(filters) if (value := getattr(filters, f.name))}
    for name in asked:
        if name not in FITTING[kind].split():
            fits = [plural for plural in Plural if name in FITTING[plural.kind].split()]
            plural = next(plural for plural in Plural if plural.kind is kind)
            raise InvalidValue(f"--{name} does not fit {plural}", f"it fits {', '.join(fits)}")
    found = _with_use(kind, known[kind].values(), analysis, pages)
    for name, value in asked.items():
        if name in _VALUES:
            _at_all(name, str(value), _VALUES[name](kind, known))
        found = [record for record in found if _passes(kind, name, value, record, known)]
    return found


def _with_use(
    kind: Kind, records: Iterable[Record], analysis: Analysis, pages: Collection[Page]
) -> list[Record]:
    texts = analysis.texts
    of_use: Collection[str]
    match kind:
        case Kind.FIGURE:
            of_use = used_figures(texts, analysis.specs.by_id, pages)
        case Kind.SOURCE:
            of_use = cited_sources(texts, pages)
        case Kind.ENTITY:
            of_use = {id for page in pages for id in page.entities} | {*texts.shelf.by_entity}
        case _:
            return list(records)
    return [{**record, "used": record["id"] in of_use} for record in records]


def _at_all(name: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        raise InvalidValue(
            f"no {name} {value}", did_you_mean(value, known) or f"one of {', '.join(known)}"
        )


_VALUES: Mapping[str, Callable[[Kind, ItemRecords], Collection[str]]] = {
    "entity": lambda kind, known: known[Kind.ENTITY],
    "source": lambda kind, known: known[Kind.SOURCE],
    "metric": lambda kind, known: _there("metric", known[Kind.FIGURE]),
    "status": lambda kind, known: STATUSES,
    "verdict": lambda kind, known: MEANING,
    "kind": lambda kind, known: ASKS if kind is Kind.CLAIM else _there("kind", known[kind]),
}
"""What may stand after a filter, where that can be said."""


def _there(key: str, records: Mapping[str, Record]) -> list[str]:
    return sorted({record[key] for record in records.values()})


def _passes(kind: Kind, name: str, value: object, record: Record, known: ItemRecords) -> bool:
    match name:
        case "text":
            told = (record.get(key) or "" for key in _WORDS)
            return str(value).casefold() in "\n".join(told).casefold()
        case "unused":
            return not record["used"]
        case "derived":
            return bool(record["formula"])
        case "entity" if kind is not Kind.FIGURE:
            refs = [*record.get("inputs", ()), *record.get("figures", ())]
            named = value in record.get("entities", ())
            return named or any(ref.partition(".")[0] == value for ref in refs)
        case "source":
            return value in _sources(record, known)
    return bool(record[name] == value)


_WORDS = (
    "id label title subtitle description statement conclusion name summary publisher author note"
).split()
"""Where a text is looked for."""


def _sources(record: Record, known: ItemRecords) -> set[str]:
    """The sources that a thing names, or that have a row for it."""
    rows = (known[Kind.ROW].get(f"{record['id']}@{id}") for id in known[Kind.SOURCE])
    found = {row["source"] for row in rows if row}
    return {*found, *record.get("sources", ()), record.get("source") or ""}
