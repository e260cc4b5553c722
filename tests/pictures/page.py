"""A page that shows what changed: before, after and the difference, side by side."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from pictures.compare import Change
from pictures.raster import png, write

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; max-width: 140rem; color: #1a1c1f; }
section, details { border-top: 1px solid #c9ccd0; margin-top: 2rem; padding-top: 1rem; }
div { display: grid; grid-template-columns: repeat(3, 1fr); gap: 2rem; }
figure { margin: 0; } img { max-width: 100%; height: auto; border: 1px solid #e3e5e8; }
"""


def page(changes: Sequence[Change]) -> str:
    """One HTML file that needs no other: changed pictures open, the others folded."""
    changed = [change for change in changes if change.changed]
    same = [change for change in changes if not change.changed]
    told = f"{len(changed)} of {len(changes)} pictures changed" if changed else "Nothing changed"
    parts = [
        '<!doctype html><html lang="en"><meta charset="utf-8">',
        f"<title>{told}</title><style>{_STYLE}</style><h1>{told}</h1>",
        "<p><code>make accept</code> keeps today’s pictures as they are here under “after”.</p>",
        *map(_section, changed),
        *(
            f"<details><summary>{escape(change.name)}: as kept</summary>"
            f"{_image('kept', png(change.after))}</details>"
            for change in same
        ),
    ]
    return "\n".join(parts) + "\n"


def _section(change: Change) -> str:
    shown = [
        _image("before", png(change.before, 2), 2) if change.before else "",
        _image("after", png(change.after, 2), 2) if change.after else "",
        _image("difference", write(change.marked)) if change.marked else "",
    ]
    return f"<section><h2>{escape(str(change))}</h2><div>{''.join(shown)}</div></section>"


def _image(what: str, data: bytes, scale: int = 1) -> str:
    """A figure with a picture that was drawn at this scale, for sharp screens."""
    width = int.from_bytes(data[16:20]) // scale
    source = f"data:image/png;base64,{b64encode(data).decode()}"
    return (
        f"<figure><figcaption>{what}</figcaption>"
        f'<img alt="{what}" width="{width}" src="{source}"></figure>'
    )
