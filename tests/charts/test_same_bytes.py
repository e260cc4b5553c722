"""The same inputs give the same bytes: another folder, time zone, language, hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

LIGHTS = Path(__file__).parent / "lights"
SCRIPTS = Path(__file__).parents[2] / "scripts"
PROGRAM = """
import sys
from hashlib import sha256
from pathlib import Path
from crossfoot.charts import draw_all
from crossfoot.claims.judge import judge
from crossfoot.ledger.load import load
from crossfoot.ledger.reckon import reckon
from crossfoot.problem import Problems

root, problems = Path(sys.argv[1]), Problems()
inputs = load(root, {}, problems)
ledger = reckon(inputs, inputs.briefing.as_of, problems)
claims = judge(ledger, inputs.claims, problems)
for id, it in draw_all(root, ledger, claims, problems, lambda text, place: text).items():
    parts = (it.svg_wide, it.svg_narrow, it.svg_file, it.spec_text, it.csv, repr(it.table))
    for part in (*(p.encode() for p in parts), it.png):
        print(id, sha256(part).hexdigest())
print(*problems.found)
"""


def digests(root: Path, **environ: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root)],
        env={**os.environ, "PYTHONPATH": str(SCRIPTS), **environ},
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
