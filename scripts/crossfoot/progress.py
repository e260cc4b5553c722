"""What is being done, how many of how many, how long: for a person who waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


class ProgressReporter:
    """Told by a build what it does. This one keeps it to itself."""

    def __call__(self, what: str) -> None:
        """A stage begins: "Making pages"."""

    def at(self, done: int, of: int) -> None:
        """So many of the stage's things are done."""


SILENT = ProgressReporter()
"""For whoever nobody waits for."""


@dataclass
class Stage:
    """One stage: how many things it made, and how long it took."""

    what: str
    seconds: float = 0.0
    things: int = 0


@dataclass
class Times(ProgressReporter):
    """Keeps the times of the stages. They are told, and decide nothing."""

    clock: Callable[[], float] = time.perf_counter
    stages: list[Stage] = field(default_factory=list)
    _begun: float = 0.0

    def __call__(self, what: str) -> None:
        """A stage begins, and the one before it has ended."""
        self.end()
        self.stages.append(Stage(what))

    def at(self, done: int, of: int) -> None:
        """So many of the stage's things are done."""
        self.stages[-1].things = of

    def end(self) -> None:
        """The last stage has ended."""
        now = self.clock()
        if self.stages:
            self.stages[-1].seconds = now - self._begun
        self._begun = now


@contextmanager
def time_stages(say: ProgressReporter) -> Iterator[ProgressReporter]:
    """On a terminal: one line with the stage, a bar where things are counted, and the time.

    Whatever it is told, ``say`` is told too.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None, count="")

        class Shown(ProgressReporter):
            def __call__(self, what: str) -> None:
                say(what)
                bar.update(task, description=what, total=None, completed=0, count="")

            def at(self, done: int, of: int) -> None:
                say.at(done, of)
                bar.update(task, completed=done, total=of, count=f"{done:,} of {of:,}")

        yield Shown()


def stage_table(stages: Sequence[Stage]) -> str:
    """The times of the stages as a table in plain text, each with a bar of its share."""
    whole = sum(stage.seconds for stage in stages)
    if not whole:
        return ""
    wide = max(len(stage.what) for stage in stages)
    lines = []
    for stage in stages:
        share = stage.seconds / whole
        things = f"{stage.things:,}" if stage.things else ""
        bar = "█" * round(20 * share)
        lines.append(f"{stage.what:<{wide}} {things:>6} {stage.seconds:7.2f} s {share:4.0%} {bar}")
    lines.append(f"{'In all':<{wide}} {'':>6} {whole:7.2f} s")
    return "\n".join(line.rstrip() for line in lines)
