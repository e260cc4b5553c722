"""The site on this machine, brought up to date whenever an input changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..charts import RenderPool
from ..commands.build_result import BuildResult
from ..console import on_terminal
from ..crash import crash_report
from ..diagnostic_formats import Format
from ..diagnostic_formats import format_diagnostics as lines
from ..diagnostics import BuildRefused, Diagnostic
from ..memo import Memo
from ..site import BuildRunning, Preview
from .live_site import LiveSite
from .refresh import refresh_preview
from .server import serving
from .watch import EVERY, watch_inputs


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
    preview, shown = Preview(root, Memo()), LiveSite(version=time.time_ns() // 1_000_000)
    warned: list[Diagnostic] = []

    def told(problems: Sequence[Diagnostic]) -> None:
        for line in lines(problems, Format.TEXT, root, terminal=on_terminal()):
            tell(line)

    def bring() -> None:
        begun = time.perf_counter()
        try:
            done = _when_free(
                lambda: refresh_preview(
                    preview, as_of, environ, pool, shown.sources, shown.show_early
                ),
                tell,
            )
        except BuildRefused as refused:
            shown.show_problems(refused.problems)
            told(refused.problems)
            tell("the last good pages stay")
            return
        except Exception as fault:  # the engine's own, which the next edit may well undo
            shown.show_problems([crash_report(fault)])
            tell(crash_report(fault, bool(os.environ.get("CROSSFOOT_TRACEBACK"))))
            tell("the last good pages stay")
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
    try:
        with serving(shown, port, tell), RenderPool() as pool:
            tell(f"http://127.0.0.1:{port}/ shows the briefing; Ctrl-C ends it")
            # Watching begins before the first build, so that nothing saved meanwhile is missed.
            for _ in watch_inputs(root):
                bring()
                pool.start()  # the next edit finds them warm
    except KeyboardInterrupt:  # out here, so that no drawing is waited for
        tell("stopped")


def _when_free(refresh: Callable[[], BuildResult], tell: Callable[[str], None]) -> BuildResult:
    """What ``refresh`` gives, once no other build runs in the folder: an edit is never left out."""
    waits = False
    while True:
        try:
            return refresh()
        except BuildRunning as busy:
            if not waits:
                tell(
                    f"crossfoot: {str(busy).partition(';')[0]}; the pages follow when it has ended"
                )
            waits = True
            time.sleep(10 * EVERY)
