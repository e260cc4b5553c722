"""Which file of the site is made by whom: no two make one, on any system that it is copied to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from unicodedata import normalize

from ..pages.links import page_address
from .material import theme_files
from .postprocess.finished_site import CHECKSUMS, FACTS

SEARCH = "search/search_index.json"
_ALWAYS = ("404.html", "sitemap.xml", "sitemap.xml.gz", SEARCH, FACTS, CHECKSUMS)


@dataclass(frozen=True)
class Conflict:
    """Why a file cannot be where it should."""

    path: str
    """The file that is there already, or in the way."""
    maker: str
    """Who makes it."""
    message: str


@dataclass
class Outputs:
    """The files of a site by path, each with its maker, in words: "the engine", "docs/a.md"."""

    _files: dict[str, tuple[str, str]] = field(default_factory=dict)
    _folders: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of_publisher(cls) -> Outputs:
        """What every site has of its publisher, its theme and of what is finished after them."""
        outputs = cls()
        for path in (*_ALWAYS, *theme_files()):
            outputs.add(path, "the publisher")
        return outputs

    def __contains__(self, path: str) -> bool:
        return self._files.get(_key(path), ("", ""))[0] == path

    @property
    def paths(self) -> list[str]:
        """All of them."""
        return [path for path, _ in self._files.values()]

    def add(self, path: str, maker: str) -> Conflict | None:
        """Say that ``maker`` makes the file at ``path`` in the site; what is there before stays.

        Paths are alike where only the case of their letters or the form of their accents differs:
        on macOS they are one file.
        """
        key = _key(path)
        if key in self._files:
            there, by = self._files[key]
            return Conflict(there, by, f"{by} makes {there}")
        if key in self._folders:
            there, by = self._folders[key]
            return Conflict(there, by, f"{path} is a folder, for {by} makes {there}")
        above = [str(up) for up in PurePosixPath(path).parents][:-1]
        for folder in above:
            if (file := self._files.get(_key(folder))) is not None:
                return Conflict(*file, f"{file[0]} is a file that {file[1]} makes, no folder")
        self._files[key] = path, maker
        for folder in above:
            self._folders.setdefault(_key(folder), (path, maker))
        return None

    def add_source(self, path: str, maker: str) -> Conflict | None:
        """The same for what a file at ``path`` under build/docs becomes."""
        found = [self.add(made, maker) for made in published_as(path)]
        return next((conflict for conflict in found if conflict), None)

    def add_all(self, paths: Iterable[str], maker: str) -> None:
        """Say that ``maker`` makes what the files ``paths`` under build/docs become."""
        for path in paths:
            self.add_source(path, maker)


def published_as(path: str) -> tuple[str, ...]:
    """What a file under build/docs becomes in the site: a page has its Markdown beside it."""
    if not path.endswith(".md"):
        return (path,)
    folder = page_address(path)
    return f"{folder}index.html", f"{folder}index.md"


def _key(path: str) -> str:
    return normalize("NFC", normalize("NFC", path).casefold())
