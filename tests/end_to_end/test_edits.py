"""A site brought up to date is the site that a build from nothing makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from copies import TINY
from edits.compare import compared


@pytest.mark.parametrize(("briefing", "seed"), [("lighthouses", 1), ("rivers", 2)])
def test_after_random_edits_each_file_is_what_a_build_makes(
    briefing: str, seed: int, tmp_path: Path
) -> None:
    """A sample; ``make edits`` makes a hundred edits of the real briefing."""
    for done, different in compared(TINY / briefing, tmp_path, seed, 4):
        assert different == [], done
