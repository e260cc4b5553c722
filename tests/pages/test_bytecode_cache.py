"""Templates whose code was kept by an earlier command say what freshly compiled ones say."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import Ran, run
from crossfoot.pages import CODES

PAGE = "---\ntitle: A page\n---\n# A page\n\n"
WRONG = {
    "alpha.md": f"{PAGE}There were 17 lamps.\n\n{{{{ fogg }}}} and {{% include '_gone.md' %}}\n",
    "beta.md": f"{PAGE}One more line.\n\nThere were 18 lamps, and 19.\n",
}


@pytest.fixture
def root(briefing_copy: Callable[..., Path]) -> Path:
    root = briefing_copy(fresh=True)
    for name, text in WRONG.items():
        (root / "templates" / name).write_text(text)
    return root


def fresh(root: Path) -> Ran:
    """What is said with nothing kept."""
    shutil.rmtree(root / CODES, ignore_errors=True)
    return run(root, "check")


def test_what_is_wrong_is_told_again_at_its_place(root: Path) -> None:
    first = fresh(root)
    assert {line.split(":")[0] for line in first.lines} == {f"templates/{name}" for name in WRONG}
    assert (root / CODES).is_dir()
    assert run(root, "check") == first


def test_numbers_keep_their_places_where_other_templates_are_gone(root: Path) -> None:
    run(root, "check")
    (root / "templates/alpha.md").unlink()
    found = run(root, "check")
    assert [line.split(" ")[0] for line in found.lines] == [
        "templates/beta.md:8:12:",
        "templates/beta.md:8:26:",
    ]
    assert found == fresh(root)


def test_torn_code_is_none(root: Path) -> None:
    first = fresh(root)
    for kept in (root / CODES).iterdir():
        kept.write_bytes(kept.read_bytes()[:-9])
    assert run(root, "check") == first
