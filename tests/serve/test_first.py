"""The page that somebody looks at is there before all others, as it will be in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copies import Built, copied
from crossfoot.charts import RenderPool
from crossfoot.memo import Memo
from crossfoot.serve.refresh import refresh_preview
from crossfoot.site import Preview

FRONT = "index.html"
EDITS = {
    "a row, and the finding with it": ("data/figures/skerry.csv", "2024,550,", "2024,551,"),
    "a template": ("templates/index.md", "keeps a\nlog", "keeps a\nbook"),
    "a chart": ("scripts/charts/oil.py", "Oil burnt by", "Oil that went through"),
    "the settings": ("mkdocs.yml", "- Ledger: ", "- All numbers: "),
}


@pytest.fixture(scope="module")
def drawer() -> Iterator[RenderPool]:
    with RenderPool() as started:
        yield started


@pytest.fixture(scope="module")
def preview(
    built: Callable[[str], Built], drawer: RenderPool, tmp_path_factory: pytest.TempPathFactory
) -> Preview:
    folder = tmp_path_factory.mktemp("first") / "lighthouses"
    preview = Preview(copied(built("lighthouses").root, folder, drawn=True), Memo())
    refresh_preview(preview, None, {}, drawer)
    return preview


@pytest.mark.parametrize("edit", EDITS)
def test_it_comes_first_and_once(edit: str, preview: Preview, drawer: RenderPool) -> None:
    name, old, new = EDITS[edit]
    before, offered = preview.files, []

    def offer(path: str, html: bytes) -> None:
        offered.append((path, html))
        assert preview.files is before, "the others are still to come"

    change(preview.root / name, old, new)
    refresh_preview(preview, None, {}, drawer, ["index.md"], offer)
    assert preview.files[FRONT] != before[FRONT]
    assert offered == [(FRONT, preview.files[FRONT])]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1))
