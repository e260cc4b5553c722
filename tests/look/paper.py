"""A printed page as pictures: what a PDF shows, sheet by sheet."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from pypdfium2.raw import FPDFBitmap_BGRA as BGRA

from pictures.raster import Raster, write

SCALE = 1.25
"""Of 72 pixels an inch: a sheet of A4 is about 750 pixels wide, text can be read."""
MOST = 12
"""Sheets that are drawn; the ledger has many, and they are alike."""


def pictures(file: Path) -> list[Path]:
    """The first sheets of a PDF, drawn beside it as ``paper-1.png`` and so on."""
    made = []
    with pypdfium2.PdfDocument(file) as document:
        for number in range(min(len(document), MOST)):
            drawn = document[number].render(
                scale=SCALE, rev_byteorder=True, force_bitmap_format=BGRA
            )
            rows = bytes(drawn.buffer)
            step = drawn.stride
            raster = Raster(
                drawn.width,
                drawn.height,
                tuple(rows[y * step : y * step + 4 * drawn.width] for y in range(drawn.height)),
            )
            picture = file.with_name(f"{file.stem}-{number + 1}.png")
            picture.write_bytes(write(raster))
            made.append(picture)
    return made
