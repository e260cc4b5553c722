"""The site on this machine, brought up to date whenever an input changes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..build import refresh
from ..charts import Drawer
from ..memo import Memo
from ..problem import Problem, Refused
from ..show import Format
from ..show import shown as lines
from ..site import Preview
from .server import serving
from .shown import Shown
from .watch import changes


def serve(
    root: Path,
    as_of: str | None,
    environ: Mapping[str, str],
    port: int,
    tell: Callable[[str], None],
) -> None:
    """Show the briefing in ``root`` at 127.0.0.1 until interrupted; ``site/`` is left alone.

    What a browser looks at comes first. A mistake is told in the terminal and over the page, and
    the last good page stays. Raises OSError where the port is taken.
    """
    preview, shown = Preview(root, Memo()), Shown()
    warned: list[Problem] = []

    def told(problems: Sequence[Problem]) -> None:
        for line in lines(problems, Format.TEXT, root, terminal=sys.stderr.isatty()):
            tell(line)

    def bring() -> None:
        begun = time.perf_counter()
        try:
            done = refresh(preview, as_of, environ, drawer, shown.sources, shown.offer)
        except Refused as refused:
            shown.refuse(refused.problems)
            told(refused.problems)
            tell("the last good pages stay")
            return
        except Exception as fault:  # the engine's own, which the next edit may well undo
            tell(f"crossfoot failed: {type(fault).__name__}: {fault}; the last good pages stay")
            return
        pages = shown.show(preview.files)
        before = set(warned)
        told([warning for warning in done.warnings if warning not in before])
        warned[:] = done.warnings
        took = time.perf_counter() - begun
        tell(
            f"{pages:,} {'page' if pages == 1 else 'pages'} changed in {took:.1f} s; {done.summary}"
        )

    # Browsers are answered by other threads, which get their turn ten times as often as usual:
    # the page that was made first is loaded while the others are being made.
    sys.setswitchinterval(0.0005)
    with serving(shown, port), Drawer() as drawer:
        tell(f"http://127.0.0.1:{port}/ shows the briefing; Ctrl-C ends it")
        try:
            # Watching begins before the first build, so that nothing saved meanwhile is missed.
            for _ in changes(root):
                bring()
                drawer.start()  # the next edit finds them warm
        except KeyboardInterrupt:
            tell("stopped")
