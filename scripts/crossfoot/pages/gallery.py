"""All charts in the order in which a reader meets them, by the pages that use them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .environment import TemplateObject, TracedText
from .links import page_address
from .site_index import SiteIndex
from .views import PageView

if TYPE_CHECKING:
    from .chart_element import ChartView


@dataclass(frozen=True)
class Group(TemplateObject):
    """The charts that stand together; ``page`` is None for those that no page uses."""

    page: PageView | None
    charts: list[ChartView]


@dataclass(frozen=True)
class Near(TemplateObject):
    """The charts before and after one."""

    before: ChartView | None
    after: ChartView | None


class Gallery(TemplateObject):
    """The charts by page: each once, with the first page that uses it, the front page after all
    others. Made once the briefing's own pages are."""

    def __init__(
        self, shelf: SiteIndex, charts: Mapping[str, ChartView], order: Sequence[str]
    ) -> None:
        """``order`` are the paths of pages in the order of the navigation."""
        self._charts = charts
        users = {id: shelf.paged.get(f"chart:{id}", {}) for id in charts}
        titles = {path: title for by in users.values() for path, (_, title) in by.items()}

        def rank(path: str) -> tuple[bool, int, str]:
            return not path, order.index(path) if path in order else len(order), path

        homes: dict[str, list[str]] = {}
        for id, by in users.items():
            paths = sorted(by, key=rank)
            home = next(iter([p for p in paths if p != "index.md"] or paths), "")
            homes.setdefault(home, []).append(id)
        layout = tuple((p, titles.get(p, ""), tuple(homes[p])) for p in sorted(homes, key=rank))
        self._layout = shelf.memo.watch("gallery", {"": layout})

    @property
    def groups(self) -> list[Group]:
        """The charts of each page, in the order of the pages."""
        return [
            Group(
                PageView(TracedText(title), page_address(path)) if path else None,
                [self._charts[id] for id in ids],
            )
            for path, title, ids in self._layout[""]
        ]

    def near(self, id: str) -> Near:
        """The charts before and after the chart ``id``."""
        row = [id for _, _, ids in self._layout[""] for id in ids]
        at = row.index(str(id))
        before = self._charts[row[at - 1]] if at else None
        return Near(before, self._charts[row[at + 1]] if at + 1 < len(row) else None)
