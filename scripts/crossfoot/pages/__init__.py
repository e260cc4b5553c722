"""Jinja to Markdown: pages whose every number comes from the ledger.

A build makes one :class:`TemplateRenderer` over the ledger and the judged claims, hands its
:meth:`Texts.plain` to the charts, and then renders all pages::

    texts = Texts(root, ledger, claims, problems, publisher)
    charts = draw_all(root, ledger, claims, problems, texts.plain)
    pages = render(texts, charts, downloads)

Nothing is written here: ``pages.files`` is what belongs under build/docs.
"""

from __future__ import annotations

from .bytecode_cache import CODES, BytecodeCache
from .chart_element import Download
from .number_check import EXTENSIONS, MarkdownSettings
from .og_images import PICTURE, SiteIdentity
from .page import Page, Pages
from .render import render_pages, render_story_pages
from .template_renderer import TemplateRenderer

__all__ = [
    "CODES",
    "EXTENSIONS",
    "PICTURE",
    "BytecodeCache",
    "Download",
    "MarkdownSettings",
    "Page",
    "Pages",
    "SiteIdentity",
    "TemplateRenderer",
    "render_pages",
    "render_story_pages",
]
