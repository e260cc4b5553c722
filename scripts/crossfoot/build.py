"""The story of a build, top to bottom, one line a stage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path

from . import __version__
from .build_result import BuildResult, load_result, run_fingerprint, save_result
from .charts import PictureCache, RenderPool
from .diagnostics import Diagnostics, group_alike
from .inputs import Snapshot
from .memo import Memo
from .pages import Page
from .paths import BUILD, SITE, require_own
from .pipeline import Briefing, run_pipeline
from .progress import SILENT, ProgressReporter
from .project import Project
from .publish import BuildCounts, build_facts
from .run import Run
from .site import (
    Preview,
    Publication,
    SiteInput,
    build_lock,
    is_unchanged,
    publish_site,
    refuse_faults,
    require_published,
)


def build(
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
        doubts = strict and last is not None and (last.warnings or last.more)
        if last is not None and not doubts and is_unchanged(root / "site", last.seal):
            return replace(last, summary=f"{last.summary}; unchanged")
        problems = Diagnostics()
        with inputs.steady():
            project, run = Project(root, as_of, environ, drafts=False), Run(problems, Memo(), say)
            briefing = run_pipeline(project, run, pool, PictureCache.of(root))
            briefing.analysis.texts.save_codes()
            refuse_faults(problems, strict)
            say("Publishing")
            warnings, mark = problems.warnings, len(problems.found)
            ready = _ready(inputs, briefing, problems)
            site = publish_site(root, ready, problems, strict, say, inputs.require_same)
        summary = f"site/: {site.pages:,} pages; {briefing.totals}{_left_out(problems)}"
        more = group_alike(p for p in problems.found[mark:] if p.warning)
        done = BuildResult(summary, warnings, site.checksum, more)
        save_result(stamp, because, done)
    return done


def check(
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
    summary = f"nothing wrong; {briefing.totals}{_left_out(problems)}"
    done = BuildResult(summary, problems.warnings)
    save_result(stamp, because, done)
    return done


def refresh(
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
        if not problems.errors and (made := preview.early(page.path, page.text, problems)):
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
        preview.update(_ready(inputs, briefing, problems), problems, first, offer)
    memo.sweep()
    return BuildResult(briefing.totals, problems.warnings)


def _left_out(problems: Diagnostics) -> str:
    drafts = sum(kind != "template" for kind, _ in problems.drafts)
    return f"; {drafts:,} {'draft' if drafts == 1 else 'drafts'} left out" if drafts else ""


def _ready(inputs: Snapshot, briefing: Briefing, problems: Diagnostics) -> SiteInput:
    """What the publisher gets of a briefing."""
    analysis, pages = briefing.analysis, briefing.pages
    ledger = analysis.ledger
    docs = {path: text.encode() for path, text in pages.files.items()}
    left_out = {f"templates/{name}" for kind, name in problems.drafts if kind == "template"}
    read = {path: digest for path, digest in inputs.digests.items() if path not in left_out}
    made = BuildCounts(read, len(briefing.charts), len(docs), len(problems.warnings))
    return SiteInput(
        docs={**briefing.files, **docs},
        edition=Publication.of(ledger, pages.description or pages.finding, __version__),
        facts=build_facts(ledger, analysis.claims, made),
        moved={entry.old: entry.new for entry in ledger.moved},
        coming=briefing.cards,
        names=pages.names,
        origins=_origins(inputs.root, briefing),
    )


def _origins(root: Path, briefing: Briefing) -> dict[str, tuple[str, str]]:
    """The files of the briefing's own that pages are made from, by the pages' paths."""
    templates = {file.shown: file for file in briefing.analysis.texts.templates.files.values()}
    made = {
        path: (file.shown, file.text)
        for path, page in briefing.pages.pages.items()
        if (file := templates.get(page.template)) and not file.own
    }
    copied = (path for path in briefing.files if path.endswith(".md"))
    return made | {
        path: (f"docs/{path}", (root / "docs" / path).read_text("utf-8-sig", "replace"))
        for path in copied
    }
