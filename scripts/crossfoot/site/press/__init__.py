"""MkDocs, run in this process. No other room knows it."""

from __future__ import annotations

from .kept import INDEX
from .press import Press
from .settings import (
    BUILT_IN,
    SETTINGS,
    Read,
    Unreadable,
    environment,
    objections,
    options,
    trusted,
)

__all__ = [
    "BUILT_IN",
    "INDEX",
    "SETTINGS",
    "Press",
    "Read",
    "Unreadable",
    "environment",
    "objections",
    "options",
    "trusted",
]
