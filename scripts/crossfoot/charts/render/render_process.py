"""One child that draws, as its parent sees it: a process with limits that answers tasks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from ...crash import InternalError
from ...limits import IDLE, Budget, hard_limit, processor_time, watch_budget
from .worker import receive, send

_BOOT = "import sys; sys.path[:] = sys.argv.pop().split({0!r}); from {1} import main; main()"
START = 60
"""Seconds of processor time that a child may take to be there."""
GRACE = 2
"""Seconds more than its own limit before the parent ends it: where the system sets none."""


@dataclass(frozen=True)
class RenderLimits:
    """What one drawing may take."""

    cpu: int = 30
    """Seconds of processor time."""
    idle: float = IDLE
    """Seconds that it may wait without taking any."""
    memory: int = 2048
    """Megabytes of data; an idle child maps about 600."""


class RenderError(Exception):
    """One chart could not be drawn; ``faults`` says why, ``hints`` what would be right."""

    def __init__(self, *faults: str, hints: Sequence[str] = ()) -> None:
        super().__init__("; ".join(faults))
        self.messages = faults
        self.hints = tuple(hints) or ("",) * len(faults)


class RenderingUnavailable(OSError):
    """No child that draws can be had on this machine; it is no chart's fault."""


class RenderProcess:
    """One process that draws; raises OSError where the system starts none."""

    def __init__(self, limits: RenderLimits) -> None:
        module = f"{__package__}.worker"
        package = str(Path(__file__).resolve().parents[3])
        paths = os.pathsep.join([package, *(p for p in sys.path if p)])
        self.exhausted = False
        """Whether the system lets it take too little processor time for another task."""
        self._late = ""
        self._ready = False
        # Read only when the child has died: a pipe that nobody empties would stop it.
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-I", "-B", "-c", _BOOT.format(os.pathsep, module)),
                *(str(limits.cpu), str(limits.memory), paths),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            # A drawing knows no time zone, language or home.
            env={"TZ": "UTC", "LC_ALL": "C.UTF-8", "PATH": os.defpath},
        )

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def request(self, task: dict[str, Any], limits: RenderLimits) -> tuple[dict[str, Any], bytes]:
        """Have a task done, and return its answer.

        Raises RenderError, RenderingUnavailable where the child did not even start, and
        InternalError for what is wrong with the engine itself.
        """
        if not self._ready:
            ready = self._exchange(None, Budget(max(START, limits.cpu), limits.idle))
            if ready is None:
                raise RenderingUnavailable(f"no chart can be drawn here: {self._death(limits)}")
            self._ready, self.exhausted = True, bool(ready[0]["worn"])
        answer = self._exchange(task, Budget(limits.cpu + GRACE, limits.idle))
        if answer is None:
            raise RenderError(self._death(limits))
        found, blob = answer
        self.exhausted = bool(found.get("worn"))
        if "failed" in found:
            raise RenderError(str(found["failed"]))
        if found.get("faults"):
            raise RenderError(*found["faults"], hints=found.get("hints", ()))
        return found, blob

    def _exchange(
        self, task: dict[str, Any] | None, budget: Budget
    ) -> tuple[dict[str, Any], bytes] | None:
        """Send a task, or nothing, and wait for the answer; None where the child dies instead."""
        assert self._process.stdin and self._process.stdout
        with watch_budget(partial(processor_time, self._process.pid), budget, self._end_late):
            try:
                if task is not None:
                    send(self._process.stdin, task)
                answer = receive(self._process.stdout)
            except (BrokenPipeError, ConnectionResetError):
                return None
        if answer is not None and "fault" in answer[0]:
            raise InternalError(f"the child that draws: {answer[0]['fault']}")
        return answer

    def _death(self, limits: RenderLimits) -> str:
        """Why it died."""
        code = self._process.wait()
        if code == -signal.SIGXCPU and self.exhausted:
            allowed = hard_limit("RLIMIT_CPU")
            return f"drawing took more than the {allowed} s that the system lets a process take"
        if code == -signal.SIGXCPU:
            return f"drawing took more than {limits.cpu} s of processor time"
        if self._late:
            return f"the drawing was ended: {self._late}"
        self._said.seek(0)
        last = self._said.read().decode("utf-8", "replace").strip().splitlines()[-1:]
        if code > 0 and last:
            return f"the child that draws ended with exit code {code}: {last[0][:200]}"
        allowed = hard_limit("RLIMIT_DATA")
        most = limits.memory if allowed is None else min(limits.memory, allowed >> 20)
        return f"the child that draws died (code {code}): more than {most:,} MB of data?"

    def _end_late(self, reason: str) -> None:
        self._late = reason
        self._process.kill()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def stop(self) -> None:
        """Let it end by itself, and wait for that."""
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._said.close()
