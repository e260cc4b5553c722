"""Children that draw: one that dies fails its own chart only, and is replaced."""

from __future__ import annotations

import os
import re
import time
from concurrent.futures import Future
from pathlib import Path

import pytest

from crossfoot.charts.drawer import Drawer, Job, Limits, Undrawn
from crossfoot.charts.poster import Caption
from crossfoot.charts.spec import drawing


def job(id: str, data: dict) -> Job:
    encoding = {"x": {"field": "x", "type": "quantitative"}}
    spec = {"data": data, "mark": "bar", "encoding": encoding}
    specs = {"wide": drawing(spec, "wide"), "narrow": drawing(spec, "narrow")}
    return Job(id, specs, Caption("Title", "", "", ()))


def small(id: str) -> Job:
    return job(id, {"values": [{"x": 3}]})


def huge(id: str) -> Job:
    return job(id, {"sequence": {"start": 0, "stop": 100_000_000, "as": "x"}})


def test_a_child_that_runs_out_of_memory_fails_its_own_chart_only():
    with Drawer(workers=1, limits=Limits(memory=1200)) as drawer:
        first, dead, last = map(drawer.submit, (small("a"), huge("b"), small("c")))
        assert first.result(60).wide.startswith("<svg")
        with pytest.raises(Undrawn, match="the child that draws died"):
            dead.result(60)
        assert last.result(60).wide.startswith("<svg")


def test_the_drawings_are_there_before_the_png_is_asked_for_and_fail_with_it():
    with Drawer(workers=1, limits=Limits(memory=1200)) as drawer:
        good, bad = Future(), Future()
        whole, dead = drawer.submit(small("a"), good), drawer.submit(huge("b"), bad)
        assert good.result(60).png == b""
        assert whole.result(60).png
        assert good.result().wide == whole.result().wide
        with pytest.raises(Undrawn, match="the child that draws died"):
            bad.result(60)
        assert dead.exception(60)


def test_a_child_that_takes_too_long_is_ended_and_replaced():
    with Drawer(workers=1, limits=Limits(wall=3.0)) as drawer:
        assert drawer.submit(small("warm")).result(60)
        dead, last = drawer.submit(huge("b")), drawer.submit(small("c"))
        with pytest.raises(Undrawn, match=r"took more than 3 s"):
            dead.result(60)
        assert last.result(60).png


def test_a_child_that_computes_too_long_is_ended_and_replaced():
    with Drawer(workers=1, limits=Limits(cpu=1)) as drawer:
        dead, last = drawer.submit(huge("b")), drawer.submit(small("c"))
        with pytest.raises(Undrawn, match="took more than 1 s of processor time"):
            dead.result(60)
        assert last.result(60).png


def test_a_child_that_was_killed_while_it_waited_is_replaced():
    with Drawer(workers=1) as drawer:
        assert drawer.submit(small("a")).result(60).png
        (child,) = drawer._children
        child.kill()
        child._process.wait(60)
        assert drawer.submit(small("b")).result(60).png
        assert child not in drawer._children


def test_a_child_that_dies_while_it_draws_leaves_the_others_alone():
    with Drawer(workers=2, limits=Limits(memory=1200)) as drawer:
        dead = drawer.submit(huge("huge"))
        others = [drawer.submit(small(str(n))) for n in range(6)]
        assert all(other.result(60).wide.startswith("<svg") for other in others)
        assert isinstance(dead.exception(60), Undrawn)


def test_the_limits_are_the_child_s_own():
    told = Path("/proc/self/limits")
    if not told.exists():
        return
    before = told.read_text()
    with Drawer(workers=1, limits=Limits(cpu=7, memory=1500)) as drawer:
        assert drawer.submit(small("a")).result(60).png
        (child,) = drawer._children
        limits = Path(f"/proc/{child._process.pid}/limits").read_text()
    assert re.search(rf"^Max data size\s+{1500 << 20} ", limits, re.MULTILINE)
    spent = re.search(r"^Max cpu time\s+(\d+) ", limits, re.MULTILINE)
    assert spent and 7 < int(spent[1]) < 7 + 30, limits
    assert re.search(r"^Max core file size\s+0 ", limits, re.MULTILINE)
    assert told.read_text() == before, "the build has none of them"


def test_a_spec_that_is_none_fails_with_vega_lites_own_words():
    with Drawer(workers=1) as drawer:
        wrong = small("a")
        wrong.specs["wide"]["mark"] = "no-such-mark"
        with pytest.raises(Undrawn) as caught:
            drawer.submit(wrong).result(60)
        assert "http" not in str(caught.value)


def test_a_url_that_slipped_through_is_not_fetched():
    with Drawer(workers=1) as drawer, pytest.raises(Undrawn):
        drawer.submit(job("a", {"url": "http://127.0.0.1:9/a.json"})).result(60)


def test_children_end_with_the_drawer():
    with Drawer(workers=2) as drawer:
        drawer.start()
        drawer.submit(small("a")).result(60)
        children = [child._process.pid for child in drawer._children]
        assert children
    time.sleep(0.1)
    for pid in children:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_an_error_in_the_build_ends_the_children_at_once():
    began = time.monotonic()
    with pytest.raises(RuntimeError), Drawer(workers=1) as drawer:
        waiting = [drawer.submit(huge(str(n))) for n in range(3)]
        raise RuntimeError
    assert time.monotonic() - began < 10
    assert all(isinstance(one.exception(1), Undrawn) for one in waiting)
