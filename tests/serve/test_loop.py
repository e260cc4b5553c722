"""The loop that brings the site up to date: what stops it, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import crossfoot.serve as serving
from crossfoot.commands.build_result import BuildResult
from crossfoot.diagnostics import BuildRefused, Diagnostic, SourceLocation
from crossfoot.serve.live_site import LiveSite
from crossfoot.site import BuildRunning


def test_a_fault_leaves_the_pages_and_ctrl_c_ends_whatever_is_going_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Diagnostic(SourceLocation("data/claims.yml", 3), "no figure x")
    raised = [
        KeyError("x"),
        OSError(28, "no space left"),
        BuildRefused([wrong]),
        KeyboardInterrupt(),
    ]
    over: list[tuple[str, ...]] = []
    told: list[str] = []

    def refresh(*_: object) -> None:
        raise raised.pop(0)

    def changes(_: Path) -> Iterator[None]:
        while True:
            yield

    def refuse(shown: LiveSite, problems: list[object]) -> None:
        over.append(tuple(map(str, problems)))

    monkeypatch.setattr(serving, "refresh_preview", refresh)
    monkeypatch.setattr(serving, "watch_inputs", changes)
    monkeypatch.setattr(serving.RenderPool, "start", lambda _: None)
    monkeypatch.setattr(LiveSite, "show_problems", refuse)
    serving.serve(tmp_path, None, {}, 0, told.append)
    fault, full = over[0][0], "crossfoot: no space left"
    assert re.match(r"crossfoot \S+ failed: KeyError: 'x' in serve/__init__\.py:\d+; ", fault)
    assert over[1:] == [(full,), (str(wrong),)]
    stays = "the last good pages stay"
    assert told[1:] == [fault, stays, full, stays, str(wrong), stays, "stopped"]


def test_an_edit_during_another_build_waits_for_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = BuildRunning("another build (process 7) is running in x; wait for it to end")
    coming = [busy, busy, BuildResult("all", ()), KeyboardInterrupt()]
    told: list[str] = []

    def refresh(*_: object) -> BuildResult:
        next_one = coming.pop(0)
        if isinstance(next_one, BaseException):
            raise next_one
        return next_one

    monkeypatch.setattr(serving, "refresh_preview", refresh)
    monkeypatch.setattr(
        serving, "watch_inputs", lambda _: iter([None, None])
    )  # the edit is seen once
    monkeypatch.setattr(serving.time, "sleep", lambda _: None)
    monkeypatch.setattr(serving.RenderPool, "start", lambda _: None)
    serving.serve(tmp_path, None, {}, 0, told.append)
    waits = (
        "crossfoot: another build (process 7) is running in x; the pages follow when it has ended"
    )
    assert [told[1], told[2].partition(" in ")[0], *told[3:]] == [
        waits, "0 pages changed", "stopped"
    ]  # fmt: skip


def test_a_page_of_an_earlier_server_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([5_000_000, 6_000_000])
    made: list[LiveSite] = []

    def refresh(*_: object) -> None:
        raise KeyboardInterrupt

    @contextmanager
    def keep(shown: LiveSite, *_: object) -> Iterator[int]:
        made.append(shown)
        yield 0

    monkeypatch.setattr(serving.time, "time_ns", lambda: next(clock) * 1_000_000)
    monkeypatch.setattr(serving, "refresh_preview", refresh)
    monkeypatch.setattr(serving, "serving", keep)
    for _ in range(2):
        serving.serve(Path(), None, {}, 0, lambda line: None)
    earlier, later = made
    for number in range(9):
        earlier.show({"index.html": b"%d" % number})
    later.show({"index.html": b"now"})
    assert later.wait_for_change("index.html", earlier.version, 0) == (later.version, True, ())
