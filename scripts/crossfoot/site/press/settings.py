"""mkdocs.yml as MkDocs reads it: its values, and what MkDocs has against them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..process import environment_with

SETTINGS = "mkdocs.yml"
PLAIN = {"NO_MKDOCS_2_WARNING": "1"}
"""Material's own switch: a run says only what is wrong with the pages."""
BUILT_IN = ("toc", "tables", "fenced_code")
"""The Markdown extensions that MkDocs always has."""
_ENV = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


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
    with environment_with(PLAIN):
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
