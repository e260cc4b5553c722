"""What was changed in the inputs, and which of it reaches a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..diagnostics import Diagnostics
from ..kind import Kind
from ..ledger.formula import ids_in_text
from ..publish import Record
from .model import State

ROW = "value unit status qualifier locator note".split()
SOURCE = "rank date repeats replaces title publisher author address archive licence".split()
DERIVED = "formula unit digits label note".split()
CLAIM = "of is kind said due source locator settled_by note".split()
"""The keys of each that somebody types."""
TEXTS = ("statement", "conclusion")
"""What is compared as it was typed: as it reads it changes with its figures."""


@dataclass
class Causes:
    """Finds the changes of inputs behind the change of a thing."""

    old: State
    new: State
    _found: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of_figures(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Behind figures and rows, each cause once."""
        return tuple(dict.fromkeys(cause for ref in refs for cause in self.of_figure(ref)))

    def of_figure(self, ref: str) -> tuple[str, ...]:
        """Behind a figure or a row (``id@source``): its rows, its formula, what that names."""
        if ref not in self._found:
            self._found[ref] = ()  # whatever leads back to it finds nothing new
            made = self._row(ref) if "@" in ref else self._figure(ref)
            self._found[ref] = tuple(dict.fromkeys(made))
        return self._found[ref]

    def of_beside(self, ref: str) -> tuple[str, ...]:
        """Behind a row that is not its figure: what was done to it, or to the others there."""
        return self.of_figure(ref) or self.of_figure(ref.partition("@")[0])

    def of_claim(self, id: str) -> tuple[str, ...]:
        """Behind a claim: its own check, then what that is tested with."""
        old, new = self._pair(Kind.CLAIM, id)
        lost = new is None and Diagnostics(skipped=set(self.new.lost)).has_skipped("claim", id)
        told = [] if lost else self._typed(f"the claim {id}", old, new, CLAIM)
        if old and new:
            texts = zip(TEXTS, self.old.typed[id], self.new.typed[id], strict=True)
            told += [f"the claim {id} has another {name}" for name, a, b in texts if a != b]
        inputs = [ref for record in (old, new) if record for ref in _tested(record)]
        return tuple(dict.fromkeys([*told, *self.of_figures(inputs), *self._day]))

    def of_shown(self, kind: Kind, id: str) -> tuple[str, ...]:
        """Behind a chart or a page: what it shows."""
        there = [record for record in self._pair(kind, id) if record]
        refs = [ref for record in there for ref in record["figures"]]
        refs += [
            ref for r in there for finding in r.get("findings", ()) for ref in finding["inputs"]
        ]
        causes = dict.fromkeys(self.of_figures(refs))
        for claim in (claim for record in there for claim in record["claims"]):
            causes |= dict.fromkeys(self.of_claim(claim))
        for chart in (chart for record in there for chart in record.get("charts", ())):
            causes |= dict.fromkeys(self.of_shown(Kind.CHART, chart))
        return tuple(causes)

    @cached_property
    def _day(self) -> list[str]:
        old, new = self.old.as_of, self.new.as_of
        return [] if old == new else [f"as of {new}, not {old}"]

    def _pair(self, kind: Kind, id: str) -> tuple[Record | None, Record | None]:
        return self.old.records[kind].get(id), self.new.records[kind].get(id)

    def _figure(self, id: str) -> Iterator[str]:
        old, new = self._pair(Kind.FIGURE, id)
        derived = [record for record in (old, new) if record and record["formula"]]
        if derived:
            yield from self._typed(f"the formula of {id}", old, new, DERIVED)
            for record in derived:
                yield from self.of_figures(record["inputs"])
        for ref in {**self.old.rows_of.get(id, {}), **self.new.rows_of.get(id, {})}:
            yield from self.of_figure(ref)

    def _row(self, ref: str) -> Iterator[str]:
        old, new = self._pair(Kind.ROW, ref)
        if old is None or new is None:
            if old or new:
                yield f"{ref} {'was added' if new else 'is gone'}"
            return
        if _number(old) != _number(new):
            yield f"{ref} went from {_told(old, new)}"
        yield from _other(ref, old, new, [key for key in ROW if key not in NUMBER])
        yield from self._source(new["source"])

    def _source(self, id: str) -> list[str]:
        old, new = self._pair(Kind.SOURCE, id)
        return self._typed(f"the source {id}", old, new, SOURCE)

    def _typed(
        self, who: str, old: Record | None, new: Record | None, keys: Iterable[str]
    ) -> list[str]:
        if old is None or new is None:
            return [f"{who} {'was added' if new else 'is gone'}"] if old or new else []
        return list(_other(who, old, new, keys))


NUMBER = ("value", "unit", "qualifier")


def _told(old: Record, new: Record) -> str:
    """``12727 to 12728 M USD``; both whole where more than the digits changed."""
    if old["unit"] == new["unit"] and old["qualifier"] == new["qualifier"] == "":
        return f"{old['value']} to {_number(new)}"
    return f"{_number(old)} to {_number(new)}"


def _number(row: Record) -> str:
    unit = "" if row["unit"] in ("1", "date") else row["unit"]
    return " ".join(filter(None, (row["qualifier"].replace("_", " "), row["value"], unit)))


def _other(who: str, old: Record, new: Record, keys: Iterable[str]) -> Iterator[str]:
    """What else was typed anew: short values with both, long ones by name."""
    for key in keys:
        before, after = (_text(record[key]) for record in (old, new))
        if before == after:
            continue
        if key == "formula":
            yield f"{who} is now {after}, was {before}"
        elif key in ("note", "settled_by", "title", "label"):
            yield f"{who} has another {key.replace('_', ' ')}"
        else:
            yield f"{who} has the {key} {after or 'nothing'}, had {before or 'nothing'}"


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _tested(claim: Record) -> list[str]:
    """The figures and rows that a claim is tested with, and those that its words give."""
    others = [other["id"] for other in claim["others"]]
    return [*claim["inputs"], *others, *ids_in_text(claim["of"] or ""), *claim["named"]]
