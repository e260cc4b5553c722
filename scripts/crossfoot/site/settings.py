"""What earlier stages must know of mkdocs.yml: the site's address, and how Markdown is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..diagnostics import Diagnostics, SourceLocation, closest_word, did_you_mean
from ..ledger.addresses import web_fault
from ..ledger.field_types import JINJA
from ..ledger.files import read_text
from ..ledger.language import ENGLISH
from ..ledger.schema import Briefing
from ..pages import EXTENSIONS
from .material import words_in
from .mkdocs_runner import (
    BUILT_IN,
    SETTINGS,
    SettingsFile,
    UnreadableSettings,
    mkdocs_objections,
    mkdocs_options,
    read_trusted,
)

_QUOTED = re.compile(r"['\"]([^'\"]+)['\"]")
_PAGE = "# A heading\n\n## Another\n\n[TOC]\n\n```python\nx = 1\n```\n\n- [ ] item :smile:\n"
_SCHEME = re.compile(r"[\s\x00-\x1f]*([A-Za-z][A-Za-z0-9+.-]*):")
_SHOWN = ("site_name", "site_description", "site_author", "copyright", "nav", "extra")
"""Options whose texts the theme shows on each page."""
_ADDRESS = {
    "site_url": "https://… with a path at most",
    "repo_url": "the project’s address as anybody opens it, https://…",
}
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
    places: Mapping[str, SourceLocation] = field(default_factory=dict)
    """Where each of them stands."""
    loaded: Mapping[str, SourceLocation] = field(default_factory=dict)
    """What every page loads, by address: icon, logo, stylesheets, scripts; and where it stands."""
    styles: tuple[str, ...] = ()
    """The stylesheets among them."""
    language: str = ""
    """Of the theme's own words; empty where it is not said, or no theme with words is used."""
    theme_at: SourceLocation = field(default=SourceLocation(SETTINGS))
    """Where the theme's language stands, or the theme."""


def read_settings(root: Path, environ: Mapping[str, str], problems: Diagnostics) -> Settings:
    """Read ``root``/mkdocs.yml; ``environ`` fills its ``!ENV`` values. Faults are problems."""
    path = root / SETTINGS
    bare = Settings(HERE, EXTENSIONS, {})
    if not path.exists() and not path.is_symlink():
        problems.add(SourceLocation(SETTINGS), "there is no mkdocs.yml", "the publisher's settings")
        return bare
    text = read_text(root, path, problems)
    if text is None:
        return bare
    try:
        found = read_trusted(text, environ)
        for fault in found.faults:
            place = SourceLocation(SETTINGS, fault.line, fault.column)
            problems.add(place, fault.message, fault.hint)
        _check_shown(found, problems)
        given = dict(found.values)
        doubtful = mkdocs_objections(path, given)
    except UnreadableSettings as fault:
        problems.add(
            SourceLocation(SETTINGS, fault.line, fault.column), fault.message, "valid YAML"
        )
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
    for key in ("site_url", "repo_url"):
        wrong = web_fault(str(given.get(key) or HERE), root=key == "site_url")
        if wrong and key not in dict(doubtful):
            problems.add(_spot(text, key, ""), f"{key} {wrong}", _ADDRESS[key])
            del given[key]
    address = str(given.get("site_url") or HERE).rstrip("/") + "/"
    options = {name: o for name, o in extensions.items() if o}
    every = tuple(dict.fromkeys((*BUILT_IN, *extensions)))
    for name, given_to in options.items():
        if said := _unusable(name, given_to):
            what = f"markdown_extensions: no page can be read with this {name}: {said}"
            at = _spot(text, "markdown_extensions", name)
            problems.add(at, what, "options of the kind that its documentation has")
            every, options = EXTENSIONS, {}
            break
    order = tuple(_paths(given.get("nav")))
    places = {p: _spot(text, "nav", p) for p in order}
    loaded = {to: _spot(text, key, to) for key, to in _loaded(given)}
    styles = tuple(_listed(given.get("extra_css")))
    theme = given.get("theme")
    told = theme if isinstance(theme, Mapping) else {"name": theme}
    language = str(told.get("language") or ENGLISH) if told.get("name") == "material" else ""
    theme_at = _spot(text, "theme", language)
    return Settings(address, every, options, order, places, loaded, styles, language, theme_at)


