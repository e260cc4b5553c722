"""Data made harmless: escaped for Markdown and HTML at once, links by list, lengths capped."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

LONGEST = 4_000
"""Characters of one piece of data on a page; what is longer is cut and ends in an ellipsis."""

# Character references, not backslashes: they read the same inside raw HTML and inside Markdown.
_ESCAPES = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]|~^=#!+@'"}
_ESCAPES |= {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;", ord('"'): "&quot;"}
_SPACE = re.compile(r"\s+")
_COLON = re.compile(r":(?=//|[\w+-]+:)")
_START = re.compile(r"^(?:([-:])(?=\s|-)|(\d+)([.)])(?=\s|$))")


@lru_cache(maxsize=65536)
def escape(text: str) -> str:
    """``text`` as one line that neither Markdown nor HTML reads as anything but text."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) > LONGEST:
        line = line[: LONGEST - 1].rstrip() + "…"
    line = line.translate(_ESCAPES)
    line = _COLON.sub("&#58;", line)
    return _START.sub(lambda m: f"&#{ord(m[1])};" if m[1] else f"{m[2]}&#{ord(m[3])};", line)


@lru_cache(maxsize=16384)
def escape_attribute(text: str) -> str:
    """``text`` for a double-quoted HTML attribute."""
    return (
        text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    )


def split_address(address: str) -> SplitResult | None:
    """An address in its parts; None for what is none, such as ``http://[here``."""
    try:
        parts = urlsplit(address)
        _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts


def safe_link(address: str) -> str:
    """``address`` if it is an http, https or mailto address, else an empty text."""
    if len(address) > 2_000 or re.search(r"[\x00-\x20\x7f\\<>\"]", address):
        return ""
    parts = split_address(address)
    if parts is None:
        return ""
    if parts.scheme in ("http", "https"):
        return address if parts.hostname else ""
    return address if parts.scheme == "mailto" and "@" in parts.path else ""


def host_of(address: str) -> str:
    """The name of the host that ``address`` leads to, without ``www.``; empty for mail."""
    name = urlsplit(safe_link(address)).hostname or ""
    return name.removeprefix("www.")
