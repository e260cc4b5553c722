"""A folder that keeps bytes by the content that they were made of, from one command to the next."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

_MAGIC = b"crossfoot made\n"


class Store:
    """A folder of what was made, by content. A torn or altered entry is as good as none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    @property
    def empty(self) -> bool:
        """Whether nothing is there yet: then children are wanted early."""
        return self._folder is None or not any(self._folder.glob("*.made"))

    def read(self, key: str) -> bytes | None:
        """What was written under ``key``, or None where it is not there whole."""
        if self._folder is None:
            return None
        self._used.add(key)
        path = self._folder / f"{key}.made"
        try:
            if not stat.S_ISREG(os.lstat(path).st_mode):
                return None  # a named pipe would never end
            data = path.read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + 32
        right = data[: len(_MAGIC)] == _MAGIC and data[len(_MAGIC) : start] == _sum(
            key, data[start:]
        )
        return data[start:] if right else None

    def write(self, key: str, body: bytes) -> None:
        """Keep bytes: written beside and renamed, so that none are ever seen half.

        A folder that takes nothing, on a full disk or one that is only read, costs time alone.
        """
        if self._folder is None:
            return
        self._used.add(key)
        with suppress(OSError):
            self._write(self._folder, key, body)

    @staticmethod
    def _write(folder: Path, key: str, body: bytes) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _sum(key, body) + body)
            os.replace(name, folder / f"{key}.made")
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
                    with suppress(OSError):
                        path.unlink(missing_ok=True)


def digest_json(value: Mapping[str, Any]) -> bytes:
    """SHA-256 of a value as JSON with sorted keys: for a key that says all it depends on."""
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).digest()


def _sum(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).digest()
