"""Children that draw: one that dies fails its own chart only, and is replaced."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import asdict
from pathlib import Path

import pytest

from crossfoot.charts.render import render_process
from crossfoot.charts.render.render_pool import RenderError, RenderLimits, RenderPool
from crossfoot.charts.render.render_process import RenderingUnavailable, RenderProcess
from crossfoot.charts.render_job import Caption, RenderJob
from crossfoot.charts.spec.vegalite_spec import spec_for_width
from crossfoot.crash import InternalError


def job(id: str, data: dict) -> RenderJob:
    encoding = {"x": {"field": "x", "type": "quantitative"}}
    spec = {"data": data, "mark": "bar", "encoding": encoding}
    specs = {"wide": spec_for_width(spec, "wide"), "narrow": spec_for_width(spec, "narrow")}
    return RenderJob(id, specs, Caption("Title", "", "", ()))


def small(id: str) -> RenderJob:
    return job(id, {"values": [{"x": 3}]})


def huge(id: str) -> RenderJob:
    return job(id, {"sequence": {"start": 0, "stop": 100_000_000, "as": "x"}})


def test_a_child_that_runs_out_of_memory_fails_its_own_chart_only():
    with RenderPool(workers=1, limits=RenderLimits(memory=1200)) as drawer:
        first, dead, last = map(drawer.submit, (small("a"), huge("b"), small("c")))
        assert first.result().wide.startswith("<svg")
        with pytest.raises(RenderError, match="the child that draws died"):
            dead.result()
        assert last.result().wide.startswith("<svg")


def test_the_drawings_are_there_before_the_png_is_asked_for_and_fail_with_it():
    with RenderPool(workers=1, limits=RenderLimits(memory=1200)) as drawer:
        good, bad = Future(), Future()
        whole, dead = drawer.submit(small("a"), good), drawer.submit(huge("b"), bad)
        assert good.result().png == b""
        assert whole.result().png
        assert good.result().wide == whole.result().wide
        with pytest.raises(RenderError, match="the child that draws died"):
            bad.result()
        assert dead.exception()


def drawing_of(id: str) -> dict:
    made = small(id)
    told = {"id": id, "caption": asdict(made.caption), "alive": False}
    return {"drawing": {**told, "width": "wide", "spec": made.specs["wide"]}}


@pytest.fixture
def booted(monkeypatch) -> Iterator[Callable[[str], RenderProcess]]:
    """A child that runs some lines of its own first."""
    children = []

    def boot(lines: str) -> RenderProcess:
        told = "import sys; sys.path[:] = sys.argv.pop().split({0!r})\n"
        monkeypatch.setattr(
            render_process, "_BOOT", f"{told}{lines}\nfrom {{1}} import main; main()"
        )
        children.append(RenderProcess(RenderLimits()))
        return children[-1]

    yield boot
    for one in children:
        one.kill()
        one.stop()


def test_a_child_that_sleeps_is_ended(booted, monkeypatch):
    one = booted("")
    assert one.request(drawing_of("a"), RenderLimits())[0]["drawing"]
    one._process.send_signal(signal.SIGSTOP)
    monkeypatch.setattr("crossfoot.limits.EVERY", 0.02)
    with pytest.raises(
        RenderError, match=r"ended: it has waited for 0\.1 s and takes no processor"
    ):
        one.request(drawing_of("b"), RenderLimits(idle=0.1))


def test_where_the_system_sets_no_limit_charts_are_drawn_and_the_parent_watches(
    booted, monkeypatch
):
    """macOS refuses the limit of data."""
    one = booted(
        "import resource\n"
        "def refuse(*_): raise ValueError('current limit exceeds maximum limit')\n"
        "resource.setrlimit = refuse\n"
        "import crossfoot.charts.render.worker as worker\n"
        "worker.TASKS['spin'] = lambda _: sum(iter(lambda: 0, 1))"
    )
    assert one.request(drawing_of("a"), RenderLimits())[0]["drawing"]
    monkeypatch.setattr("crossfoot.limits.EVERY", 0.1)
    monkeypatch.setattr(render_process, "GRACE", 0)
    with pytest.raises(RenderError, match="ended: it goes on for more than 1 s of processor time"):
        one.request({"spin": None}, RenderLimits(cpu=1))


def test_a_child_that_cannot_start_is_no_chart_s_fault(booted):
    with pytest.raises(
        RenderingUnavailable, match=r"no chart can be drawn here: .*: no such machine"
    ):
        booted("sys.exit('no such machine')").request(drawing_of("a"), RenderLimits())


def test_a_fault_of_the_engine_in_a_child_says_where(booted):
    one = booted(
        "import crossfoot.charts.render.worker as worker\n"
        "worker.TASKS['drawing'] = lambda told: worker.render_drawing(dict())"
    )
    with pytest.raises(
        InternalError, match=r"child that draws: KeyError: 'width' in charts/render/worker.py:\d+"
    ):
        one.request(drawing_of("a"), RenderLimits())


UNDER_LIMITS = """
import sys
sys.path[:0] = {paths!r}
from test_render_pool import small
from crossfoot.charts.render.render_pool import RenderPool
with RenderPool(workers=1) as drawer:
    for id in "ab":
        assert drawer.submit(small(id)).result().png
        print(*(child._process.pid for child in drawer._children))
