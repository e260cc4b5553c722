"""What a piece of work may take: processor time, and limits of the system for a process.

How long something takes on the clock says how busy the machine is, and nothing about the work. So
work is ended by the processor time that it took, and where it takes none for minutes, because it
waits for what never comes.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

EVERY = 1.0
"""Seconds between two looks at what was taken."""
IDLE = 120.0
"""Seconds of looks without processor time after which work is taken to be asleep."""
STIR = 0.1
"""Seconds of processor time that idle threads may take meanwhile."""


@dataclass
class Budget:
    """The processor time that one piece of work may take.

    It counts looks, not the clock: a process that was stopped, or starved by others, loses nothing.
    """

    seconds: float
    """Of processor time."""
    idle: float = IDLE
    _first: float | None = None
    _mark: float = 0.0
    _quiet: int = 0

    def look(self, spent: float) -> str:
        """Why the work is to be ended, or nothing; ``spent`` is what its process took so far.

        Called every :data:`EVERY` seconds; the first time only says what was taken before.
        """
        if self._first is None:
            self._first = self._mark = spent
            return ""
        if spent - self._first > self.seconds:
            return f"it goes on for more than {self.seconds:g} s of processor time"
        if spent - self._mark >= STIR:
            self._mark, self._quiet = spent, 0
            return ""
        self._quiet += 1
        asleep = self._quiet * EVERY >= self.idle
        return f"it has waited for {self.idle:g} s and takes no processor time" if asleep else ""


@contextmanager
def watch_budget(
    spent: Callable[[], float | None], budget: Budget, end: Callable[[str], None]
) -> Iterator[None]:
    """Call ``end`` from another thread, with the reason, once the block exceeds its budget.

    ``spent`` gives the processor time of the process that does the work; None where the system
    does not tell: nothing is ended then.
    """
    over = Event()

    def watch() -> None:
        while not over.wait(EVERY) and (taken := spent()) is not None:
            if reason := budget.look(taken):
                end(reason)
                return

    Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        over.set()


def processor_time(pid: int) -> float | None:
    """Seconds of processor time that another process has taken; None where nothing tells it."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return _time_of_ps(pid)


def _time_of_ps(pid: int) -> float | None:
    """The same by ``ps``, which macOS has in place of /proc: ``[[days-]hours:]minutes:seconds``."""
    try:
        asked = ("ps", "-o", "time=", "-p", str(pid))
        told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
        days, _, clock = told.rpartition("-")
        total = 0.0
        for part in clock.split(":"):
            total = total * 60 + float(part)
        return total + 86_400 * int(days or 0)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def lower_limit(name: str, wanted: int, ceiling: int | None = None) -> bool:
    """Lower a limit of this process, ``RLIMIT_DATA`` for one; whether it is in force.

    Never above ``ceiling``, what :func:`ceiling_of` gave before it was lowered, nor above what the
    system allows. Where the system has no such limit, or sets none, all stays as it is.
    """
    try:
        import resource

        limit = getattr(resource, name)
        _, most = resource.getrlimit(limit)
        bounds = [wanted, *(n for n in (ceiling, most) if n not in (None, resource.RLIM_INFINITY))]
        resource.setrlimit(limit, (min(bounds), most))
    except (ImportError, AttributeError, OSError, ValueError):
        return False
    return True


def hard_limit(name: str) -> int | None:
    """What a limit of this process was set to by whoever started it; None: without end."""
    try:
        import resource

        found = resource.getrlimit(getattr(resource, name))
    except (ImportError, AttributeError, OSError, ValueError):
        return None
    finite = [n for n in found if n != resource.RLIM_INFINITY]
    return min(finite, default=None)
