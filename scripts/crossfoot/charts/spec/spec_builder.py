"""From a chart function to its spec: called, its Vega-Lite and its texts checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...diagnostics import Diagnostics
from ...ledger.licence import parse_licence
from ..ask import Ask, RenderText
from ..datum import Datum
from ..registry import TEXTS, WIDTHS, ChartDeclaration, Width
from ..render_job import Caption, RenderJob
from ..table_rows import dataset_of, is_table_row
from ..text_measure import SERIF, missing_glyphs, without_missing_glyphs
from ..theme import FAMILY
from . import vegalite_spec as vega
from .axis_units import unit_faults
from .chart_spec import ChartSpec
from .chart_table import build_table, chart_csv, figure_sources, firmest_first
from .module_loader import report_chart_error, together
from .spec_check import check_spec
from .table_excerpt import describe_rows, merge_rows, table_excerpts
from .time_limits import TimeLimitExceeded, time_limit
from .title_check import check_title
from .untraced_numbers import VouchedTexts, names_with_digits
from .vegalite_schema import is_valid_vegalite

if TYPE_CHECKING:
    from ...claims.model import Claim
    from ...ledger.model import Ledger

TITLE_WORDS = 10
_FINDING = f"the finding in at most {TITLE_WORDS} words"
_MADE = "Chart: "


@dataclass(frozen=True)
class SpecContext:
    """What every chart of a briefing is made with."""

    root: Path
    ledger: Ledger
    claims: Mapping[str, Claim]
    render: RenderText
    problems: Diagnostics
    names: tuple[str, ...]
    """The names of entities that hold a number, which a text may say."""


def entity_names(ledger: Ledger) -> tuple[str, ...]:
    """The names of entities that hold a number: R-101, A4."""
    return tuple(names_with_digits(n for e in ledger.entities.values() for n in (e.name, *e.names)))


def build_chart_spec(declared: ChartDeclaration, context: SpecContext) -> ChartSpec | None:
    """Call a chart function and check what it returned; None where it cannot be drawn.

    What its title states is checked too; a title that is wrong takes no picture away.
    """
    ledger, problems = context.ledger, context.problems
    findings = check_title(declared, ledger, context.claims, problems)
    who, before = f"chart {declared.id}", len(problems.errors)
    ask = Ask(ledger, context.claims, context.render, declared.place)
    specs = _called(declared, ask, context, strict=False)
    if specs is not None and not all(map(is_valid_vegalite, specs.values())):
        # Altair says better what is wrong, for it checks each part as it is made.
        specs = _called(declared, ask, context, strict=True)
    if specs is None or (ask.judged and problems.has_skipped("claim")):
        return None
    spoken = VouchedTexts((*ask.handed, *context.names))
    rows: list[Datum] = []
    faults: dict[tuple[str, str], None] = {}  # what is wrong at both widths is told once
    for spec in specs.values():
        drawn, wrong = check_spec(spec, ask.given, spoken, ask.columns, ask.units)
        rows = merge_rows([*rows, *drawn])
        faults |= dict.fromkeys([*wrong, *unit_faults(spec, drawn, ledger.units)])
    for what, instead in faults:
        problems.add(declared.place, f"{who}: {what}", instead)
    texts = _texts(declared, context)
    if len(problems.errors) > before:
        return None
    texts["description"] = _description(specs["wide"], texts, rows, ledger)
    specs.setdefault("narrow", specs["wide"])
    themed = {width: vega.spec_for_width(specs[width], width) for width in WIDTHS}
    footer = _footer(rows, texts, ledger)
    made = (ledger.briefing.title, footer[-1].removeprefix(_MADE))
    caption = Caption(texts["title"], texts["subtitle"], texts["description"], footer, *made)
    job = RenderJob(declared.id, themed, caption)
    figures = dict.fromkeys(
        str(row["id"]) for row in rows if "verdict" not in row and not is_table_row(row)
    )
    drawn_figures = [ledger.figure(ref) for ref in figures]
    excerpts = table_excerpts(rows, ledger)
    named = (ref for ref in ask.shown if not is_table_row({"id": ref}))
    of_tables = [status for excerpt in excerpts for status in excerpt.statuses]
    return ChartSpec(
        id=declared.id,
        title=texts["title"],
        subtitle=texts["subtitle"],
        description=texts["description"],
        note=texts["note"],
        job=job,
        csv=chart_csv(rows),
        table=build_table(rows, ledger, context.claims),
        figures=tuple(figures | dict.fromkeys(named)),
        claims=tuple(dict.fromkeys(str(row["id"]) for row in rows if "verdict" in row)),
        sources=all_sources(rows, tuple(ask.shown), ledger),
        statuses=firmest_first([*(figure.status for figure in drawn_figures), *of_tables]),
        disputed=any(ledger.figures[f.id.split("@")[0]].disputed for f in drawn_figures),
        place=declared.place,
        findings=findings,
        draft=declared.draft,
        excerpts=excerpts,
    )


def _called(
    declared: ChartDeclaration, ask: Ask, context: SpecContext, strict: bool
) -> dict[Width, dict[str, Any]] | None:
    """The Vega-Lite of each width that the function draws; None with what it raised noted."""
    specs: dict[Width, dict[str, Any]] = {}
    try:
        for width in WIDTHS if declared.two_drawings else WIDTHS[:1]:
            with time_limit(), together(declared.modules):
                specs[width] = vega.call_chart_function(declared.calls(ask, width), strict)
    except KeyboardInterrupt:
        raise
    except BaseException as wrong:
        if not strict and not isinstance(wrong, TimeLimitExceeded):
            return _called(declared, ask, context, strict=True)
        folder = context.root / Path(declared.place.path).parent
        # What draws the claims may fail for want of one that was left out.
        if not (ask.judged and context.problems.has_skipped("claim")):
            report_chart_error(
                wrong, folder, declared.place, f"chart {declared.id}", context.problems
            )
        return None
    return specs


def _texts(declared: ChartDeclaration, context: SpecContext) -> dict[str, str]:
    texts, who = dict.fromkeys(TEXTS, ""), f"chart {declared.id}"
    for name in TEXTS:
        template, place = declared.texts[name], declared.place_of(name)
        before = len(context.problems.found)
        if template:
            with context.problems.at(place):
                texts[name] = " ".join(context.render(template, place).split())
        if len(context.problems.found) > before:
            continue
        if name == "title" and not texts[name]:
            context.problems.add(place, f"{who}: its title is empty", _FINDING)
        elif name != "description" and (signs := _undrawable(name, texts[name])):
            context.problems.add(
                place,
                f"{who}: its {name} has {signs!r}, which no font of a picture has",
                f"a {name} without it",
            )
    words = len(texts["title"].split())
    if words > TITLE_WORDS:
        context.problems.warn(
            declared.place_of("title"),
            f"{who}: a title of {words} words",
            f"the finding in at most {TITLE_WORDS}",
        )
    return texts


def _undrawable(name: str, text: str) -> str:
    """The signs of a text that the fonts lack in which pictures set it."""
    faces = [(600, FAMILY), (600, SERIF)] if name == "title" else [(400, FAMILY)]
    return "".join(dict.fromkeys("".join(_lacking(text, *face) for face in faces)))


def _lacking(text: str, weight: int = 400, family: str = FAMILY) -> str:
    """The signs that a font lacks; none where it cannot be read, of which the children tell."""
    try:
        return missing_glyphs(text, weight, family)
    except (OSError, ValueError):
        return ""


_KINDS = {"bar": "Bar chart", "line": "Line chart", "area": "Area chart", "point": "Dot chart"}


def _description(
    spec: dict[str, Any], texts: Mapping[str, str], rows: list[Datum], ledger: Ledger
) -> str:
    """Kind of chart, what of, and the finding: as told, or made from the rows."""
    marks = vega.mark_types(spec)
    kind = next((_KINDS[m] for m in ("line", "bar", "area", "point") if m in marks), "Chart")
    about = texts["subtitle"] or texts["title"]
    if texts["description"]:
        return f"{kind} of {_lower(about)}. {texts['description']}"
    tables = [row for row in rows if is_table_row(row)]
    others = [row for row in rows if not is_table_row(row)]
    told = [*dict.fromkeys(_told(row) for row in others[:12]), *describe_rows(tables, ledger)]
    return f"{kind} of {_lower(about)}: {'; '.join(told)}."


def _lower(text: str) -> str:
    """For the middle of a sentence: a first capital goes, unless more of the word is capital."""
    plain = text[:1].isupper() and text[1:2].islower()
    return (text[:1].lower() + text[1:] if plain else text).rstrip(".")


def _told(row: Datum) -> str:
    if "verdict" in row:
        return f"{str(row['title']).rstrip('.')}: {row['verdict']}"
    status = f", {row['status']}" if row.get("expected") else ""
    return f"{row['name']}, {row['label']}, {row['period_name']}: {row['text']}{status}"


def _footer(rows: list[Datum], texts: Mapping[str, str], ledger: Ledger) -> tuple[str, ...]:
    """Sources, note and licence, under a picture that stands alone."""
    names = []
    for id_ in all_sources(rows, (), ledger):
        source = ledger.sources.get(id_)
        if source is None:
            continue  # left out for a problem that is told where it stands
        # A name that our fonts cannot set stands on the page; in the picture, what they can.
        called = source.publisher or source.title, source.title, id_
        names.append(next(name for name in called if name and not _lacking(name)))
    told = f"Source{'s' if len(set(names)) > 1 else ''}: {', '.join(dict.fromkeys(names))}."
    maker = f"{ledger.briefing.publisher}, {parse_licence(ledger.briefing.licence).name}"
    own = f"{_MADE}{without_missing_glyphs(maker) if _lacking(maker) else maker}"
    return tuple(filter(None, (told if names else "", texts["note"], own)))


def all_sources(rows: list[Datum], shown: tuple[str, ...], ledger: Ledger) -> tuple[str, ...]:
    """The sources of the rows drawn and of the figures named, each once, in order."""
    found: dict[str, None] = {}
    for row in rows:
        if "verdict" in row:
            found[str(row["source"])] = None
        elif is_table_row(row):
            found[dataset_of(row, ledger).source] = None
        else:
            found |= dict.fromkeys(figure_sources(ledger.figure(str(row["id"])), ledger))
    for ref in shown:
        if is_table_row({"id": ref}):
            found[dataset_of({"id": ref}, ledger).source] = None
            continue
        found |= dict.fromkeys(figure_sources(ledger.figure(ref), ledger))
    return tuple(found)
