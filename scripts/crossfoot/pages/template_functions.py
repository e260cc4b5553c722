"""The words of a template: ``fig``, ``claim``, ``chart``, ``period`` and the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from ..claims.model import Claim
from ..claims.verdict import MEANING
from ..diagnostics import Diagnostics, InvalidValue, SourceLocation, UnknownName
from ..quantity.period import format_period
from .chart_element import ChartView, chart_embed, chart_figure, chart_picture
from .chart_footer import Form, size_text
from .claim_view import FootingView
from .corrections import CorrectionView
from .draft import DRAFT
from .environment import Environment, NullView, TemplateObject, TracedInt, TracedText
from .escaping import escape
from .links import LinkResolver, PageElement, Reference
from .site_index import SiteIndex
from .template_locations import TemplateSources
from .trust_marks import mark_trusted
from .views import RANKS, format_day

LONGEST_PLAIN = 60


def named(text: str) -> Markup:
    """A text that the ledger or the engine vouches for, safe to show."""
    return Markup(mark_trusted(str(text), escape(str(text))))


def verdict_mark(verdict: str, draft: bool = False) -> Markup:
    """A verdict's word, with the class that draws its sign; a draft's says that it is one."""
    mark = Markup(f'<span class="cf-verdict cf-{verdict}">{verdict}</span>')
    return mark + Markup(" ") + DRAFT if draft else mark


def format_size(count: int) -> Markup:
    """Bytes as a reader says them."""
    return named(size_text(count))


@dataclass(frozen=True)
class Unworked(TemplateObject):
    """In the place of what a claim's check came to, where nothing was worked out."""

    _claim: Claim

    def __bool__(self) -> bool:
        return False

    def __html__(self) -> str:
        raise _unworked(self._claim)

    __str__ = __html__


def _unworked(claim: Claim) -> InvalidValue:
    why = f" ({claim.reason})" if claim.reason else ""
    what = f"nothing was worked out for the claim {claim.id}, which is {claim.verdict}{why}"
    return InvalidValue(what, "words without that number")


class LateText(Sequence[object]):
    """A list that is made when somebody looks into it, and each time anew: who looks is noted."""

    def __init__(self, make: Callable[[], list[Any]]) -> None:
        self._make = make

    def __getitem__(self, at: Any) -> Any:
        return self._make()[at]

    def __iter__(self) -> Iterator[object]:
        return iter(self._make())

    def __len__(self) -> int:
        return len(self._make())


