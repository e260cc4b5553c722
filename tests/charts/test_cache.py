"""Pictures by content: redrawn when anything that shows has changed, or an entry is damaged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crossfoot.charts import cache as caching
from crossfoot.charts import draw as drawing
from crossfoot.charts.drawer import Drawer

CHART = """
@chart(title="Towers")
def towers(ask):
    return bars(ask.figures("bell-rock.height.1810"))
"""


@pytest.fixture
def counted(monkeypatch):
    """The ids of the charts that were really drawn."""
    seen = []
    submit = Drawer.submit

    def count(self, job):
        seen.append(job.id)
        return submit(self, job)

    monkeypatch.setattr(Drawer, "submit", count)
    return seen


def test_a_chart_that_has_not_changed_is_not_drawn_again(draw, tmp_path, counted):
    first = draw(CHART, cache=tmp_path / "cache")
    again = draw(CHART, cache=tmp_path / "cache")
    assert counted == ["towers"]
    assert first.drawn == again.drawn


def test_a_chart_whose_title_has_changed_is_drawn_again(draw, tmp_path, counted):
    draw(CHART, cache=tmp_path / "cache")
    got = draw(CHART.replace("Towers", "Tall towers"), cache=tmp_path / "cache")
    assert counted == ["towers", "towers"]
    assert "Tall towers" in got.drawn["towers"].svg_file


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "swapped"])
def test_a_corrupt_entry_is_redrawn(draw, tmp_path, counted, harm):
    folder = tmp_path / "cache"
    first = draw(CHART, cache=folder)
    (entry,) = folder.glob("*.picture")
    body = entry.read_bytes()
    harmed = {
        "cut": body[: len(body) // 2],
        "changed": body[:-9] + b"x" + body[-8:],
        "empty": b"",
        "swapped": body,
    }[harm]
    entry.write_bytes(harmed)
    if harm == "swapped":
        # A whole entry under another key is not that key's.
        entry.rename(folder / f"{'0' * 64}.picture")
        assert caching.Cache(folder).get("0" * 64) is None
    again = draw(CHART, cache=folder)
    assert counted == ["towers", "towers"]
    assert first.drawn == again.drawn
    assert entry.read_bytes() == body


def test_the_key_follows_spec_texts_and_what_draws(monkeypatch, draw, tmp_path):
    jobs = []
    key = caching.key
    monkeypatch.setattr(drawing, "key", lambda job: jobs.append(job) or key(job))
    draw(CHART)
    (job,) = jobs
    keys = {
        key(job),
        key(replace(job, id="other")),
        key(replace(job, caption=replace(job.caption, title="T"))),
    }
    caching._ground.cache_clear()
    monkeypatch.setattr(caching, "version", lambda name: "0")
    keys.add(key(job))
    caching._ground.cache_clear()
    assert len(keys) == 4


def test_no_half_written_entry_is_left(draw, tmp_path):
    draw(CHART, cache=tmp_path / "cache")
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".picture"]


def test_a_cache_that_has_grown_far_is_swept(tmp_path):
    for n in range(80):
        (tmp_path / f"{n}.picture").write_bytes(b"old")
    one = caching.Cache(tmp_path)
    one.get("3")
    one.sweep()
    assert [path.name for path in tmp_path.iterdir()] == ["3.picture"]
