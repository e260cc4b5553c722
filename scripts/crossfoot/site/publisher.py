"""MkDocs, run in this process. No other module knows it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from ..problem import Place, Problems
from ..progress import SILENT, Say
from .log import listening
from .process import environment_with, no_pauses

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SETTINGS = "mkdocs.yml"
PLAIN = {"NO_MKDOCS_2_WARNING": "1"}
"""Material's own switch: a run says only what is wrong with the pages."""
BUILT_IN = ("toc", "tables", "fenced_code")
"""The Markdown extensions that MkDocs always has."""
_ENV = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
INDEX = "search/search_index.json"
"""Where it writes what its search found."""


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


Offer = Callable[[str, bytes], None]
"""Takes a page's path in the site and its HTML."""


def _to_nobody(path: str, html: bytes) -> None:
    """Offer a page to nobody."""


@dataclass
class Press:
    """MkDocs, which keeps what it has read: a page whose source changed is set again by itself."""

    root: Path
    docs: Path
    site: Path
    as_of: str
    """The build's date, an ISO day; it counts as 00:00 UTC."""
    say: Say = SILENT
    _kept: _Kept | None = None

    @property
    def address(self) -> str:
        """The absolute address of the site's root, once there was a run."""
        named = self._kept.config.site_url if self._kept else None
        return f"{(named or 'http://localhost').rstrip('/')}/"

    def whole(
        self, problems: Problems, first: Collection[str] = (), offer: Offer = _to_nobody
    ) -> None:
        """Make the folder ``site`` from the folder ``docs`` by ``root``/mkdocs.yml.

        The pages whose sources are ``first`` are set before all others too, and given to ``offer``
        by their paths in the site. Whatever MkDocs warns of is a problem.
        """
        self._kept = None
        with self._running(problems):
            from mkdocs.commands.build import build

            config = _config(self.root, self.docs, self.site)
            self._kept = _Kept(config, self.say, first, offer)
            self._kept.listen()
            build(config)

    def again(self, paths: Iterable[str], problems: Problems) -> dict[str, bytes]:
        """Set the pages at ``paths``, whose sources changed in ``docs``: their HTML by its path.

        No page may be new or gone, and neither settings nor theme another, since the last
        :meth:`whole`; see :attr:`can`.
        """
        assert self._kept is not None
        made: dict[str, bytes] = {}
        with self._running(problems):
            for path in paths:
                place = self._kept.set(path)
                made[place] = (self.site / place).read_bytes()
        return made

    def rest(self, problems: Problems) -> dict[str, bytes]:
        """What is made of all pages together, by its path: lists, the search's index."""
        assert self._kept is not None
        with self._running(problems):
            self._kept.finish()
        names = (*self._kept.config.theme.static_templates, "sitemap.xml.gz", INDEX)
        there = (name for name in names if (self.site / name).is_file())
        return {name: (self.site / name).read_bytes() for name in there}

    @property
    def can(self) -> bool:
        """Whether :meth:`again` makes what :meth:`whole` would.

        Not where a page may depend on another: with a theme, hooks or plugins of the briefing's
        own, or where a page in the navigation goes by the title in its text.
        """
        kept = self._kept
        return kept is not None and not (self.root / "theme").exists() and kept.apart

    @contextmanager
    def _running(self, problems: Problems) -> Iterator[None]:
        from jinja2 import TemplateError
        from mkdocs.exceptions import MkDocsException

        day = datetime.fromisoformat(self.as_of).replace(tzinfo=UTC)
        epoch = str(int(day.timestamp()))
        with (
            environment_with({**PLAIN, "SOURCE_DATE_EPOCH": epoch}),
            listening("mkdocs", self.docs, Place(SETTINGS), self.root, problems),
            no_pauses(),
        ):
            try:
                yield
            except MkDocsException as fault:
                self._kept = None
                problems.add(Place(SETTINGS), f"MkDocs stopped: {fault}")
            except TemplateError as fault:
                self._kept = None
                what = str(fault).partition(" in search paths")[0]
                right = "a template that Jinja can run"
                problems.add(self._template(fault), f"no page can be made: {what}", right)

    def _template(self, fault: Exception) -> Place:
        """Where a template of the theme went wrong: in the briefing's own ``theme/``."""
        laid = self.root / "build/theme"
        for frame in reversed(extract_tb(fault.__traceback__)):
            if Path(frame.filename).is_relative_to(laid):
                return Place(f"theme/{Path(frame.filename).relative_to(laid)}", frame.lineno or 1)
        return Place(SETTINGS)


