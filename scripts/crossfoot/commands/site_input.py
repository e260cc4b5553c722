"""What the publisher gets of a briefing."""

from __future__ import annotations

from pathlib import Path

from .. import __version__
from ..diagnostics import Diagnostics
from ..inputs import Snapshot
from ..pipeline import Briefing
from ..publish import BuildCounts, build_facts
from ..site import Publication, SiteInput


def assemble_site_input(inputs: Snapshot, briefing: Briefing, problems: Diagnostics) -> SiteInput:
    """What the publisher gets of a briefing."""
    analysis, pages = briefing.analysis, briefing.pages
    ledger = analysis.ledger
    docs = {path: text.encode() for path, text in pages.files.items()}
    left_out = {f"templates/{name}" for kind, name in problems.drafts if kind == "template"}
    read = {path: digest for path, digest in inputs.digests.items() if path not in left_out}
    made = BuildCounts(read, len(briefing.charts), len(docs), len(problems.warnings))
    return SiteInput(
        docs={**briefing.files, **docs},
        publication=Publication.of(ledger, pages.description or pages.finding, __version__),
        facts=build_facts(ledger, analysis.claims, made),
        moved={entry.old: entry.new for entry in ledger.moved},
        pending_pictures=briefing.cards,
        names=pages.names,
        source_files=_origins(inputs.root, briefing),
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
