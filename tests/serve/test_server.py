"""The server itself: what a browser may keep, who is answered, what strange requests bring."""

from __future__ import annotations

import socket
import struct
import threading
import time
from http.client import HTTPConnection, HTTPResponse

import pytest

from crossfoot import __version__
from crossfoot.serve.live_site import LiveSite
from crossfoot.serve.server import is_local, serving

STYLE = "assets/styles/crossfoot.css"


def answer(port: int, tag: str = "") -> HTTPResponse:
    asked = HTTPConnection("127.0.0.1", port)
    asked.request("GET", f"/{STYLE}", headers={"If-None-Match": tag} if tag else {})
    found = asked.getresponse()
    found.read()
    asked.close()
    return found


def test_a_style_is_sent_again_only_where_it_is_another() -> None:
    shown = LiveSite({STYLE: b"a {}"})
    with serving(shown, 0) as port:
        tag = answer(port).headers["ETag"]
        assert answer(port, tag).status == 304
        shown.show({STYLE: b"b {}"})
        again = answer(port, tag)
        assert again.status == 200 and again.headers["ETag"] != tag


def test_a_port_that_is_taken_is_named_with_the_way_out() -> None:
    with serving(LiveSite(), 0) as port:
        said = f"port {port}: .*; --port names another"
        with pytest.raises(OSError, match=said), serving(LiveSite(), port):
            pass


def said_to(port: int, request: bytes) -> bytes:
    """All that the server says to some bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as asked:
        asked.sendall(request)
        asked.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: asked.recv(1 << 16), b""))


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET http://[::1 HTTP/1.1", 400),
        (b"GET /__crossfoot__/news?page=index.html&since=x HTTP/1.1", 400),
        (b"GET /__crossfoot__/news?since=" + b"9" * 5000 + b" HTTP/1.1", 400),
        (b"GET / HTTP/9.9", 505),
        (b"GET", 400),
        (b"\xff\x00\xfe", 400),
        (b"FROB / HTTP/1.1", 501),
        (b"POST / HTTP/1.1\r\nContent-Length: 9", 501),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1", 414),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000, 431),
        (b"GET / HTTP/1.1\r\n" + b"X: x\r\n" * 200 + b"Y: y", 431),
        (b"GET /%00%ff//../../etc/passwd HTTP/1.1", 404),
        (b"HEAD / HTTP/1.1", 404),
    ],
    ids=lambda value: value[:40].decode("ascii", "replace") if isinstance(value, bytes) else None,
)
def test_a_strange_request_is_answered_and_no_fault(request_line: bytes, status: int) -> None:
    told: list[str] = []
    with serving(LiveSite(), 0, told.append) as port:
        answered = said_to(port, request_line + b"\r\nConnection: close\r\n\r\n")
        # What could be HTTP/0.9 is answered without a head.
        assert (
            answered.startswith(b"HTTP/1.1 %d " % status) or b"Error code: %d" % status in answered
        )
        assert answer(port).status == 404, "the next one is answered"
    assert told == []


def test_a_browser_that_hangs_up_in_the_middle_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossfoot.serve.server.PATIENCE", 0.02)
    told: list[str] = []
    before = set(threading.enumerate())
    with serving(LiveSite({"a.bin": b"x" * 20_000_000}), 0, told.append) as port:
        for path in ("a.bin", "__crossfoot__/news?page=index.html&since=0"):
            with socket.create_connection(("127.0.0.1", port)) as asked:
                asked.sendall(f"GET /{path} HTTP/1.1\r\n\r\n".encode())
                assert asked.recv(100)
                # Closed without a farewell: a reset, as of a browser that was killed.
                asked.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with socket.create_connection(("127.0.0.1", port)) as asked:
            asked.sendall(b"GET /a.b")
        assert answer(port).status == 404, "the next one is answered"
        while any("process_request" in one.name for one in {*threading.enumerate()} - before):
            time.sleep(0.01)
    assert told == []


def test_a_fault_of_the_server_s_own_is_a_line() -> None:
    told: list[str] = []
    shown = LiveSite()
    shown.files = None  # type: ignore[assignment]
    with serving(shown, 0, told.append) as port:
        assert said_to(port, b"GET / HTTP/1.1\r\n\r\n") == b""
    (line,) = told
    assert line.startswith(f"crossfoot {__version__} failed: AttributeError: ")
    assert " in serve/server.py:" in line


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("localhost:8000", True),
        ("LOCALHOST:9", True),
        ("brief.localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("127.0.0.2", True),
        ("[::1]:8000", True),
        ("", False),
        ("evil.example:8000", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example#localhost", False),
        ("evil@localhost", False),
        ("10.0.0.1:8000", False),
        ("[::1", False),
        ("0.0.0.0:8000", False),
    ],
)
def test_only_this_machine_s_own_names_are_local(host: str, local: bool) -> None:
    assert is_local(host) is local


@pytest.mark.parametrize("path", ["", "__crossfoot__/news", "data/figures.json"])
def test_a_page_elsewhere_that_leads_its_name_here_is_shown_no_draft(path: str) -> None:
    with serving(LiveSite({"index.html": b"draft", "data/figures.json": b"draft"}), 0) as port:
        asked = HTTPConnection("127.0.0.1", port)
        asked.request("GET", f"/{path}", headers={"Host": f"evil.example:{port}"})
        found = asked.getresponse()
        body = found.read()
    assert (found.status, found.headers["Content-Type"]) == (421, "text/plain; charset=utf-8")
    assert body == b"This server shows drafts, and answers to localhost and 127.0.0.1 only.\n"


def test_an_address_as_a_terminal_sends_it_is_the_browser_s() -> None:
    shown = LiveSite({"größe/index.html": b"<p>here</p>"})
    with serving(shown, 0) as port:
        for path in ("größe/".encode(), b"gr%C3%B6%C3%9Fe/"):
            told = said_to(port, b"GET /" + path + b" HTTP/1.1\r\nConnection: close\r\n\r\n")
            assert told.startswith(b"HTTP/1.1 200 ") and told.endswith(b"<p>here</p>")


def test_who_asks_for_the_head_of_the_news_is_not_kept_waiting() -> None:
    with (
        serving(LiveSite(), 0) as port,
        socket.create_connection(("127.0.0.1", port), timeout=20) as asked,
    ):
        asked.sendall(b"HEAD /__crossfoot__/news HTTP/1.1\r\n\r\n")
        told = b""
        while b"\r\n\r\n" not in told and (part := asked.recv(1 << 16)):
            told += part
        assert told.startswith(b"HTTP/1.1 200 ") and told.endswith(b"\r\n\r\n")
        assert asked.recv(1) == b""
