"""The addresses that ``data/moved.yml`` may name: within the site, and possible as folders; and
those of the site and its project, which the environment may name."""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from ..diagnostics import InvalidValue

LEVELS_AT_MOST = 12
PART_AT_MOST = 100
"""Bytes of one part: some systems hold no longer name."""
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_STRANGE = re.compile(r"[^\w.~!$&'()+,;=@-]")
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_SUCH = "the address of a page, such as claims/old-name/"
_TO = "an address of the site, such as claims/new-name/ or claims/new-name/#place"


def old_address(text: str) -> str:
    """``text``, where it is an address that a page can have had: ``claims/old-name/``.

    Raises InvalidValue for any other, with what would be right.
    """
    _inside(text, _SUCH)
    if "#" in text:
        raise InvalidValue(f"{text!r} has a place in it, and no browser asks for it", _SUCH)
    if not text.endswith("/"):
        right = f"{text}/" if _possible(f"{text}/") else _SUCH
        raise InvalidValue(f"{text!r} has no slash at its end", right)
    _path(text, _SUCH)
    return text


def new_address(text: str) -> str:
    """``text``, where it is an address within the site, with or without the id of a place.

    Whether there is something is another's question. Raises InvalidValue with what would be right.
    """
    _inside(text, _TO)
    path, mark, place = text.partition("#")
    if path:
        _path(path, _TO)
    if (mark and not place) or re.search(r"[\s\x00-\x1f\"'<>#\\]", place):
        raise InvalidValue(f"{text!r} has no id behind its #", _TO)
    return text


def _inside(text: str, right: str) -> None:
    if _ELSEWHERE.match(text):
        raise InvalidValue(f"{text!r} leads out of the site", right)
    if "\\" in text:
        straight = text.replace("\\", "/")
        raise InvalidValue(f"{text!r} has a backslash", straight if _possible(straight) else right)
    if text.startswith("/"):
        bare = text.lstrip("/")
        within = bare if _possible(bare) else right
        raise InvalidValue(f"{text!r} begins at the server, not at the site", within)
    if "?" in text:
        raise InvalidValue(f"{text!r} has a query, and files have none", right)


def _path(path: str, right: str) -> None:
    """Raise InvalidValue where a path cannot be that of folders and files."""
    if "%" in path:
        plain = unquote(path, errors="strict") if _decodes(path) else ""
        raise InvalidValue(f"{path!r} is percent-encoded", plain if _possible(plain) else right)
    if path != (composed := normalize("NFC", path)):
        raise InvalidValue(f"{path!r} is not in Unicode's composed form", composed)
    parts = path.removesuffix("/").split("/")
    if len(parts) > LEVELS_AT_MOST:
        raise InvalidValue(f"an address of {len(parts):,} levels", f"at most {LEVELS_AT_MOST}")
    for part in parts:
        if part in ("", ".", ".."):
            raise InvalidValue(f"{path!r} has the part {part!r}", right)
        if part.startswith("."):
            raise InvalidValue(f"{path!r} is hidden, and no publisher carries it", right)
        if part.endswith("."):
            raise InvalidValue(f"{path!r} has a part that ends in a point", right)
        if len(part.encode("utf-8", "surrogatepass")) > PART_AT_MOST:
            size = len(part.encode("utf-8", "surrogatepass"))
            raise InvalidValue(
                f"an address with a part of {size:,} bytes", f"at most {PART_AT_MOST}"
            )
        if strange := _STRANGE.search(part):
            said = "a space" if strange[0] == " " else strange[0]
            raise InvalidValue(
                f"{path!a} has {said} in it", f"letters, digits and hyphens: {right}"
            )


def _possible(path: str) -> bool:
    try:
        _path(path, "")
    except InvalidValue:
        return False
    return bool(path)


def _decodes(path: str) -> bool:
    try:
        unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return "%" not in unquote(path)


def web_fault(address: str, root: bool = False) -> str:
    """What is wrong with an address of the web that is published as it is; empty where nothing is.

    ``root``: whether other addresses are made by what follows it. The words do not repeat it.
    """
    try:
        parts = urlsplit(address)
        host, keys = parts.hostname, (parts.username, parts.password)
    except ValueError:
        return "is no address of the web"
    if not host or _WEB.fullmatch(address) is None:
        return "is no address of the web"
    if keys != (None, None):
        return "has a name or a key in it, which would be published"
    return (
        "has more than a path, and addresses follow it" if root and set("?#") & {*address} else ""
    )
