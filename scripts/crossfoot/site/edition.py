"""What the theme says of the whole publication, on every page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ..ledger.schema import Briefing
from ..quantity.period import period

LICENCES = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL-1.0": ("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}
"""By SPDX identifier: what a reader calls a licence, and where its text stands."""


@dataclass(frozen=True)
class Edition:
    """The publication as the theme needs it: plain texts, no HTML."""

    title: str
    finding: str
    description: str
    authors: tuple[str, ...]
    publisher: str
    licence: str
    licence_address: str
    published: str
    as_of: str
    """An ISO day."""
    as_of_name: str
    """The same as a reader reads it: "23 November 2026"."""
    language: str
    version: str
    """The engine's."""

    @classmethod
    def of(cls, briefing: Briefing, finding: str, as_of: str, version: str) -> Edition:
        """The edition of ``briefing``; ``finding`` is its finding with the numbers in it."""
        licence = LICENCES.get(briefing.licence.replace(" ", "-"), (briefing.licence, ""))
        return cls(
            title=briefing.title,
            finding=finding,
            description=briefing.description or finding,
            authors=briefing.authors,
            publisher=briefing.publisher,
            licence=licence[0],
            licence_address=licence[1],
            published=briefing.published,
            as_of=as_of,
            as_of_name=period(as_of).name,
            language=briefing.language,
            version=version,
        )

    def template(self) -> str:
        """A Jinja file that sets each of these names, for the theme to import.

        The texts are JSON strings in ASCII, which are string literals to Jinja and MiniJinja alike.
        """
        lines = [
            f"{{% set {name} = {json.dumps(value)} %}}" for name, value in asdict(self).items()
        ]
        return "\n".join(lines) + "\n"
