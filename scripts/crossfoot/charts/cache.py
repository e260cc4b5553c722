"""Drawn pictures by content: the same spec, texts, theme, fonts and programs draw the same."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from .card import Card
from .drawer import TEXTS, Job, Picture
from .theme import FONTS

DRAWN_BY = ("vl-convert-python", "pyoxipng")
"""What makes the bytes of a picture, besides ourselves."""
_MAGIC = b"crossfoot made\n"


@cache
def _ground() -> bytes:
    """A digest of what draws: the programs, the fonts, and this package's own modules."""
    digest = sha256(" ".join(version(name) for name in DRAWN_BY).encode())
    for path in (*sorted(FONTS.glob("*.ttf")), *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return digest.digest()


def key(job: Job | Card) -> str:
    """The name of a job's picture: a digest of everything that decides how it looks."""
    told = asdict(job)
    body = json.dumps(told, sort_keys=True, ensure_ascii=False).encode()
    return sha256(_ground() + body).hexdigest()


class Cache:
    """A folder of what was made, by content. A torn or altered entry is as good as none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    @property
    def empty(self) -> bool:
        """Whether nothing is there yet: then children are wanted early."""
        return self._folder is None or not any(self._folder.glob("*.made"))

    def get(self, key: str) -> Picture | None:
        """The picture, or None where there is none or it is not what was put."""
        data = self.read(key)
        if data is None:
            return None
        head, _, pngs = data.partition(b"\n")
        found = json.loads(head)
        cut, doubts = found.pop("png"), tuple(found.pop("doubts"))
        return Picture(**found, doubts=doubts, png=pngs[:cut], social=pngs[cut:])

    def put(self, key: str, picture: Picture) -> None:
        """Keep a picture."""
        texts = {name: getattr(picture, name) for name in (*TEXTS, "doubts")}
        head = json.dumps({**texts, "png": len(picture.png)}, ensure_ascii=False).encode()
        self.write(key, head + b"\n" + picture.png + picture.social)

    def read(self, key: str) -> bytes | None:
        """What was written under ``key``, or None where it is not there whole."""
        if self._folder is None:
            return None
        self._used.add(key)
        try:
            data = (self._folder / f"{key}.made").read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + 32
        right = data[: len(_MAGIC)] == _MAGIC and data[len(_MAGIC) : start] == _sum(
            key, data[start:]
        )
        return data[start:] if right else None

    def write(self, key: str, body: bytes) -> None:
        """Keep bytes: written beside and renamed, so that none are ever seen half."""
        if self._folder is None:
            return
        self._used.add(key)
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _sum(key, body) + body)
            os.replace(name, self._folder / f"{key}.made")
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def sweep(self) -> None:
        """Drop what was not asked for, once there is far more of it than of what was."""
        if self._folder is None or not self._folder.is_dir():
            return
        kept = [p for p in self._folder.iterdir() if p.suffix == ".made"]
        if len(kept) > 4 * len(self._used) + 64:
            for path in kept:
                if path.stem not in self._used:
                    path.unlink(missing_ok=True)


def _sum(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).digest()
