"""The parent of the children that draw: one a core, long-lived, replaced when they die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread, Timer
from types import TracebackType
from typing import IO, Any, Generic, TypeVar

from .declare import Width
from .poster import Caption
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


@dataclass(frozen=True)
class Job:
    """A chart to draw: its Vega-Lite for each width, and the texts around it."""

    id: str
    specs: dict[Width, dict[str, Any]]
    caption: Caption


@dataclass(frozen=True)
class Picture:
    """A chart, drawn."""

    wide: str
    narrow: str
    file: str
    png: bytes
    social: bytes = b""
    """The PNG that other sites show beside a link to the chart's page."""
    live_wide: str = ""
    """Vega, where the chart comes alive on demand; else empty."""
    live_narrow: str = ""
    doubts: tuple[str, ...] = ()


TEXTS = ("wide", "narrow", "file", "live_wide", "live_narrow")
"""What of a picture is text."""


class Undrawn(Exception):
    """One chart could not be drawn; ``faults`` says why."""

    def __init__(self, *faults: str) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


T = TypeVar("T")


@dataclass(frozen=True)
class _Task(Generic[T]):
    """What a child is to do, and where the outcome goes."""

    work: Callable[[_Child], T]
    future: Future[T]


class Drawer:
    """Draws charts in children of its own; use it as a context manager.

    Children start with the first job, or with :meth:`start`, which a build calls as early as it
    can so that they are warm when the first spec is there. A child that dies or takes too long
    fails its own job only and is replaced.
    """

    def __init__(self, workers: int | None = None, limits: Limits | None = None) -> None:
        self.workers = workers or _cores()
        self.limits = limits or Limits()
        self._tasks: SimpleQueue[_Task[Any] | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._children: set[_Child] = set()
        self._lock = Lock()
        self._stopped = False

    def start(self, workers: int | None = None) -> None:
        """Start children now, as many as there are cores or ``workers``."""
        for _ in range(len(self._threads), min(self.workers, workers or self.workers)):
            thread = Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()

    def submit(self, job: Job) -> Future[Picture]:
        """Draw a job when a child is free; the future raises :class:`Undrawn`."""
        return self._give(lambda child: child.draw(job, self.limits))

    def bundle(self, snippet: str) -> Future[str]:
        """Vega and a snippet of JavaScript as one script; the future raises :class:`Undrawn`."""
        return self._give(lambda child: child.bundle(snippet, self.limits))

    def _give(self, work: Callable[[_Child], T]) -> Future[T]:
        future: Future[T] = Future()
        self._tasks.put(_Task(work, future))
        self.start(len(self._threads) + 1)
        return future

    def _serve(self) -> None:
        child: _Child | None = None
        with suppress(OSError):
            child = self._new()
        while (task := self._tasks.get()) is not None:
            try:
                if self._stopped:
                    raise Undrawn("not drawn: the build was stopped")
                if child is None or not child.alive:
                    self._forget(child)
                    child = self._new()
                task.future.set_result(task.work(child))
            except Undrawn as wrong:
                task.future.set_exception(wrong)
            except BaseException as wrong:
                task.future.set_exception(Undrawn(f"{type(wrong).__name__}: {wrong}"))
        self._forget(child)

    def _new(self) -> _Child:
        child = _Child(self.limits)
        with self._lock:
            self._children.add(child)
        return child

    def _forget(self, child: _Child | None) -> None:
        if child is None:
            return
        child.end()
        with self._lock:
            self._children.discard(child)

    def close(self) -> None:
        """Let the children end; jobs that wait are drawn first."""
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def __enter__(self) -> Drawer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._stopped = True
            with self._lock:
                for child in self._children:
                    child.kill()
        self.close()


class _Child:
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
        return self._process.poll() is None

    def draw(self, job: Job, limits: Limits) -> Picture:
        told = {"id": job.id, "specs": job.specs, "caption": asdict(job.caption)}
        found, png = self._ask(told, limits)
        if found["faults"]:
            raise Undrawn(*found["faults"])
        texts = {name: found[name] for name in TEXTS}
        cut = int(found["png"])
        doubts = tuple(found["doubts"])
        return Picture(**texts, png=png[:cut], social=png[cut:], doubts=doubts)

    def bundle(self, snippet: str, limits: Limits) -> str:
        return str(self._ask({"bundle": snippet}, limits)[0]["script"])

    def _ask(self, task: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
        if not self._ready:
            # Starting takes what it takes on a busy machine; it is no drawing's fault.
            self._exchange(None, max(START, limits.wall), limits)
            self._ready = True
        found, png = self._exchange(task, limits.wall, limits)
        if "failed" in found:
            raise Undrawn(str(found["failed"]))
        return found, png

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
        self._process.kill()

    def end(self) -> None:
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


def _cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
