"""The build: from a briefing's folder to its site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..charts import PictureCache, RenderPool
from ..diagnostics import Diagnostics, group_alike
from ..inputs import Snapshot
from ..memo import Memo
from ..paths import BUILD, SITE, require_own
from ..pipeline import run_pipeline
from ..progress import SILENT, ProgressReporter
from ..project import Project
from ..run import Run
from ..site import (
    build_lock,
    is_unchanged,
    publish_site,
    refuse_faults,
    require_published,
)
from .build_result import BuildResult, count_left_out, load_result, run_fingerprint, save_result
from .site_input import assemble_site_input


def build_site(
    root: Path,
    as_of: str | None,
    environ: Mapping[str, str],
    say: ProgressReporter = SILENT,
    strict: bool = False,
) -> BuildResult:
    """Build ``root``/site as of a day (None: briefing.yml's).

    Raises BuildRefused with every problem, InputsChanged where an input changed meanwhile, and
    OSError where the machine refuses; the site that was there is then as it was.
    """
    require_own(root, *BUILD, SITE)
    require_published(root / SITE)
    with build_lock(root), RenderPool() as pool:
        inputs = Snapshot.of(root)
        stamp, because = root / "build/cache/built.json", run_fingerprint(inputs, as_of, environ)
        last = load_result(stamp, because)
        doubts = strict and last is not None and (last.warnings or last.late_warnings)
        if last is not None and not doubts and is_unchanged(root / "site", last.site_digest):
            return replace(last, summary=f"{last.summary}; unchanged")
        problems = Diagnostics()
        with inputs.steady():
            project, run = Project(root, as_of, environ, drafts=False), Run(problems, Memo(), say)
            briefing = run_pipeline(project, run, pool, PictureCache.of(root))
            briefing.analysis.texts.save_codes()
            refuse_faults(problems, strict)
            say("Publishing")
            warnings, mark = problems.warnings, len(problems.found)
            ready = assemble_site_input(inputs, briefing, problems)
            site = publish_site(root, ready, problems, strict, say, inputs.require_same)
        summary = f"site/: {site.pages:,} pages; {briefing.totals}{count_left_out(problems)}"
        more = group_alike(p for p in problems.found[mark:] if p.warning)
        done = BuildResult(summary, warnings, site.checksum, more)
        save_result(stamp, because, done)
    return done
