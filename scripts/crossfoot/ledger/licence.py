"""Licences that a briefing or a source may name, with where their text stands."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """A licence; ``title`` is its name again and ``address`` empty where it is not known here."""

    spdx: str
    """Its SPDX identifier, ``CC-BY-4.0``."""
    name: str
    """As a reader knows it, "CC BY 4.0"."""
    title: str
    address: str


_CC, _ODC = "https://creativecommons.org/", "https://opendatacommons.org/licenses/"
_OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_KNOWN = {
    licence.spdx: licence
    for licence in (
        Licence(
            "CC-BY-4.0",
            "CC BY 4.0",
            "Creative Commons Attribution 4.0 International",
            f"{_CC}licenses/by/4.0/",
        ),
        Licence(
            "CC-BY-SA-4.0",
            "CC BY-SA 4.0",
            "Creative Commons Attribution-ShareAlike 4.0 International",
            f"{_CC}licenses/by-sa/4.0/",
        ),
        Licence(
            "CC0-1.0",
            "CC0 1.0",
            "Creative Commons Zero 1.0 Universal",
            f"{_CC}publicdomain/zero/1.0/",
        ),
        Licence(
            "ODbL-1.0",
            "ODbL 1.0",
            "Open Data Commons Open Database License 1.0",
            f"{_ODC}odbl/1-0/",
        ),
        Licence("OGL-UK-3.0", "OGL UK 3.0", "Open Government Licence 3.0 (United Kingdom)", _OGL),
    )
}


def parse_licence(written: str) -> Licence:
    """The licence that ``CC-BY-4.0`` or ``CC BY 4.0`` names."""
    spdx = re.sub(r"[^-a-zA-Z0-9._]+", "-", written).strip("-")
    return _KNOWN.get(spdx) or Licence(spdx or "other", written, written, "")
