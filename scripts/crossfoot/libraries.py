"""The libraries that bytes can differ by: one list, for build.json and every cache key."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from . import __version__

LIBRARIES = (
    "altair", "babel", "duckdb", "jinja2", "jsonschema-rs", "lark", "markdown", "markupsafe",
    "mkdocs", "mkdocs-material", "nh3", "pint", "pydantic", "pydantic-core", "pygments",
    "pymdown-extensions", "pyoxipng", "pyyaml", "selectolax", "uharfbuzz", "vl-convert-python",
)  # fmt: skip
"""By the names of their distributions."""
UNPUBLISHED = ("packaging", "rich", "typer")
"""What the engine needs besides: for what it says in a terminal and for a new briefing."""


def library_versions() -> dict[str, str]:
    """The engine's version and the libraries', by name."""
    return {"crossfoot": __version__, **{name: version(name) for name in LIBRARIES}}


@cache
def program_versions() -> str:
    """A digest of all programs that make something: Python and the libraries.

    A part of every cache key; the engine's own modules are another.
    """
    told = [sys.version, *(f"{name} {version(name)}" for name in LIBRARIES)]
    return sha256("\n".join(told).encode()).hexdigest()
