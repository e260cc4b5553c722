"""Jinja to Markdown: pages whose every number comes from the ledger.

A build makes one :class:`Texts` over the ledger and the judged claims, hands its
:meth:`Texts.plain` to the charts, and then renders all pages::

    texts = Texts(root, ledger, claims, problems, publisher)
    charts = draw_all(root, ledger, claims, problems, texts.plain)
    pages = render(texts, charts, downloads)

Nothing is written here: ``pages.files`` is what belongs under build/docs.
"""

from __future__ import annotations

from .cards import PICTURE, Face
from .chart import Download
from .check import EXTENSIONS, Publisher
from .codes import CODES, Codes
from .made import Page, Pages
from .render import render, stories
from .texts import Texts

__all__ = [
    "CODES",
    "EXTENSIONS",
    "PICTURE",
    "Codes",
    "Download",
    "Face",
    "Page",
    "Pages",
    "Publisher",
    "Texts",
    "render",
    "stories",
]
