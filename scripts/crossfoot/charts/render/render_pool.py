"""The parent of the children that draw: one a core, long-lived, replaced when they die."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from queue import SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Generic, TypeVar

from ..og_image.page_card import PageCard
from ..registry import Width
from ..render_job import Picture, RenderJob
from .render_process import RenderError, RenderLimits, RenderProcess

__all__ = ["RenderError", "RenderLimits", "RenderPool"]


BACKLOG = 4
"""Tasks that wait for each child before another is started, which takes as long as ten of them."""
T = TypeVar("T")


@dataclass(frozen=True)
class _Task(Generic[T]):
    """What a child is to do, and where the outcome goes."""

    work: Callable[[RenderProcess], T]
    future: Future[T]


class RenderPool:
    """Draws charts and cards in children of its own; use it as a context manager.

    A child starts with the first job, more when jobs pile up, or all with :meth:`start`, which is
    called as early as may be so that they are warm when the first spec is there. A child that dies
    or takes too long fails its own job only and is replaced.
    """

    def __init__(self, workers: int | None = None, limits: RenderLimits | None = None) -> None:
        self.workers = workers or _cores()
        self.limits = limits or RenderLimits()
        self._tasks: SimpleQueue[_Task[Any] | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._children: set[RenderProcess] = set()
        self._lock = Lock()
        self._stopped = False

    def start(self, workers: int | None = None) -> None:
        """Start children now, as many as there are cores or ``workers``."""
        for _ in range(len(self._threads), min(self.workers, workers or self.workers)):
            thread = Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()

    def submit(self, job: RenderJob, drawn: Future[Picture] | None = None) -> Future[Picture]:
        """Draw a job when a child is free; the future raises :class:`RenderError`.

        ``drawn`` is told as soon as the drawings are there: a picture whose PNGs are still empty.
        """
        told = {"id": job.id, "caption": asdict(job.caption)}

        def drawing(width: Width, child: RenderProcess) -> dict[str, Any]:
            spec = {"width": width, "spec": job.specs[width], "alive": job.interactive}
            return child.request({"drawing": {**told, **spec}}, self.limits)[0]

        def work(child: RenderProcess) -> Picture:
            try:
                wide = drawing("wide", child)
            except RenderError:
                other.cancel()
                raise
            # Another child may be at it already; else nobody has to wait for one.
            narrow = drawing("narrow", child) if other.cancel() else other.result()
            hints = dict([*wide["wrong"], *narrow["wrong"]])
            faults = messages_of_both(
                *([what for what, _ in one["wrong"]] for one in (wide, narrow))
            )
            wrong = [(said, hints[fault]) for said, fault in faults]
            raw = {"wide": wide["raw"], "narrow": narrow["raw"], "wrong": wrong}
            sheets, _ = child.request({"sheets": {**told, **raw}}, self.limits)
            picture = Picture(
                wide["drawing"],
                narrow["drawing"],
                sheets["file"],
                png=b"",
                vega_wide=wide["live"],
                vega_narrow=narrow["live"],
                warnings=tuple(
                    what for what, _ in messages_of_both(wide["doubts"], narrow["doubts"])
                ),
            )
            if drawn is not None:
                drawn.set_result(picture)
            sheet, social = (
                child.request({"png": sheets[name]}, self.limits)[1] for name in ("sheet", "social")
            )
            return replace(picture, png=sheet, social=social)

        other: Future[dict[str, Any]] = Future()
        whole = self._give(work)
        self._give(partial(drawing, "narrow"), other)
        if drawn is not None:
            whole.add_done_callback(partial(_failed, drawn))
        return whole

    def submit_card(self, card: PageCard) -> Future[bytes]:
        """Draw a page's card as a PNG; the future raises :class:`RenderError`."""
        told = {"card": asdict(card)}
        return self._give(lambda child: child.request(told, self.limits)[1])

    def submit_bundle(self, snippet: str) -> Future[str]:
        """Vega and a snippet of JavaScript as one script; the future raises RenderError."""
        return self._give(
            lambda child: str(child.request({"bundle": snippet}, self.limits)[0]["script"])
        )

    def _give(
        self, work: Callable[[RenderProcess], T], future: Future[T] | None = None
    ) -> Future[T]:
        future = future or Future()
        self._tasks.put(_Task(work, future))
        if self._tasks.qsize() > BACKLOG * len(self._threads):
            self.start(len(self._threads) + 1)
        return future

    def _serve(self) -> None:
        child: RenderProcess | None = None
        with suppress(OSError):  # the first task meets it again
            child = self._new()
        while (task := self._tasks.get()) is not None:
            if not task.future.set_running_or_notify_cancel():
                continue  # done by whoever waited for it
            try:
                if self._stopped:
                    raise RenderError("not drawn: the build was stopped")
                if child is None or child.exhausted or not child.alive:
                    self._forget(child)
                    child = self._new()
                task.future.set_result(task.work(child))
            except BaseException as wrong:
                # Undrawn is one chart's fault; anything else ends the command of whoever waits.
                stopped = RenderError("not drawn: the build was stopped")
                task.future.set_exception(stopped if self._stopped else wrong)
        self._forget(child)

    def _new(self) -> RenderProcess:
        child = RenderProcess(self.limits)
        with self._lock:
            self._children.add(child)
        return child

    def _forget(self, child: RenderProcess | None) -> None:
        if child is None:
            return
        child.stop()
        with self._lock:
            self._children.discard(child)

    def close(self) -> None:
        """Let the children end; jobs that wait are drawn first."""
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def __enter__(self) -> RenderPool:
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


def messages_of_both(wide: list[str], narrow: list[str]) -> list[tuple[str, str]]:
    """What is said of the two drawings, each with what it is: once where it is said of both."""
    both = [fault for fault in wide if fault in narrow]
    found = [(fault, fault) for fault in both]
    for width, faults in (("wide", wide), ("narrow", narrow)):
        found += [(f"{width}: {fault}", fault) for fault in faults if fault not in both]
    return found


def _failed(drawn: Future[Picture], whole: Future[Picture]) -> None:
    """Where nothing was drawn at all, whoever waits for the drawings is told so too."""
    wrong = whole.exception()
    if wrong is not None and not drawn.done():
        drawn.set_exception(wrong)


def _cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
