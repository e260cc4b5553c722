"""``vega.js``: Vega for a reader's browser, as vl-convert brings it along."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from .cache import Cache
from .drawer import Drawer

ADDRESS = "assets/scripts/vega.js"
LICENCES = "assets/scripts/vega.LICENSES.txt"
SNIPPET = "globalThis.vegaEmbed = vegaEmbed;"
"""vl-convert's bundle hands a snippet Vega through Vega-Embed only: its name ``vega`` is empty.
Vega-Embed brings the interpreter of expressions too, so a page's policy allows no ``eval``."""
_LICENCES = Path(__file__).parent.parent / "theme" / "vendor" / "vega.LICENSES.txt"


def bundle(drawer: Drawer, stored: Cache) -> dict[str, bytes]:
    """The files that live charts load, by address; made by a child, kept in ``stored``.

    Raises Undrawn where the child fails.
    """
    name = sha256(f"{version('vl-convert-python')}\n{SNIPPET}".encode()).hexdigest()
    made = stored.read(name)
    if made is None:
        made = drawer.bundle(SNIPPET).result().encode()
        stored.write(name, made)
    return {ADDRESS: made, LICENCES: _LICENCES.read_bytes()}
