"""The site in memory, brought up to date page by page: what a maintainer looks at while writing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..charts import PictureCache
from ..diagnostics import Diagnostics
from ..memo import Memo
from ..paths import remove_tree
from .mkdocs_runner import SETTINGS, MkDocsRunner
from .output.file_tree import add_files, read_tree, write_tree
from .postprocess.finished_page import finish_page
from .publish import SiteInput, finish_built, lay_out_inputs

FOLDER = "build/preview"
"""Where its publisher puts what it makes, under the briefing's folder."""


@dataclass
class Preview:
    """A site as a build would make it. Nothing under ``site/`` is touched."""

    root: Path
    memo: Memo
    """What the refreshes before have made."""
    pictures: PictureCache = field(init=False)
    """And drawn."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The whole site by path, finished."""
    _runner: MkDocsRunner | None = None
    _built: dict[str, bytes] = field(default_factory=dict)
    """What the publisher made, by path."""
    _docs: dict[str, bytes] = field(default_factory=dict)
    """What it was made of."""
    _set_by: Mapping[str, bytes] = field(default_factory=dict)
    """The theme's files and the settings that it was set with."""

    def __post_init__(self) -> None:
        self.pictures = PictureCache.of(self.root)

    def render_early(self, path: str, text: str, problems: Diagnostics) -> tuple[str, bytes] | None:
        """One page ahead of the others: its path in the site, and its HTML.

        ``path`` is its source's under build/docs, ``text`` its Markdown. None where it is the same
        as before, or can only be made with all others.
        """
        press, content = self._runner, text.encode()
        if (
            press is None
            or not press.is_incremental
            or self._settings() != self._set_by.get(SETTINGS)
        ):
            return None
        if self._docs.get(path, content) == content:
            return None
        for there, html in self._set(press, {path: content}, problems).items():
            return there, finish_page(html.decode(), press.address).html.encode()
        return None

    def update(
        self,
        manuscript: SiteInput,
        problems: Diagnostics,
        first: Collection[str] = (),
        offer: Callable[[str, bytes], None] = lambda path, html: None,
    ) -> None:
        """Bring the whole site up to date; raises BuildRefused and leaves ``files`` as they were.

        Where every page is set again, those whose sources are ``first`` are given to ``offer``
        before the others are set.
        """
        docs, theme = lay_out_inputs(self.root, manuscript, problems)
        problems.refuse()
        set_by = {**theme, SETTINGS: self._settings()}
        press, same = self._runner, docs.keys() == self._docs.keys() and set_by == self._set_by
        if press is not None and press.is_incremental and same:
            changed = {path: text for path, text in docs.items() if text != self._docs[path]}
            self._set(press, changed, problems)
            self._built |= press.rebuild_rest(problems)
        else:
            coming, as_of = manuscript.pending_pictures, manuscript.publication.as_of
            ahead = first if self.files else ()  # the first time, nobody looks at a page yet
            press = self._whole(docs, theme, coming, as_of, problems, ahead, offer)
            self._set_by = set_by
        pictures = {path: picture() for path, picture in manuscript.pending_pictures.items()}
        problems.refuse()
        built = {**self._built, **pictures}
        done = finish_built(built, docs, manuscript, press.address, problems, self.memo)
        problems.refuse()
        self.files = done.files

    def _set(
        self, press: MkDocsRunner, changed: Mapping[str, bytes], problems: Diagnostics
    ) -> dict[str, bytes]:
        """Set the pages that changed, and put the other files that did in their place."""
        pages = [path for path in changed if path.endswith(".md")]
        add_files({path: changed[path] for path in pages}, press.docs)
        made = press.rebuild(pages, problems)
        self._built |= made
        self._built |= {path: changed[path] for path in changed if path in self._built}
        self._docs |= changed
        return made

    def _whole(
        self,
        docs: dict[str, bytes],
        theme: Mapping[str, bytes],
        coming: Collection[str],
        as_of: str,
        problems: Diagnostics,
        first: Collection[str],
        offer: Callable[[str, bytes], None],
    ) -> MkDocsRunner:
        """Have the publisher set everything."""

        def finished(path: str, html: bytes) -> None:
            offer(path, finish_page(html.decode(), press.address).html.encode())

        self._runner = press = MkDocsRunner(
            self.root, self.root / "build/docs", self.root / FOLDER, as_of
        )
        write_tree(docs, press.docs, coming)
        write_tree(theme, self.root / "build/theme")
        gone = press.site.with_name(f"{press.site.name}-before")
        with suppress(OSError):
            remove_tree(gone)
        if press.site.exists():
            press.site.rename(gone)  # to remove it takes a while
        press.build_all(problems, first, finished)
        with suppress(OSError):
            remove_tree(gone)
        problems.refuse()
        self._docs, self._built = dict(docs), read_tree(press.site)
        return press

    def _settings(self) -> bytes:
        return (self.root / SETTINGS).read_bytes()
