"""What a committed revision came to, kept on disk: the second comparison with it is quick."""

from __future__ import annotations

import io
import json
import pickle
import zlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..commands.build_result import engine_fingerprint
from ..memo import Memo
from ..pages import CODES, BytecodeCache
from ..store import Store
from .model import State
from .revision import Revision
from .state import briefing_state

RESULTS = frozenset({"entries", "rows", "claim", "chart"})
"""The results that are kept; the others are made in no time, or hold what cannot be written."""
CELLS = frozenset("figure source entity metric derived dataset footing entry claim code".split())
"""What those are made of."""

PLAIN: tuple[Any, ...] = (Fraction, date)
"""What may stand in them besides our own models."""


class StateCache:
    """The states of revisions under ``root``/build/cache/diff."""

    def __init__(self, root: Path, environ: Mapping[str, str]) -> None:
        self._store = Store(root / "build/cache/diff")
        self.codes = BytecodeCache(Store(root / CODES))
        self._environ, self._ground = environ, engine_fingerprint(root, environ)

    def state(self, of: Revision, as_of: str | None) -> tuple[State, Memo]:
        """What a revision came to, and a memo that knows how.

        One that was never compared goes on from the one that was worked out last: most of a
        briefing is the same in both.
        """
        key, last = self._key("state", of.tree, as_of), self._key("last")
        if (there := self._read(key)) is not None:
            return there
        there = self._read((self._store.read(last) or b"").decode())
        _, memo = there or (None, self._with_codes(Memo()))
        with of.files() as folder:
            found = briefing_state(folder, as_of, self._environ, memo)
        memo.sweep()
        told = pickle.dumps((found, memo.saved(RESULTS, CELLS)), protocol=5)
        with suppress(OSError):  # a folder that takes nothing costs time alone
            self._store.write(key, zlib.compress(told, 1))
            self._store.write(last, key.encode())
            self._store.sweep()
        return found, memo

    def _key(self, *of: str | None) -> str:
        return sha256(json.dumps([of, self._ground], sort_keys=True).encode()).hexdigest()

    def _read(self, key: str) -> tuple[State, Memo] | None:
        """What was kept under the key, where it can be read."""
        body = self._store.read(key)
        if body is None:
            return None
        with suppress(pickle.UnpicklingError, AttributeError, TypeError, zlib.error, EOFError):
            found, saved = _Reader(io.BytesIO(zlib.decompress(body))).load()
            return found, self._with_codes(Memo.of(saved))
        return None

    def _with_codes(self, memo: Memo) -> Memo:
        memo.always("codes", lambda: self.codes)  # a revision lies in a folder of a moment
        return memo


class _Reader(pickle.Unpickler):
    """Reads what was kept, and nothing that would run anything: our models and plain values."""

    def find_class(self, module: str, name: str) -> Any:
        for plain in PLAIN:
            if (module, name) == (plain.__module__, plain.__name__):
                return plain
        found = super().find_class(module, name) if module.startswith("crossfoot.") else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is none of ours")
        return found
