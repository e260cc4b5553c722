"""How long a briefing's own Python may take, and where what it prints goes."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from threading import current_thread, main_thread

from ..problem import Wrong

SECONDS = 10.0
"""Of processor time, for a module or a call; a chart takes a hundredth of one."""


class Late(Wrong):
    """It goes on and on."""


@contextmanager
def patience() -> Iterator[None]:
    """Raise Late in the block after SECONDS of processor time; print to standard error.

    Where there is no such clock, or in another thread than the first, the block may take any time.
    """
    with redirect_stdout(sys.stderr):  # standard output is what the command has to say
        if current_thread() is not main_thread() or not hasattr(signal, "SIGPROF"):
            yield
            return

        def late(*_: object) -> None:
            raise Late(f"it goes on for more than {SECONDS:g} seconds", "Python that ends")

        before = signal.signal(signal.SIGPROF, late)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
