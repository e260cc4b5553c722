"""One child that draws, as its parent sees it: a process with limits that answers tasks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any

from .worker import receive, send

_BOOT = "import sys; sys.path[:] = sys.argv.pop().split({0!r}); from {1} import main; main()"
START = 120.0
"""Seconds that a child may take to be there."""


@dataclass(frozen=True)
class Limits:
    """What one drawing may take."""

    cpu: int = 30
    """Seconds of processor time."""
    wall: float = 60.0
    """Seconds on the clock of the machine; it decides nothing but whether to wait."""
    memory: int = 2048
    """Megabytes of data; an idle child maps about 600."""


class Undrawn(Exception):
    """One chart could not be drawn; ``faults`` says why."""

    def __init__(self, *faults: str) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class Child:
    """One process that draws."""

    def __init__(self, limits: Limits) -> None:
        module = f"{__package__}.worker"
        package = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join([package, *(p for p in sys.path if p)])
        self._late = False
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

    def ask(self, task: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
        """Have a task done, and return its answer; raises Undrawn."""
        if not self._ready:
            # Starting takes what it takes on a busy machine; it is no drawing's fault.
            self._exchange(None, max(START, limits.wall), limits)
            self._ready = True
        found, blob = self._exchange(task, limits.wall, limits)
        if "failed" in found:
            raise Undrawn(str(found["failed"]))
        if found.get("faults"):
            raise Undrawn(*found["faults"])
        return found, blob

    def _exchange(
        self, task: dict[str, Any] | None, seconds: float, limits: Limits
    ) -> tuple[dict[str, Any], bytes]:
        """Send a task, or nothing, and wait for the answer; raises Undrawn when it dies instead."""
        assert self._process.stdin and self._process.stdout
        late = Timer(seconds, self._time_out)
        late.daemon = True
        late.start()
        answer = None
        try:
            if task is not None:
                send(self._process.stdin, task)
            answer = receive(self._process.stdout)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            late.cancel()
        if answer is None:
            raise Undrawn(self._death(seconds, limits))
        return answer

    def _death(self, seconds: float, limits: Limits) -> str:
        code = self._process.wait()
        if code == -signal.SIGXCPU:
            return f"drawing took more than {limits.cpu} s of processor time"
        if self._late:
            return f"drawing took more than {seconds:g} s"
        self._said.seek(0)
        last = self._said.read().decode("utf-8", "replace").strip().splitlines()[-1:]
        if code > 0 and last:
            return f"the child that draws ended with exit code {code}: {last[0][:200]}"
        return f"the child that draws died (code {code}): more than {limits.memory} MB of data?"

    def _time_out(self) -> None:
        self._late = True
        self._process.kill()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> None:
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
