"""What templates see of the briefing and its published files."""

from __future__ import annotations

from markupsafe import Markup

from ..ledger.licence import parse_licence
from .chart_element import Download
from .environment import TracedText
from .escaping import safe_link
from .links import Reference
from .template_functions import format_size, named
from .template_renderer import TemplateRenderer
from .views import format_day


def briefing_view(texts: TemplateRenderer) -> dict[str, object]:
    """The briefing itself: who publishes it, when and under which licence."""
    briefing = texts.ledger.briefing
    return {
        "title": TracedText(briefing.title),
        "address": TracedText(texts.shelf.address),
        "publisher": TracedText(briefing.publisher),
        "authors": [TracedText(a) for a in briefing.authors],
        "contact": TracedText(briefing.contact),
        "reach": _reach(texts),
        "licence": TracedText(parse_licence(briefing.licence).name),
        "published": format_day(briefing.published),
        "year": TracedText(briefing.published[:4]),
        "language": TracedText(briefing.language),
    }


def _reach(texts: TemplateRenderer) -> Markup:
    """A link to the contact, or its words where it is no address."""
    contact = texts.ledger.briefing.contact
    address = safe_link(contact)
    said = named(contact.removeprefix("mailto:"))
    reference = Reference("out", address, address, "cf-out")
    return Markup(texts.links.refer(reference, said)) if address else said


def download_view(download: Download) -> dict[str, object]:
    """A published file, its size as a reader says it."""
    return {
        "address": download.address,
        "name": TracedText(download.address.removeprefix("data/")),
        "type": download.type,
        "size": format_size(download.bytes),
        "what": TracedText(download.what),
    }
