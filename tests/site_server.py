"""A built site, served under a sub-path as GitHub Pages serves a project's."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def serving(site: Path, base: str, instead: Mapping[str, bytes] | None = None) -> Iterator[str]:
    """The address of ``site``, served under the path ``base`` (``/repo/``) until the block ends.

    ``instead`` holds files, by their path in the site, that are answered with other bytes.
    """
    handler = partial(_Handler, site=site, base=base, instead=instead or {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(
        self, *arguments: object, site: Path, base: str, instead: Mapping[str, bytes]
    ) -> None:
        self.base, self.instead = base, instead
        super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(Path(self.directory, "no such file"))
        return super().translate_path("/" + path[len(self.base) :])

    def do_GET(self) -> None:
        content = self.instead.get(self.path.removeprefix(self.base))
        if content is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages answers
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass
