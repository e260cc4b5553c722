"""How long a briefing's own Python may take, and where what it prints goes."""

from __future__ import annotations

import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from threading import current_thread, main_thread

from ... import limits
from ...diagnostics import InvalidValue
from ...limits import Budget

SECONDS = 10.0
"""Of processor time, for a module or a call; a chart takes a hundredth of one."""
IDLE = 60.0
"""Seconds in which a module or a call that takes no processor time waits in vain."""


class TimeLimitExceeded(InvalidValue):
    """It goes on and on."""


class _TimeUp(BaseException):
    """What a chart's own ``except Exception`` does not take."""


@contextmanager
def _steady() -> Iterator[None]:
    before = random.getstate()
    random.seed(0)
    try:
        yield
    finally:
        random.setstate(before)


@contextmanager
def time_limit() -> Iterator[None]:
    """Raise TimeLimitExceeded in the block after SECONDS of processor time, or IDLE seconds asleep.

    What it prints goes to standard error, and Python's own chance falls the same in every build.
    In another thread than the first it may take any time.
    """
    # Standard output is what the command has to say.
    with redirect_stdout(sys.stderr), _steady():
        if current_thread() is not main_thread() or not hasattr(signal, "SIGALRM"):
            yield
            return
        budget = Budget(SECONDS, IDLE)
        budget.look(time.process_time())

        def look(*_: object) -> None:
            if reason := budget.look(time.process_time()):
                raise _TimeUp(reason)

        before = signal.signal(signal.SIGALRM, look)
        try:
            try:
                signal.setitimer(signal.ITIMER_REAL, limits.EVERY, limits.EVERY)
                yield
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, before)
        except _TimeUp as reason:
            late = TimeLimitExceeded(str(reason), "Python that ends")
            raise late.with_traceback(reason.__traceback__) from reason
