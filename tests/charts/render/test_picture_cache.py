"""Pictures by content: redrawn when anything that shows has changed, or an entry is damaged."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace

import pytest

from crossfoot.charts.render import chart_rendering as drawing
from crossfoot.charts.render import picture_cache as caching
from crossfoot.charts.render.render_pool import RenderPool

CHART = """
@chart(title="Towers")
def towers(ask):
    return bars(ask.figures("bell-rock.height.1810"))
"""


@pytest.fixture
def counted(monkeypatch):
    """The ids of the charts that were really drawn."""
    seen = []
    submit = RenderPool.submit

    def count(self, job, *more):
        seen.append(job.id)
        return submit(self, job, *more)

    monkeypatch.setattr(RenderPool, "submit", count)
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
    (entry,) = folder.glob("*.made")
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
        entry.rename(folder / f"{'0' * 64}.made")
        assert caching.PictureCache(folder).get("0" * 64) is None
    again = draw(CHART, cache=folder)
    assert counted == ["towers", "towers"]
    assert first.drawn == again.drawn
    assert entry.read_bytes() == body


def test_the_key_follows_spec_texts_and_what_draws(monkeypatch, draw, tmp_path):
    jobs = []
    key = caching.cache_key
    monkeypatch.setattr(drawing, "cache_key", lambda job: jobs.append(job) or key(job))
    draw(CHART)
    (job,) = jobs
    wider = {width: {**spec, "height": 99} for width, spec in job.specs.items()}
    keys = {
        key(job),
        key(replace(job, id="other")),
        key(replace(job, caption=replace(job.caption, title="T"))),
        key(replace(job, specs=wider)),
        key(replace(job, specs={**job.specs, "narrow": wider["narrow"]})),
    }
    caching._ground.cache_clear()
    monkeypatch.setattr(caching, "program_versions", lambda: "others")
    keys.add(key(job))
    # Our fonts, with one that was altered.
    fonts = shutil.copytree(caching.FONTS, tmp_path / "fonts")
    font = fonts / "CrossfootSans-Regular.ttf"
    font.write_bytes(font.read_bytes() + b"x")
    monkeypatch.setattr(caching, "FONTS", fonts)
    caching._ground.cache_clear()
    keys.add(key(job))
    caching._ground.cache_clear()
    assert len(keys) == 7


def test_times_of_files_decide_nothing(draw, tmp_path, counted):
    folder = tmp_path / "cache"
    first = draw(CHART, cache=folder)
    (entry,) = folder.glob("*.made")
    source = tmp_path / "scripts/charts/lights.py"
    for when in (0, 4_000_000_000):
        os.utime(entry, (when, when))
        os.utime(source, (when, when))
        assert draw(CHART, cache=folder).drawn == first.drawn
    assert counted == ["towers"]
    # As long and as old as before, and another chart.
    os.utime(entry, (4_000_000_000, 4_000_000_000))
    draw(CHART.replace("Towers", "Tower!"), cache=folder)
    assert counted == ["towers", "towers"]


def test_no_half_written_entry_is_left(draw, tmp_path):
    draw(CHART, cache=tmp_path / "cache")
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".made"]


def test_a_cache_that_has_grown_far_is_swept(tmp_path):
    for n in range(80):
        (tmp_path / f"{n}.made").write_bytes(b"old")
    one = caching.PictureCache(tmp_path)
    one.get("3")
    one.sweep()
    assert [path.name for path in tmp_path.iterdir()] == ["3.made"]
