"""A built site, served under a sub-path as GitHub Pages serves a project's."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".md", ".map"}
"""What GitHub Pages sends compressed: text. Fonts and pictures are compressed by themselves."""


@cache
def packed(file: Path, level: int = 6) -> bytes:
    """A file's bytes as they are sent."""
    content = file.read_bytes()
    return gzip.compress(content, level, mtime=0) if file.suffix in PACKED else content


@contextmanager
def serving(
    site: Path,
    base: str,
    compress: bool = False,
    asked: list[str] | None = None,
    delay: float = 0.0,
) -> Iterator[str]:
    """The address of ``site``, served under the path ``base`` (``/repo/``) until the block ends.

    What is not there is answered with 404.html, at whatever depth. With ``compress``, text is sent
    as GitHub Pages sends it. ``asked`` gets the path in the site of every file that was asked for.
    Each answer takes ``delay`` seconds.
    """
    handler = partial(_Handler, site=site, base=base, compress=compress, asked=asked, delay=delay)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits some 40 ms for the word of its head

    def __init__(
        self,
        *arguments: object,
        site: Path,
        base: str,
        compress: bool,
        asked: list[str] | None,
        delay: float,
    ) -> None:
        self.base, self.compress, self.asked, self.delay = base, compress, asked, delay
        super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(Path(self.directory, "no such file"))
        return super().translate_path("/" + path[len(self.base) :])

    def do_GET(self) -> None:
        time.sleep(self.delay)
        file = Path(self.translate_path(self.path))
        if file.is_dir() and self.path.partition("?")[0].endswith("/"):
            file /= "index.html"
        if self.asked is not None and file.is_file():
            self.asked.append(file.relative_to(self.directory).as_posix())
        if self.compress and file.is_file() and file.suffix in PACKED:
            self._send(200, self.guess_type(str(file)), packed(file), "gzip")
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code == 404 and page.is_file():
            self._send(code, "text/html; charset=utf-8", page.read_bytes())
        else:
            super().send_error(code, message, explain)

    def _send(self, code: int, kind: str, content: bytes, encoding: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages answers
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass
