"""What templates see of the briefing and its published files."""

from __future__ import annotations

from markupsafe import Markup

from ..ledger.licence import licence
from .chart import Download
from .environment import Said
from .escape import link
from .links import Reference
from .texts import Texts
from .views import day
from .words import named, size


def briefing_view(texts: Texts) -> dict[str, object]:
    """The briefing itself: who publishes it, when and under which licence."""
    briefing = texts.ledger.briefing
    return {
        "title": Said(briefing.title),
        "address": Said(texts.shelf.address),
        "publisher": Said(briefing.publisher),
        "authors": [Said(a) for a in briefing.authors],
        "contact": Said(briefing.contact),
        "reach": _reach(texts),
        "licence": Said(licence(briefing.licence).name),
        "published": day(briefing.published),
        "year": Said(briefing.published[:4]),
        "language": Said(briefing.language),
    }


def _reach(texts: Texts) -> Markup:
    """A link to the contact, or its words where it is no address."""
    contact = texts.ledger.briefing.contact
    address = link(contact)
    said = named(contact.removeprefix("mailto:"))
    reference = Reference("out", address, address, "cf-out")
    return Markup(texts.links.refer(reference, said)) if address else said


def download_view(download: Download) -> dict[str, object]:
    """A published file, its size as a reader says it."""
    return {
        "address": download.address,
        "name": Said(download.address.removeprefix("data/")),
        "type": download.type,
        "size": size(download.bytes),
        "what": Said(download.what),
    }
