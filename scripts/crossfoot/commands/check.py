"""Everything but the site: what is wrong with the inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..charts import PictureCache, RenderPool
from ..diagnostics import Diagnostics
from ..inputs import Snapshot
from ..memo import Memo
from ..paths import BUILD, require_own
from ..pipeline import Briefing, run_pipeline
from ..progress import SILENT, ProgressReporter
from ..project import Project
from ..run import Run
from ..site import refuse_faults
from .build_result import BuildResult, count_left_out, load_result, run_fingerprint, save_result


def check_inputs(
    root: Path,
    as_of: str | None,
    environ: Mapping[str, str],
    say: ProgressReporter = SILENT,
    strict: bool = False,
) -> BuildResult:
    """Do everything but the site; raises BuildRefused with every problem, not the first."""
    require_own(root, *BUILD)
    inputs = Snapshot.of(root)
    stamp, because = root / "build/cache/checked.json", run_fingerprint(inputs, as_of, environ)
    last = load_result(stamp, because)
    if last is not None and not (strict and last.warnings):
        return replace(last, summary=f"{last.summary}; unchanged")
    problems, memo = Diagnostics(), Memo()
    with RenderPool() as pool:

        def run_once(problems: Diagnostics, drafts: bool) -> Briefing:
            memo.start()
            project, run = Project(root, as_of, environ, drafts), Run(problems, memo, say)
            briefing = run_pipeline(project, run, pool, PictureCache.of(root), site=False)
            briefing.analysis.texts.save_codes()
            return briefing

        with inputs.steady():
            briefing = run_once(problems, drafts=False)
            if problems.drafts:  # what is wrong with them is told too
                run_once(with_drafts := Diagnostics(), drafts=True)
                problems.found += with_drafts.found
            refuse_faults(problems, strict)
    inputs.require_same()
    summary = f"nothing wrong; {briefing.totals}{count_left_out(problems)}"
    done = BuildResult(summary, problems.warnings)
    save_result(stamp, because, done)
    return done
