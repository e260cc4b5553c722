"""Run a command as a whole process: its time, and the memory of its whole tree."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Run:
    """One run: seconds on the clock, seconds of processor, peak megabytes."""

    wall: float
    cpu: float
    largest: float
    """Of the largest single process."""
    tree: float
    """Of all processes of the command together, shared pages counted once (PSS), sampled."""


def run(command: Sequence[str], cwd: Path, env: dict[str, str], tree: bool = False) -> Run:
    """Run once; raises CalledProcessError with the output where the command fails.

    With ``tree`` the memory of all its processes is sampled, which slows it down: such a run's
    times are not to be quoted.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    peak = _Peak(process.pid)
    if tree:
        peak.start()
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    peak.done.set()
    if tree:
        peak.join()
    if process.returncode:
        print(output.decode(errors="replace")[-3000:])
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, peak.megabytes)


class _Peak(threading.Thread):
    """Samples the memory of a process and all below it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.megabytes, self.done = pid, 0.0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.1):
            self.megabytes = max(self.megabytes, sum(_pss(p) for p in _tree(self.pid)))


def _tree(pid: int) -> list[int]:
    found, todo = [], [pid]
    while todo:
        pid = todo.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                todo += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def _pss(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(*(median(getattr(r, f) for r in runs) for f in Run.__dataclass_fields__))


def line(what: str, ratio: float, goal: float) -> str:
    """A ratio beside its goal."""
    return f"{what:>44}: {ratio:5.2f}  (goal {goal:.2f}, {'met' if ratio <= goal else 'not met'})"
