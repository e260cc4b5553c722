"""``python -m edits``: a hundred random edits of the briefing. ``--times N``, ``--seed N``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from copies import REPO

from .compare import compared


def main() -> int:
    """Compare, and say what differs; 1 where anything does."""
    parser = argparse.ArgumentParser(prog="edits", description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--briefing", type=Path, default=REPO)
    asked = parser.parse_args()
    equal = 0
    with TemporaryDirectory() as folder:
        edits = compared(asked.briefing, Path(folder), asked.seed, asked.times)
        for number, (done, different) in enumerate(edits, 1):
            equal += not different
            print(f"{number:3} {'equal' if not different else 'DIFFERS'}: {done}", flush=True)
            for path in different[:8]:
                print(f"      {path}")
    print(f"{equal} of {asked.times} equal")
    return 0 if equal == asked.times else 1


if __name__ == "__main__":
    sys.exit(main())
