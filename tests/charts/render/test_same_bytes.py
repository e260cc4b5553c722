"""The same inputs give the same bytes: another folder, time zone, language, hash seed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crossfoot.charts.render.render_pool import RenderPool
from crossfoot.charts.render_job import Caption, RenderJob
from crossfoot.charts.spec.vegalite_spec import spec_for_width

LIGHTS = Path(__file__).parents[1] / "lights"
TESTS = Path(__file__).parents[2]
SCRIPTS = TESTS.parent / "scripts"
PROGRAM = """
import sys
from hashlib import sha256
from pathlib import Path
from chart_builds import render_charts
from crossfoot.claims.judge import judge_claims
from crossfoot.ledger.load import load_inputs
from crossfoot.ledger.build import build_ledger
from crossfoot.diagnostics import Diagnostics

root, problems = Path(sys.argv[1]), Diagnostics()
inputs = load_inputs(root, {}, problems)
ledger = build_ledger(inputs, inputs.briefing.as_of, problems)
claims = judge_claims(ledger, inputs.claims, problems)
for id, it in render_charts(root, ledger, claims, problems, lambda text, place: text).items():
    parts = (it.svg_wide, it.svg_narrow, it.svg_file, it.spec.vega_lite_text, it.spec.csv)
    parts += (repr(it.spec.table),)
    for part in (*(p.encode() for p in parts), it.png, it.social):
        print(id, sha256(part).hexdigest())
print(*problems.found)
"""


def digests(root: Path, scripts: Path = SCRIPTS, **environ: str) -> str:
    run = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM, str(root)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (scripts, TESTS))), **environ},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return run.stdout


def test_same_bytes_in_another_folder_time_zone_and_hash_seed(tmp_path):
    elsewhere = tmp_path / "else where"
    shutil.copytree(LIGHTS, elsewhere)
    one = digests(LIGHTS, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    other = digests(elsewhere, TZ="America/Adak", PYTHONHASHSEED="2", LC_ALL="C", HOME="/nowhere")
    assert one == other
    assert len(one.splitlines()) > 50


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    """A copy of the engine, to break; the folder that goes on the path."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(SCRIPTS / "crossfoot", tmp_path / "engine/crossfoot", ignore=ignored)
    return tmp_path / "engine"


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("CrossfootSans-SemiBold", "missing"),
        ("CrossfootSerif-Regular", "another"),
        ("CrossfootSans-Regular", "torn"),
    ],
)
def test_without_our_fonts_nothing_is_drawn_in_others(engine: Path, name: str, harm: str) -> None:
    font = engine / f"crossfoot/theme/fonts/{name}.ttf"
    if harm == "missing":
        font.unlink()
    elif harm == "another":
        # It says who it is, so vl-convert knows no family of the name that is asked for.
        font.write_bytes(font.read_bytes().replace(b"\0C\0r\0o\0s\0s", b"\0B\0r\0o\0s\0s"))
    else:
        font.write_bytes(font.read_bytes()[:3000])
    with pytest.raises(subprocess.CalledProcessError) as broken:
        digests(LIGHTS, engine)
    said = broken.value.stdout + broken.value.stderr
    assert "crossfoot.crash.InternalError: " in said, "the engine's own fault, not the briefing's"
    family = "Crossfoot Serif" if "Serif" in name else "Crossfoot Sans"
    weight = 600 if "SemiBold" in name else 400
    assert re.search(rf"{family} {weight} (cannot be read|is drawn in another font)", said), said
    assert not re.search(r"^\w+ [0-9a-f]{64}$", said, re.MULTILINE), "no chart was drawn"


def test_a_child_knows_no_time_zone_language_or_home_of_its_machine(monkeypatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    with RenderPool(workers=1) as drawer:
        drawer.submit(clock("first")).result(60)
        (child,) = drawer._children
        environ = Path(f"/proc/{child._process.pid}/environ")
        if environ.exists():
            told = dict(line.split("=", 1) for line in environ.read_text().strip("\0").split("\0"))
            assert told == {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PATH": os.defpath}


def clock(id: str) -> RenderJob:
    """A chart that writes the hour of a moment, which differs from zone to zone."""
    spec = {
        "data": {"values": [{"t": "2026-03-31T12:00:00Z"}]},
        "mark": {"type": "text", "align": "left"},
        "encoding": {
            "text": {"field": "t", "type": "temporal", "format": "%A %H:%M"},
            "x": {"value": 0},
        },
    }
    specs = {width: spec_for_width(spec, width) for width in ("wide", "narrow")}
    return RenderJob(id, specs, Caption("Clock", "", "", ()))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Adak"])
def test_a_moment_is_written_in_the_same_words_everywhere(monkeypatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    with RenderPool(workers=1) as drawer:
        assert ">Tuesday 12:00<" in drawer.submit(clock("clock")).result(60).wide
