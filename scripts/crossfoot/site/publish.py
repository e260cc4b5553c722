"""The last stage of a build: from pages to a published site."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..problem import Place, Problems
from . import assets, publisher
from .edition import Edition
from .exchange import exchange, recover
from .finish import CHECKSUMS, FACTS, finish
from .tree import Symlink, plain, read_tree, write_file, write_tree


@dataclass(frozen=True)
class Published:
    """What stands in ``site/`` now."""

    address: str
    pages: int
    numbers: int
    """Links to figures, counted in the built HTML."""
    checksum: str
    changed: bool
    """False where the site that is there was made of these very inputs."""


def publish(
    root: Path,
    docs: Mapping[str, bytes],
    edition: Edition,
    facts: Mapping[str, Any],
    problems: Problems,
    moved: Mapping[str, str] | None = None,
) -> Published:
    """Publish ``docs`` (paths to bytes) as ``root``/site and return what was made.

    ``facts`` is what build.json says; ``moved`` leads from old addresses to new ones. The site is
    made in build/site and exchanged whole. Raises Refused with all problems where there is an
    error, and OSError where the system refuses; ``site/`` is then as it was. The caller holds the
    lock (:func:`crossfoot.site.building`).
    """
    staging, live = root / "build/site", root / "site"
    recover(staging, live)
    whole = {**assets.published(), **docs}
    plain(whole)
    templates = assets.overrides(root, edition)
    if not (root / publisher.SETTINGS).is_file():
        problems.add(
            Place(publisher.SETTINGS), "there is no mkdocs.yml", "the publisher's settings"
        )
    problems.refuse()
    write_tree(whole, root / "build/docs")
    write_tree(templates, root / "build/theme")
    cause = _cause(root, whole, templates, facts, moved or {}, edition.as_of)
    stamp = root / "build/cache/site.json"
    last = _unchanged(stamp, cause, live)
    if last is not None and not problems.found:
        return last
    if staging.exists():
        shutil.rmtree(staging)
    address = publisher.render(root, root / "build/docs", staging, edition.as_of, problems)
    problems.refuse()
    done = finish(staging, whole, address, facts, moved or {}, problems)
    problems.refuse()
    exchange(staging, live)
    made = Published(address, done.pages, done.numbers, done.checksum, changed=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    if not problems.found:  # a warning is said again by the next build, so that one runs
        write_file(stamp, json.dumps({"cause": cause, "made": asdict(made)}).encode())
    return made


def _cause(
    root: Path,
    docs: Mapping[str, bytes],
    templates: Mapping[str, bytes],
    facts: Mapping[str, Any],
    moved: Mapping[str, str],
    as_of: str,
) -> str:
    """A digest of everything that the site's bytes depend on."""
    digest = hashlib.sha256()
    rest = {
        "facts": facts,
        "moved": dict(moved),
        "as_of": as_of,
        "settings": publisher.settings(root),
        "versions": publisher.versions(),
    }
    digest.update(json.dumps(rest, sort_keys=True).encode())
    engine = {f"site/{path}": text for path, text in _own_code().items()}
    for name, files in (("docs", docs), ("theme", templates), ("engine", engine)):
        for path, content in sorted(files.items()):
            digest.update(f"\0{name}/{path}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _own_code() -> dict[str, bytes]:
    here = Path(__file__).parent
    return {path.name: path.read_bytes() for path in sorted(here.glob("*.py"))}


def _unchanged(stamp: Path, cause: str, live: Path) -> Published | None:
    """What stands in ``live``, if it was made of the same inputs and nobody touched it since."""
    try:
        kept = json.loads(stamp.read_bytes())
        if kept["cause"] != cause:
            return None
        sums = (live / CHECKSUMS).read_bytes()
        made = Published(**{**kept["made"], "changed": False})
        if hashlib.sha256(sums).hexdigest() != made.checksum or not _as_sealed(live, sums):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return made


def _as_sealed(live: Path, sums: bytes) -> bool:
    """Whether the files in ``live`` are the ones that its checksums name."""
    try:
        files = read_tree(live)
    except Symlink:
        return False
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {path}\n"
        for path, content in files.items()
        if path not in (CHECKSUMS, FACTS)
    ]
    return "".join(lines).encode() == sums and FACTS in files
