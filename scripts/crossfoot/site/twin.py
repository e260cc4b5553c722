"""A page's Markdown beside its HTML, for those who would rather read that."""

from __future__ import annotations

import posixpath
import re

_LINK = re.compile(r"(\]\()([^)\s:#]+)\.md(#[^)\s]*)?(?=[\s)])")
_DRAWING = re.compile(r"<svg\b.*?</svg>\n?", re.DOTALL)


def folder(path: str) -> str:
    """The folder that a page at ``path`` in the docs is published in: ``money.md`` → ``money/``."""
    stem = path.removesuffix(".md")
    if posixpath.basename(stem) in ("index", "README"):
        stem = posixpath.dirname(stem)
    return f"{stem}/" if stem else ""


def twin(path: str, text: str) -> str:
    """The Markdown of the page at ``path``, fit to stand as ``index.md`` in its folder.

    Links to other pages lead to their twins. Inline drawings are left out: their figures stand in
    the table beside them.
    """
    here = folder(path) or "."

    def lead(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), f"{match[2]}.md"))
        beside = posixpath.relpath(f"{folder(target)}index.md", here)
        return f"{match[1]}{beside}{match[3] or ''}"

    return _LINK.sub(lead, _DRAWING.sub("", text))
