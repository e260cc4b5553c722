from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crossfoot.site import BuildRunning, build_lock

SECOND = """
from pathlib import Path
from crossfoot.site import BuildRunning, build_lock
try:
    with build_lock(Path(".")):
        print("in")
except BuildRunning as busy:
    print(busy)
"""


def second(root: Path) -> str:
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", SECOND]
    return subprocess.run(
        command, cwd=root, env=path, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_second_build_says_that_another_is_running(tmp_path: Path) -> None:
    with build_lock(tmp_path):
        said = second(tmp_path)
    assert said == f"another build (process {os.getpid()}) is running in .; wait for it to end"


def test_the_next_build_starts_when_the_first_has_ended(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), build_lock(tmp_path):
        raise RuntimeError
    assert second(tmp_path) == "in"


def test_it_is_an_error_of_the_machine_not_of_the_inputs() -> None:
    assert issubclass(BuildRunning, OSError)
