"""A chart with its pictures, which may still be on their way."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache

from ...crash import InternalError
from ...diagnostics import Diagnostics
from ..render_job import Picture
from ..spec.chart_spec import ChartSpec
from ..theme import FAMILY, FONTS
from .render_pool import RenderError

BLANK = Picture("", "", "", b"")
"""In the place of a picture that could not be drawn."""


@dataclass(frozen=True)
class RenderedChart:
    """A chart and its pictures; whoever asks for one waits until it is there.

    Where the chart could not be drawn the pictures are empty, and why is noted once.
    """

    spec: ChartSpec
    _drawings: Future[Picture] = field(repr=False, compare=False)
    """What pages hold; the PNGs are still empty."""
    _whole: Future[Picture] = field(repr=False, compare=False)
    _problems: Diagnostics = field(repr=False, compare=False)

    @property
    def title(self) -> str:
        """Its finding."""
        return self.spec.title

    @property
    def subtitle(self) -> str:
        """What it shows."""
        return self.spec.subtitle

    @property
    def svg_wide(self) -> str:
        """For a page, shown in a frame of 600 px and more; colours are custom properties."""
        return self._wait(self._drawings).wide

    @property
    def svg_narrow(self) -> str:
        """For a page, shown in a narrower frame."""
        return self._wait(self._drawings).narrow

    @property
    def vega(self) -> Mapping[str, str]:
        """The Vega of the wide and the narrow drawing; empty where a touch would tell no more."""
        if not self.spec.job.interactive:
            return {}
        picture = self._wait(self._drawings)
        return {"wide": picture.vega_wide, "narrow": picture.vega_narrow}

    @property
    def svg_file(self) -> str:
        """To download: stands alone, literal colours, fonts inside."""
        return embed_fonts(self.wait().file)

    @property
    def png(self) -> bytes:
        """To download, 1700 × 1200."""
        return self.wait().png

    @property
    def social(self) -> bytes:
        """A PNG, 1200 × 630, that other sites show beside a link to the chart's page."""
        return self.wait().social

    def wait(self) -> Picture:
        """The whole picture, as it was drawn; BLANK where it could not be."""
        return self._wait(self._whole)

    def _wait(self, picture: Future[Picture]) -> Picture:
        who = f"chart {self.spec.id}"
        try:
            return picture.result()
        except RenderError as error:
            if not self._problems.has_skipped("chart", self.spec.id):
                for message, hint in zip(error.messages, error.hints, strict=True):
                    self._problems.add(self.spec.place, f"{who}: {message}", hint)
                self._problems.skip("chart", self.spec.id)
            return BLANK
        except InternalError as error:
            raise InternalError(f"{who}: {error}") from error


def embed_fonts(svg: str) -> str:
    """An SVG file with its fonts inside, for it leaves the site."""
    return svg.replace("</desc>", f"</desc>{_font_style()}", 1)


@cache
def _font_style() -> str:
    faces = []
    for weight, name in ((400, "Regular"), (600, "SemiBold")):
        data = (FONTS / f"{FAMILY.replace(' ', '')}-{name}.woff2").read_bytes()
        faces.append(
            f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{b64encode(data).decode()})}}"
        )
    return f"<style>{''.join(faces)}</style>"
