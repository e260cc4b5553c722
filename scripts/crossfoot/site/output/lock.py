"""One build at a time in a briefing's folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BuildRunning(OSError):
    """Another build holds the lock."""


@contextmanager
def build_lock(root: Path) -> Iterator[None]:
    """Hold ``build/.lock`` while the block runs.

    Raises :class:`BuildRunning` at once where another process holds it. The system lets go of the
    lock when its holder ends, however it ends, so a lock is never left behind.
    """
    folder = root / "build"
    folder.mkdir(exist_ok=True)
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 20).decode("ascii", "replace").strip()
            who = f" (process {holder})" if holder else ""
            raise BuildRunning(
                f"another build{who} is running in {root}; wait for it to end"
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode("ascii"))
        yield
    finally:
        os.close(handle)
