"""What the theme says of the whole publication, on every page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ..ledger.language import text_direction
from ..ledger.licence import parse_licence
from ..ledger.model import Ledger
from ..quantity.period import parse_period


@dataclass(frozen=True)
class Publication:
    """The publication as the theme needs it: plain texts, no HTML."""

    title: str
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
    direction: str
    """Which way its text runs: ``ltr`` or ``rtl``."""
    version: str
    """The engine's."""
    keywords: tuple[str, ...] = ()
    """The names of what its figures are of."""
    measures: tuple[str, ...] = ()
    """What they measure."""
    covers: str = ""
    """The years of what is, not of what is expected, as ISO 8601 has them: "2019/2026"."""

    @classmethod
    def of(cls, ledger: Ledger, description: str, version: str) -> Publication:
        """The edition of a briefing; its description with the numbers in it."""
        briefing, as_of = ledger.briefing, ledger.as_of
        under = parse_licence(briefing.licence)
        of = {figure.entity for figure in ledger.figures.values()}
        measured = {figure.metric for figure in ledger.figures.values()}
        return cls(
            title=briefing.title,
            description=description,
            authors=briefing.authors,
            publisher=briefing.publisher,
            licence=under.name,
            licence_address=under.address,
            published=briefing.published,
            as_of=as_of,
            as_of_name=parse_period(as_of).name,
            language=briefing.language,
            direction=text_direction(briefing.language),
            version=version,
            keywords=tuple(e.name for name, e in ledger.entities.items() if name in of),
            measures=tuple(m.label for name, m in ledger.metrics.items() if name in measured),
            covers=_covered(ledger),
        )

    def template(self) -> str:
        """A Jinja file that sets each of these names, for the theme to import.

        The texts are JSON strings, which are string literals to Jinja and MiniJinja alike. What is
        beyond ASCII stands as it is: Jinja takes an escaped emoji for two halves of a character.
        """
        lines = [
            f"{{% set {name} = {json.dumps(value, ensure_ascii=False)} %}}"
            for name, value in asdict(self).items()
        ]
        return "\n".join(lines) + "\n"


def _covered(ledger: Ledger) -> str:
    periods = [
        figure.period
        for figure in ledger.figures.values()
        if figure.status in ("actual", "estimated", "claimed")
    ]
    if not periods:
        return ""
    first, last = min(p.first for p in periods).year, max(p.last for p in periods).year
    return f"{first}/{last}" if first < last else f"{first}"
