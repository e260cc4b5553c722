"""Two states compared: pure, whatever they were made of."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from ..diagnostics import Diagnostics
from ..kind import Kind
from ..publish import Record
from .causes import Causes
from .model import Change, Difference, State, Weight
from .number_change import comparable_values, describe_change

KINDS = (Kind.CLAIM, Kind.CHART, Kind.FIGURE, Kind.ROW, Kind.SOURCE, Kind.ENTITY, Kind.PAGE)
"""In the order in which changes of one weight are told."""
AROUND = "status source locator note label disputed formula inputs qualifier range".split()
"""What stands around a figure's number."""
ELSEWHERE = ("place", "address")
"""Where a thing stands is no part of what it is."""


def compare_states(old: State, new: State) -> Difference:
    """All that is another in ``new``, what matters most first."""
    causes = Causes(old, new)
    found = [
        *_figures(old, new, causes),
        *_rows(old, new, causes),
        *_claims(old, new, causes),
        *_charts(old, new, causes),
        *_pages(old, new, causes),
        *_entries(old, new, Kind.SOURCE, "title"),
        *_entries(old, new, Kind.ENTITY, "name"),
    ]
    changes = tuple(sorted(found, key=_order))
    told = dict.fromkeys(cause for one in changes for cause in one.reasons)
    problems = tuple(problem for problem in new.problems if problem not in old.problems)
    return Difference(changes, tuple(told), problems, old.problems)


def _order(one: Change) -> tuple[object, ...]:
    derived = one.kind is Kind.FIGURE and not any(r.startswith(f"{one.id}@") for r in one.reasons)
    return one.weight, KINDS.index(one.kind), derived, one.id


def _pairs(old: State, new: State, kind: Kind) -> Iterator[tuple[str, Record, Record]]:
    """What is there in both and not the same, by id."""
    before, after = old.records[kind], new.records[kind]
    for id in before:
        if id in after and _plain(before[id]) != _plain(after[id]):
            yield id, before[id], after[id]


def _plain(record: Record) -> Record:
    return {key: value for key, value in record.items() if key not in ELSEWHERE}


def _ends(old: State, new: State, kind: Kind, what: str, shown: str) -> Iterator[Change]:
    """What is new, and what is gone."""
    before, after = old.records[kind], new.records[kind]
    for id in after.keys() - before.keys():
        told = after[id]
        yield Change(kind, id, Weight.LEFT, told[what], "", told[shown], notes=("new",))
    for id in before.keys() - after.keys():
        told, lost = before[id], Diagnostics(skipped=set(new.lost)).has_skipped(kind, id)
        notes = ("cannot be worked out now",) if lost else ("gone",)
        yield Change(kind, id, Weight.LEFT, told[what], told[shown], "", notes=notes)


def _figures(old: State, new: State, causes: Causes) -> Iterator[Change]:
    for one in _ends(old, new, Kind.FIGURE, "label", "text"):
        yield replace(one, reasons=causes.of_figure(one.id))
    for id, before, after in _pairs(old, new, Kind.FIGURE):
        was, now = comparable_values(before, after)
        around = [key for key in AROUND if before[key] != after[key]]
        if was.same(now):
            weight = Weight.REWRITTEN
        else:
            weight = Weight.LEFT if now.leaves(was) else Weight.MOVED
        if before["disputed"] != after["disputed"] or before["status"] != after["status"]:
            weight = min(weight, Weight.MOVED)
        reasons = causes.of_figure(id)
        if _plain(before) == {**_plain(after), "others": before["others"]}:
            around.append("what other sources say")
        yield Change(
            Kind.FIGURE,
            id,
            weight,
            after["label"],
            before["text"],
            after["text"],
            describe_change(before, after),
            tuple(_noted(before, after, around)),
            reasons,
        )


def _noted(before: Record, after: Record, around: list[str]) -> Iterator[str]:
    """What stands around a number and is another."""
    for key in around:
        if key == "disputed":
            yield "is disputed now" if after[key] else "is disputed no more"
        elif key in ("status", "source"):
            yield f"{key} {after[key] or 'none'}, was {before[key] or 'none'}"
        elif key == "range":
            yield f"leaves open {after[key] or 'nothing'}, left {before[key] or 'nothing'}"
        elif key not in ("formula", "inputs", "qualifier"):
            yield f"another {key}" if key in ("locator", "note", "label") else key


def _rows(old: State, new: State, causes: Causes) -> Iterator[Change]:
    """Rows that are not their figure, for those are told with it."""
    figures = {one for state in (old, new) for one in state.records[Kind.FIGURE]}
    for one in _ends(old, new, Kind.ROW, "label", "text"):
        if _beside(one.id, old, new) and one.id.partition("@")[0] in figures:
            yield replace(one, weight=Weight.MOVED, reasons=causes.of_figure(one.id))
    for id, before, after in _pairs(old, new, Kind.ROW):
        if _beside(id, old, new):
            was, now = comparable_values(before, after)
            weight = Weight.REWRITTEN if was.same(now) else Weight.MOVED
            around = [key for key in AROUND if key in before and before[key] != after[key]]
            notes = list(_noted(before, after, around))
            if before["relation"] != after["relation"]:
                was_so, is_so = before["relation"] or "the figure", after["relation"]
                notes.insert(0, f"{is_so or 'the figure'}, was {was_so}")
            yield Change(
                Kind.ROW,
                id,
                weight,
                after["label"],
                before["text"],
                after["text"],
                describe_change(before, after),
                tuple(notes),
                causes.of_beside(id),
            )


