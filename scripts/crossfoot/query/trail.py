"""The trail of a thing: up to the sources, down to all that rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..analysis import Analysis
from ..charts import ChartSpec
from ..kind import Kind
from ..ledger.formula import ids_in_text
from ..pages.dependents import FigureReach, reach_of_figure, reach_of_source
from ..publish import Record
from ..records import ItemRecords


@dataclass(frozen=True)
class Node:
    """A thing on the way."""

    kind: Kind
    id: str
    record: Record
    role: str = ""
    """How it stands to the one before it: ``disputes``, ``instead``; else empty."""
    rests_on: tuple[Node, ...] = ()
    """What it rests on; or, on the way down, what rests on it."""
    repeated: bool = False
    """Whether it stands in the tree before, with all that is beyond it."""


@dataclass(frozen=True)
class Trail:
    """A thing with what it rests on, and what rests on it."""

    subject: Node
    figures: tuple[Node, ...] = ()
    """The derived figures that rest on it, each with those that rest on that one."""
    claims: tuple[Node, ...] = ()
    charts: tuple[Node, ...] = ()
    pages: tuple[Node, ...] = ()
    """The briefing's own pages that show it, or one of those."""


def build_trail(kind: Kind, id: str, analysis: Analysis, known: ItemRecords) -> Trail:
    """The trail of a known thing."""
    subject = _Up(known).node(kind, id)
    reach = _touched(kind, id, analysis)
    given = [ref for ref in reach.touched if ref not in reach.figures]
    derived = kind in (Kind.FIGURE, Kind.ROW, Kind.SOURCE)
    figures = _Down(known, analysis).using(given) if derived else ()
    return Trail(subject, figures, *_showing(subject, reach, analysis, known))


DEPTH_AT_MOST = 60
"""Steps towards the sources that are told at once; what is further tells its own."""


@dataclass
class _Up:
    """The way to the sources; a figure that was reached before is not followed again."""

    known: ItemRecords
    _seen: set[str] = field(default_factory=set)
    _depth: int = 0

    def node(self, kind: Kind, id: str, role: str = "") -> Node:
        """A thing with what it rests on."""
        record = self.known[kind][id]
        if self._depth >= DEPTH_AT_MOST:
            return Node(kind, id, record, role)
        self._depth += 1
        try:
            return self._node(kind, id, record, role)
        finally:
            self._depth -= 1

    def _node(self, kind: Kind, id: str, record: Record, role: str) -> Node:
        on: Iterable[Node]
        match kind:
            case Kind.FIGURE:
                if id in self._seen:
                    return Node(kind, id, record, role, repeated=True)
                self._seen.add(id)
                on = self.figures(record["inputs"]) if record["formula"] else self.rows(id)
            case Kind.ROW:
                on = [self.node(Kind.SOURCE, record["source"])]
            case Kind.CLAIM:
                instead = [other["id"] for other in record["others"]]
                on = [*self.figures(record["inputs"]), *self.figures(instead, "instead")]
            case Kind.CHART | Kind.PAGE:
                on = self.shown(record)
            case Kind.SOURCE:
                return Node(kind, id, record, role)
            case Kind.ENTITY:
                own = (r for r in self.known[Kind.FIGURE].values() if r["entity"] == id)
                on = [self.flat(Kind.FIGURE, r["id"]) for r in own]
        return Node(kind, id, record, role, tuple(on))

    def figures(self, refs: Iterable[str], role: str = "") -> Iterator[Node]:
        """Figures and rows that a formula names, as far as they are there."""
        for ref in refs:
            kind = Kind.ROW if "@" in ref else Kind.FIGURE
            if ref in self.known[kind]:
                yield self.node(kind, ref, role)

    def rows(self, id: str) -> Iterator[Node]:
        """The rows of a figure, the one that it is first."""
        own = [row for row in self.known[Kind.ROW].values() if row["figure"] == id]
        for row in sorted(own, key=lambda row: bool(row["relation"])):
            yield self.node(Kind.ROW, row["id"], row["relation"])

    def shown(self, record: Record) -> Iterator[Node]:
        """What a chart or a page shows: no deeper, for each of it has a trail of its own."""
        of = {"figures": Kind.FIGURE, "claims": Kind.CLAIM, "charts": Kind.CHART}
        for key, kind in {**of, "entities": Kind.ENTITY, "sources": Kind.SOURCE}.items():
            for id in record.get(key, ()):
                which = Kind.ROW if "@" in id else kind
                if id in self.known[which]:
                    yield self.flat(which, id)

    def flat(self, kind: Kind, id: str) -> Node:
        """A thing alone."""
        return Node(kind, id, self.known[kind][id])


