"""The sheet: all pictures of all pages, or one view of each to flip through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 2rem 4rem; background: #f4f4f2; }
header { position: sticky; top: 0; background: inherit; padding: 0.5rem 0; }
header label { margin-right: 1rem; }
section > div { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
figure { margin: 0; } img { border: 1px solid #888; }
figure a { display: block; max-height: 60vh; overflow: hidden; }
figure img { height: auto; width: calc(var(--width) * 0.35px); display: block; }
"""


@dataclass(frozen=True)
class Shot:
    """One picture: of which page, in which view, and its file."""

    page: str
    view: str
    file: Path


def sheet(shots: Sequence[Shot], folder: Path) -> str:
    """An HTML file in ``folder``: a section a page, a choice of the views to show."""
    views = list(dict.fromkeys(shot.view for shot in shots))
    choices = [_choice("all", "all views", True), *(_choice(_id(v), v) for v in views)]
    shown = "\n".join(
        f"body:has(#{_id(view)}:checked) figure:not(.{_id(view)}) {{ display: none; }}\n"
        f"body:has(#{_id(view)}:checked) figure.{_id(view)} :is(a, img) "
        "{ width: auto; max-width: 100%; max-height: none; }\n"
        f"body:has(#{_id(view)}:checked) section > div {{ flex-wrap: wrap; }}"
        for view in views
    )
    parts = [
        '<!doctype html><html lang="en"><meta charset="utf-8">',
        f"<title>The site, page by page</title><style>{_STYLE}{shown}</style>",
        f"<header>{''.join(choices)} <a href='charts.html'>Changed charts</a></header>",
        *(_section(page, list(of), folder) for page, of in groupby(shots, lambda one: one.page)),
    ]
    return "\n".join(parts) + "\n"


def _choice(id_: str, words: str, checked: bool = False) -> str:
    on = " checked" if checked else ""
    return f'<label><input type="radio" name="view" id="{id_}"{on}> {words}</label>'


def _id(view: str) -> str:
    """``360 px, light`` as an id: ``view-360-light``."""
    return "view-" + view.replace(" px, ", "-")


def _section(page: str, shots: Sequence[Shot], folder: Path) -> str:
    figures = "".join(_figure(shot, folder) for shot in shots)
    return f"<section><h2>{escape(page or 'the front page')}</h2><div>{figures}</div></section>"


def _figure(shot: Shot, folder: Path) -> str:
    link = escape(shot.file.relative_to(folder).as_posix())
    width = int.from_bytes(shot.file.read_bytes()[16:20])
    return (
        f'<figure class="{_id(shot.view)}"><figcaption>{escape(shot.view)}</figcaption>'
        f'<a href="{link}"><img loading="lazy" style="--width: {width}" '
        f'alt="{escape(shot.page)}, {escape(shot.view)}" src="{link}"></a></figure>'
    )
