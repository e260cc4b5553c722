"""The whole briefing as templates see it, and what rests on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from markupsafe import Markup

from ..claims.model import Claim
from ..ledger.model import Ledger
from ..quantity.unit import Unit
from .environment import Said
from .figures import FigureView
from .judged import ClaimView
from .views import EntityView, PageView, SourceView


@dataclass
class Shelf:
    """The whole briefing as templates see it, each thing made once, when first asked for."""

    ledger: Ledger
    judged: Mapping[str, Claim]
    address: str = ""
    """The absolute address of the site's root."""
    statements: dict[str, Markup] = field(default_factory=dict)
    conclusions: dict[str, Markup] = field(default_factory=dict)
    charted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The figures that each chart used, by the chart's id."""
    claimed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The claims that each chart shows, by the chart's id."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The charts' titles by id."""
    paged: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    """Pages that use a thing: by ``kind:id``, their titles and addresses."""

    _scales: dict[str, Fraction] = field(default_factory=dict)

    @cached_property
    def figures(self) -> dict[str, FigureView]:
        """Every figure and, by ``id@source``, every row."""
        both = {**self.ledger.figures, **self.ledger.rows}
        return {ref: FigureView(self, figure) for ref, figure in both.items()}

    @cached_property
    def sources(self) -> dict[str, SourceView]:
        """Every source by id."""
        return {id: SourceView(self, source) for id, source in self.ledger.sources.items()}

    @cached_property
    def entities(self) -> dict[str, EntityView]:
        """Every entity by id."""
        return {id: EntityView(self, entity) for id, entity in self.ledger.entities.items()}

    @cached_property
    def claims(self) -> dict[str, ClaimView]:
        """Every claim by id, in the file's order."""
        return {id: ClaimView(self, claim) for id, claim in self.judged.items()}

    @cached_property
    def users(self) -> dict[str, list[str]]:
        """The derived figures that use a figure or a row, by what the formula names."""
        found: dict[str, list[str]] = {}
        for figure in self.ledger.figures.values():
            for ref in figure.inputs:
                found.setdefault(ref, []).append(figure.id)
        return found

    def using(self, refs: Iterable[str]) -> list[str]:
        """The derived figures whose formulas name any of these."""
        return list(dict.fromkeys(id for ref in refs for id in self.users.get(ref, ())))

    @cached_property
    def claim_inputs(self) -> dict[str, tuple[str, ...]]:
        """What each claim is tested with, by the claim's id; disputing rows too."""
        return {
            id: (*claim.inputs, *(other.instead for other in claim.others))
            for id, claim in self.judged.items()
        }

    @cached_property
    def rows_of(self) -> dict[str, list[str]]:
        """The rows of each figure that has any."""
        found: dict[str, list[str]] = {}
        for ref in self.ledger.rows:
            found.setdefault(ref.split("@")[0], []).append(ref)
        return found

    @cached_property
    def by_entity(self) -> dict[str, list[str]]:
        """The figures of each entity."""
        found: dict[str, list[str]] = {}
        for figure in self.ledger.figures.values():
            found.setdefault(figure.entity, []).append(figure.id)
        return found

    @cached_property
    def by_source(self) -> dict[str, list[str]]:
        """The rows of each source."""
        found: dict[str, list[str]] = {}
        for ref, row in self.ledger.rows.items():
            found.setdefault(row.source, []).append(ref)
        return found

    def scale(self, unit: Unit) -> Fraction:
        """What one of ``unit`` is in the base unit of its dimension, for sorting."""
        if unit.text not in self._scales:
            self._scales[unit.text] = self.ledger.units.si(unit)[0]
        return self._scales[unit.text]

    def chart_page(self, id: str) -> PageView:
        """A chart's page, by the chart's id."""
        return PageView(Said(self.titles.get(id, id)), f"charts/{id}/")

    def pages_using(self, kind: str, ids: Iterable[str]) -> list[PageView]:
        """The pages that use any of these, by address."""
        found: dict[str, str] = {}
        for id in ids:
            found |= dict(self.paged.get(f"{kind}:{id}", {}).values())
        return [PageView(Said(title), address) for address, title in sorted(found.items())]