def _beside(id: str, old: State, new: State) -> bool:
    """Whether a row is not its figure, in one state at least, and never the figure itself."""
    there = [state.records[Kind.ROW].get(id) for state in (old, new)]
    return all(row["relation"] for row in there if row)


def _claims(old: State, new: State, causes: Causes) -> Iterator[Change]:
    for one in _ends(old, new, Kind.CLAIM, "statement", "verdict"):
        yield replace(one, reasons=causes.of_claim(one.id))
    for id, before, after in _pairs(old, new, Kind.CLAIM):
        flips = before["verdict"] != after["verdict"]
        notes = []
        if before["text"] != after["text"]:
            notes.append(
                f"comes to {after['text'] or 'nothing'}, came to {before['text'] or 'nothing'}"
            )
        if after["reason"] != before["reason"] and after["reason"]:
            notes.append(after["reason"])
        if before["conclusion"] != after["conclusion"]:
            notes.append(f"says now: {after['conclusion']}")
        weight = Weight.MOVED if notes else Weight.REWRITTEN
        yield Change(
            Kind.CLAIM,
            id,
            Weight.FLIP if flips else weight,
            after["statement"],
            before["verdict"],
            after["verdict"],
            notes=tuple(notes),
            reasons=causes.of_claim(id),
        )


def _charts(old: State, new: State, causes: Causes) -> Iterator[Change]:
    for one in _ends(old, new, Kind.CHART, "subtitle", "title"):
        end = replace(one, reasons=causes.of_shown(Kind.CHART, one.id))
        broken = _broken(one.id, old, new)
        told = replace(end, weight=Weight.BROKEN, new=one.old, notes=(*broken, *one.notes))
        yield told if broken else end
    for id in old.records[Kind.CHART].keys() & new.records[Kind.CHART].keys():
        before, after = old.records[Kind.CHART][id], new.records[Kind.CHART][id]
        broken = _broken(id, old, new)
        data = _data(old.data[id], new.data[id])
        texts = [t for t in ("title", "subtitle", "description", "note") if before[t] != after[t]]
        drawn = old.jobs[id].specs != new.jobs[id].specs
        notes = (*broken, *data, *(f"another {text}" for text in texts if text != "title"))
        if drawn and not data:
            notes = (*notes, "drawn otherwise")
        if _plain(before) == _plain(after) and not notes:
            continue
        weight = Weight.MOVED if data or drawn or texts else Weight.REWRITTEN
        yield Change(
            Kind.CHART,
            id,
            Weight.BROKEN if broken else weight,
            after["subtitle"],
            before["title"],
            after["title"],
            notes=notes,
            reasons=causes.of_shown(Kind.CHART, id) or ("its code or its texts",),
        )


def _broken(id: str, old: State, new: State) -> tuple[str, ...]:
    """What a chart's title states that held and holds no longer."""
    held = {found.asked for found in old.findings.get(id, ()) if found.verdict == "holds"}
    return tuple(
        f"its title states {found.worked}, asked for {found.test}: {found.verdict}"
        for found in new.findings.get(id, ())
        if found.verdict != "holds" and found.asked in held
    )


def _data(old: str, new: str) -> list[str]:
    """How many rows of a chart's data are others."""
    before, after = (Counter(map(tuple, csv.reader(io.StringIO(text)))) for text in (old, new))
    changed = max((before - after).total(), (after - before).total())
    return [f"{changed} of {after.total() - 1} rows of its data changed"] if changed else []


def _pages(old: State, new: State, causes: Causes) -> Iterator[Change]:
    for one in _ends(old, new, Kind.PAGE, "description", "title"):
        yield replace(one, reasons=causes.of_shown(Kind.PAGE, one.id))
    for path in old.words.keys() & new.words.keys():
        lines = tuple(_lines(old.words[path], new.words[path]))
        if lines:
            before, after = old.records[Kind.PAGE][path], new.records[Kind.PAGE][path]
            count = f"{len(lines)} {'paragraph' if len(lines) == 1 else 'paragraphs'}"
            yield Change(
                Kind.PAGE,
                path,
                Weight.MOVED,
                after["title"],
                before["title"],
                after["title"],
                notes=(count,),
                reasons=causes.of_shown(Kind.PAGE, path) or ("a template was edited",),
                lines=lines,
            )


def _lines(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The paragraphs that are others, the old beside the new."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from zip_longest(old[a:b], new[c:d], fillvalue="")


def _entries(old: State, new: State, kind: Kind, name: str) -> Iterator[Change]:
    """Sources or entities."""
    for one in _ends(old, new, kind, name, name):
        yield replace(one, weight=Weight.MOVED)
    for id, before, after in _pairs(old, new, kind):
        keys = [k for k in before if k not in ELSEWHERE and before[k] != after[k]]
        notes = (f"{key} {_short(after[key])}, was {_short(before[key])}" for key in keys)
        weight = Weight.MOVED if "rank" in keys or "date" in keys else Weight.REWRITTEN
        yield Change(kind, id, weight, after[name], before[name], after[name], notes=tuple(notes))


def _short(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "nothing")
