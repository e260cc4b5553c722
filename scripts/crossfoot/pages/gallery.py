"""All charts in the order in which a reader meets them, by the pages that use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .environment import Said, Seen
from .links import page_address
from .shelf import Shelf
from .views import PageView

if TYPE_CHECKING:
    from .chart import ChartView


@dataclass(frozen=True)
class Group(Seen):
    """The charts that stand together; ``page`` is None for those that no page uses."""

    page: PageView | None
    charts: list[ChartView]


@dataclass(frozen=True)
class Near(Seen):
    """The charts before and after one."""

    before: ChartView | None
    after: ChartView | None


@dataclass
class Gallery(Seen):
    """The charts by page. Asked for once the briefing's own pages are made."""

    _shelf: Shelf
    _charts: Mapping[str, ChartView]
    _order: tuple[str, ...]
    """The paths of pages in the order of the navigation."""

    @cached_property
    def groups(self) -> list[Group]:
        """Each chart once: with the first page that uses it, the front page after all others."""
        found: dict[str, Group] = {}
        for id, chart in self._charts.items():
            path = self._home(id)
            title, address = self._title(path), page_address(path) if path else ""
            page = PageView(Said(title), address) if path else None
            found.setdefault(path, Group(page, [])).charts.append(chart)
        return [found[path] for path in sorted(found, key=self._rank)]

    @cached_property
    def _near(self) -> dict[str, Near]:
        row = [chart for group in self.groups for chart in group.charts]
        around = [None, *row, None]
        return {str(chart.id): Near(around[at], around[at + 2]) for at, chart in enumerate(row)}

    def near(self, id: str) -> Near:
        """The charts before and after the chart ``id``."""
        return self._near[str(id)]

    def _home(self, id: str) -> str:
        paths = sorted(self._shelf.paged.get(f"chart:{id}", {}), key=self._rank)
        return next(iter([p for p in paths if p != "index.md"] or paths), "")

    def _title(self, path: str) -> str:
        for users in self._shelf.paged.values():
            if path in users:
                return users[path][1]
        return ""

    def _rank(self, path: str) -> tuple[bool, int, str]:
        known = path in self._order
        return (not path, self._order.index(path) if known else len(self._order), path)