"""


def test_under_hard_limits_charts_are_drawn_by_one_child_after_another():
    """Each has less processor time than a drawing may take, so none does two charts."""
    paths = [str(Path(__file__).parent), *sys.path]
    done = subprocess.run(
        [
            *("bash", "-c", 'ulimit -t 25 -d 1000000; exec "$@"', ""),
            *(sys.executable, "-c", UNDER_LIMITS.format(paths=paths)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(set(done.stdout.split())) == 2


def test_a_child_that_computes_too_long_is_ended_and_replaced():
    with RenderPool(workers=1, limits=RenderLimits(cpu=1)) as drawer:
        dead, last = drawer.submit(huge("b")), drawer.submit(small("c"))
        with pytest.raises(RenderError, match="took more than 1 s of processor time"):
            dead.result()
        assert last.result().png


def test_a_child_that_was_killed_while_it_waited_is_replaced():
    with RenderPool(workers=1) as drawer:
        assert drawer.submit(small("a")).result().png
        (first,) = drawer._children
        first.kill()
        first._process.wait(60)
        assert drawer.submit(small("b")).result().png
        assert first not in drawer._children


def test_a_child_that_dies_while_it_draws_leaves_the_others_alone():
    with RenderPool(workers=2, limits=RenderLimits(memory=1200)) as drawer:
        dead = drawer.submit(huge("huge"))
        others = [drawer.submit(small(str(n))) for n in range(6)]
        assert all(other.result().wide.startswith("<svg") for other in others)
        assert isinstance(dead.exception(), RenderError)


def test_the_limits_are_the_child_s_own():
    told = Path("/proc/self/limits")
    if not told.exists():
        return
    before = told.read_text()
    with RenderPool(workers=1, limits=RenderLimits(cpu=7, memory=1500)) as drawer:
        assert drawer.submit(small("a")).result().png
        (only,) = drawer._children
        limits = Path(f"/proc/{only._process.pid}/limits").read_text()
    assert re.search(rf"^Max data size\s+{1500 << 20} ", limits, re.MULTILINE)
    spent = re.search(r"^Max cpu time\s+(\d+) ", limits, re.MULTILINE)
    assert spent and 7 < int(spent[1]) < 7 + 30, limits
    assert re.search(r"^Max core file size\s+0 ", limits, re.MULTILINE)
    assert told.read_text() == before, "the build has none of them"


def test_a_spec_that_is_none_fails_with_vega_lites_own_words():
    with RenderPool(workers=1) as drawer:
        wrong = small("a")
        wrong.specs["wide"]["mark"] = "no-such-mark"
        with pytest.raises(RenderError) as caught:
            drawer.submit(wrong).result()
        assert "http" not in str(caught.value)


def test_a_url_that_slipped_through_is_not_fetched():
    with RenderPool(workers=1) as drawer, pytest.raises(RenderError):
        drawer.submit(job("a", {"url": "http://127.0.0.1:9/a.json"})).result()


def test_children_end_with_the_drawer():
    with RenderPool(workers=2) as drawer:
        drawer.start()
        drawer.submit(small("a")).result()
        children = [one._process.pid for one in drawer._children]
        assert children
    time.sleep(0.1)
    for pid in children:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_an_error_in_the_build_ends_the_children_at_once():
    began = time.monotonic()
    with pytest.raises(RuntimeError), RenderPool(workers=1) as drawer:
        waiting = [drawer.submit(huge(str(n))) for n in range(3)]
        raise RuntimeError
    assert time.monotonic() - began < 10
    assert all(isinstance(one.exception(1), RenderError) for one in waiting)
