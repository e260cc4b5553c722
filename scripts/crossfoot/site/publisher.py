"""MkDocs, run in this process. No other module knows it."""

from __future__ import annotations

import gc
import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..problem import Place, Problems

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SETTINGS = "mkdocs.yml"
BUILT_IN = ("toc", "tables", "fenced_code")
"""The Markdown extensions that MkDocs always has."""
_ENV = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DOC = re.compile(
    r"Doc file '([^']+)' contains (?:a|an absolute|an unrecognized) .*?link '([^']+)'"
)


def environment(root: Path) -> tuple[str, ...]:
    """The names in the environment that ``root``/mkdocs.yml reads, sorted."""
    path = root / SETTINGS
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return tuple(sorted({name for found in _ENV.findall(text) for name in _NAME.findall(found)}))


def values(path: Path) -> dict[str, Any]:
    """The settings as they stand in the file, ``!ENV`` filled in.

    Raises Unreadable for what is no YAML, or no mapping.
    """
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    try:
        with path.open(encoding="utf-8") as file:
            return dict(yaml_load(file))
    except ConfigurationError as fault:
        told = fault.__cause__ or fault.__context__
        mark = getattr(told, "problem_mark", None)
        what = getattr(told, "problem", None) or " ".join(str(fault).split())
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Unreadable(f"not YAML: {what}", *place) from fault
    except (TypeError, ValueError) as fault:
        raise Unreadable("the file is no mapping", 1, 1) from fault


class Unreadable(Exception):
    """Settings that cannot be read, with the line and the column where."""

    def __init__(self, what: str, line: int, column: int) -> None:
        super().__init__(what)
        self.what, self.line, self.column = what, line, column


def objections(path: Path, given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What MkDocs has against settings: the option, and what is wrong with it.

    An option that it does not know has nothing said of it. Where pages and theme lie is not
    looked at: they are not there yet.
    """
    with _environment():
        from mkdocs.config.defaults import MkDocsConfig

        here, theme = str(Path(__file__).parent), given.get("theme")
        known = dict(given) | {"docs_dir": here}
        if isinstance(theme, Mapping):
            known["theme"] = {k: v for k, v in theme.items() if k != "custom_dir"}
        found: dict[str, str] = {}
        while True:
            config = MkDocsConfig(config_file_path=str(path))
            config.load_dict(dict(known))
            errors, warnings = config.validate()
            more = {key: str(error).partition("\n")[0] for key, error in errors if key not in found}
            if not more:
                break
            # It stops at the first: without that option it comes to the others.
            found |= more
            known = {key: value for key, value in known.items() if key not in found}
    strange = [key for key, _ in warnings if key in given and key not in options()]
    return sorted({**found, **dict.fromkeys(strange, "")}.items())


def options() -> frozenset[str]:
    """The names of all options of MkDocs."""
    from mkdocs.config.defaults import MkDocsConfig

    return frozenset(MkDocsConfig().keys())


def render(root: Path, docs: Path, site: Path, as_of: str, problems: Problems) -> str:
    """Make the folder ``site`` from the folder ``docs`` by ``root``/mkdocs.yml.

    The build's date is ``as_of`` (an ISO day) at 00:00 UTC. Whatever MkDocs warns of is a problem.
    Returns the absolute address of the site's root.
    """
    epoch = int(datetime.fromisoformat(as_of).replace(tzinfo=UTC).timestamp())
    with _environment(SOURCE_DATE_EPOCH=str(epoch)), _listening(docs, root, problems), _no_pauses():
        from mkdocs.commands.build import build
        from mkdocs.exceptions import MkDocsException

        try:
            config = _config(root, docs, site)
            build(config)
        except MkDocsException as fault:
            problems.add(Place(SETTINGS), f"MkDocs stopped: {fault}")
            return _address("")
        return _address(config.site_url)


def _config(root: Path, docs: Path, site: Path) -> MkDocsConfig:
    from mkdocs.config import load_config

    return load_config(str(root / SETTINGS), docs_dir=str(docs), site_dir=str(site))


def _address(site_url: str | None) -> str:
    return f"{(site_url or 'http://localhost').rstrip('/')}/"


@contextmanager
def _environment(**names: str) -> Iterator[None]:
    """Set these and Material's own switch for the block, then put back what was there."""
    names["NO_MKDOCS_2_WARNING"] = "1"
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _no_pauses() -> Iterator[None]:
    """No collection of cycles for the block: a build makes few and ends soon."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def _listening(docs: Path, root: Path, problems: Problems) -> Iterator[None]:
    """Turn what MkDocs logs as a warning or worse into problems."""
    log = logging.getLogger("mkdocs")
    ear = _Ear(docs, root, problems)
    level, propagate = log.level, log.propagate
    log.addHandler(ear)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(ear)
        log.setLevel(level)
        log.propagate = propagate


class _Ear(logging.Handler):
    """Adds each record to the problems, at the link that it is about where it names one."""

    def __init__(self, docs: Path, root: Path, problems: Problems) -> None:
        super().__init__(logging.WARNING)
        self.docs, self.root, self.problems = docs, root, problems

    def emit(self, record: logging.LogRecord) -> None:
        what = " ".join(record.getMessage().split()).replace(f"{self.root}/", "")
        add = self.problems.add if record.levelno >= logging.ERROR else self.problems.warn
        add(self._place(what), f"MkDocs says: {what}")

    def _place(self, what: str) -> Place:
        found = _DOC.search(what)
        if found is None:
            return Place(SETTINGS)
        page = self.docs / found[1]
        path = page.relative_to(self.root).as_posix()
        text = page.read_text(encoding="utf-8") if page.is_file() else ""
        at = max(text.find(f"]({found[2]}"), 0)
        return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
