"""Whatever a file holds, the loader finds problems in it and never ends in an exception."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from conftest import Desk

BRIEFING = Path(__file__).parents[1] / "briefings" / "lighthouses"
SPACES = ["", " ", "\n", "\r", "\r\n", "\t", "\0", "\u202e", "\ufeff", "  ", " - "]
MARKS = (
    '\' " "" ` , ,, : - -- # *a | > [ ] { } % @ ( ) ^ / * + ~ ? !x &a << __class__ {{ }}'.split()
)
WORDS = (
    "null NO true 0 -0 0.0 1 1e60 1e-60 1e999 NaN inf 1_0 \\x00 \\ud800 é ６ 𝟙 ../../etc/passwd "
    "date T USD2021 EUR pp gpu nat degC m^99 2024 2024Q1 2024-13 2024-02-30 0000 9999 2026--2028 "
    "2024-01-01 actual projected about nearly up_to status( annual( days( sqrt( cagr( sum( min( "
    "@log skerry.oil.2024 skerry.lit.1850 skerry.oil_growth.2024"
).split()
LONG = [
    "[" * 40,
    "9" * 59,
    "9" * 70,
    "x" * 5000,
    "1 to 2",
    "2 to 1",
    "T USD",
    "k date",
    "more than ",
]
SHARDS = [*SPACES, *MARKS, *WORDS, *LONG, "- ", ": ", "&a ", "!!python/name:x ", "<<: ", "before "]


def mutated(text: str, chance: random.Random) -> str:
    """One to four small accidents: a shard put in, a piece cut, doubled, or exchanged."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + chance.choice([0, 0, 1, 2, 5, 20]))
        match chance.randrange(5):
            case 0:
                text = text[:at] + chance.choice(SHARDS) + text[at:]
            case 1:
                text = text[:at] + chance.choice(SHARDS) + text[to:]
            case 2:
                text = text[:at] + text[to:]
            case 3:
                text = text[:at] + text[at:to] * 2 + text[to:]
            case _:
                # A whole cell or value becomes another: what is well formed gets further.
                words = text.replace(",", " ").split()
                text = text.replace(chance.choice(words), chance.choice(SHARDS), 1) if words else ""
    return text


def accident(root: Path, seed: int) -> Desk:
    """A copy of the lighthouses with one or two files spoilt."""
    chance = random.Random(seed)
    shutil.copytree(BRIEFING / "data", root / "data")
    files = sorted(p for p in (root / "data").rglob("*") if p.is_file())
    for path in chance.sample(files, chance.choice([1, 1, 2])):
        path.write_bytes(mutated(path.read_text("utf-8"), chance).encode("utf-8", "surrogatepass"))
    return Desk(root)


@pytest.mark.parametrize("seed", range(24))
def test_a_spoilt_file_gives_problems_and_no_exception(tmp_path, seed):
    desk = accident(tmp_path, seed).run()
    for problem in (*desk.problems.errors, *desk.problems.warnings):
        path, line, column, _ = str(problem).split(":", 3)
        assert path.startswith("data/") and int(line) >= 1 and int(column) >= 1
        assert "\n" not in str(problem).rstrip("\n")
