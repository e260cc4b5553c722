"""What the briefing had wrong, said where the error stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..ledger.schema import Correction
from .environment import TemplateObject, TracedText
from .links import LinkResolver, PageUsage, Reference
from .prose import correction_id
from .trust_marks import as_sentence
from .views import format_day

if TYPE_CHECKING:
    from .site_index import SiteIndex


@dataclass(frozen=True)
class CorrectionView(TemplateObject):
    """What the briefing had wrong."""

    _shelf: SiteIndex
    _it: Correction

    def __getattr__(self, name: str) -> TracedText:
        if name in ("figure", "claim", "old", "new"):
            return TracedText(getattr(self._it, name))
        raise AttributeError(name)

    @property
    def why(self) -> Markup:
        """How it came to be wrong."""
        return self._shelf.marked("correction", correction_id(self._it), "why")

    @property
    def date(self) -> TracedText:
        """The day of the correction."""
        return format_day(self._it.date)


def corrections_by_subject(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """The corrections of each figure and claim, by ``figure:ID`` and ``claim:ID``."""
    found: dict[str, tuple[Correction, ...]] = {}
    for entry in corrections:
        for key in _keys((entry.figure,), (entry.claim,)):
            found[key] = (*found.get(key, ()), entry)
    return found


def same_corrections(some: tuple[Correction, ...], others: tuple[Correction, ...]) -> bool:
    """Whether they say the same, wherever they stand."""
    return [e.model_dump() for e in some] == [e.model_dump() for e in others]


def correction_views(shelf: SiteIndex, kind: str, id: str) -> list[CorrectionView]:
    """The corrections of a figure or a claim."""
    return [CorrectionView(shelf, entry) for entry in shelf.corrected.get(f"{kind}:{id}", ())]


def corrections_footer(shelf: SiteIndex, links: LinkResolver, uses: PageUsage) -> str:
    """What was corrected of that which a page shows, its charts' too; marked HTML, or nothing."""
    drawn = uses.of("chart")
    figures = chain(uses.of("figure"), *(_read_by(shelf, id) for id in drawn))
    claims = chain(uses.of("claim"), *(shelf.claimed.get(id, ()) for id in drawn))
    keys = dict.fromkeys(_keys(figures, claims))
    found = {id(entry): entry for key in keys for entry in shelf.corrected.get(key, ())}
    listed = "".join(
        f"<li>{format_day(entry.date).__html__()}: {_subject(shelf, links, entry)}. It said "
        f"“{as_sentence(entry.old)}”; it says “{as_sentence(entry.new)}”. "
        f"{CorrectionView(shelf, entry).why}</li>"
        for entry in sorted(found.values(), key=lambda entry: entry.date, reverse=True)
    )
    if not listed:
        return ""
    return (
        '\n\n<aside class="cf-corrected" aria-label="Corrections">'
        f'<p class="cf-corrected-title">Corrected on this page</p><ul>{listed}</ul></aside>'
    )


def _read_by(shelf: SiteIndex, chart: str) -> list[str]:
    """The figures that a chart draws, and those that only its words name."""
    return [*shelf.chart_reads.get(chart, ())]


def _subject(shelf: SiteIndex, links: LinkResolver, entry: Correction) -> str:
    """What it is about, a link to its page."""
    told = []
    figure, claim = shelf.figures.get(entry.figure), shelf.claims.get(entry.claim)
    if figure:
        name = as_sentence(f"{figure._it.label}, {figure._it.period.name}")
        text = f"{figure.name.__html__()}, {name}"
        told.append(links.refer(Reference("page", figure.address, figure.address), text))
    if claim:
        statement = claim.statement.removesuffix(".")
        told.append(links.refer(Reference("page", claim.address, claim.address), statement))
    return "; ".join(told) or "the text"


def _keys(figures: Iterable[str], claims: Iterable[str]) -> Iterator[str]:
    yield from (f"figure:{ref.partition('@')[0]}" for ref in figures if ref)
    yield from (f"claim:{id}" for id in claims if id)
