"""What is to be drawn of a chart, and what comes of it: plain values between both sides."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from ..store import digest_json
from .registry import Width


@dataclass(frozen=True)
class Caption:
    """What stands around the drawing, rendered."""

    title: str
    subtitle: str
    description: str
    footer: tuple[str, ...] = ()
    """Sources, note, licence: a line or paragraph each."""
    briefing: str = ""
    """The briefing that the chart is of."""
    publisher: str = ""
    """Who published it, and under which licence."""


@dataclass(frozen=True)
class RenderJob:
    """A chart to draw: its Vega-Lite for each width, and the texts around it."""

    id: str
    specs: dict[Width, dict[str, Any]]
    caption: Caption

    @cached_property
    def interactive(self) -> bool:
        """Whether it declares a selection or a tooltip: what a touch brings out."""
        return any(map(_is_interactive, self.specs.values()))

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of all that it says."""
        return digest_json({"id": self.id, "specs": self.specs, "caption": asdict(self.caption)})


@dataclass(frozen=True)
class Picture:
    """A chart, drawn."""

    wide: str
    narrow: str
    file: str
    png: bytes
    social: bytes = b""
    """The PNG that other sites show beside a link to the chart's page."""
    vega_wide: str = ""
    """Vega, where the chart comes alive on demand; else empty."""
    vega_narrow: str = ""
    warnings: tuple[str, ...] = ()


TEXTS = ("wide", "narrow", "file", "vega_wide", "vega_narrow")
"""What of a picture is text."""


def _is_interactive(spec: Any) -> bool:
    """Whether a Vega-Lite spec declares a selection, or a tooltip: what a touch would bring out."""
    if isinstance(spec, list):
        return any(map(_is_interactive, spec))
    if not isinstance(spec, dict):
        return False
    told = spec.get("tooltip")
    chosen = any(isinstance(p, dict) and "select" in p for p in _list(spec.get("params")))
    return bool(told) or chosen or any(_is_interactive(v) for k, v in spec.items() if k != "data")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
