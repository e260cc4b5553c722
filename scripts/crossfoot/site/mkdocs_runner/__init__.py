"""MkDocs, run in this process. No other room knows it."""

from __future__ import annotations

from .incremental import INDEX
from .runner import MkDocsRunner
from .settings import (
    BUILT_IN,
    SETTINGS,
    SettingsFile,
    UnreadableSettings,
    environment_names,
    mkdocs_objections,
    mkdocs_options,
    read_trusted,
)

__all__ = [
    "BUILT_IN",
    "INDEX",
    "SETTINGS",
    "MkDocsRunner",
    "SettingsFile",
    "UnreadableSettings",
    "environment_names",
    "mkdocs_objections",
    "mkdocs_options",
    "read_trusted",
]
