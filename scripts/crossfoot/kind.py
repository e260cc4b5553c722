"""What an id can name."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """One of a kind."""

    FIGURE = "figure"
    ROW = "row"
    CLAIM = "claim"
    CHART = "chart"
    SOURCE = "source"
    ENTITY = "entity"
    PAGE = "page"


class Plural(StrEnum):
    """Many of a kind, where they are listed."""

    FIGURES = "figures"
    CLAIMS = "claims"
    CHARTS = "charts"
    SOURCES = "sources"
    ENTITIES = "entities"
    PAGES = "pages"

    @property
    def kind(self) -> Kind:
        """Of which kind."""
        return Kind(self.value.replace("ies", "y").removesuffix("s"))
