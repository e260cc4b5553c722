"""What stands below a chart: sources, what to know of its figures, licence, address, files."""

from __future__ import annotations

from collections.abc import Collection
from html import unescape
from typing import TYPE_CHECKING, Literal

from ..ledger.licence import parse_licence
from ..ledger.model import Figure, Ledger
from . import chart_caveats
from .citation import embed_code, format_citation
from .environment import TracedText
from .escaping import escape
from .links import LinkResolver, PageElement, Reference
from .trust_marks import as_sentence, strip_marks
from .views import format_day

if TYPE_CHECKING:
    from .chart_element import ChartView

Form = Literal["story", "own", "embed"]
"""Where a chart stands: in a page, on its own page, in a frame on somebody else's."""


def source_link(view: ChartView, id: str, links: LinkResolver, among: Collection[str] = ()) -> str:
    """A source by its publisher, a link to its page.

    With the year where another of the sources ``among`` which it stands is from there too.
    """
    known = view._shelf.sources
    source = known.get(id)
    if source is None:
        return ""
    title = source.publisher or source.title
    alike = [other for other in among if other in known and known[other].publisher == title]
    year = f" {source._it.date[:4]}".rstrip() if len(alike) > 1 else ""
    to = Reference("source", id, f"sources/{id}/", "cf-source")
    return links.refer(to, TracedText(f"{title}{year}").__html__())


def footer_element(view: ChartView, links: LinkResolver, form: Form) -> str:
    """The paragraphs below a chart; in a story only what its reader must know there."""
    if form == "own":
        kept, files = _own(view, links), f"Download: {_files(view, links)}"
        return _paragraphs(kept) + f'<p class="cf-downloads">{files}</p>'
    return _paragraphs(_below(view, links) if form == "embed" else _story(view, links))


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines if line)


def _story(view: ChartView, links: LinkResolver) -> list[str]:
    """In a story: sources, what they disagree on, the note, and where the rest is."""
    whole = as_sentence(view.absolute.partition("://")[2])
    here = Reference("chart", view._it.id, view.address)
    more = links.refer(here, "Data, files and how to cite this chart")
    return [
        source_lines(view, links),
        _disagreement(view, links),
        _note(view),
        f'{more}<span class="cf-on-paper">: {whole}</span>',
    ]


def _own(view: ChartView, links: LinkResolver) -> list[str]:
    """On its own page: sources, all that is known of its figures, the note, its address."""
    briefing, here = view._shelf.ledger.briefing, Reference("chart", view._it.id, view.address)
    rows = Reference("page", view.address, f"{view.address}#figures")
    about, told = links.refer(rows, "About these figures"), " ".join(caveat_lines(view, links))
    terms = parse_licence(briefing.licence).name
    made = f"Chart: {as_sentence(briefing.publisher)}, {as_sentence(terms)}."
    whole = as_sentence(view.absolute.partition("://")[2])
    return [
        source_lines(view, links),
        f"{about}: {told}" if told else about,
        _note(view),
        f"{made} {links.refer(here, whole)}",
    ]


def _note(view: ChartView) -> str:
    return f"Note: {as_sentence(view._it.note)}" if view._it.note else ""


def source_lines(view: ChartView, links: LinkResolver) -> str:
    """The sources that a chart rests on, those of one licence together."""
    known = view._shelf.sources
    groups: dict[str, list[str]] = {}
    for id in view._it.sources:
        if id in known:
            own = dict.fromkeys(e.licence for e in view._it.excerpts if e.source == id)
            terms = ", ".join(filter(None, own)) or str.__str__(known[id].licence)
            link = source_link(view, id, links, view._it.sources)
            groups.setdefault(terms, []).append(link)
    if not groups:
        return ""
    listed = []
    for terms, names in groups.items():
        licence = as_sentence(terms) if terms else "licence not stated"
        listed.append(f"{', '.join(dict.fromkeys(names))} ({licence})")
    one = sum(map(len, groups.values())) == 1
    return f"Source{'' if one else 's'}: {'; '.join(listed)}."


