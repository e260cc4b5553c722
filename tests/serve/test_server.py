"""The server itself: what a browser may keep, and a port that is taken."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPResponse

import pytest

from crossfoot.serve.server import serving
from crossfoot.serve.shown import Shown

STYLE = "assets/styles/crossfoot.css"


def answer(port: int, tag: str = "") -> HTTPResponse:
    asked = HTTPConnection("127.0.0.1", port)
    asked.request("GET", f"/{STYLE}", headers={"If-None-Match": tag} if tag else {})
    found = asked.getresponse()
    found.read()
    return found


def test_a_style_is_sent_again_only_where_it_is_another() -> None:
    shown = Shown({STYLE: b"a {}"})
    with serving(shown, 0) as port:
        tag = answer(port).headers["ETag"]
        assert answer(port, tag).status == 304
        shown.show({STYLE: b"b {}"})
        again = answer(port, tag)
        assert again.status == 200 and again.headers["ETag"] != tag


def test_a_port_that_is_taken_is_named_with_the_way_out() -> None:
    with serving(Shown(), 0) as port:
        said = f"port {port}: .*; --port names another"
        with pytest.raises(OSError, match=said), serving(Shown(), port):
            pass
