"""A page's Markdown beside its HTML, for those who would rather read that."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection

from ...pages.escaping import split_address
from ...pages.links import page_address
from .html_to_markdown import markdown_of_html

_LINK = re.compile(r"(\]\()([^)\s:#]+)\.md(#[^)\s]*)?(?=[\s)])")
_DRAWING = re.compile(r"<svg\b.*?</svg>\n?", re.DOTALL)
_ONLY_DRAWN = re.compile(
    r"<figure\b[^>]*>\s*<svg\b(?:(?!</figure>).)*</svg>\s*(?:<figcaption\b(?:(?!</figure>).)*</figcaption>)?\s*</figure>",
    re.DOTALL,
)
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_KEPT = ("title:", "description:")


def build_alternate(path: str, text: str, site: str = "", alone: Collection[str] = ()) -> str:
    """The Markdown of the page at ``path``, fit to stand as ``index.md`` in its folder.

    It holds no HTML, and of the front matter what a reader can use, with the page's address below
    ``site``. Links to other pages lead to their twins, but to those in the folders ``alone``,
    which have none. Drawings are left out: their figures stand in the table beside them.
    """
    here = page_address(path) or "."

    def lead(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), f"{match[2]}.md"))
        beside = posixpath.relpath(f"{page_address(target)}index.md", here)
        return f"{match[1]}{beside}{match[3] or ''}"

    def beside(address: str) -> str:
        parts = split_address(address)
        if parts is None or parts.scheme or parts.netloc or not parts.path.endswith("/"):
            return address
        if f"{posixpath.normpath(posixpath.join(here, parts.path))}/" in alone:
            return address
        return parts._replace(path=f"{parts.path}index.md").geturl()

    front = _FRONT.match(text)
    kept = [line for line in front[1].split("\n") if line.startswith(_KEPT)] if front else []
    if site:
        kept.append(f'address: "{site}{page_address(path)}"')
    head = "\n".join(("---", *kept, "---", "")) if kept else ""
    body = _LINK.sub(
        lead, _DRAWING.sub("", _ONLY_DRAWN.sub("", text[front.end() if front else 0 :]))
    )
    plain = markdown_of_html(body, beside).strip("\n") + "\n"
    return f"{head}\n{plain}" if head else plain
