"""What a command works on: a briefing's folder, the day, and what the machine says of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """A briefing's folder, and how it is to be read."""

    root: Path
    as_of: str | None = None
    """The day of the analysis, ``2026-11-23``; None: briefing.yml's."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """Environment variables, of which a few set the site's address."""
    drafts: bool = True
    """Whether what is marked as a draft is there too."""
