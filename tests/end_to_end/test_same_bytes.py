"""The same inputs give the same bytes: on another day, in another place, for another user."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import BUILD, TINY, Built, contents, copied, run, state

CopyBriefing = Callable[..., Path]

# Another day: whoever asks Python for the time gets one 500 days ahead.
SHIFTED = """\
import datetime, runpy, sys, time

AHEAD = 500 * 86_400
real = {name: getattr(time, name) for name in ("time", "time_ns", "localtime", "gmtime")}
time.time = lambda: real["time"]() + AHEAD
time.time_ns = lambda: real["time_ns"]() + AHEAD * 10**9
for name in ("localtime", "gmtime"):
    setattr(time, name, lambda at=None, f=real[name]: f(time.time() if at is None else at))


class Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


datetime.datetime, datetime.date = Datetime, Date
sys.argv = sys.argv[1:]
sys.path.insert(0, sys.argv[0].rpartition("/")[0])
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def checksums(root: Path) -> str:
    return (root / "site/checksums.txt").read_text()


@pytest.mark.parametrize("name", ["lighthouses", "rivers"])
def test_another_folder_day_zone_seed_language_user_mask_and_place(
    name: str, built: Callable[[str], Built], tmp_path: Path
) -> None:
    first = built(name)
    root = copied(TINY / name, tmp_path / "ein Ordner, anders genannt – é")
    there = tmp_path / "elsewhere"
    there.mkdir()
    env = {
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4242",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "HOME": str(there),
        "USER": "somebody",
        "TMPDIR": str(there),
        "COLUMNS": "37",
    }
    shifted = (sys.executable, "-c", SHIFTED, BUILD[1])

    def mask() -> None:
        os.umask(0o077)

    ran = run(root, "build", env=env, cwd=there, before=mask, program=shifted)
    assert ran.code == 0, ran.err
    assert checksums(root) == checksums(first.root)
    assert (root / "site/build.json").read_bytes() == (first.site / "build.json").read_bytes()
    warm = run(without_site(root), "build", env={"PYTHONHASHSEED": "7"})
    assert warm.code == 0, warm.err
    assert checksums(root) == checksums(first.root), "from the cache of pictures"


def without_site(root: Path) -> Path:
    """The briefing with its pictures kept and all that was made of them gone."""
    for made in ("site", "build/docs", "build/theme", "build/cache/built.json"):
        path = root / made
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return root


def test_a_second_build_without_changes_touches_nothing(briefing_copy: CopyBriefing) -> None:
    root = briefing_copy()
    before = state(root / "site"), state(root / "build/docs")
    ran = run(root, "build")
    assert (ran.code, ran.err) == (0, "")
    assert "unchanged" in ran.out
    assert (state(root / "site"), state(root / "build/docs")) == before


@pytest.mark.parametrize("change", ["row", "settings", "address", "day"])
def test_whatever_an_outcome_depends_on_makes_a_new_build(
    briefing_copy: CopyBriefing, change: str
) -> None:
    root = briefing_copy()
    given: list[str] = []
    env = {}
    match change:
        case "row":
            rows = root / "data/figures/skerry.csv"
            rows.write_text(rows.read_text().replace("skerry,oil,2023,400", "skerry,oil,2023,401"))
        case "settings":
            with (root / "mkdocs.yml").open("a") as file:
                file.write("copyright: someone\n")
        case "address":
            settings = root / "mkdocs.yml"
            text = settings.read_text()
            line = next(x for x in text.splitlines() if x.startswith("site_url:"))
            new = 'site_url: !ENV [SITE_URL, "https://example.org/lighthouses/"]'
            settings.write_text(text.replace(line, new))
            assert run(root, "build").code == 0
            env = {"SITE_URL": "https://example.org/other/"}
        case "day":
            given = ["--as-of", "2026-12-31"]
    ran = run(root, "build", *given, env=env)
    assert ran.code == 0, ran.err
    assert "unchanged" not in ran.out
    assert "unchanged" in run(root, "build", *given, env=env).out


def test_a_warning_is_said_again_where_nothing_changed(briefing_copy: CopyBriefing) -> None:
    root = briefing_copy()
    with (root / "templates/index.md").open("a") as file:
        file.write('\n<a href="{{ "gone" }}/">Only the site shows where it leads</a>\n')
    first, again = run(root, "build"), run(root, "build")
    assert (first.code, again.code) == (0, 0)
    assert "unchanged" in again.out
    assert "warning: the link gone/ leads nowhere" in first.err
    assert again.err == first.err
    assert run(root, "build", "--strict").code == 1


def test_a_site_that_somebody_changed_is_made_again(briefing_copy: CopyBriefing) -> None:
    root = briefing_copy()
    whole = contents(root / "site")
    (root / "site/index.html").write_text("defaced")
    (root / "site/stray.html").write_text("left behind")
    ran = run(root, "build")
    assert ran.code == 0
    assert "unchanged" not in ran.out
    assert contents(root / "site") == whole


def test_a_torn_picture_in_the_cache_is_drawn_again(briefing_copy: CopyBriefing) -> None:
    root = briefing_copy()
    before = checksums(root)
    (root / "site/checksums.txt").unlink()
    entries = list((root / "build/cache/charts").iterdir())
    assert entries, "no picture is kept"
    torn = {entry: entry.read_bytes() for entry in entries}
    for entry, whole in torn.items():
        entry.write_bytes(whole[:-7])
    assert run(root, "build").code == 0
    assert checksums(root) == before
    assert {entry: entry.read_bytes() for entry in entries} == torn


def test_one_changed_row_changes_the_pages_that_show_it_and_no_others(
    briefing_copy: CopyBriefing,
) -> None:
    """The figure of Head Light's range: its entity, its ledger, its claim; not the front page."""
    root = briefing_copy()
    before = contents(root / "site")
    rows = root / "data/figures/skerry.csv"
    rows.write_text(
        rows.read_text().replace("head,range,2024,28 to 29", "head,range,2024,27 to 29")
    )
    assert run(root, "build").code == 0
    after = contents(root / "site")
    assert before.keys() == after.keys()
    changed = {path for path in before if before[path] != after[path]}
    pages = {path for path in changed if path.endswith("index.html")}
    assert {"entities/head/index.html", "ledger/index.html", "sources/survey/index.html"} <= pages
    assert "claims/head-reaches-as-far/index.html" in pages
    untouched = {"index.html", "entities/skerry/index.html", "claims/finest-light/index.html"}
    assert not untouched & pages, pages


def test_no_clock_no_machine_and_no_folder_stand_in_the_site(
    built: Callable[[str], Built],
) -> None:
    import datetime
    import socket

    built_one = built("lighthouses")
    today = datetime.datetime.now(tz=datetime.UTC).date()
    words = [
        today.isoformat(), str(built_one.root), str(Path(__file__).parents[2]), str(Path.home()),
    ]  # fmt: skip
    host = socket.gethostname()
    words += [host] if len(host) > 6 else []
    for path, content in contents(built_one.site).items():
        plain = gzip.decompress(content) if path.endswith(".gz") else content
        for word in words:
            assert word.encode() not in plain, f"{path} says {word}"
    facts = json.loads((built_one.site / "build.json").read_text())
    assert not {"built", "time", "host", "user"} & facts.keys()
