"""Arguments in, words and exit codes out; what a command does is decided elsewhere."""

from __future__ import annotations

from .app import app, main

__all__ = ["app", "main"]
