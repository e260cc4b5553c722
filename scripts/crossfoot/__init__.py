"""Crossfoot: briefings whose every number has a source or a formula, every claim a check."""

__version__ = "0.1.0"
