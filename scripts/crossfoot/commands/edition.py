"""``crossfoot edition``: what is published now, kept as a folder under ``editions/``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from .. import __version__
from ..charts import PictureCache, RenderPool
from ..diagnostics import BuildRefused, Diagnostics
from ..editions.change_summary import change_counts
from ..editions.compare import compare_editions
from ..editions.explain import correction_record
from ..editions.files import edition_texts, parse_edition
from ..editions.model import CLAIMS, FIGURES, FOLDER, Chart, ChartRecord, Edition, Head, edition_id
from ..inputs import Snapshot
from ..ledger.licence import parse_licence
from ..memo import Memo
from ..pages.chart_footer import provenance_lines
from ..paths import BUILD, remove_tree, require_own
from ..pipeline import Briefing, run_pipeline
from ..progress import SILENT, ProgressReporter
from ..project import Project
from ..run import Run
from ..site import build_lock, refuse_faults, write_tree
from .build_result import BuildResult


def write_edition(
    root: Path,
    as_of: str | None,
    environ: Mapping[str, str],
    say: ProgressReporter = SILENT,
    strict: bool = False,
) -> BuildResult:
    """Write ``root``/editions/ID, whole or not at all; the same inputs write nothing new.

    Raises BuildRefused with every problem, InputsChanged where an input changed meanwhile, and
    OSError where the machine refuses.
    """
    require_own(root, *BUILD, FOLDER)
    with build_lock(root), RenderPool() as pool:
        problems, inputs = Diagnostics(), Snapshot.of(root)
        with inputs.steady():
            project, run = Project(root, as_of, environ, drafts=False), Run(problems, Memo(), say)
            briefing = run_pipeline(project, run, pool, PictureCache.of(root), site=False)
            refuse_faults(problems, strict)
        inputs.require_same()
        head = _head(inputs, briefing)
        id = edition_id(head.as_of, head.inputs)
        if id in briefing.analysis.editions:
            return BuildResult(f"{FOLDER}/{id}/ holds this already", problems.warnings)
        last = [*briefing.analysis.editions.values()][-1] if briefing.analysis.editions else None
        if last is not None and head.as_of < last.as_of:
            what = f"it is as of {last.as_of}, and the next one would be as of {head.as_of}"
            problems.add(last.place, what, "a day not before the last edition’s")
            raise BuildRefused(problems.found)
        say("Writing")
        made = _write(root, id, edition_texts(head, *_facts(briefing), _charts(briefing, head)))
    changed = (
        "the first"
        if last is None
        else f"since {last.id}: {change_counts(compare_editions(last, made))}"
    )
    return BuildResult(f"{FOLDER}/{id}/, edition {head.number}; {changed}", problems.warnings)


def _head(inputs: Snapshot, briefing: Briefing) -> Head:
    ledger = briefing.analysis.ledger
    made_of = {p: d for p, d in inputs.digests.items() if not p.startswith(f"{FOLDER}/")}
    listed = "".join(f"{digest}  {path}\n" for path, digest in made_of.items())
    numbers = [edition.number for edition in briefing.analysis.editions.values()]
    return Head(
        format=1,
        number=max(numbers, default=0) + 1,
        as_of=ledger.as_of,
        inputs=hashlib.sha256(listed.encode()).hexdigest(),
        crossfoot=__version__,
        title=ledger.briefing.title,
        finding=briefing.pages.finding,
        publisher=ledger.briefing.publisher,
        licence=parse_licence(ledger.briefing.licence).name,
        entities={id: entity.name for id, entity in ledger.entities.items()},
        sources={id: source.title for id, source in ledger.sources.items()},
        charts=tuple(_record(briefing, id) for id in briefing.charts),
        corrections=tuple(map(correction_record, ledger.corrections)),
    )


def _record(briefing: Briefing, id: str) -> ChartRecord:
    spec, texts = briefing.charts[id].spec, briefing.analysis.texts
    return ChartRecord(
        id=id,
        title=spec.title,
        subtitle=spec.subtitle,
        description=spec.description,
        below=provenance_lines(texts.words.charts[id], texts.links),
    )


def _facts(briefing: Briefing) -> tuple[str, str]:
    """The published lists of figures and claims."""
    figures, claims = (briefing.files[f"data/{name}"] for name in (FIGURES, CLAIMS))
    return figures.decode(), claims.decode()


def _charts(briefing: Briefing, head: Head) -> dict[str, Chart]:
    drawn = {record.id: (record, briefing.charts[record.id]) for record in head.charts}
    return {
        id: Chart(
            record, it.spec.vega_lite_text, f"{it.svg_wide.strip()}\n", f"{it.svg_narrow.strip()}\n"
        )
        for id, (record, it) in drawn.items()
    }


def _write(root: Path, id: str, files: Mapping[str, str]) -> Edition:
    """Put the files in their folder in one step; the edition as it will be read."""
    problems = Diagnostics()
    made = parse_edition(id, files, problems)
    if made is None:
        raise BuildRefused(problems.found)
    beside, folder = root / "build/edition", root / FOLDER
    write_tree({path: text.encode() for path, text in files.items()}, beside)
    folder.mkdir(exist_ok=True)
    try:
        beside.rename(folder / id)
    except OSError:
        remove_tree(beside)
        raise
    return made
