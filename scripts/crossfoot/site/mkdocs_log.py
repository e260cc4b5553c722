"""What a publisher logs, as problems."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..diagnostics import Diagnostics, SourceLocation

_DOC = re.compile(
    r"Doc file '([^']+)' contains (?:a|an absolute|an unrecognized) .*?link '([^']+)'"
)


@contextmanager
def capture_log(
    name: str, docs: Path, otherwise: SourceLocation, root: Path, problems: Diagnostics
) -> Iterator[None]:
    """Turn what is logged under ``name`` as a warning or worse into problems.

    Each stands at the link in ``docs`` that it is about, or at ``otherwise``. No path of ``root``
    is told.
    """
    log = logging.getLogger(name)
    ear = _Ear(docs, otherwise, root, problems)
    level, propagate = log.level, log.propagate
    log.addHandler(ear)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(ear)
        log.setLevel(level)
        log.propagate = propagate


class _Ear(logging.Handler):
    """Adds each record to the problems, at the link that it is about where it names one."""

    def __init__(
        self, docs: Path, otherwise: SourceLocation, root: Path, problems: Diagnostics
    ) -> None:
        super().__init__(logging.WARNING)
        self.docs, self.otherwise, self.root, self.problems = docs, otherwise, root, problems

    def emit(self, record: logging.LogRecord) -> None:
        what = " ".join(record.getMessage().split()).replace(f"{self.root}/", "")
        add = self.problems.add if record.levelno >= logging.ERROR else self.problems.warn
        add(self._place(what), f"MkDocs says: {what}")

    def _place(self, what: str) -> SourceLocation:
        found = _DOC.search(what)
        if found is None:
            return self.otherwise
        page = self.docs / found[1]
        path = page.relative_to(self.root).as_posix()
        text = page.read_text(encoding="utf-8") if page.is_file() else ""
        at = max(text.find(f"]({found[2]}"), 0)
        return SourceLocation(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
