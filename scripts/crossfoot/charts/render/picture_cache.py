"""Drawn pictures by content: the same spec, texts, theme, fonts and programs draw the same."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from ...libraries import program_versions
from ...store import Store
from ..og_image.page_card import PageCard
from ..render_job import TEXTS, Picture, RenderJob
from ..theme import FONTS


@cache
def _ground() -> bytes:
    """A digest of what draws: the programs, the fonts, and this package's own modules."""
    digest = sha256(program_versions().encode())
    for path in (*sorted(FONTS.glob("*.ttf")), *sorted(Path(__file__).parents[1].rglob("*.py"))):
        digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return digest.digest()


def cache_key(job: RenderJob | PageCard) -> str:
    """The name of a job's picture: a digest of everything that decides how it looks."""
    return sha256(_ground() + job.digest).hexdigest()


class PictureCache(Store):
    """The store of pictures, which holds those of this process in memory too."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(folder)
        self._recent: dict[str, Picture] = {}

    @classmethod
    def of(cls, root: Path) -> PictureCache:
        """The pictures of the charts of the briefing in ``root``."""
        return cls(root / "build/cache/charts")

    def get(self, key: str) -> Picture | None:
        """The picture, or None where there is none or it is not what was put."""
        if key not in self._recent and (found := self._read_picture(key)) is not None:
            self._recent[key] = found
        return self._recent.get(key)

    def _read_picture(self, key: str) -> Picture | None:
        data = self.read(key)
        if data is None:
            return None
        head, _, pngs = data.partition(b"\n")
        found = json.loads(head)
        cut, warnings = found.pop("png"), tuple(found.pop("warnings"))
        return Picture(**found, warnings=warnings, png=pngs[:cut], social=pngs[cut:])

    def put(self, key: str, picture: Picture) -> None:
        """Keep a picture."""
        self._recent[key] = picture
        texts = {name: getattr(picture, name) for name in (*TEXTS, "warnings")}
        head = json.dumps({**texts, "png": len(picture.png)}, ensure_ascii=False).encode()
        self.write(key, head + b"\n" + picture.png + picture.social)
