"""The theme's files: what goes among the pages, and what the publisher's templates are."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from ..charts.theme import DARK, stylesheet
from ..diagnostics import Diagnostics, SourceLocation
from ..inputs import read_folder
from . import material
from .publication import Publication

_PUBLISHED = ("scripts", "fonts", "images")
"""Folders of the theme that the site carries, under ``assets/``."""
_KINDS = (".css", ".js", ".woff2", ".txt", ".svg")
"""What a reader's browser asks for, and licences; the rest is for drawing or for maintainers."""
_STYLES = "assets/styles/crossfoot.css"
_EMBED = "assets/styles/embed.css"
_IN_EMBED = ("10-type.css", "20-colours.css")
"""What a chart in a page of somebody else needs of the styles, besides its own."""
_MATERIAL = "/* Text: from Material for MkDocs, © Martin Donath, under the MIT licence. */"
SLATE = '[data-md-color-scheme="slate"]'
_COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
_COLOUR = re.compile(r"^  (--cf-[\w-]+): (#[0-9a-f]{6});", re.MULTILINE)


def theme_assets() -> dict[str, bytes]:
    """Styles, scripts, fonts and images by their paths in the docs (not what only drawing uses)."""
    found: dict[str, bytes] = {}
    for name in _PUBLISHED:
        found |= _below(files("crossfoot") / "theme" / name, f"assets/{name}/")
    found = {path: content for path, content in found.items() if path.endswith(_KINDS)}
    sheets = _below(files("crossfoot") / "theme" / "styles", "")
    texts = {name: _COMMENT.sub("", sheet.decode()) for name, sheet in sheets.items()}
    embed = texts.pop("embed.css")
    colours = {"20-colours.css": _schemes(texts["20-colours.css"])}
    # The charts' palette is the site's, and all is one file, so that a reader waits for one.
    whole = _MATERIAL, material.material_css(), palette_css(), _joined(texts | colours)
    found[_STYLES] = "\n".join(whole).encode()
    plain = {name: texts[name] for name in _IN_EMBED}
    plain["20-colours.css"] = _system(texts["20-colours.css"])
    found[_EMBED] = f"{stylesheet()}{_joined(plain)}\n{embed}".encode()
    return dict(sorted(found.items()))


def palette_css() -> str:
    """The charts' own rules, and their dark colours for a reader without scripts."""
    return f"{stylesheet()}{_dark('(scripting:none) and ', _roles())}"


def _schemes(colours: str) -> str:
    """The page's colours, with the dark ones for a reader without scripts, the light for paper."""
    dark = _block(colours, SLATE)
    names = {name for name, _ in _COLOUR.findall(dark)}
    light = "".join(f"{n}:{v};" for n, v in _COLOUR.findall(_block(colours, ":root")) if n in names)
    paper = f"@media print{{body,{SLATE}{{{light}color-scheme:light}}}}\n"
    return colours + _dark("(scripting:none) and ", dark) + paper


def _system(colours: str) -> str:
    """The page's colours where nothing but the reader's system chooses between light and dark."""
    whole = re.compile(rf"^{re.escape(SLATE)} \{{.*?^\}}\n", re.DOTALL | re.MULTILINE)
    return whole.sub("", colours) + _dark("", _block(colours, SLATE) + _roles())


def _roles() -> str:
    return "".join(f"--cf-{role}:{colour};" for role, colour in DARK.items())


def _dark(where: str, rules: str) -> str:
    """Dark by the reader's system; on paper and with forced colours other rules hold."""
    media = f"@media screen and {where}(prefers-color-scheme:dark) and (forced-colors:none)"
    return f"{media}{{:root{{{rules}}}}}\n"


def _block(styles: str, selector: str) -> str:
    """What stands between the braces of the first rule for ``selector``."""
    found = re.search(rf"^{re.escape(selector)} \{{\n(.*?)^\}}", styles, re.DOTALL | re.MULTILINE)
    assert found, selector
    return found[1]


def _joined(sheets: dict[str, str]) -> str:
    return "\n".join(sheets[name].strip() for name in sorted(sheets)) + "\n"


def theme_overrides(root: Path, edition: Publication) -> dict[str, bytes]:
    """The templates laid over Material's: the engine's own, then the briefing's ``theme/``.

    ``partials/edition.html`` sets what they say of the edition, and where the search's worker is.
    """
    own = _below(files("crossfoot") / "theme" / "overrides", "")
    searcher = f"{{% set searcher = {json.dumps(material.search_worker())} %}}\n"
    own["partials/edition.html"] = f"{edition.template()}{searcher}".encode()
    return own | read_folder(root, "theme", Diagnostics())  # check_theme has told what is wrong


def check_theme(root: Path, problems: Diagnostics) -> list[str]:
    """The paths of the files in the briefing's own ``theme/``; what is no template is noted."""
    there = read_folder(root, "theme", problems)
    jinja = Environment(extensions=["jinja2.ext.i18n"])
    for path, content in there.items():
        if path.endswith(".html"):
            try:
                jinja.parse(content.decode("utf-8", "replace"))
            except TemplateSyntaxError as fault:
                what = f"not a template: {fault.message}".rstrip(".")
                place = SourceLocation(f"theme/{path}", fault.lineno)
                problems.add(place, what, "a template that Jinja can run")
    return list(there)


def _below(folder: Traversable, prefix: str) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    found: dict[str, bytes] = {}
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            found |= _below(item, f"{prefix}{item.name}/")
        elif not item.name.startswith((".", "_")):
            found[f"{prefix}{item.name}"] = item.read_bytes()
    return found
