"""What one run of the pipeline may touch beside its inputs: passed in, so that stages stay pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from .diagnostics import Diagnostics
from .memo import Memo
from .progress import SILENT, ProgressReporter


@dataclass(frozen=True)
class Run:
    """Where a run says what is wrong and how far it is, and what it need not make again."""

    problems: Diagnostics = field(default_factory=Diagnostics)
    memo: Memo = field(default_factory=Memo)
    """Results of earlier runs in this process, each used only while what it read is the same."""
    say: ProgressReporter = SILENT
