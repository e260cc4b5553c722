"""What the last good run was made of, so that nothing is done where nothing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .inputs import Snapshot
from .libraries import programs
from .problem import Place, Problem
from .site import environment, write_file


@dataclass(frozen=True)
class Done:
    """What a command has to say when all is well."""

    summary: str
    warnings: tuple[Problem, ...]
    """What check tells."""
    seal: str = ""
    """SHA-256 of the site's checksums; empty where none was built."""
    more: tuple[Problem, ...] = ()
    """Warnings about what the publisher made, which only a build has."""


def cause(inputs: Snapshot, as_of: str | None, environ: Mapping[str, str]) -> str:
    """A digest of everything that a run's outcome depends on: inputs, engine, libraries, day.

    Files count by their content, never by their times.
    """
    parts = {**ground(inputs.root, environ), "inputs": dict(inputs.digests), "as_of": as_of}
    parts |= {"others": inputs.others}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def ground(root: Path, environ: Mapping[str, str]) -> dict[str, object]:
    """What any run rests on besides its inputs and its day: engine, libraries, environment."""
    engine = Path(__file__).parent
    own = {
        path.relative_to(engine).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(engine.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    names = ("REPOSITORY_URL", *environment(root))
    return {
        "engine": own,
        "programs": programs(),
        "environment": {name: environ.get(name) for name in names},
    }


def keep(stamp: Path, because: str, done: Done) -> None:
    """Write down what came out, of what, and what is to be said again of it."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    kept = {"cause": because, **asdict(done)}
    write_file(stamp, json.dumps(kept).encode())


def kept(stamp: Path, because: str) -> Done | None:
    """What came out of the same inputs before; a stamp that cannot be read is none."""
    try:
        found = json.loads(stamp.read_bytes())
        warnings, more = (tuple(map(_problem, found[key])) for key in ("warnings", "more"))
        same = found["cause"] == because
        return Done(found["summary"], warnings, found["seal"], more) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _problem(kept: Mapping[str, Any]) -> Problem:
    also = tuple(Place(**place) for place in kept["also"])
    return Problem(**{**kept, "place": Place(**kept["place"]), "also": also})
