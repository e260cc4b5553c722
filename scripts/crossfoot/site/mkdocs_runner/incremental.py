"""What MkDocs has read in one whole run, so that a page can be set again by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...progress import ProgressReporter
from .theme_bytecode import COMPILED

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

INDEX = "search/search_index.json"
"""Where it writes what its search found."""
OfferPage = Callable[[str, bytes], None]
"""Takes a page's path in the site and its HTML."""


def discard_page(path: str, html: bytes) -> None:
    """Offer a page to nobody."""


@dataclass
class IncrementalSite:
    """What MkDocs has read in one whole run."""

    config: MkDocsConfig
    say: ProgressReporter
    first: Collection[str]
    offer: OfferPage
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
        self.templates.bytecode_cache = COMPILED
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
        env.bytecode_cache = COMPILED
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