def _check_shown(found: SettingsFile, problems: Diagnostics) -> None:
    """What the theme shows on each page: no template's tag, which nobody fills in, and in the
    navigation no link that could run code.
    """
    for path, (line, column) in found.places.items():
        value: Any = found.values if path[0] in _SHOWN else None
        for key in path:
            inside = isinstance(value, Mapping) and key in value
            listed = isinstance(value, list) and isinstance(key, int) and key < len(value)
            value = value[key] if inside or listed else None
        scheme = _SCHEME.match(value) if path[0] == "nav" and isinstance(value, str) else None
        if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
            what = f"nav: a link of every page to {scheme[1]}:, which none may lead to"
            problems.add(
                SourceLocation(SETTINGS, line, column), what, "http, https, mailto or a page"
            )
        if any(isinstance(text, str) and JINJA.search(text) for text in (path[-1], value)):
            what = f"{path[0]}: a template’s tag, which is shown as it is"
            problems.add(
                SourceLocation(SETTINGS, line, column), what, "the words that it should come to"
            )


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


def _unusable(extension: str, options: Mapping[str, Any]) -> str:
    """What a small page brings up, where an option is of the wrong kind; empty where nothing."""
    from markdown import Markdown

    try:
        Markdown(extensions=[extension], extension_configs={extension: dict(options)}).convert(
            _PAGE
        )
    except Exception as fault:  # whatever an extension does with what it is given
        return f"{type(fault).__name__}: {' '.join(str(fault).split())}"[:200]
    return ""


def check_languages(settings: Settings, briefing: Briefing, problems: Diagnostics) -> None:
    """The theme's words are in the language of the pages, where the theme has them in it."""
    pages, theme = (tag.partition("-")[0] for tag in (briefing.language, settings.language))
    if theme and pages != theme and (right := words_in(briefing.language)):
        what = f"the theme is in {settings.language}, and the pages are in {briefing.language}"
        hint = f"theme.language: {right}, or language: {settings.language} in data/briefing.yml"
        problems.add(settings.theme_at, what, hint)


def _object(
    text: str, given: Collection[str], doubtful: list[tuple[str, str]], problems: Diagnostics
) -> None:
    strange = [key for key, what in doubtful if not what]
    meant = {closest_word(key, mkdocs_options()) for key in strange}
    for key in strange:
        problems.add(
            _spot(text, key),
            f"unknown option {key}",
            did_you_mean(key, mkdocs_options()) or "extra:",
        )
    for key, what in doubtful:
        if key in given and what:
            at = next((_spot(text, key, word) for word in _QUOTED.findall(what)), None)
            problems.add(at or _spot(text, key, ""), f"{key}: {what}", "what MkDocs takes")
        elif what and key not in meant:
            problems.add(SourceLocation(SETTINGS), f"{key}: {what}", f"{key}: …")


def _spot(text: str, key: str, word: str | None = None) -> SourceLocation:
    """Where an option stands; with ``word`` that word of its value, or the value's beginning."""
    block = re.search(
        rf"^{re.escape(key)}\s*:[ ]*((?:.*\n?)(?:(?:[ \t#-].*)?\n)*)", text, re.MULTILINE
    )
    if block is None:
        return SourceLocation(SETTINGS)
    at = block.start()
    if word is not None:
        found = re.search(rf"(?<![\w./-]){re.escape(word)}(?![\w./-])", block[1]) if word else None
        at = block.start(1) + (found.start() if found else 0)
    return SourceLocation(SETTINGS, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _paths(nav: Any) -> Iterator[str]:
    """The pages of a navigation, its sections opened."""
    for item in nav if isinstance(nav, list) else ():
        for entry in item.values() if isinstance(item, dict) else (item,):
            if isinstance(entry, list):
                yield from _paths(entry)
            elif isinstance(entry, str):
                yield entry
