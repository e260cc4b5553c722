"""What browsers are shown: the pages as they are now, who looks at which, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition

from ..diagnostics import Diagnostic

EVERYWHERE = "assets/"
"""Where the styles and scripts of every page stand."""


@dataclass
class LiveSite:
    """The site as it is shown now. Threads of the server read it, one thread changes it."""

    files: dict[str, bytes] = field(default_factory=dict)
    version: int = 0
    """Counts the changes. It begins above what an earlier server came to: its pages are old."""
    problems: tuple[str, ...] = ()
    """What is wrong with the inputs as they are now; the pages are then older than these."""
    _changed: dict[str, int] = field(default_factory=dict)
    """The version in which each file changed last."""
    _viewed: Counter[str] = field(default_factory=Counter)
    _news: Condition = field(default_factory=Condition)

    @property
    def sources(self) -> list[str]:
        """Where the sources of the pages that somebody looks at may stand under build/docs."""
        found = []
        for path in self._viewed:
            bare = path.removesuffix("/index.html")
            found += ["index.md"] if path == "index.html" else [f"{bare}.md", f"{bare}/index.md"]
        return found

    def show_early(self, path: str, html: bytes) -> None:
        """Show one page ahead of the others."""
        self.show({**self.files, path: html}, right=False)

    def show(self, files: Mapping[str, bytes], right: bool = True) -> int:
        """Show these files; nothing is wrong then (``right``). Returns how many pages changed."""
        with self._news:
            changed = [p for p in files.keys() | self.files if files.get(p) != self.files.get(p)]
            self.version += 1
            self._changed |= dict.fromkeys(changed, self.version)
            self.files = dict(files)
            self.problems = () if right else self.problems
            self._news.notify_all()
        return sum(path.endswith(".html") for path in changed)

    def show_problems(self, problems: Sequence[Diagnostic | str]) -> None:
        """Say what is wrong over the pages, which stay."""
        with self._news:
            self.version += 1
            self.problems = tuple(map(str, problems))
            self._news.notify_all()

    def wait_for_change(
        self, path: str, since: int, wait: float
    ) -> tuple[int, bool, tuple[str, ...]] | None:
        """What happened after version ``since``, or happens within ``wait`` seconds.

        The version now, whether the page at ``path`` changed meanwhile, and what is wrong now;
        None where nothing happened.
        """
        with self._news:
            self._news.wait_for(lambda: self.version > since, wait)
            if self.version <= since:
                return None
            changed = (
                version
                for file, version in self._changed.items()
                if file == path or file.startswith(EVERYWHERE)
            )
            return self.version, max(changed, default=0) > since, self.problems

    @contextmanager
    def viewing(self, path: str) -> Iterator[None]:
        """Somebody looks at a page."""
        with self._news:
            self._viewed[path] += 1
        try:
            yield
        finally:
            with self._news:
                self._viewed[path] -= 1
                self._viewed += Counter()  # without those that nobody looks at
