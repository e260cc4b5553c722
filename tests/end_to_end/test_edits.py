"""A site brought up to date is the site that a build from nothing makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from copies import Built, copied
from crossfoot.charts import RenderPool
from crossfoot.commands.build import build_site
from crossfoot.memo import Memo
from crossfoot.serve.refresh import refresh_preview
from crossfoot.site import Preview
from edits.compare import compared, different, put

LOGO = "theme/partials/logo.html"


@pytest.mark.parametrize(("briefing", "seed"), [("lighthouses", 1), ("rivers", 2)])
def test_after_random_edits_each_file_is_what_a_build_makes(
    briefing: str, seed: int, built: Callable[[str], Built], tmp_path: Path
) -> None:
    """A sample; ``make edits`` makes a hundred edits of the real briefing."""
    for done, wrong in compared(built(briefing).root, tmp_path, seed, 4):
        assert wrong == [], done


@pytest.mark.parametrize(
    ("path", "old", "texts"),
    [
        ("mkdocs.yml", "example.org/lighthouses/", ["example.org/lights/"]),
        (LOGO, "", ["a lamp", "a lens"]),
    ],
    ids=["the site's address", "a theme of one's own, twice"],
)
def test_what_every_page_shows_is_another_on_all_of_them(
    path: str, old: str, texts: list[str], built: Callable[[str], Built], tmp_path: Path
) -> None:
    source = built("lighthouses").root
    root, clean = (copied(source, tmp_path / name, drawn=True) for name in ("edited", "clean"))
    preview, file = Preview(root, Memo()), root / path
    with RenderPool() as drawer:
        refresh_preview(preview, None, {}, drawer)
        for text in texts:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(file.read_text().replace(old, text) if old else text)
            refresh_preview(preview, None, {}, drawer)
            put(root, clean)
            build_site(clean, None, {})
            pages = [p for p, html in preview.files.items() if text.encode() in html]
            assert len(pages) > 10 and different(preview, clean) == []
