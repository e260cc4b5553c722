"""Licences that a briefing may name, with where their text stands."""

from __future__ import annotations

import re

LICENCES = {
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC0-1.0": (
        "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "ODbL-1.0": (
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    "OGL-UK-3.0": (
        "Open Government Licence 3.0 (United Kingdom)",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
}
"""By SPDX identifier: title and address."""


def licence(name: str) -> dict[str, str]:
    """A Data Package's licence: ``name``, and ``title`` and ``path`` where they are known."""
    spdx = re.sub(r"[^-a-zA-Z0-9._]+", "-", name).strip("-") or "other"
    if spdx not in LICENCES:
        return {"name": spdx, "title": name}
    title, path = LICENCES[spdx]
    return {"name": spdx, "path": path, "title": title}
