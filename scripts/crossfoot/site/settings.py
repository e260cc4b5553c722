"""What earlier stages must know of mkdocs.yml: the site's address, and how Markdown is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..ledger.files import read_text
from ..pages import EXTENSIONS
from ..problem import Place, Problems, closest, nearest
from .press import BUILT_IN, SETTINGS, Unreadable, objections, options, trusted

_QUOTED = re.compile(r"['\"]([^'\"]+)['\"]")
HERE = "http://localhost/"
"""The address of a site whose settings name none."""


@dataclass(frozen=True)
class Settings:
    """The publisher's settings, as far as they matter before it runs."""

    address: str
    """The absolute address of the site's root, with a slash at the end."""
    extensions: tuple[str, ...]
    """Names of the Markdown extensions."""
    options: Mapping[str, Mapping[str, Any]]
    """Options of those that have any."""
    order: tuple[str, ...] = ()
    """The paths of pages in the order of the navigation."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each of them stands."""
    loaded: Mapping[str, Place] = field(default_factory=dict)
    """What every page loads, by address: icon, logo, stylesheets, scripts; and where it stands."""
    styles: tuple[str, ...] = ()
    """The stylesheets among them."""


def read_settings(root: Path, environ: Mapping[str, str], problems: Problems) -> Settings:
    """Read ``root``/mkdocs.yml; ``environ`` fills its ``!ENV`` values. Faults are problems."""
    path = root / SETTINGS
    bare = Settings(HERE, EXTENSIONS, {})
    if not path.exists() and not path.is_symlink():
        problems.add(Place(SETTINGS), "there is no mkdocs.yml", "the publisher's settings")
        return bare
    text = read_text(root, path, problems)
    if text is None:
        return bare
    try:
        found = trusted(text, environ)
        for fault in found.faults:
            place = Place(SETTINGS, fault.line, fault.column)
            problems.add(place, fault.what, fault.instead)
        given = dict(found.values)
        doubtful = objections(path, given)
    except Unreadable as fault:
        problems.add(Place(SETTINGS, fault.line, fault.column), fault.what, "valid YAML")
        return bare
    left_out = {str(key[0]) for key in found.places} - given.keys()
    doubtful = [(key, what) for key, what in doubtful if key not in left_out]
    if "markdown_extensions" in {*dict(doubtful), *left_out}:
        given["markdown_extensions"] = EXTENSIONS
    _object(text, given, doubtful, problems)
    extensions: dict[str, Mapping[str, Any]] = {}
    for item in given.get("markdown_extensions") or ():
        named = item if isinstance(item, dict) else {str(item): {}}
        extensions |= {str(name): options or {} for name, options in named.items()}
    address = str(given.get("site_url") or HERE).rstrip("/") + "/"
    options = {name: o for name, o in extensions.items() if o}
    every = tuple(dict.fromkeys((*BUILT_IN, *extensions)))
    order = tuple(_paths(given.get("nav")))
    places = {p: _spot(text, "nav", p) for p in order}
    loaded = {to: _spot(text, key, to) for key, to in _loaded(given)}
    styles = tuple(_listed(given.get("extra_css")))
    return Settings(address, every, options, order, places, loaded, styles)


def _loaded(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What every page loads: the option that names it, and its address."""
    theme: Any = given.get("theme")
    for key in ("favicon", "logo"):
        path = theme.get(key) if isinstance(theme, Mapping) else None
        if isinstance(path, str):
            yield "theme", path
    for key in ("extra_css", "extra_javascript"):
        yield from ((key, address) for address in _listed(given.get(key)))


def _listed(given: Any) -> Iterator[str]:
    """The addresses in a list of texts, or of mappings with a ``path``."""
    for item in given if isinstance(given, list) else ():
        path = item.get("path") if isinstance(item, Mapping) else item
        if isinstance(path, str):
            yield path


def _object(
    text: str, given: Collection[str], doubtful: list[tuple[str, str]], problems: Problems
) -> None:
    strange = [key for key, what in doubtful if not what]
    meant = {closest(key, options()) for key in strange}
    for key in strange:
        problems.add(_spot(text, key), f"unknown option {key}", nearest(key, options()) or "extra:")
    for key, what in doubtful:
        if key in given and what:
            at = next((_spot(text, key, word) for word in _QUOTED.findall(what)), None)
            problems.add(at or _spot(text, key, ""), f"{key}: {what}", "what MkDocs takes")
        elif what and key not in meant:
            problems.add(Place(SETTINGS), f"{key}: {what}", f"{key}: …")


def _spot(text: str, key: str, word: str | None = None) -> Place:
    """Where an option stands; with ``word`` that word of its value, or the value's beginning."""
    block = re.search(
        rf"^{re.escape(key)}\s*:[ ]*((?:.*\n?)(?:(?:[ \t#-].*)?\n)*)", text, re.MULTILINE
    )
    if block is None:
        return Place(SETTINGS)
    at = block.start()
    if word is not None:
        found = re.search(rf"(?<![\w./-]){re.escape(word)}(?![\w./-])", block[1]) if word else None
        at = block.start(1) + (found.start() if found else 0)
    return Place(SETTINGS, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _paths(nav: Any) -> Iterator[str]:
    """The pages of a navigation, its sections opened."""
    for item in nav if isinstance(nav, list) else ():
        for entry in item.values() if isinstance(item, dict) else (item,):
            if isinstance(entry, list):
                yield from _paths(entry)
            elif isinstance(entry, str):
                yield entry
