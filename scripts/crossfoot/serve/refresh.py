"""The live site, brought up to date as a build would make it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from ..charts import RenderPool
from ..commands.build_result import BuildResult
from ..commands.site_input import assemble_site_input
from ..diagnostics import Diagnostics
from ..inputs import Snapshot
from ..pages import Page
from ..paths import BUILD, require_own
from ..pipeline import run_pipeline
from ..project import Project
from ..run import Run
from ..site import Preview, build_lock


def refresh_preview(
    preview: Preview,
    as_of: str | None,
    environ: Mapping[str, str],
    pool: RenderPool,
    first: Collection[str] = (),
    offer: Callable[[str, bytes], None] = lambda path, html: None,
) -> BuildResult:
    """Bring a preview up to date, as :func:`build` would make the site.

    The pages whose sources are ``first``, under build/docs, are given to ``offer`` as soon as they
    are made, by their paths in the site. Raises BuildRefused with every problem, and OSError where
    the machine refuses; the preview's files are then as they were.
    """
    problems = Diagnostics()

    def ready(page: Page) -> None:
        if not problems.errors and (made := preview.render_early(page.path, page.text, problems)):
            offer(*made)

    root, memo = preview.root, preview.memo
    memo.start()
    require_own(root, *BUILD)
    with build_lock(root):
        inputs = Snapshot.of(root)  # what changes from here on wakes the next refresh
        project, run = Project(root, as_of, environ), Run(problems, memo)
        briefing = run_pipeline(project, run, pool, preview.pictures, first, ready)
        briefing.analysis.texts.save_codes()
        problems.refuse()
        preview.update(assemble_site_input(inputs, briefing, problems), problems, first, offer)
    memo.sweep()
    return BuildResult(briefing.totals, problems.warnings)
