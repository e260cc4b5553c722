"""The whole of it: which files there are, and that they are the same everywhere."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from crossfoot.publish import published_files

from .conftest import LIGHTHOUSES, publish

REPOSITORY = Path(__file__).parents[2]
ELSEWHERE = """
import hashlib, json, sys
from pathlib import Path
from publish.conftest import publish
files = publish(Path(sys.argv[1]), Path(sys.argv[2])).files
print(json.dumps({path: hashlib.sha256(content).hexdigest() for path, content in files.items()}))
"""


def test_the_files_stand_at_the_addresses_of_the_contract(lights):
    assert sorted(lights.files) == [
        "data/claims.json",
        "data/datapackage.json",
        "data/entities.json",
        "data/figures.csv",
        "data/figures.json",
        "data/figures.parquet",
        "data/metrics.json",
        "data/rows.csv",
        "data/sources.json",
        "feed.xml",
    ]


def test_text_is_utf_8_with_line_feeds_and_ends_in_one(lights):
    for path, content in lights.files.items():
        if not path.endswith(".parquet"):
            assert content.decode("utf-8").endswith("\n"), path
            assert b"\r" not in content, path


def test_the_address_of_the_site_may_lack_its_slash(lights, tmp_path):
    given = (lights.ledger, lights.claims)
    assert published_files(*given, "https://example.org/lights", tmp_path) == lights.files


def test_the_same_inputs_give_the_same_bytes_elsewhere(lights, tmp_path):
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Apia",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONPATH": os.pathsep.join(str(REPOSITORY / name) for name in ("scripts", "tests")),
    }
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(LIGHTHOUSES), str(scratch)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    here = {path: hashlib.sha256(content).hexdigest() for path, content in lights.files.items()}
    assert json.loads(done.stdout) == here


def test_nothing_names_the_machine(lights, tmp_path):
    made = publish(LIGHTHOUSES, tmp_path)
    for path, content in made.files.items():
        for name in (REPOSITORY, tmp_path, LIGHTHOUSES):
            assert str(name).encode() not in content, f"{path} names {name}"