def caveat_lines(view: ChartView, links: LinkResolver) -> list[str]:
    """What to know of the figures: statuses, disputes, rounding, a sentence each."""
    it, ledger = view._it, view._shelf.ledger
    told = [chart_caveats.status_caveat(it)]
    for figure, others in chart_caveats.chart_disputes(it, ledger):
        if figure.derived:
            under = chart_caveats.contested_figures([figure.id], ledger)
            rests = chart_caveats.join_with_and([_named(one, ledger) for one in under])
            values = chart_caveats.join_with_or(
                [as_sentence(text) for text in dict.fromkeys(o.text for o in others)]
            )
            told.append(
                f"{_named(figure, ledger)} rests on {rests}, on which sources disagree: "
                f"with their other values it would be {values}."
            )
        elif others:
            values = ", ".join(
                f"{links.refer(Reference('figure', o.id, o.address, 'fig'), as_sentence(o.text))} "
                f"({source_link(view, o.source, links)})"
                for o in others
            )
            told.append(f"Sources disagree on {_named(figure, ledger)}: also {values}.")
        else:
            told.append(f"Sources disagree on {_named(figure, ledger)}; each is shown.")
    told.append(chart_caveats.rounding_caveat(it, ledger))
    return [sentence for sentence in told if sentence]


def _disagreement(view: ChartView, links: LinkResolver) -> str:
    """What sources disagree on, a link to what each of them says; empty where they do not."""
    it, ledger = view._it, view._shelf.ledger
    under = chart_caveats.contested_figures((ref.partition("@")[0] for ref in it.figures), ledger)
    if not under:
        return ""
    named = chart_caveats.join_with_and(
        [
            links.refer(Reference("page", f.address.partition("#")[0], f.address), name)
            for f, name in ((f, _named(f, ledger)) for f in under)
        ]
    )
    if any(others for _, others in chart_caveats.chart_disputes(it, ledger)):
        return f"Rests on {named}, on which sources disagree."
    return f"Sources disagree on {named}; each is shown."


def _named(figure: Figure, ledger: Ledger) -> str:
    """A figure in words, whose it is and of when."""
    owner = as_sentence(chart_caveats.figure_owner(figure, ledger))
    return f"{owner} ({as_sentence(figure.period.name)})"


def _files(view: ChartView, links: LinkResolver) -> str:
    return ", ".join(
        links.refer(Reference("file", address, address), f"{type_}, {_size(view, number, links)}")
        for number, (address, type_) in enumerate(view.files)
    )


def _size(view: ChartView, number: int, links: LinkResolver) -> str:
    """The size of one of its files, known when it is drawn."""
    return links.insert(PageElement("", "", lambda: size_text(view.downloads[number].bytes), 1))


def size_text(count: int) -> str:
    """Bytes as a reader says them: "840 B", "2 kB", "1.3 MB"."""
    if count < 1_000:
        return f"{count} B"
    return f"{round(count / 1_000)} kB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"


def _below(view: ChartView, links: LinkResolver) -> list[str]:
    """Under a chart in a frame: sources, the note, and where it comes from."""
    ledger = view._shelf.ledger
    briefing = ledger.briefing
    here = links.refer(Reference("chart", view._it.id, view.address), as_sentence(briefing.title))
    named = as_sentence(parse_licence(briefing.licence).name)
    day, publisher = format_day(ledger.as_of).__html__(), as_sentence(briefing.publisher)
    whence = f"From {here}, {day}. {publisher}, {named}."
    return [*_about(view, links), whence]


def _about(view: ChartView, links: LinkResolver) -> list[str]:
    """Sources, and what else to know of a chart where its page is not around it."""
    it = view._it
    soft, doubt = (
        chart_caveats.status_caveat(it),
        "Sources disagree: see the chart’s page." * it.disputed,
    )
    told = (source_lines(view, links), " ".join(filter(None, (as_sentence(it.note), soft, doubt))))
    return [line for line in told if line]


def provenance_lines(view: ChartView, links: LinkResolver) -> tuple[str, ...]:
    """Its sources and what else to know of it, in plain words."""
    return _worded(_about(view, links), links)


def _worded(lines: list[str], links: LinkResolver) -> tuple[str, ...]:
    return tuple(unescape(strip_marks(links.plain(line))) for line in lines)


def citation_fold(view: ChartView) -> str:
    """The sentence to copy."""
    ledger = view._shelf.ledger
    return as_sentence(
        format_citation(view._it, ledger.briefing, ledger.as_of, view._shelf.address)
    )


def embed_fold(view: ChartView, links: LinkResolver) -> str:
    """The frame's code to copy, known when the chart is drawn."""
    below = _worded(_below(view, links), links)
    frame = f"{view.absolute}embed/"
    return links.insert(
        PageElement("", "", lambda: escape(embed_code(view._pictures, frame, below)))
    )
