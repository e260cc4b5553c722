"""mkdocs.yml as MkDocs will have it: what may stand in it, and what MkDocs has against it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from ..process import environment_with
from .settings_file import (
    SettingsFault,
    SettingsFile,
    UnreadableSettings,
    names_in_environment,
    parse_settings,
)
from .trust import refused_settings

SETTINGS = "mkdocs.yml"
PLAIN = {"NO_MKDOCS_2_WARNING": "1"}
"""Material's own switch: a run says only what is wrong with the pages."""
BUILT_IN = ("toc", "tables", "fenced_code")
"""The Markdown extensions that MkDocs always has."""

__all__ = [
    "BUILT_IN",
    "PLAIN",
    "SETTINGS",
    "SettingsFault",
    "SettingsFile",
    "UnreadableSettings",
    "environment_names",
    "mkdocs_objections",
    "mkdocs_options",
    "read_trusted",
]


def environment_names(root: Path) -> tuple[str, ...]:
    """The names in the environment that ``root``/mkdocs.yml reads, sorted."""
    path = root / SETTINGS
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return tuple(sorted(set(names_in_environment(text))))


def read_trusted(text: str, environ: Mapping[str, str]) -> SettingsFile:
    """The settings in a text, ``!ENV`` filled in from ``environ``; none of them runs code,
    reads another file or reaches another host.

    Options that would are left out, with their faults. Raises UnreadableSettings for what is no
    YAML.
    """
    found = parse_settings(text, environ)
    told = refused_settings(found)
    left_out = {key for key, _ in told}
    values = {key: value for key, value in found.values.items() if key not in left_out}
    faults = {*found.faults, *(fault for _, fault in told)}
    return SettingsFile(values, found.places, tuple(sorted(faults)))


def mkdocs_objections(path: Path, given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What MkDocs has against settings: the option, and what is wrong with it.

    An option that it does not know has nothing said of it. Where pages and theme lie is not
    looked at: they are not there yet.
    """
    with environment_with(PLAIN):
        from mkdocs.config.defaults import MkDocsConfig

        here, theme = str(Path(__file__).parent), given.get("theme")
        known = deepcopy(dict(given)) | {"docs_dir": here}  # it empties what it reads
        if isinstance(theme, Mapping):
            known["theme"] = {k: v for k, v in theme.items() if k != "custom_dir"}
        found: dict[str, str] = {}
        while True:
            config = MkDocsConfig(config_file_path=str(path))
            config.load_dict(deepcopy(known))
            errors, warnings = config.validate()
            more = {key: str(error).partition("\n")[0] for key, error in errors if key not in found}
            if not more:
                break
            # It stops at the first: without that option it comes to the others.
            found |= more
            known = {key: value for key, value in known.items() if key not in found}
    strange = [key for key, _ in warnings if key in given and key not in mkdocs_options()]
    return sorted({**found, **dict.fromkeys(strange, "")}.items())


def mkdocs_options() -> frozenset[str]:
    """The names of all options of MkDocs."""
    from mkdocs.config.defaults import MkDocsConfig

    return frozenset(MkDocsConfig().keys())
