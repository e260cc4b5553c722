"""What is taken from the installed Material: its styles for text, and its search's worker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from importlib.resources import files

_NO_FILES = (".icons", "partials", "fragments", "__pycache__")
_ROOT = files("material") / "templates"
_UNLOADED = (
    "assets/javascripts/bundle.*",
    "assets/javascripts/workers/*.map",
    "assets/stylesheets/*",
    "assets/images/favicon.png",
)
_STYLES = "assets/stylesheets", re.compile(r"main\.\w+\.min\.css")
_SEARCHER = "assets/javascripts/workers", re.compile(r"search\.\w+\.min\.js")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMA = re.compile(r",(?![^(]*\))")
_EMPTY = re.compile(r"@(?:media|supports)[^{}]*\{\}")
_VARIABLE = re.compile(r"(--md-[\w-]+):((?:\"[^\"]*\"|'[^']*'|[^\"';])*)(?:;|$)")
_TRANSITION = re.compile(r"transition:[^;}]*;?")
_SHELL = re.compile(
    r"\.(?:md-(?:annotation|banner|clipboard|code__|consent|content__button|content--post|copyright|"
    r"dialog|draft|feedback|footer|header|icon|meta|nav|option|overlay|pagination|path|pin|post|"
    r"profile|progress|search|select|sidebar|skip|social|source|status|tabs|tag|toggle|tooltip|top|"
    r"version)|giscus|mermaid|no-js|(?:js-)?focus-visible|tabbed-)|\[(?:data-md-|id=__)"
)
"""Selectors of what our pages have in another form, and of what only Material's script makes."""


def search_worker() -> str:
    """The path in the site of the script that holds the search's index."""
    return _path(*_SEARCHER)


def words_in(tag: str) -> str:
    """The language of Material's words for pages of ``tag``; empty where it has none."""
    folder = _ROOT.joinpath("partials/languages")
    named = (
        name for name in (tag, tag.partition("-")[0]) if folder.joinpath(f"{name}.html").is_file()
    )
    return next(named, "")


def material_css() -> str:
    """Material's styles for text, as far as a page of ours can use them."""
    css = (_ROOT / _path(*_STYLES)).read_text(encoding="utf-8")
    return prune_css(css.removeprefix('@charset "UTF-8";').partition("\n/*#")[0])


def prune_css(css: str) -> str:
    """Minified ``css`` without the rules for the shell, and without variables that none reads.

    Nothing moves of itself either: text that changed its colour slowly could not be read while a
    reader switches between light and dark.
    """

    def ours(rule: re.Match[str]) -> str:
        selectors = [one for one in _COMMA.split(rule[1]) if not _SHELL.search(one)]
        return f"{','.join(selectors)}{{{rule[2]}}}" if selectors else ""

    def read(rule: re.Match[str]) -> str:
        kept = _VARIABLE.sub(lambda it: it[0] if f"var({it[1]}" in css else "", rule[2])
        return f"{rule[1]}{{{kept}}}" if kept else ""

    css = _TRANSITION.sub("", css)
    for tidy in (ours, read):
        css = _EMPTY.sub("", _RULE.sub(tidy, css))
    return css


def loaded_theme_files(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of ``site`` without those that the publisher copies and no page of ours loads."""
    return {
        path: content
        for path, content in site.items()
        if not any(fnmatchcase(path, name) for name in _UNLOADED)
    }


def theme_files() -> list[str]:
    """The paths of the files that the theme puts into every site as they are."""
    found, waiting = [], [("", _ROOT)]
    while waiting:
        prefix, folder = waiting.pop()
        for item in folder.iterdir():
            if not item.is_dir():
                found.append(f"{prefix}{item.name}")
            elif item.name not in _NO_FILES:
                waiting.append((f"{prefix}{item.name}/", item))
    passed = (".html", ".py", ".pyc", ".yml")
    return sorted(
        path for path in found if path.startswith("assets/") and not path.endswith(passed)
    )


def _path(folder: str, name: re.Pattern[str]) -> str:
    (found,) = (item.name for item in _ROOT.joinpath(folder).iterdir() if name.fullmatch(item.name))
    return f"{folder}/{found}"
