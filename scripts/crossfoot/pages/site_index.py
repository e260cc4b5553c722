"""The whole briefing as templates see it, and what rests on what."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from operator import is_
from typing import TypeVar

from markupsafe import Markup

from ..claims.model import Claim
from ..editions.model import Edition
from ..ledger.model import Ledger
from ..memo import Kept, Memo, Watched
from ..quantity.unit import Unit
from .claim_view import ClaimView
from .corrections import corrections_by_subject, same_corrections
from .edition_item_views import EditionChartView
from .edition_views import EditionView
from .environment import TracedText
from .figure_view import FigureView
from .prose import Prose
from .views import EntityView, PageView, SourceView

T = TypeVar("T")


@dataclass
class SiteIndex:
    """The whole briefing as templates see it. Whoever looks into it is noted in ``memo``."""

    ledger: Ledger
    judged: Mapping[str, Claim]
    memo: Memo
    address: str = ""
    """The absolute address of the site's root."""
    published: Mapping[str, Edition] = field(default_factory=dict)
    """The editions by id, the earliest first."""
    prose: Prose | None = None
    """What the templates of the data came to."""
    charted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The figures that each chart used, by the chart's id."""
    chart_reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The figures and rows that each chart looked at, likewise."""
    claimed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The claims that each chart shows, by the chart's id."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The charts' titles by id."""
    paged: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    """The briefing's own pages that use a thing: by ``kind:id``, their titles and addresses.

    Empty while those pages are made: none depends on which was made before it."""

    def __post_init__(self) -> None:
        ledger, memo = self.ledger, self.memo
        figures = {**ledger.figures, **ledger.rows}
        self.figures: Mapping[str, FigureView] = Watched(
            {ref: FigureView(self, figure) for ref, figure in figures.items()}, "figure", memo
        )
        """Every figure and, by ``id@source``, every row."""
        self.sources: Mapping[str, SourceView] = Watched(
            {id: SourceView(self, source) for id, source in ledger.sources.items()}, "source", memo
        )
        self.entities: Mapping[str, EntityView] = Watched(
            {id: EntityView(self, entity) for id, entity in ledger.entities.items()},
            "entity",
            memo,
        )
        self.claims: Mapping[str, ClaimView] = Watched(
            {id: ClaimView(self, claim) for id, claim in self.judged.items()}, "claim", memo
        )
        """Every claim by id, in the file's order."""
        users = ((ref, f.id) for f in ledger.figures.values() for ref in f.inputs)
        self.users = memo.watch("users", group_pairs(users))
        """The derived figures that use a figure or a row, by what the formula names."""
        tested = {
            id: (*claim.inputs, *(other.replacement for other in claim.alternatives))
            for id, claim in self.judged.items()
        }
        self.claim_inputs = memo.watch("tested", tested)
        """What each claim is tested with, by the claim's id; disputing rows too."""
        pairs = enumerate(tested.items())
        tests = ((ref, f"{at:09}:{id}") for at, (id, refs) in pairs for ref in dict.fromkeys(refs))
        self._testers = memo.watch("testers", group_pairs(tests))
        """The claims that are tested with a figure or a row, each behind its place in the file."""
        row = ["", *self.judged, ""]
        beside = {id: (row[at], row[at + 2]) for at, id in enumerate(self.judged)}
        self.beside = memo.watch("beside", beside)
        """The claims before and after each; empty at either end."""
        self.rows_of = memo.watch("rows of", group_pairs((r.split("@")[0], r) for r in ledger.rows))
        """The rows of each figure that has any."""
        self.by_entity = memo.watch(
            "of entity", group_pairs((f.entity, f.id) for f in ledger.figures.values())
        )
        """The figures of each entity."""
        self.by_source = memo.watch(
            "of source", group_pairs((row.source, ref) for ref, row in ledger.rows.items())
        )
        """The rows of each source."""
        self.corrected = memo.watch(
            "corrected", corrections_by_subject(ledger.corrections), same_corrections
        )
        """The corrections of each figure and claim, by ``figure:ID`` and ``claim:ID``."""
        self._keep_editions()
        self._scales: dict[str, Fraction] = {}
        self._shared: dict[Hashable, Kept] = {}

    def _keep_editions(self) -> None:
        ids = ["", *self.published]
        views = {
            id: EditionView(self, it, before)
            for (id, it), before in zip(self.published.items(), ids, strict=False)
        }
        known = {id: (view._it, view._before) for id, view in views.items()}
        self.memo.watch("edition", known, lambda a, b: a[0] is b[0] and a[1] == b[1])
        self.editions: Mapping[str, EditionView] = Watched(views, "edition", self.memo)
        """Every edition by id, the earliest first."""
        charts = {chart.id: chart for view in views.values() for chart in view.charts}
        self.memo.watch("pinned", {id: chart._it for id, chart in charts.items()}, is_)
        self.pinned: Mapping[str, EditionChartView] = Watched(charts, "pinned", self.memo)
        """Every chart of every edition, by ``EDITION/charts/CHART``."""

    def marked(self, kind: str, id: str, name: str) -> Markup:
        """A text of the data with its marks."""
        return Markup("") if self.prose is None else self.prose.marked(kind, id, name)

    def plain(self, kind: str, id: str, name: str) -> TracedText:
        """The same in plain words: for what stands in titles, and in links."""
        return TracedText("" if self.prose is None else self.prose.plain(kind, id, name))

    def using(self, refs: Iterable[str]) -> list[str]:
        """The derived figures whose formulas name any of these."""
        return list(dict.fromkeys(id for ref in refs for id in self.users.get(ref, ())))

    def claims_on(self, refs: Iterable[str]) -> list[str]:
        """The claims that are tested with any of these, in the file's order."""
        found = {claim for ref in refs for claim in self._testers.get(ref, ())}
        return [claim.partition(":")[2] for claim in sorted(found)]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` returns, made once; all who ask are noted to have read what it read."""
        return self.memo.once(self._shared, key, make)

    def scale(self, unit: Unit) -> Fraction:
        """What one of ``unit`` is in the base unit of its dimension, for sorting."""
        if unit.text not in self._scales:
            self._scales[unit.text] = self.ledger.units.to_si(unit)[0]
        return self._scales[unit.text]

    def chart_page(self, id: str) -> PageView:
        """A chart's page, by the chart's id."""
        return PageView(TracedText(self.titles.get(id, id)), f"charts/{id}/")

    def pages_using(self, kind: str, ids: Iterable[str]) -> list[PageView]:
        """The pages that use any of these, by address."""
        found = sorted(self.showing(kind, ids).values())
        return [PageView(TracedText(title), address) for address, title in found]

    def showing(self, kind: str, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """The paths of the pages that use any of these, with their addresses and titles."""
        found: dict[str, tuple[str, str]] = {}
        for id in ids:
            found |= self.paged.get(f"{kind}:{id}", {})
        return found


def group_pairs(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The second of each pair, by the first, in their order."""
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
