"""``vega.js``: Vega for a reader's browser, as vl-convert brings it along."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from ...libraries import program_versions
from ...store import Store
from .render_pool import RenderError, RenderPool

ADDRESS = "assets/scripts/vega.js"
LICENCES = "assets/scripts/vega.LICENSES.txt"
FILES = (ADDRESS, LICENCES)
SNIPPET = "globalThis.vegaEmbed = vegaEmbed;"
"""vl-convert's bundle hands a snippet Vega through Vega-Embed only: its name ``vega`` is empty.
Vega-Embed brings the interpreter of expressions too, so a page's policy allows no ``eval``."""
_LICENCES = Path(__file__).parents[2] / "theme" / "vendor" / "vega.LICENSES.txt"


def vega_bundle(drawer: RenderPool, stored: Store) -> Callable[[], dict[str, bytes]]:
    """Begin to make the files that live charts load; the answer waits for them, by address.

    A child makes the script, and ``stored`` keeps it. Where the child fails, the answer raises
    OSError.
    """
    name = sha256(f"{program_versions()}\n{SNIPPET}".encode()).hexdigest()
    kept = stored.read(name)
    coming = None if kept is not None else drawer.submit_bundle(SNIPPET)

    def made() -> dict[str, bytes]:
        script = kept
        if coming is not None:
            try:
                script = coming.result().encode()
            except RenderError as wrong:
                raise OSError(f"the script of live charts was not made: {wrong}") from wrong
            stored.write(name, script)
        assert script is not None
        return {ADDRESS: script, LICENCES: _LICENCES.read_bytes()}

    return made
