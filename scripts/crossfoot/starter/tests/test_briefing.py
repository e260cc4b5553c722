"""What this briefing promises. `make test` runs it; it needs nothing but Crossfoot."""

from __future__ import annotations

import json
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERDICTS = {
    "above-the-chinese-height": "holds",
    "grew-by-metres": "fails",
    "nearly-a-metre": "undetermined",
    "margin-of-the-survey": "unverifiable",
    "mountains-conserved": "open",
    "waters-restored": "overdue",
}
"""What each check came to when somebody last looked. A change here is news: look why."""


def crossfoot(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command on this briefing."""
    command = (sys.executable, "-m", "crossfoot", *arguments, "-C", str(ROOT))
    return subprocess.run(command, capture_output=True, text=True, check=False)


class Briefing(unittest.TestCase):
    """The briefing as it stands in this folder."""

    maxDiff = None

    def test_nothing_is_wrong_and_nothing_doubtful(self) -> None:
        """Every number has its source, every link leads somewhere."""
        checked = crossfoot("check", "--strict")
        self.assertEqual(checked.returncode, 0, checked.stderr)

    def test_the_site_is_built_with_the_verdicts_that_we_know(self) -> None:
        """No verdict changes unseen."""
        built = crossfoot("build")
        self.assertEqual(built.returncode, 0, built.stderr)
        claims = json.loads((ROOT / "site/data/claims.json").read_text("utf-8"))
        self.assertEqual({claim["id"]: claim["verdict"] for claim in claims}, VERDICTS)
        for page in ("index.html", "surveys/index.html", "promises/index.html"):
            self.assertTrue((ROOT / "site" / page).is_file(), page)


if __name__ == "__main__":
    unittest.main()
