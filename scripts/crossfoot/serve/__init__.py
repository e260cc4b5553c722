"""The site on this machine, brought up to date whenever an input changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..build import refresh
from ..charts import Drawer
from ..fault import report
from ..memo import Memo
from ..problem import Problem, Refused
from ..show import Format
from ..show import shown as lines
from ..site import Busy, Preview
from ..stamp import Done
from ..terminal import on_terminal
from .server import serving
from .shown import Shown
from .watch import EVERY, changes


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
    preview, shown = Preview(root, Memo()), Shown(version=time.time_ns() // 1_000_000)
    warned: list[Problem] = []

    def told(problems: Sequence[Problem]) -> None:
        for line in lines(problems, Format.TEXT, root, terminal=on_terminal()):
            tell(line)

    def bring() -> None:
        begun = time.perf_counter()
        try:
            done = _when_free(
                lambda: refresh(preview, as_of, environ, drawer, shown.sources, shown.offer), tell
            )
        except Refused as refused:
            shown.refuse(refused.problems)
            told(refused.problems)
            tell("the last good pages stay")
            return
        except Exception as fault:  # the engine's own, which the next edit may well undo
            shown.refuse([report(fault)])
            tell(report(fault, bool(os.environ.get("CROSSFOOT_TRACEBACK"))))
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
        with serving(shown, port, tell), Drawer() as drawer:
            tell(f"http://127.0.0.1:{port}/ shows the briefing; Ctrl-C ends it")
            # Watching begins before the first build, so that nothing saved meanwhile is missed.
            for _ in changes(root):
                bring()
                drawer.start()  # the next edit finds them warm
    except KeyboardInterrupt:  # out here, so that no drawing is waited for
        tell("stopped")


def _when_free(refresh: Callable[[], Done], tell: Callable[[str], None]) -> Done:
    """What ``refresh`` gives, once no other build runs in the folder: an edit is never left out."""
    waits = False
    while True:
        try:
            return refresh()
        except Busy as busy:
            if not waits:
                tell(
                    f"crossfoot: {str(busy).partition(';')[0]}; the pages follow when it has ended"
                )
            waits = True
            time.sleep(10 * EVERY)
