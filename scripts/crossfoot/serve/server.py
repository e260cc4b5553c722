"""A server on this machine that shows pages from memory and tells browsers what changed."""

from __future__ import annotations

import json
import mimetypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from hashlib import sha256
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ..crash import crash_report
from .live_site import EVERYWHERE, LiveSite

OWN = "__crossfoot__/"
"""Where what belongs to the server itself stands, under the site's root."""
PATIENCE = 15.0
"""Seconds after which a waiting browser is told that all is quiet, so that neither gives up."""
TYPES = {".md": "text/markdown", ".woff2": "font/woff2", ".json": "application/json"}


ELSEWHERE = b"This server shows drafts, and answers to localhost and 127.0.0.1 only.\n"
"""What whoever asks by another name is told: a page of anybody's could have its name lead here."""


@contextmanager
def serving(
    shown: LiveSite, port: int, tell: Callable[[str], None] = lambda line: None
) -> Iterator[int]:
    """Serve at 127.0.0.1 until the block ends; gives the port. Raises OSError where it is taken.

    ``tell`` gets a line for each request that the server itself fails at.
    """
    handler = partial(_Handler, shown)
    try:
        server = _Server(tell, ("127.0.0.1", port), handler)
    except OSError as fault:
        raise OSError(f"port {port}: {fault.strerror}; --port names another") from None
    with server:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


class _Server(ThreadingHTTPServer):
    """One thread a browser."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, tell: Callable[[str], None], *arguments: Any) -> None:
        self._tell = tell
        super().__init__(*arguments)

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell what went wrong in a line."""
        fault = sys.exc_info()[1]
        if fault is not None:
            self._tell(crash_report(fault))


def is_local(host: str) -> bool:
    """Whether a ``Host`` is this machine's own name: ``localhost:8000``, ``127.0.0.1``, ``[::1]``.

    Its port may be another, for one that is forwarded.
    """
    if set(host) & set("@/?#\\"):  # more than a name and a port
        return False
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or name.endswith(".localhost") or ip_address(name).is_loopback
    except ValueError:
        return False


class _Handler(BaseHTTPRequestHandler):
    """Answers from memory and logs nothing."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """Else each answer waits for the browser's word that its head has come: some 40 ms."""

    def __init__(self, shown: LiveSite, *arguments: Any) -> None:
        self.shown = shown
        super().__init__(*arguments)

    def handle(self) -> None:
        """Answer until the browser goes away, which it may at any time."""
        with suppress(ConnectionError):
            super().handle()

    def parse_request(self) -> bool:
        """Whether there is a request that is to be answered; else it has been refused."""
        if not super().parse_request():
            return False
        hosts = self.headers.get_all("Host") or []
        if not all(map(is_local, hosts)):
            self.close_connection = True
            self._plainly(HTTPStatus.MISDIRECTED_REQUEST, ELSEWHERE)
            return False
        return True

    def _plainly(self, status: HTTPStatus, text: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def do_GET(self) -> None:
        """A file of the site, or news of it."""
        try:
            address = urlsplit(self.path)
            asked = parse_qs(address.query)
            since = int(asked.get("since", ["0"])[0])
        except ValueError:
            self._plainly(HTTPStatus.BAD_REQUEST, b"That is no address of a page.\n")
            return
        path = unquote(address.path.encode("latin-1")).lstrip("/")  # as a terminal sends it
        if path == f"{OWN}news":
            self._news(asked.get("page", [""])[0], since)
        elif path.startswith(OWN):
            self._send(path, _own(path.removeprefix(OWN)))
        else:
            self._page(path, address.path)

    def do_HEAD(self) -> None:
        """As for GET, without the content."""
        self.do_GET()

    def _page(self, path: str, asked: str) -> None:
        shown, version = self.shown.files, self.shown.version
        if path == "" or path.endswith("/"):
            path += "index.html"
        elif path not in shown and f"{path}/index.html" in shown:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{asked}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        found = shown.get(path)
        status = HTTPStatus.OK if found is not None else HTTPStatus.NOT_FOUND
        if found is None and (path.endswith(".html") or "." not in path.rsplit("/", 1)[-1]):
            # Asked for by its own name, so that it is loaded as soon as it is there.
            path = path if path.endswith(".html") else f"{path}/index.html"
            found = shown.get("404.html") or _NOTHING
        if found is not None and path.endswith(".html"):
            found = _lively(found, version, path)
        self._send(path, found, status)

    def _send(self, path: str, content: bytes | None, status: HTTPStatus = HTTPStatus.OK) -> None:
        body = b"" if content is None else content
        ending = Path(path).suffix
        kind = TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")
        text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
        tag = f'"{sha256(body).hexdigest()}"' if path.startswith(EVERYWHERE) else ""
        if tag and self.headers.get("If-None-Match") == tag:
            status, body = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(HTTPStatus.NOT_FOUND if content is None else status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if tag else "no-store")
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _news(self, page: str, since: int) -> None:
        """Tell a browser, as server-sent events, what happens until it goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        with self.shown.viewing(page):
            news = self.shown.wait_for_change(page, since, 0)
            if news is None:
                news = since, False, self.shown.problems
            while True:
                told = b": quiet"
                if news is not None:
                    since, changed, problems = news
                    told = (
                        f"data: {json.dumps({'changed': changed, 'problems': problems})}".encode()
                    )
                self.wfile.write(told + b"\n\n")
                self.wfile.flush()
                news = self.shown.wait_for_change(page, since, PATIENCE)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


_NOTHING = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8">'
    b'<meta name="viewport" content="width=device-width"><title>Crossfoot</title></head>'
    b"<body><p>There is no page here yet. It comes as soon as it is made.</p></body></html>"
)


def _lively(html: bytes, version: int, page: str) -> bytes:
    """A page with the script that listens for news of it."""
    script = (
        f'<script defer src="/{OWN}client.js" data-version="{version}" '
        f'data-page="{escape(page, quote=True)}"></script></head>'
    )
    return html.replace(b"</head>", script.encode(), 1)


@cache
def _own(name: str) -> bytes | None:
    """A file of the server's own, beside this module."""
    file = Path(__file__).parent / name
    return file.read_bytes() if name in ("client.js", "client.css") else None
