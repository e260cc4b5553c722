"""What the last good run was made of, so that nothing is done where nothing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..diagnostics import Diagnostic, Diagnostics, SourceLocation
from ..inputs import Snapshot
from ..libraries import program_versions
from ..site import environment_names, write_file


@dataclass(frozen=True)
class BuildResult:
    """What a command has to say when all is well."""

    summary: str
    warnings: tuple[Diagnostic, ...]
    """What check tells."""
    site_digest: str = ""
    """SHA-256 of the site's checksums; empty where none was built."""
    late_warnings: tuple[Diagnostic, ...] = ()
    """Warnings about what the publisher made, which only a build has."""


def run_fingerprint(inputs: Snapshot, as_of: str | None, environ: Mapping[str, str]) -> str:
    """A digest of everything that a run's outcome depends on: inputs, engine, libraries, day.

    Files count by their content, never by their times.
    """
    parts = {
        **engine_fingerprint(inputs.root, environ),
        "inputs": dict(inputs.digests),
        "as_of": as_of,
    }
    parts |= {"others": inputs.others}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def engine_fingerprint(root: Path, environ: Mapping[str, str]) -> dict[str, object]:
    """What any run rests on besides its inputs and its day: engine, libraries, environment."""
    engine = Path(__file__).parents[1]
    own = {
        path.relative_to(engine).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(engine.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    names = ("REPOSITORY_URL", *environment_names(root))
    return {
        "engine": own,
        "programs": program_versions(),
        "environment": {name: environ.get(name) for name in names},
    }


def save_result(stamp: Path, because: str, done: BuildResult) -> None:
    """Write down what came out, of what, and what is to be said again of it.

    Where that cannot be written, the next run does it all again, and comes to the same.
    """
    kept = {"cause": because, **asdict(done)}
    with suppress(OSError):
        stamp.parent.mkdir(parents=True, exist_ok=True)
        write_file(stamp, json.dumps(kept).encode())


def load_result(stamp: Path, because: str) -> BuildResult | None:
    """What came out of the same inputs before; a stamp that cannot be read is none."""
    try:
        found = json.loads(stamp.read_bytes())
        warnings, late = (tuple(map(_problem, found[key])) for key in ("warnings", "late_warnings"))
        same = found["cause"] == because
        return BuildResult(found["summary"], warnings, found["site_digest"], late) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _problem(kept: Mapping[str, Any]) -> Diagnostic:
    others = tuple(SourceLocation(**place) for place in kept["other_places"])
    return Diagnostic(**{**kept, "place": SourceLocation(**kept["place"]), "other_places": others})


def count_left_out(problems: Diagnostics) -> str:
    """How many drafts are in no build, for the end of a summary; empty where none is."""
    drafts = sum(kind != "template" for kind, _ in problems.drafts)
    return f"; {drafts:,} {'draft' if drafts == 1 else 'drafts'} left out" if drafts else ""
