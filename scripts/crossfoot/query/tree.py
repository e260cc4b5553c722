"""A trail as trees of text, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from rich.text import Text
from rich.tree import Tree

from ..kind import Kind
from ..publish import Record
from .trail import Node, Trail

ROLES = {
    "agrees": "agrees",
    "within rounding": "differs within rounding",
    "disputes": "disputes it",
    "expected": "was expected",
    "noted": "noted, not relied on",
    "replaced": "replaced",
    "instead": "disputes it",
}
SIGNS = {
    "holds": "green",
    "fails": "red",
    "undetermined": "yellow",
    "overdue": "yellow",
    "disputed": "yellow",
    "disputes it": "yellow",
}
"""The colours of what may need a look."""


def as_trees(trail: Trail) -> Iterator[Tree]:
    """The thing with what it rests on, then each kind of what rests on it."""
    subject = trail.subject
    yield _tree(subject)
    told = {
        "derived figure": trail.figures,
        "claim": trail.claims,
        "chart": trail.charts,
        "page": trail.pages,
    }
    for what, nodes in told.items():
        if nodes:
            head = f"{len(nodes)} {what}{'s' if len(nodes) > 1 else ''}"
            if what == "derived figure":
                count = len(set(_ids(nodes)))
                head = f"{count} {what}{'s' if count > 1 else ''}"
            tree = Tree(Text(f"On it: {head}", "bold"), guide_style="dim")
            for node in nodes:
                _grow(tree, node)
            yield tree
    if not any(told.values()) and subject.kind is not Kind.PAGE:
        yield Tree(Text("Nothing rests on it", "bold"))


def as_json(trail: Trail) -> str:
    """The same as one object: ``subject`` with ``rests_on``, and ``resting`` by kind."""
    told = {
        "subject": _record(trail.subject, "rests_on"),
        "resting": {
            "figures": [_record(node, "resting") for node in trail.figures],
            "claims": [_record(node, "resting") for node in trail.claims],
            "charts": [_record(node, "resting") for node in trail.charts],
            "pages": [_record(node, "resting") for node in trail.pages],
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _record(node: Node, key: str) -> Record:
    stands = {"kind": str(node.kind), "role": node.role, "again": node.repeated}
    return {**stands, **node.record, key: [_record(one, key) for one in node.rests_on]}


def _ids(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield node.id
        yield from _ids(node.rests_on)


def _tree(subject: Node) -> Tree:
    tree = Tree(_line(subject), guide_style="dim")
    for fact in _facts(subject):
        tree.add(fact)
    for node in subject.rests_on:
        _grow(tree, node, subject.id)
    return tree


def _grow(tree: Tree, node: Node, under: str = "") -> None:
    """A thing and what is beyond it; a row with its source is one thing."""
    branch = tree.add(_line(node, under))
    if node.kind is Kind.FIGURE and node.record["formula"] and node.rests_on:
        branch.add(_working(node.record))
    if node.kind is Kind.ROW:
        for source in node.rests_on:
            branch.add(Text(_cited(node.record, source.record)))
        return
    for one in node.rests_on:
        _grow(branch, one, node.id)


def _line(node: Node, under: str = "") -> Text:
    """A thing in a line: its id, what it says, its signs; a row ``under`` its figure in short."""
    record, id = node.record, node.id
    told, signs = _told(node.kind, record)
    if node.kind is Kind.ROW and record["figure"] == under:
        id, told = f"@{record['source']}", record["text"]
    line = Text(id, "bold")
    words = [(told, "not bold")]
    words += [
        (sign, f"not bold {SIGNS.get(sign, 'dim')}") for sign in (*signs, ROLES.get(node.role, ""))
    ]
    if node.kind is Kind.CLAIM:
        words.reverse()  # the verdict first
    for word, style in words:
        line.append(f"  {word}" if word else "", style)
    if node.repeated:
        line.append("  (above)", "not bold dim")
    return line


def _told(kind: Kind, record: Record) -> tuple[str, tuple[str, ...]]:
    match kind:
        case Kind.FIGURE | Kind.ROW:
            disputed = "disputed" if record["disputed"] else ""
            return f"{record['label']}: {record['text']}", (record["status"], disputed)
        case Kind.CLAIM:
            return record["statement"], (record["verdict"],)
        case Kind.CHART | Kind.PAGE:
            return record["title"], ()
        case Kind.SOURCE:
            return record["title"], (record["date"], f"rank {record['rank']}")
        case Kind.ENTITY:
            return record["name"], (record["kind"],)


def _facts(node: Node) -> Iterator[Text]:
    """What else is to be said of the thing that was asked for."""
    record = node.record
    match node.kind:
        case Kind.FIGURE | Kind.ROW:
            facts = {"range": record["range"] or _without(record), "note": record["note"]}
            if record["formula"]:
                yield _working(record)
                instead = [f"{other['text']}" for other in record["others"]]
                facts["with other sources"] = ", ".join(instead)
        case Kind.CLAIM:
            facts = {
                "asks": f"{record['of']} is {record['is']}" if record["of"] else "",
                "working": f"{record['working']} = {record['text']}" if record["working"] else "",
                "test": record["test"],
                "reason": record["reason"],
                "due": record["due"],
                "settled by": record["settled_by"],
                "says": record["conclusion"],
            }
            for margin in record["margins"]:
                facts[f"margin of {margin['input']}"] = margin["told"]
        case Kind.CHART:
            facts = {"subtitle": record["subtitle"], "note": record["note"]}
            for number, finding in enumerate(record["findings"], 1):
                told = f"{finding['worked']}, asked for {finding['test']}: {finding['verdict']}"
                facts[f"its title states ({number})"] = told
        case Kind.SOURCE:
            who = ", ".join(filter(None, (record["author"], record["publisher"])))
            facts = {"by": who, "read": record["read"], "at": record["address"]}
            facts["note"] = record["note"]
        case Kind.ENTITY:
            facts = {"part of": record["part_of"], "parts": ", ".join(record["parts"])}
        case Kind.PAGE:
            facts = {"address": record["address"] or "/"}
    for what, told in {**facts, "stands at": record["place"]}.items():
        if told:
            yield Text.assemble((f"{what}: ", "dim"), told)


def _working(record: Record) -> Text:
    formula = Text.assemble(("= ", "dim"), record["formula"])
    if record["working"]:
        formula.append(f"  ({record['working']})", "dim")
    return formula


def _cited(row: Record, source: Record) -> str:
    """A row's source, the place in it, and where the row stands."""
    named = (source["title"], source["publisher"], source["date"], f"rank {source['rank']}")
    where = row["locator"] or "place not stated"
    return f"{', '.join(filter(None, named))}; {where}; {row['place']}"


def _without(record: Record) -> str:
    """What is told in place of a range: a date has none in words, and may yet be no one day."""
    exact = record["low"] is not None and record["low"] == record["high"]
    return "exact" if exact else str(record["text"])
