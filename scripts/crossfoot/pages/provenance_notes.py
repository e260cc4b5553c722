"""The trails of a page's numbers: for the panel that a script opens, and as notes on paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from html import escape

from .claim_view import ClaimView
from .figure_view import FigureView
from .links import relative_link
from .prose import note_key
from .site_index import SiteIndex
from .views import SourceView

Piece = str | tuple[str, str]
"""A text, or a text with the address that it leads to, from the page; a line end parts items."""


@dataclass(frozen=True)
class ProvenanceNote:
    """One number: what it is, and where it comes from."""

    what: str
    value: str
    signs: tuple[str, ...]
    """Words that stand beside the value: its status, "disputed"; a claim's verdict."""
    facts: tuple[tuple[str, tuple[Piece, ...]], ...]
    """Terms, each with its pieces, in reading order."""
    row: str
    """Its row's address, from the page."""


def build_notes(
    notes: Iterable[tuple[str, str]], shelf: SiteIndex, page: str, worded: Callable[[str], str]
) -> tuple[ProvenanceNote, ...]:
    """The trail of each number of a page, in the order of its notes.

    ``notes`` are pairs of a kind (``figure``, ``claim``) and an id, ``page`` the page's address,
    ``worded`` makes a text with marks plain.
    """
    made = []
    for kind, id in notes:
        if kind == "claim":
            made.append(_claim(shelf.claims[id], page, worded))
        else:
            made.append(_figure(shelf.figures[id], page))
    return tuple(made)


def notes_json(found: tuple[ProvenanceNote, ...]) -> str:
    """The trails as JSON in a script element that no browser runs."""
    told = json.dumps([asdict(trail) for trail in found], ensure_ascii=False, separators=(",", ":"))
    safe = told.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return f'<script type="application/json" id="cf-trails">{safe}</script>' if found else ""


def notes_element(found: tuple[ProvenanceNote, ...], links: Mapping[str, str], site: str) -> str:
    """The same as a list for paper, where no link can be followed; and where its links lead.

    ``links`` are addresses from the root of the ``site``, an absolute address, with their words.
    """
    numbers = "".join(f"<li>{_note(trail)}</li>" for trail in found)
    places = "".join(
        f"<li>{words.rstrip('.')}: {escape(site + to.removeprefix('./'))}</li>"
        for to, words in links.items()
    )
    return "".join(
        f'<div class="cf-notes" data-search-exclude><p class="cf-notes-title">{title}</p>'
        f"<{kind}>{items}</{kind}></div>"
        for title, kind, items in (
            ("Where these numbers come from", "ol", numbers),
            ("Where the links lead", "ul", places),
        )
        if items
    )


def _note(trail: ProvenanceNote) -> str:
    facts = "; ".join(
        f"{term.lower()}: {''.join(_flat(piece) for piece in pieces)}".replace("\n", "; ")
        for term, pieces in trail.facts
        if term in _ON_PAPER
    )
    head = f"<b>{escape(trail.value)}</b>, {escape(trail.what)} ({', '.join(trail.signs)})"
    return f"{head}; {escape(facts)}." if facts else f"{head}."


_ON_PAPER = ("Range", "Source", "With its numbers", "Also said", "With other sources", "Test")


def _flat(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    text, address = piece
    return f"{text} ({address})" if "://" in address else text


def _figure(figure: FigureView, page: str) -> ProvenanceNote:
    facts: Mapping[str, object] = {
        "Range": figure.range or "exact: its digits leave nothing open",
        "As recorded": figure.written,
        "Unit": figure.unit,
        "Period": figure.period,
        "Source": None if figure.derived else _cited(figure, page, out=True),
        "Formula": figure.formula,
        "With its numbers": figure.working,
        "With other sources" if figure.derived else "Also said": _others(figure, page),
        "Note": figure._shelf.plain(*note_key(figure._it)),
    }
    name = f"{figure.name}: {figure.label}" if figure.name else str(figure.label)
    signs = (str(figure.status), *(["disputed"] if figure.disputed else []))
    return ProvenanceNote(
        f"{name}, {figure._it.period.name}",
        str.__str__(figure.text),
        signs,
        _listed(facts),
        relative_link(figure.address, page),
    )


def _claim(claim: ClaimView, page: str, worded: Callable[[str], str]) -> ProvenanceNote:
    facts: Mapping[str, object] = {
        "Range": claim.range,
        "Formula": claim.formula,
        "With its numbers": claim.working,
        "Test": claim.test,
        "Claimed by": _cited(claim, page, out=False),
    }
    return ProvenanceNote(
        f"Worked out for the claim: {worded(claim.statement)}",
        str.__str__(claim.text),
        (claim.verdict,),
        _listed(facts),
        relative_link(claim.address, page),
    )


def _listed(facts: Mapping[str, object]) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    pairs = []
    for term, value in facts.items():
        pieces = value if isinstance(value, tuple) else (str.__str__(str(value or "")),)
        if any(pieces):
            pairs.append((term, pieces))
    return tuple(pairs)


def _cited(thing: FigureView | ClaimView, page: str, out: bool) -> tuple[Piece, ...]:
    if thing.source is None:
        return ("not stated",)
    told: list[Piece] = [_source(thing.source, page)]
    told.append(f", {str.__str__(thing.locator)}" if thing.locator else ", place not stated")
    if out and thing.source.host:
        told += [", at ", (str.__str__(thing.source.host), thing.source.address)]
    return tuple(told)


def _source(source: SourceView, page: str) -> Piece:
    return (str.__str__(source.title), relative_link(f"sources/{source._it.id}/", page))


def _others(figure: FigureView, page: str) -> tuple[Piece, ...]:
    told: list[Piece] = []
    for other in figure.others:
        told.append("\n" if told else "")
        told.append(str.__str__(other.text))
        if figure.derived:
            for row in other.instead:
                told += [f", with {str.__str__(row.text)} from ", *_cited(row, page, out=False)]
        else:
            told += [", ", *_cited(other, page, out=False)]
            told.append(f": {str.__str__(other.relation)}" if other.relation else "")
    return tuple(piece for piece in told if piece)
