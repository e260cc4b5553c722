"""What each command makes of a briefing, and what it leaves to those that need it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crossfoot.charts import RenderPool
from crossfoot.commands.check import check_inputs
from crossfoot.commands.edition import write_edition


@pytest.mark.parametrize("command", [check_inputs, write_edition])
def test_no_card_is_drawn_where_no_site_is_made(
    command: Callable[..., object],
    briefing_copy: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    for work in ("submit_card", "submit_bundle"):
        monkeypatch.setattr(RenderPool, work, lambda self, it: asked.append(it))
    root = briefing_copy("lighthouses", fresh=True)
    shutil.rmtree(root / "build/cache/cards", ignore_errors=True)
    command(root, None, {})
    assert asked == []
