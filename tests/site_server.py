"""A built site, served under a sub-path as GitHub Pages serves a project's."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def serving(site: Path, base: str) -> Iterator[str]:
    """The address of ``site``, served under the path ``base`` (``/repo/``) until the block ends."""
    handler = partial(_Handler, site=site, base=base)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, site: Path, base: str) -> None:
        self.base = base
        super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(Path(self.directory, "no such file"))
        return super().translate_path("/" + path[len(self.base) :])

    def log_message(self, format: str, *arguments: object) -> None:
        pass
