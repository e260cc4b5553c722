"""The story of a build, top to bottom, one line a stage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path

from . import __version__
from .charts import Drawer
from .inputs import Snapshot
from .memo import Memo
from .pages import Page
from .paths import BUILD, SITE, require_own
from .problem import Problems, grouped
from .progress import SILENT, Say
from .publish import Made, facts
from .site import (
    Edition,
    Manuscript,
    Preview,
    building,
    publish,
    refuse,
    require_published,
    sealed,
)
from .stamp import Done, cause, keep, kept
from .work import Briefing, work_out


def build(
    root: Path,
    as_of: str | None,
    environ: Mapping[str, str],
    say: Say = SILENT,
    strict: bool = False,
) -> Done:
    """Build ``root``/site as of a day (None: briefing.yml's).

    Raises Refused with every problem, Changed where an input changed meanwhile, and OSError where
    the machine refuses; the site that was there is then as it was.
    """
    require_own(root, *BUILD, SITE)
    require_published(root / SITE)
    with building(root), Drawer() as drawer:
        inputs = Snapshot.of(root)
        stamp, because = root / "build/cache/built.json", cause(inputs, as_of, environ)
        last = kept(stamp, because)
        doubts = strict and last is not None and (last.warnings or last.more)
        if last is not None and not doubts and sealed(root / "site", last.seal):
            return replace(last, summary=f"{last.summary}; unchanged")
        problems = Problems()
        with inputs.steady():
            briefing = work_out(root, as_of, environ, problems, say, drawer, Memo())
            briefing.texts.save_codes()
            refuse(problems, strict)
            say("Publishing")
            warnings, mark = problems.warnings, len(problems.found)
            ready = _ready(inputs, briefing, problems)
            site = publish(root, ready, problems, strict, say, inputs.require_same)
        summary = f"site/: {site.pages:,} pages; {briefing.totals}{_left_out(problems)}"
        more = grouped(p for p in problems.found[mark:] if p.warning)
        done = Done(summary, warnings, site.checksum, more)
        keep(stamp, because, done)
    return done


def check(
    root: Path,
    as_of: str | None,
    environ: Mapping[str, str],
    say: Say = SILENT,
    strict: bool = False,
) -> Done:
    """Do everything but the site; raises Refused with every problem, not the first."""
    require_own(root, *BUILD)
    inputs = Snapshot.of(root)
    stamp, because = root / "build/cache/checked.json", cause(inputs, as_of, environ)
    last = kept(stamp, because)
    if last is not None and not (strict and last.warnings):
        return replace(last, summary=f"{last.summary}; unchanged")
    problems, memo = Problems(), Memo()
    with Drawer() as drawer:

        def worked_out(problems: Problems, drafts: bool) -> Briefing:
            memo.start()
            given = root, as_of, environ, problems, say, drawer, memo
            done = work_out(*given, drafts=drafts, site=False)
            done.texts.save_codes()
            return done

        with inputs.steady():
            briefing = worked_out(problems, drafts=False)
            if problems.drafts:  # what is wrong with them is told too
                worked_out(with_drafts := Problems(), drafts=True)
                problems.found += with_drafts.found
            refuse(problems, strict)
    inputs.require_same()
    summary = f"nothing wrong; {briefing.totals}{_left_out(problems)}"
    done = Done(summary, problems.warnings)
    keep(stamp, because, done)
    return done


def refresh(
    preview: Preview,
    as_of: str | None,
    environ: Mapping[str, str],
    drawer: Drawer,
    first: Collection[str] = (),
    offer: Callable[[str, bytes], None] = lambda path, html: None,
) -> Done:
    """Bring a preview up to date, as :func:`build` would make the site.

    The pages whose sources are ``first``, under build/docs, are given to ``offer`` as soon as they
    are made, by their paths in the site. Raises Refused with every problem, and OSError where the
    machine refuses; the preview's files are then as they were.
    """
    problems = Problems()

    def ready(page: Page) -> None:
        if not problems.errors and (made := preview.early(page.path, page.text, problems)):
            offer(*made)

    root, memo = preview.root, preview.memo
    memo.start()
    require_own(root, *BUILD)
    with building(root):
        inputs = Snapshot.of(root)  # what changes from here on wakes the next refresh
        briefing = work_out(
            root, as_of, environ, problems, SILENT, drawer, memo, first, ready, drafts=True
        )
        briefing.texts.save_codes()
        problems.refuse()
        preview.update(_ready(inputs, briefing, problems), problems, first, offer)
    memo.sweep()
    return Done(briefing.totals, problems.warnings)


def _left_out(problems: Problems) -> str:
    drafts = sum(kind != "template" for kind, _ in problems.drafts)
    return f"; {drafts:,} {'draft' if drafts == 1 else 'drafts'} left out" if drafts else ""


def _ready(inputs: Snapshot, briefing: Briefing, problems: Problems) -> Manuscript:
    """What the publisher gets of a briefing."""
    pages, ledger = briefing.pages, briefing.ledger
    docs = {path: text.encode() for path, text in pages.files.items()}
    left_out = {f"templates/{name}" for kind, name in problems.drafts if kind == "template"}
    read = {path: digest for path, digest in inputs.digests.items() if path not in left_out}
    made = Made(read, len(briefing.charts), len(docs), len(problems.warnings))
    return Manuscript(
        docs={**briefing.files, **docs},
        edition=Edition.of(ledger, pages.description or pages.finding, __version__),
        facts=facts(ledger, briefing.claims, made),
        moved={entry.old: entry.new for entry in ledger.moved},
        coming=briefing.cards,
        names=pages.names,
        origins=_origins(inputs.root, briefing),
    )


def _origins(root: Path, briefing: Briefing) -> dict[str, tuple[str, str]]:
    """The files of the briefing's own that pages are made from, by the pages' paths."""
    templates = {file.shown: file for file in briefing.texts.templates.files.values()}
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
