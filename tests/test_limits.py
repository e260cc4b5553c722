"""What work and processes may take: processor time, never the clock; limits as far as may be."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from crossfoot import limits
from crossfoot.limits import Budget, hard_limit, lower_limit, processor_time

ENGINE = Path(limits.__file__).parents[1]
LOWER = """
import resource
from crossfoot.limits import hard_limit, lower_limit
ceiling = hard_limit("RLIMIT_DATA")
lowered = lower_limit("RLIMIT_DATA", 1500 << 20, ceiling)
print(ceiling, lowered, *resource.getrlimit(resource.RLIMIT_DATA))
"""


def looks(budget: Budget, *spent: float) -> list[str]:
    return [budget.look(one) for one in spent]


def test_work_may_take_its_processor_time_and_no_more() -> None:
    budget = Budget(seconds=10)
    said = looks(budget, 100, 105, 110, 110.5)
    assert said == ["", "", "", "it goes on for more than 10 s of processor time"]


def test_a_starved_process_has_all_the_time_it_needs() -> None:
    """A hundredth of a core, for an hour: a busy machine is no fault of the work."""
    spent = [look / 100 for look in range(1000)]
    assert not any(looks(Budget(seconds=10, idle=60), *spent))


def test_what_sleeps_is_ended_and_idle_threads_do_not_keep_it_awake() -> None:
    spent = [look / 10_000 for look in range(62)]
    said = looks(Budget(seconds=10, idle=60), *spent)
    assert said[:-2] == [""] * 60
    assert said[-1] == "it has waited for 60 s and takes no processor time"


def test_the_processor_time_of_a_process_is_its_own() -> None:
    own = processor_time(os.getpid())
    assert own is not None and own > 0
    with subprocess.Popen(("sleep", "600")) as asleep:
        taken = processor_time(asleep.pid)
        asleep.kill()
    assert taken is not None and taken < own


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("  0:01.25\n", 1.25), ("00:01:02\n", 62), ("1-02:03:04\n", 93_784), ("\n", None)],
)
def test_where_there_is_no_proc_ps_tells_it(
    told: str, seconds: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.CompletedProcess((), 0, stdout=told)
    monkeypatch.setattr(limits.subprocess, "run", lambda *_, **__: done)
    assert limits._time_of_ps(1) == seconds


@pytest.mark.parametrize(
    ("given", "soft"),
    [
        ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), 1500 << 20),
        ((resource.RLIM_INFINITY, 2000 << 20), 1500 << 20),
        ((900 << 20, 1000 << 20), 900 << 20),
        ((1000 << 20, 1000 << 20), 1000 << 20),
    ],
    ids=["none", "a higher one", "a lower soft one", "a lower hard one"],
)
def test_a_limit_is_lowered_only_and_within_what_the_system_allows(
    given: tuple[int, int], soft: int
) -> None:
    if given[0] == resource.RLIM_INFINITY:
        given = (given[1], given[1])
    done = subprocess.run(
        (sys.executable, "-c", LOWER),
        env={"PYTHONPATH": str(ENGINE)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, given),
        capture_output=True,
        text=True,
        check=True,
    )
    ceiling = None if resource.RLIM_INFINITY in given else min(given)
    assert done.stdout.split() == [str(ceiling), "True", str(soft), str(given[1])]


def test_a_limit_that_cannot_be_set_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)

    def refuse(*_: object) -> None:
        raise ValueError("current limit exceeds maximum limit")  # macOS

    monkeypatch.setattr(resource, "setrlimit", refuse)
    assert not lower_limit("RLIMIT_DATA", 1 << 30)
    assert not lower_limit("RLIMIT_OF_ANOTHER_SYSTEM", 1)
    assert hard_limit("RLIMIT_OF_ANOTHER_SYSTEM") is None
    monkeypatch.setitem(sys.modules, "resource", None)
    assert not lower_limit("RLIMIT_DATA", 1 << 30)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