@dataclass
class _Kept:
    """What MkDocs has read in one whole run."""

    config: MkDocsConfig
    say: Say
    first: Collection[str]
    offer: Offer
    files: Any = None
    nav: Any = None
    templates: Any = None
    found: dict[str, list[Any]] = field(default_factory=dict)
    """What the search found on each page, by its path in the docs."""
    pages: int = 0
    taken: int = 0
    """How many of the search's entries are in ``found``."""

    def listen(self) -> None:
        """Have MkDocs tell what it reads while it runs."""
        events = self.config.plugins.events
        events["nav"].append(self._on_nav)
        events["env"].append(self._on_env)
        events["page_context"].append(self._on_page)

    @property
    def apart(self) -> bool:
        """Whether each page is made of its own source and of the navigation alone."""
        named = all(isinstance(title, str) for title in _titles(self.config.nav))
        return named and not self.config.hooks and set(self.config.plugins) <= _KNOWN_PLUGINS

    def set(self, path: str) -> str:
        """Set one page; its path in the site."""
        from mkdocs.commands.build import _build_page, _populate_page

        file = self.files.get_file_from_path(path)
        _populate_page(file.page, self.config, self.files)
        pages = self.files.documentation_pages()
        _build_page(file.page, self.config, pages, self.nav, self.templates)
        return str(file.dest_uri)

    def finish(self) -> None:
        """Write what is made of all pages."""
        from mkdocs.commands.build import _build_theme_template

        for name in self.config.theme.static_templates:
            _build_theme_template(name, self.templates, self.files, self.config, self.nav)
        if self._search is not None:
            pages = [file.src_uri for file in self.files.documentation_pages()]
            entries = [entry for path in pages for entry in self.found.get(path, ())]
            self._search.search_index.entries = entries
            self.taken = len(entries)
        self.config.plugins.on_post_build(config=self.config)

    @property
    def _search(self) -> Any:
        return next((p for n, p in self.config.plugins.items() if n.endswith("search")), None)

    def _on_nav(self, nav: Any, config: Any, files: Any) -> Any:
        self.nav = nav
        if self.first:
            self._set_first(files)
        return nav

    def _set_first(self, files: Any) -> None:
        """Set some pages ahead of the run, which sets them again and says what is wrong."""
        from mkdocs.structure.pages import Page

        found = [file for file in files.documentation_pages() if file.src_uri in self.first]
        self.files, self.templates = files, self.config.theme.get_env()
        before = logging.root.manager.disable
        logging.disable(logging.CRITICAL)
        try:
            for file in found:
                file.page = file.page or Page(None, file, self.config)
                place = self.set(file.src_uri)
                self.offer(place, Path(file.abs_dest_path).read_bytes())
        finally:
            logging.disable(before)
        self.found.clear()
        self.taken = 0
        if self._search is not None:
            self._search.search_index.entries.clear()

    def _on_env(self, env: Any, config: Any, files: Any) -> Any:
        self.templates, self.files = env, files
        self.pages = len(files.documentation_pages())
        return env

    def _on_page(self, context: Any, page: Any, config: Any, nav: Any) -> Any:
        entries = self._search.search_index.entries if self._search else []
        self.found[page.file.src_uri] = entries[self.taken :]
        self.taken = len(entries)
        self.say.at(len(self.found), self.pages)
        return context


_KNOWN_PLUGINS = {"search", "material/search"}


def _titles(nav: Any) -> Iterator[object]:
    """The title of each page in a navigation as the settings have it; None where it has none."""
    for item in nav or ():
        if not isinstance(item, dict):
            yield None
            continue
        for title, entry in item.items():
            if isinstance(entry, list):
                yield from _titles(entry)
            else:
                yield title


def _config(root: Path, docs: Path, site: Path) -> MkDocsConfig:
    from mkdocs.config import load_config

    return load_config(str(root / SETTINGS), docs_dir=str(docs), site_dir=str(site))
