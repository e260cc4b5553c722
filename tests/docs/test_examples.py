"""Each example of the pages for maintainers is done, and what they say comes out is what does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import REPO, Built
from docs.examples import PAGES, Block, change, compare, do, examples

EACH = [
    pytest.param(page.name, blocks, id=f"{page.name}: {heading}")
    for page in sorted(PAGES.glob("*.md"))
    for heading, blocks in examples(page.name)
]
WRITTEN = {REPO / "README.md", *PAGES.glob("*.md")}


@pytest.fixture
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the briefing that a page's examples are about: ours on the first, else a small."""
    if request.getfixturevalue("page") == "index.md":
        real: Built = request.getfixturevalue("real_site")
        return Path(shutil.copytree(real.root, tmp_path / "briefing"))
    copy: Callable[[], Path] = request.getfixturevalue("briefing_copy")
    return copy()


@pytest.mark.parametrize(("page", "blocks"), EACH)
def test_an_example_does_what_it_says(page: str, blocks: list[Block], root: Path) -> None:
    do(blocks, root)


def test_there_is_an_example_of_each_kind_of_thing() -> None:
    told = {heading for heading, _ in examples("add.md")}
    things = (
        "row source disagreement entity metric unit figure claim chart page table correction "
        "edition draft"
    )
    assert [thing for thing in things.split() if not any(thing in it for it in told)] == []


@pytest.mark.parametrize("path", sorted(WRITTEN), ids=lambda path: path.name)
def test_every_make_command_that_is_told_is_there(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (REPO / "Makefile").read_text(), re.MULTILINE))
    told = set(re.findall(r"(?:^|`)make ([a-z]+)(?=`|$| +#)", path.read_text(), re.MULTILINE))
    assert told <= targets


def test_what_does_not_come_out_is_seen(briefing_copy: Callable[[], Path]) -> None:
    root = briefing_copy()
    for said in ("one line\nand more\n", "another line\n", ""):
        with pytest.raises(AssertionError, match="but"):
            compare("crossfoot", "one line\n", said)
    with pytest.raises(AssertionError, match="has not once"):
        change(root / "mkdocs.yml", "-no such line\n+another\n")
    with pytest.raises(AssertionError, match="has no"):
        do([Block("markdown", "site/index.md", "no such text\n")], root)
