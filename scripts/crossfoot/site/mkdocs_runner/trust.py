"""What mkdocs.yml may not ask for: code, other files and other hosts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...diagnostics import did_you_mean
from .settings_file import Path, SettingsFault, SettingsFile

PLUGINS = ("search", "material/search")
"""The publisher's plugins that may run: what others do, the engine does or nobody does."""
_SEARCH = (
    "boost", "enabled", "fields", "indexing", "lang", "min_search_length", "pipeline", "separator",
)  # fmt: skip
"""Their options."""
_MARKDOWN = (
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs "
    "legacy_em md_in_html meta nl2br sane_lists smarty tables toc wikilinks"
).split()
_PYMDOWN = (
    "arithmatex betterem blocks.admonition blocks.caption blocks.definition blocks.details "
    "blocks.html blocks.tab bracketspan caret critic details emoji escapeall extra fancylists "
    "highlight inlinehilite keys magiclink mark pathconverter progressbar quotes saneheaders "
    "smartsymbols striphtml superfences tabbed tasklist tilde"
).split()
EXTENSIONS = (
    *_MARKDOWN,
    *(f"markdown.extensions.{name}" for name in _MARKDOWN),
    *(f"pymdownx.{name}" for name in _PYMDOWN),
)
"""The Markdown extensions that may run: of Python-Markdown and pymdown-extensions, those that read
no file and reach no host."""
_READING = {
    "pymdownx.b64": "an image under docs/, which the site carries",
    "pymdownx.snippets": "{% include %} in a template",
}
"""Those that read files which no build knows of, with what to write instead."""
_FOLDERS = {"docs_dir": "build/docs", "site_dir": "build/site"}
_THEME = "build/theme"
_FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_OF_THE_SITE = "a file under docs/assets/: a page loads nothing from another host"


def refused_settings(found: SettingsFile) -> list[tuple[str, SettingsFault]]:
    """What settings may not ask for: each with the option that is then better left out."""
    told: list[tuple[str, SettingsFault]] = []
    for path, what, instead in _refused(found.values):
        place = next((p for p in _upwards(path) if p in found.places), (path[0],))
        told.append((str(path[0]), SettingsFault(*found.places.get(place, (1, 1)), what, instead)))
    return told


def _upwards(path: Path) -> Iterator[Path]:
    return (path[:length] for length in range(len(path), 0, -1))


def _refused(values: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    if values.get("hooks"):
        what = "hooks run Python of the briefing’s own in the publisher"
        yield ("hooks",), what, "a macro, a chart, or a template under theme/"
    if "INHERIT" in values:
        yield ("INHERIT",), "INHERIT reads another file", "its settings in this one"
    if values.get("extra_templates"):
        what = "extra_templates run outside the sandbox of templates"
        yield ("extra_templates",), what, "a page in templates/, or a file under theme/"
    for path, name, options in _named("plugins", values.get("plugins")):
        for key in options if isinstance(options, Mapping) and name in PLUGINS else ():
            if key not in _SEARCH:
                what = f"plugins: {name}: {key} may read other files or run other programs"
                yield (*path, str(key)), what, did_you_mean(str(key), _SEARCH) or ", ".join(_SEARCH)
        if name not in PLUGINS:
            near = did_you_mean(name, PLUGINS[:1])
            what = f"plugins: {name} runs code that no check knows"
            yield path, what, near or "search, which is the only one"
    yield from _extensions(values)
    for key, folder in _FOLDERS.items():
        if key in values and _folder(values[key]) != folder:
            yield (key,), f"{key} is filled by crossfoot, and no other folder is", folder
    theme = values.get("theme")
    if isinstance(theme, Mapping):
        if "custom_dir" in theme and _folder(theme["custom_dir"]) != _THEME:
            what = "custom_dir: all that is in that folder would be published"
            yield ("theme", "custom_dir"), what, f"{_THEME}, and your templates in theme/"
        for key in ("favicon", "logo"):
            if _foreign(theme.get(key)):
                yield ("theme", key), f"{key} is on another host", _OF_THE_SITE
        if isinstance(theme.get("font"), Mapping):
            yield ("theme", "font"), "font loads files from another host", "font: false"
    for key in ("extra_css", "extra_javascript"):
        listed = values.get(key)
        for number, item in enumerate(listed if isinstance(listed, list) else ()):
            address = item.get("path") if isinstance(item, Mapping) else item
            if _foreign(address):
                yield (key, number), f"{key}: {address} is on another host", _OF_THE_SITE


def _extensions(values: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    for path, name, options in _named("markdown_extensions", values.get("markdown_extensions")):
        if name in _READING:
            what = f"markdown_extensions: {name} reads files that no build knows of"
            yield path, what, _READING[name]
        elif name not in EXTENSIONS:
            right = did_you_mean(name, EXTENSIONS) or "one of Python-Markdown or pymdownx"
            yield path, f"markdown_extensions: {name} is no extension that may run", right
        icons = options.get("options") if isinstance(options, Mapping) else None
        if name == "pymdownx.emoji" and isinstance(icons, Mapping) and "custom_icons" in icons:
            what = "custom_icons reads files that no build knows of"
            yield (*path, "options", "custom_icons"), what, "an image under docs/"


def _named(key: str, listed: object) -> Iterator[tuple[Path, str, object]]:
    """Names with their options, of a list of names and mappings or of one mapping."""
    if isinstance(listed, Mapping):
        yield from (((key, str(name)), str(name), options) for name, options in listed.items())
    elif isinstance(listed, str):
        yield (key,), listed, None
    for number, item in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(item, Mapping):
            for name, options in item.items():
                yield (key, number, str(name)), str(name), options
        else:
            yield (key, number), str(item), None


def _folder(given: object) -> str:
    return posixpath.normpath(str(given)) if isinstance(given, str) else ""


def _foreign(address: object) -> bool:
    return isinstance(address, str) and _FOREIGN.match(address) is not None
