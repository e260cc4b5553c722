"""What stands in the place of the site and was never published stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.diagnostics import BuildRefused
from crossfoot.site import require_published

OWN = "another place for it: a build puts a new folder in the place of site/"


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["index.html"], "site:1:1: files that no build has made, and that a build would remove"),
        (["notes/a.txt", ".DS_Store"], "site:1:1: files that no build has made, and that a build"),
        (
            [".git", "index.html", "checksums.txt", "build.json"],
            "site/.git:1:1: a repository of its own, which a build would remove",
        ),
    ],
)
def test_a_folder_that_no_build_has_made_is_not_removed(
    tmp_path: Path, paths: list[str], said: str
) -> None:
    for path in paths:
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text("mine")
    with pytest.raises(BuildRefused) as refused:
        require_published(tmp_path / "site")
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith(OWN)


@pytest.mark.parametrize(
    "paths",
    [None, [], [".DS_Store"], ["checksums.txt", "build.json", "own.txt"], ["build.json"]],
)
def test_a_published_site_an_empty_folder_and_none_are_a_build_s_to_replace(
    tmp_path: Path, paths: list[str] | None
) -> None:
    if paths is not None:
        (tmp_path / "site").mkdir()
    for path in paths or ():
        (tmp_path / "site" / path).write_text("")
    require_published(tmp_path / "site")
