"""Where a new briefing's engine comes from, so that any machine gets the same one.

No index is asked for the name ``crossfoot`` unless somebody says so: what stands there under that
name may be another's. And no path or key of the machine that writes the briefing is in it.
"""

from __future__ import annotations

import json
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

from ..diagnostics import InvalidValue
from ..git import public_address, published_commit
from .wheel import NAME, wheel_of_checkout, wheel_of_installed

VENDOR = "vendor"
"""The folder of a briefing that holds the wheel of its engine, where it has one."""
PACKAGED = ("pyproject.toml", "LICENSE", "scripts/package.md", f"scripts/{NAME}")
"""What of a checkout decides what is installed of it."""
_PACKAGE = Path(__file__).parents[1]
_CHECKOUT = Path(__file__).resolve().parents[3]
_OPEN = ("https", "git+https")
_CHOICES = f"a checkout's folder, a wheel, or a requirement such as {NAME}==1.0"


@dataclass(frozen=True)
class EngineSource:
    """What a briefing says of its engine."""

    requirement: str
    """A line of requirements.txt."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What the line needs beside it, by path in the briefing."""


def find_engine(asked: str = "") -> EngineSource:
    """The engine that is ``asked`` for: a checkout's folder, a wheel, or a requirement of pip.

    Empty: the one that runs. Of a checkout, the commit where a public repository has it, else a
    wheel of the files as they are. Raises InvalidValue for what is no Crossfoot, and for a
    requirement that only this machine or a key could follow.
    """
    if not asked:
        return _checkout(_CHECKOUT) if _is_checkout(_CHECKOUT) else _installed()
    path = Path(asked)
    if path.is_dir() and _is_checkout(path):
        return _checkout(path.resolve())
    if path.suffix == ".whl" and path.is_file():
        return _wheel(path)
    return _requirement(asked)


def _is_checkout(folder: Path) -> bool:
    try:
        told = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(told.get("project", {}).get("name") == NAME)


def _checkout(checkout: Path) -> EngineSource:
    if found := published_commit(checkout, PACKAGED):
        return _commit(*found)
    try:
        return _vendored(*wheel_of_checkout(checkout))
    except ValueError as wrong:
        raise InvalidValue(
            f"{checkout} is no whole checkout of Crossfoot: {wrong}", _CHOICES
        ) from None


def _installed() -> EngineSource:
    """The engine from where pip took it, if others can take it there; else a copy of it."""
    installed = _own_distribution()
    came = json.loads(installed.read_text("direct_url.json") or "{}")
    vcs, archive, url = came.get("vcs_info"), came.get("archive_info"), came.get("url", "")
    if vcs and vcs["vcs"] == "git" and (address := public_address(url)) and not _below(came):
        return _commit(address, vcs["commit_id"])
    if archive and public_address(url) == url:
        digest = archive.get("hashes", {}).get("sha256")
        if digest:
            return EngineSource(f"{NAME} @ {url}#sha256={digest}")
    return _vendored(*wheel_of_installed(installed, _PACKAGE))


def _own_distribution() -> Distribution:
    """What is installed as crossfoot, if it is what runs; raises InvalidValue."""
    try:
        found = distribution(NAME)
        if Path(str(found.locate_file(NAME))).resolve() == _PACKAGE.resolve():
            return found
    except PackageNotFoundError:
        pass
    raise InvalidValue("the Crossfoot that runs was not installed, nor is it a checkout", _CHOICES)


def _below(came: Mapping[str, object]) -> bool:
    return bool(came.get("subdirectory"))


def _wheel(path: Path) -> EngineSource:
    try:
        named = parse_wheel_filename(path.name)[0] == NAME
        with zipfile.ZipFile(path) as archive:
            whole = f"{NAME}/__init__.py" in archive.namelist()
    except (InvalidWheelFilename, zipfile.BadZipFile):
        named = whole = False
    if not (named and whole):
        raise InvalidValue(f"{str(path)!r} is no wheel of Crossfoot", _CHOICES)
    return _vendored(path.name, path.read_bytes())


def _requirement(asked: str) -> EngineSource:
    try:
        wanted = Requirement(asked)
    except InvalidRequirement:
        wanted = None
    if wanted is None or wanted.name.lower() != NAME:
        raise InvalidValue(f"{asked!r} is no Crossfoot", _CHOICES)
    if wanted.url:
        parts = urlsplit(wanted.url)
        if parts.scheme not in _OPEN or parts.username is not None:
            one = "an https address without a key in it, or the wheel or checkout itself"
            raise InvalidValue("an engine at that address is for this machine alone", one)
    return EngineSource(str(wanted))


def _commit(address: str, commit: str) -> EngineSource:
    return EngineSource(f"{NAME} @ git+{address}@{commit}")


def _vendored(name: str, content: bytes) -> EngineSource:
    path = f"{VENDOR}/{name}"
    return EngineSource(f"./{path}", {path: content})
