"""What this briefing promises, whatever it is about. `make test` runs it; it needs only Crossfoot.

Add what must stay so of your own: a verdict, a figure, a page. The site's data have them all.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
VERDICTS = {"holds", "fails", "undetermined", "unverifiable", "open", "overdue"}


def crossfoot(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command on this briefing."""
    command = (sys.executable, "-P", "-m", "crossfoot", *arguments, "-C", str(ROOT))
    return subprocess.run(command, capture_output=True, text=True, check=False)


class Briefing(unittest.TestCase):
    """The briefing as it stands in this folder, and the site that is built of it."""

    @classmethod
    def setUpClass(cls) -> None:
        """Build the site: what is wrong is told here, every number that has no source too."""
        built = crossfoot("build")
        if built.returncode:
            raise AssertionError(built.stderr)

    def test_each_page_of_the_navigation_is_there(self) -> None:
        """Under the address that its name says."""
        nav = (ROOT / "mkdocs.yml").read_text("utf-8")
        pages = re.findall(r"^ *- (?:.*: )?([\w/-]+)\.md *$", nav, re.MULTILINE)
        self.assertTrue(pages)
        for page in pages:
            address = re.sub(r"(^|/)index$", r"\1", page)
            self.assertTrue((SITE / address / "index.html").is_file(), page)

    def test_each_claim_has_a_verdict_and_a_page(self) -> None:
        """A verdict that changes is told by `crossfoot diff`, and in each pull request."""
        for claim in json.loads((SITE / "data/claims.json").read_text("utf-8")):
            self.assertIn(claim["verdict"], VERDICTS, claim["id"])
            self.assertTrue((SITE / claim["address"] / "index.html").is_file(), claim["id"])

    def test_nothing_was_changed_after_it_was_built(self) -> None:
        """Each file has the checksum that the build gave it."""
        for line in (SITE / "checksums.txt").read_text("utf-8").splitlines():
            checksum, path = line.split(maxsplit=1)
            content = (SITE / path).read_bytes()
            self.assertEqual(hashlib.sha256(content).hexdigest(), checksum, path)


if __name__ == "__main__":
    unittest.main()
