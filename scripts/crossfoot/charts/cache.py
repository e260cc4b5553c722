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

from .drawer import Job, Picture
from .theme import FONTS

_MAGIC = b"crossfoot picture\n"


@cache
def _ground() -> bytes:
    """A digest of what draws: vl-convert, the fonts, and this package's own modules."""
    digest = sha256(version("vl-convert-python").encode())
    for path in (*sorted(FONTS.glob("*.ttf")), *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return digest.digest()


def key(job: Job) -> str:
    """The name of a job's picture: a digest of everything that decides how it looks."""
    told = {"id": job.id, "specs": job.specs, "caption": asdict(job.caption)}
    body = json.dumps(told, sort_keys=True, ensure_ascii=False).encode()
    return sha256(_ground() + body).hexdigest()


class Cache:
    """A folder of pictures. An entry that is torn or altered is as good as none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    @property
    def empty(self) -> bool:
        """Whether nothing is there yet: then children are wanted early."""
        return self._folder is None or not any(self._folder.glob("*.picture"))

    def get(self, key: str) -> Picture | None:
        """The picture, or None where there is none or it is not what was put."""
        if self._folder is None:
            return None
        self._used.add(key)
        try:
            data = (self._folder / f"{key}.picture").read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + 32
        if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : start] != _sum(key, data[start:]):
            return None
        head, _, png = data[start:].partition(b"\n")
        found = json.loads(head)
        return Picture(found["wide"], found["narrow"], found["file"], png, tuple(found["doubts"]))

    def put(self, key: str, picture: Picture) -> None:
        """Keep a picture: written beside and renamed, so that none is ever seen half."""
        if self._folder is None:
            return
        self._used.add(key)
        texts = {n: getattr(picture, n) for n in ("wide", "narrow", "file", "doubts")}
        body = json.dumps(texts, ensure_ascii=False).encode() + b"\n" + picture.png
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _sum(key, body) + body)
            os.replace(name, self._folder / f"{key}.picture")
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def sweep(self) -> None:
        """Drop what was not asked for, once there is far more of it than of what was."""
        if self._folder is None or not self._folder.is_dir():
            return
        kept = [p for p in self._folder.iterdir() if p.suffix == ".picture"]
        if len(kept) > 4 * len(self._used) + 64:
            for path in kept:
                if path.stem not in self._used:
                    path.unlink(missing_ok=True)


def _sum(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).digest()
