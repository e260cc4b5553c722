"""HTML and SVG as browsers read them, and what of both may stand on a page.

Whether a text is safe, and what it holds, is decided by parsers that follow the standards, never
by a pattern: what looks like a tag to a pattern is not what a browser takes for one.
"""

from __future__ import annotations

from .allowed import Refusal, parse_text, refused_markup
from .html import Element, parse_html
from .svg import SvgFault, svg_faults

__all__ = [
    "Element",
    "Refusal",
    "SvgFault",
    "parse_html",
    "parse_text",
    "refused_markup",
    "svg_faults",
]