@dataclass
class _Down:
    """The way to what is derived; a figure that was reached before is not followed again."""

    known: ItemRecords
    analysis: Analysis
    _seen: set[str] = field(default_factory=set)

    def using(self, refs: Iterable[str]) -> tuple[Node, ...]:
        """The derived figures whose formulas name any of ``refs``, with those that use them."""
        return tuple(map(self._node, self.analysis.texts.shelf.using(refs)))

    def _node(self, id: str) -> Node:
        record = self.known[Kind.FIGURE][id]
        if id in self._seen:
            return Node(
                Kind.FIGURE, id, record, repeated=bool(self.analysis.texts.shelf.using([id]))
            )
        self._seen.add(id)
        return Node(Kind.FIGURE, id, record, rests_on=self.using([id]))


def _touched(kind: Kind, id: str, analysis: Analysis) -> FigureReach:
    """The figures and rows that change with a thing."""
    shelf = analysis.texts.shelf
    if kind in (Kind.FIGURE, Kind.ROW):
        return reach_of_figure(shelf, id)
    if kind is Kind.SOURCE:
        return reach_of_source(shelf, id)
    own = shelf.by_entity.get(id, ()) if kind is Kind.ENTITY else ()
    refs = [ref for figure in own for ref in (figure, *shelf.rows_of.get(figure, ()))]
    return FigureReach(tuple(refs), (), (), ())


def _showing(
    subject: Node, reach: FigureReach, analysis: Analysis, known: ItemRecords
) -> Iterator[tuple[Node, ...]]:
    """The claims, the charts and the pages that rest on a thing."""
    shelf, kind, id, touched = analysis.texts.shelf, subject.kind, subject.id, set(reach.touched)
    claims = {c for c in shelf.claim_inputs if not touched.isdisjoint(_tested(c, analysis))}
    claims |= {id} if kind is Kind.CLAIM else set()
    charts = {
        chart.id
        for chart in analysis.specs.by_id.values()
        if not touched.isdisjoint(_looked(chart)) or not claims.isdisjoint(chart.claims)
    }
    charts |= {id} if kind is Kind.CHART else set()
    shown = {"figure": touched, "claim": claims, "chart": charts}
    pages = {path for of, ids in shown.items() for path in shelf.showing(of, ids)}
    named = {Kind.ENTITY: "entities", Kind.SOURCE: "sources"}.get(kind)
    pages |= {path for path, page in known[Kind.PAGE].items() if named and id in page[named]}
    for of, ids in {Kind.CLAIM: claims, Kind.CHART: charts, Kind.PAGE: pages}.items():
        yield tuple(Node(of, i, r) for i, r in known[of].items() if i in ids and i != id)


def _tested(claim: str, analysis: Analysis) -> set[str]:
    """The figures and rows that a claim is tested with, or that its formula names."""
    named = ids_in_text(analysis.claims[claim].entry.of)
    return {*analysis.texts.shelf.claim_inputs[claim], *named}


def _looked(chart: ChartSpec) -> set[str]:
    """The figures and rows that a chart shows, states or looked at."""
    stated = {ref for finding in chart.findings for ref in finding.inputs}
    return {*chart.figures, *stated, *chart.figures_read}
