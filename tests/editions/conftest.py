"""The lighthouses with an edition written of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from copies import Built, copied
from crossfoot.cli import main


@pytest.fixture(scope="session")
def written(built: Callable[[str], Built], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lighthouses and their first edition. Tests read it and never change it."""
    folder = tmp_path_factory.mktemp("editions") / "lighthouses"
    root = copied(built("lighthouses").root, folder, drawn=True)
    assert main(["edition", "-C", str(root)]) == 0
    return root


@pytest.fixture
def lights(written: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return copied(written, tmp_path / "lighthouses", drawn=True)


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Changes the one place in a file where a text stands."""

    def change(path: Path, old: str, new: str) -> None:
        text = path.read_text()
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        path.write_text(text.replace(old, new))

    return change
