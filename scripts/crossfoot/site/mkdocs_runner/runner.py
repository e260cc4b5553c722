"""A run of MkDocs in this process, whole or of some pages again."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from ...diagnostics import Diagnostics, SourceLocation
from ...progress import SILENT, ProgressReporter
from ..mkdocs_log import capture_log
from ..process import environment_with, without_pauses
from .incremental import INDEX, IncrementalSite, OfferPage, discard_page
from .settings import PLAIN, SETTINGS, UnreadableSettings, read_trusted

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass
class MkDocsRunner:
    """MkDocs, which keeps what it has read: a page whose source changed is set again by itself."""

    root: Path
    docs: Path
    site: Path
    as_of: str
    """The build's date, an ISO day; it counts as 00:00 UTC."""
    say: ProgressReporter = SILENT
    _kept: IncrementalSite | None = None

    @property
    def address(self) -> str:
        """The absolute address of the site's root, once there was a run."""
        named = self._kept.config.site_url if self._kept else None
        return f"{(named or 'http://localhost').rstrip('/')}/"

    def build_all(
        self, problems: Diagnostics, first: Collection[str] = (), offer: OfferPage = discard_page
    ) -> None:
        """Make the folder ``site`` from the folder ``docs`` by ``root``/mkdocs.yml.

        The pages whose sources are ``first`` are set before all others too, and given to ``offer``
        by their paths in the site. Whatever MkDocs warns of is a problem.
        """
        self._kept = None
        with self._running(problems):
            from mkdocs.commands.build import build

            config = _config(self.root, self.docs, self.site, problems)
            self._kept = IncrementalSite(config, self.say, first, offer)
            self._kept.listen()
            build(config)

    def rebuild(self, paths: Iterable[str], problems: Diagnostics) -> dict[str, bytes]:
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

    def rebuild_rest(self, problems: Diagnostics) -> dict[str, bytes]:
        """What is made of all pages together, by its path: lists, the search's index."""
        assert self._kept is not None
        with self._running(problems):
            self._kept.finish()
        names = (*self._kept.config.theme.static_templates, "sitemap.xml.gz", INDEX)
        there = (name for name in names if (self.site / name).is_file())
        return {name: (self.site / name).read_bytes() for name in there}

    @property
    def is_incremental(self) -> bool:
        """Whether :meth:`again` makes what :meth:`whole` would.

        Not where a page may depend on another: with a theme, hooks or plugins of the briefing's
        own, or where a page in the navigation goes by the title in its text.
        """
        kept = self._kept
        return kept is not None and not (self.root / "theme").exists() and kept.apart

    @contextmanager
    def _running(self, problems: Diagnostics) -> Iterator[None]:
        from jinja2 import TemplateError
        from mkdocs.exceptions import MkDocsException

        day = datetime.fromisoformat(self.as_of).replace(tzinfo=UTC)
        epoch = str(int(day.timestamp()))
        with (
            environment_with({**PLAIN, "SOURCE_DATE_EPOCH": epoch}),
            capture_log("mkdocs", self.docs, SourceLocation(SETTINGS), self.root, problems),
            without_pauses(),
        ):
            try:
                yield
            except _Unusable:
                self._kept = None
            except MkDocsException as fault:
                self._kept = None
                problems.add(SourceLocation(SETTINGS), f"MkDocs stopped: {fault}")
            except TemplateError as fault:
                self._kept = None
                what = str(fault).partition(" in search paths")[0]
                right = "a template that Jinja can run"
                problems.add(self._template(fault), f"no page can be made: {what}", right)

    def _template(self, fault: Exception) -> SourceLocation:
        """Where a template of the theme went wrong: in the briefing's own ``theme/``."""
        laid = self.root / "build/theme"
        for frame in reversed(extract_tb(fault.__traceback__)):
            if Path(frame.filename).is_relative_to(laid):
                return SourceLocation(
                    f"theme/{Path(frame.filename).relative_to(laid)}", frame.lineno or 1
                )
        return SourceLocation(SETTINGS)


class _Unusable(Exception):
    """The settings have problems, which are noted."""


def _config(root: Path, docs: Path, site: Path, problems: Diagnostics) -> MkDocsConfig:
    """The settings, by our own reader: MkDocs' would run the Python that they name."""
    from mkdocs.config.defaults import MkDocsConfig

    try:
        found = read_trusted((root / SETTINGS).read_text("utf-8-sig"), os.environ)
    except UnreadableSettings as wrong:
        problems.add(
            SourceLocation(SETTINGS, wrong.line, wrong.column), wrong.message, "valid YAML"
        )
        raise _Unusable from wrong
    for fault in found.faults:
        problems.add(SourceLocation(SETTINGS, fault.line, fault.column), fault.message, fault.hint)
    config = MkDocsConfig(config_file_path=str(root / SETTINGS))
    config.load_dict({**found.values, "docs_dir": str(docs), "site_dir": str(site)})
    errors, warnings = config.validate()
    for key, said in warnings:
        problems.warn(SourceLocation(SETTINGS), f"MkDocs says: {key}: {said}")
    for key, error in errors:
        problems.add(SourceLocation(SETTINGS), f"MkDocs says: {key}: {error}")
    if errors or found.faults:
        raise _Unusable
    return config
