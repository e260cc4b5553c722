"""What a browser asks for when a page opens, before any touch, and what it weighs as sent."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from copies import Built
from site_server import packed, serving

INDEX = "search/search_index.json"
KINDS = {".html": "page", ".css": "styles", ".js": "scripts", ".woff2": "fonts"}
"""By suffix; the search index is a kind of its own, the rest is pictures and data."""


class Opened:
    """A page of a built site in a fresh tab of a phone, with the files that it asked for so far."""

    page: Page

    def __init__(self, browser: Browser, built: Built, path: str) -> None:
        self._browser, self._built, self._path = browser, built, path
        self._asked: list[str] = []
        self._stack = ExitStack()

    def __enter__(self) -> Opened:
        base = urlsplit(self._built.address).path
        here = self._stack.enter_context(
            serving(self._built.site, base, compress=True, asked=self._asked)
        )
        context = self._browser.new_context(viewport={"width": 360, "height": 640})
        self._stack.callback(context.close)
        self.page = context.new_page()
        self.page.goto(here + self._path, wait_until="networkidle")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def files(self) -> list[Path]:
        """Each file once: what is asked for again comes out of the cache."""
        return [self._built.site / path for path in dict.fromkeys(self._asked)]

    @property
    def index(self) -> bool:
        """Whether the search index is among them."""
        return INDEX in self._asked


def weights(files: Iterable[Path], level: int = 9) -> dict[str, int]:
    """Bytes as they are sent, by kind of file."""
    found: dict[str, int] = {}
    for file in files:
        kind = "search index" if file.name == Path(INDEX).name else KINDS.get(file.suffix, "others")
        found[kind] = found.get(kind, 0) + len(packed(file, level))
    return found
