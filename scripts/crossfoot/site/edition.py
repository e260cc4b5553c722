"""What the theme says of the whole publication, on every page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ..ledger.licence import licence
from ..ledger.schema import Briefing
from ..quantity.period import period


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
    def of(
        cls, briefing: Briefing, finding: str, description: str, as_of: str, version: str
    ) -> Edition:
        """The edition of ``briefing``; its finding and description with the numbers in them."""
        under = licence(briefing.licence)
        return cls(
            title=briefing.title,
            finding=finding,
            description=description or finding,
            authors=briefing.authors,
            publisher=briefing.publisher,
            licence=under.name,
            licence_address=under.address,
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
