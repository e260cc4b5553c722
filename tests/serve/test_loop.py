"""The loop that brings the site up to date: what stops it, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import crossfoot.serve as serving
from crossfoot.problem import Place, Problem, Refused
from crossfoot.serve.shown import Shown


def test_a_fault_leaves_the_pages_and_ctrl_c_ends_whatever_is_going_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Problem(Place("data/claims.yml", 3), "no figure x")
    raised = [KeyError("x"), OSError(28, "no space left"), Refused([wrong]), KeyboardInterrupt()]
    over: list[tuple[str, ...]] = []
    told: list[str] = []

    def refresh(*_: object) -> None:
        raise raised.pop(0)

    def changes(_: Path) -> Iterator[None]:
        while True:
            yield

    def refuse(shown: Shown, problems: list[object]) -> None:
        over.append(tuple(map(str, problems)))

    monkeypatch.setattr(serving, "refresh", refresh)
    monkeypatch.setattr(serving, "changes", changes)
    monkeypatch.setattr(serving.Drawer, "start", lambda _: None)
    monkeypatch.setattr(Shown, "refuse", refuse)
    serving.serve(tmp_path, None, {}, 0, told.append)
    fault, full = over[0][0], "crossfoot: no space left"
    assert re.match(r"crossfoot \S+ failed: KeyError: 'x' in serve/__init__\.py:\d+; ", fault)
    assert over[1:] == [(full,), (str(wrong),)]
    stays = "the last good pages stay"
    assert told[1:] == [fault, stays, full, stays, str(wrong), stays, "stopped"]
