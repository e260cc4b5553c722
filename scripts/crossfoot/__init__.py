"""Crossfoot builds briefings whose every number has a source or a formula, and every claim a check."""

__version__ = "0.1.0"