@dataclass
class TemplateFunctions:
    """The functions that every template may call. Each notes what is wrong where it was asked."""

    shelf: SiteIndex
    links: LinkResolver
    environment: Environment
    sources: TemplateSources
    problems: Diagnostics
    charts: Mapping[str, ChartView] = field(default_factory=dict)
    asked: dict[str, SourceLocation] = field(default_factory=dict)
    """The addresses that ``page`` was asked for, each with the place where it was first."""
    _figs: dict[tuple[object, ...], Markup] = field(default_factory=dict)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """By the names that templates use."""
        return {
            "fig": self.fig,
            "figure": self.figure,
            "claim": self.claim,
            "claim_value": self.claim_value,
            "conclusion": self.conclusion,
            "verdict": self.verdict,
            "meaning": self.meaning,
            "chart": self.chart,
            "chart_picture": self.chart_picture,
            "embed_code": self.embed_code,
            "kept_chart": self.kept_chart,
            "period": self.period,
            "date": self.date,
            "entity": self.entity,
            "source": self.source,
            "out": self.out,
            "page": self.page,
            "plain": self.plain,
            "count": self.count,
            "size": format_size,
        }

    def fig(
        self,
        id: str,
        unit: str | None = None,
        digits: int | None = None,
        words: bool = True,
        link: bool = True,
    ) -> Markup:
        """A figure or row (``id@source``) as text, a link to its entry unless ``link`` is false."""
        self.shelf.memo.note("figure", str(id))
        asked = (str(id), unit, digits, words, link)
        known = self._figs.get(asked)
        if known is None:
            try:
                figure = self.shelf.ledger.figure(str(id))
                text = self.shelf.ledger.format_value(
                    str(id), unit=unit, digits=digits, words=words
                )
            except InvalidValue as wrong:
                return self._fault(str(id), wrong)
            reference = Reference("figure", str(id), figure.address if link else "", "fig")
            known = self._figs[asked] = self._refer(reference, named(text))
        return known

    def figure(self, id: str) -> Any:
        """A figure or row with all its parts: ``figure("…").note``."""
        return self._known(id, self.shelf.figures, "figure") or NullView()

    def claim(self, id: str, card: bool | None = None) -> Markup:
        """A claim's statement and verdict; with its conclusion where it stands on its own line.

        ``card`` true or false asks for one form.
        """
        view = self._known(id, self.shelf.claims, "claim")
        if view is None:
            return Markup("")
        reference = Reference("claim", view.id, view.address, "cf-claim-link")
        mark = self._refer(reference, verdict_mark(view.verdict, view.draft))
        inline = f"{view.statement} {mark}"
        where = self._where(view)
        told = Markup("the check" if where else "The check")
        checked = self._refer(Reference("claim", view.id, view.address), told)
        meta = f"{where} · {checked}" if where else checked
        block = (
            f'<div class="cf-claim cf-{view.verdict}" data-search-exclude>'
            f'<p class="cf-claim-statement">{view.statement} {mark}</p>'
            f'<p class="cf-claim-conclusion">{view.conclusion}</p>'
            f'<p class="cf-claim-meta">{meta}</p></div>'
        )
        if card is not None:
            return Markup(block if card else inline)
        return Markup(self.links.insert(PageElement(block, inline)))

    def claim_value(self, id: str) -> Markup:
        """What a claim's check worked out, a link to the claim."""
        view = self._known(id, self.shelf.claims, "claim")
        if view is None:
            return Markup("")
        if not view.text:
            return self._fault(str(id), _unworked(view._it))
        return self._refer(Reference("claim", view.id, view.address, "fig"), named(view.text))

    def conclusion(self, id: str) -> Markup:
        """What the briefing says of a claim, one sentence."""
        view = self._known(id, self.shelf.claims, "claim")
        return Markup("") if view is None else view.conclusion

    def verdict(self, id: str) -> Markup:
        """The mark of a claim's verdict, a link to the claim; or of a verdict named by its word."""
        if id in MEANING:
            return verdict_mark(id)
        view = self._known(id, self.shelf.claims, "claim")
        if view is None:
            return Markup("")
        reference = Reference("claim", view.id, view.address, "cf-claim-link")
        return self._refer(reference, verdict_mark(view.verdict, view.draft))

    def meaning(self, verdict: str) -> str:
        """What a verdict's word means, one sentence."""
        found = {str(word): meaning for word, meaning in MEANING.items()}
        if str(verdict) not in found:
            known = ", ".join(found)
            self._fault(
                str(verdict), InvalidValue(f"no verdict {str(verdict)!r}", f"one of {known}")
            )
        return found.get(str(verdict), "")

    def chart(self, id: str, form: Form = "story") -> Markup:
        """A chart with title, drawing, table and sources; on a line of its own.

        ``form`` is ``own`` on its own page, ``embed`` in a frame on somebody else's.
        """
        view = self._known(id, self.charts, "chart")
        if view is None:
            return Markup("")
        element = chart_figure(view, self.links, form)
        return Markup(self.links.insert(PageElement(element, element)))

    def chart_picture(self, id: str) -> Markup:
        """A chart's narrow drawing and no more."""
        view = self._known(id, self.charts, "chart")
        return Markup("") if view is None else chart_picture(view, self.links)

    def embed_code(self, id: str) -> Markup:
        """The HTML that puts a chart into another page."""
        view = self._known(id, self.charts, "chart")
        return Markup("") if view is None else chart_embed(view, self.links)

    def kept_chart(self, id: str, alone: bool = False) -> Markup:
        """A chart as an edition has it, by ``EDITION/charts/CHART``; on a line of its own."""
        view = self._known(id, self.shelf.pinned, "chart of an edition")
        if view is None:
            return Markup("")
        element = view.element(self.links, alone)
        return Markup(self.links.insert(PageElement(element, element)))

    def period(self, text: str) -> Markup:
        """A period as a page writes it: ``period("2026Q1")`` is "Q1 2026"."""
        try:
            return named(format_period(str(text)))
        except InvalidValue as wrong:
            return self._fault(str(text), wrong)

    def date(self, text: str) -> TracedText:
        """A date of the data as a page writes it; empty stays empty."""
        return format_day(str(text))

    def entity(self, id: str, text: str = "") -> Markup:
        """An entity's name, a link to its page."""
        view = self._known(id, self.shelf.entities, "entity")
        if view is None:
            return Markup("")
        body = Markup(escape(text)) if text else Markup(view.name.__html__())
        return self._refer(Reference("entity", view.id, f"entities/{view.id}/", "cf-entity"), body)

    def source(self, id: str, text: str = "") -> Markup:
        """A source's title, a link to its page."""
        view = self._known(id, self.shelf.sources, "source")
        if view is None:
            return Markup("")
        body = Markup(escape(text)) if text else Markup(view.title.__html__())
        return self._refer(Reference("source", view.id, f"sources/{view.id}/", "cf-source"), body)

    def out(self, id: str) -> Markup:
        """A source's own address, a link that says where it goes; its host if it has a link."""
        view = self._known(id, self.shelf.sources, "source")
        if view is None or not view.address:
            return Markup("")
        body = Markup(view.host.__html__()) if view.host else Markup("by mail")
        return self._refer(Reference("out", view.address, view.address, "cf-out"), body)

    def page(self, address: str, text: str) -> Markup:
        """A link to a page of this site, by its address: ``page("money/", "Money")``.

        A query (``claims/?verdict=fails``) and an anchor may follow.
        """
        where = re.split(r"[?#]", str(address), maxsplit=1)[0]
        rest = str(address)[len(where) :]
        if where and not where.endswith("/") and "." not in where.rsplit("/", 1)[-1]:
            where += "/"
        if ":" in where or where.startswith("/") or ".." in where:
            return self._fault(
                address, InvalidValue(f"{address!r} is no page of this site", "money/")
            )
        to = (where or "./") + rest
        if to not in self.asked:
            self.asked[to] = self.sources.here(self.environment, str(address))
        body = Markup(text.__html__() if hasattr(text, "__html__") else escape(str(text)))
        return self._refer(Reference("page", where, to), body)

    def plain(self, text: str) -> Markup:
        """A word that is no number of the ledger; the method page counts how often this is said."""
        if len(str(text)) > LONGEST_PLAIN:
            return self._fault(str(text), InvalidValue("a plain() of a whole sentence", "one word"))
        return self._refer(Reference("plain", str(text)), named(str(text)))

    def count(self, items: Iterable[object]) -> TracedInt:
        """How many there are."""
        return TracedInt(sum(1 for _ in items))

    def lists(self) -> dict[str, object]:
        """What templates loop over."""
        shelf = self.shelf
        sources = list(shelf.sources.values())
        return {
            "figures": [shelf.figures[id] for id in shelf.ledger.figures],
            "rows": [shelf.figures[ref] for ref in shelf.ledger.rows],
            "claims": list(shelf.claims.values()),
            "sources": sources,
            "entities": list(shelf.entities.values()),
            "charts": LateText(lambda: list(self.charts.values())),
            "disputes": [
                shelf.figures[f.id]
                for f in shelf.ledger.figures.values()
                if f.disputed and not f.derived
            ],
            "footings": [FootingView(shelf, f) for f in shelf.ledger.footings],
            "corrections": [CorrectionView(shelf, c) for c in shelf.ledger.corrections],
            "editions": list(shelf.editions.values())[::-1],
            "verdicts": list(MEANING),
            "standings": [RANKS[rank] for rank in sorted({s._it.rank for s in sources})],
            "as_of": format_day(shelf.ledger.as_of),
        }

    def _where(self, view: Any) -> Markup:
        """Where a claim was made, a link to its source: the place in it, or else its title."""
        if view.source is None:
            return Markup("")
        place = str.__str__(view.locator) or str.__str__(view.source.title)
        where = Reference("source", view.source.id, f"sources/{view.source.id}/")
        return self._refer(where, named(place[:1].upper() + place[1:]))

    def _refer(self, reference: Reference, body: str) -> Markup:
        return Markup(self.links.refer(reference, str(body)))

    def _known(self, id: object, known: Mapping[str, Any], kind: str) -> Any:
        found = known.get(str(id))
        if found is None:
            hint, what = f"the id of a {kind}", f"no {kind} {str(id)!r}"
            if kind == "figure":  # as fig() says it
                hint, what = "the id of a row or a derived figure", ""
            self._fault(str(id), UnknownName(kind, str(id), known, hint, message=what))
        return found

    def _fault(self, spelt: str, wrong: InvalidValue) -> Markup:
        self.problems.add_invalid(self.sources.here(self.environment, spelt), wrong)
        return Markup("")
