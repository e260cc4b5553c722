"""The texts of ``data/`` that readers see: which are templates, and what they came to.

A text in the briefing's own words (a label, a note, a conclusion) is a template over the ledger,
and its numbers are checked like a page's. What is quoted (a source's title, a name, a locator, a
table's cell) stands as it is, and so holds no Jinja.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from ..claims.model import Claim
from ..diagnostics import Diagnostics, InvalidValue, SourceLocation
from ..ledger.dataset import Dataset
from ..ledger.field_types import no_jinja
from ..ledger.model import Figure, Ledger
from ..ledger.schema import Correction, Entry
from ..memo import Memo, Watched

Key = tuple[str, str, str]
"""A text: the kind of its entry, the entry's id, the field."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "briefing": ("finding", "description"),
    "source": ("note",),
    "entity": ("kind", "summary", "note"),
    "metric": ("label", "definition"),
    "derived": ("label", "note"),
    "claim": ("statement", "conclusion", "settled_by", "note"),
    "correction": ("why",),
}
"""The templates among the fields of each kind of entry; a row's ``note``, a table's ``title``,
``note`` and its columns' labels are such too."""
QUOTED: Mapping[str, tuple[str, ...]] = {
    "briefing": ("title", "authors", "publisher", "contact", "licence"),
    "source": ("title", "publisher", "author", "licence", "address", "archive"),
    "entity": ("name", "names"),
    "claim": ("locator",),
    "correction": ("old", "new"),
}
"""The fields that stand as they are."""
NEEDED = frozenset({"finding", "label", "statement", "conclusion", "title"})
"""The fields that say something whatever the ledger holds."""


@dataclass(frozen=True)
class Text:
    """A text of the data as it was written."""

    template: str
    place: SourceLocation
    claim: str = ""
    """The claim that it is about: ``worked`` stands for what came out."""


@dataclass
class Prose:
    """What the templates of ``data/`` came to, each rendered once, when it is first asked for.

    ``render`` makes a template's text with its marks, and notes what is wrong with it; ``unmark``
    takes the marks of a text away.
    """

    texts: Mapping[Key, Text]
    render: Callable[[Text], Markup]
    unmark: Callable[[Markup], str]
    problems: Diagnostics
    memo: Memo
    _made: dict[Key, Markup | None] = field(default_factory=dict)
    _plain: dict[Key, str] = field(default_factory=dict)

    def marked(self, kind: str, id: str, name: str) -> Markup:
        """The text of an entry's field with its marks; empty where there is none.

        Raises InvalidValue for a text that is asked for while it is made.
        """
        key = (kind, id, name)
        self.memo.note("text", ":".join(key))
        if key not in self.texts:
            return Markup("")
        if key not in self._made:
            self._made[key] = None
            self._made[key] = self.render(self.texts[key])
        made = self._made[key]
        if made is None:
            raise InvalidValue(
                f"the {name} of {id or kind} goes round in a circle", "a text that ends"
            )
        return made

    def plain(self, kind: str, id: str, name: str) -> str:
        """The same in plain words; ``…`` for a label or a sentence that failed."""
        key = (kind, id, name)
        marked = self.marked(*key)
        if key not in self._plain:
            stand_in = "…" if key in self.texts and name in NEEDED else ""
            self._plain[key] = self.unmark(marked) or stand_in
        return self._plain[key]

    def finish(self) -> None:
        """Render what nobody has asked for yet; what must say something and does not is noted."""
        before = len(self.problems.found)
        for key in self.texts:
            self.marked(*key)
        whole = len(self.problems.found) == before  # else it may be empty because of what failed
        for key, text in self.texts.items():
            if whole and key[2] in NEEDED and text.template.strip() and not self._made[key]:
                self.problems.add(text.place, f"the {key[2]} comes out empty", "words")
        self.memo.watch("text", {":".join(key): text for key, text in self._made.items()})


def collect_texts(ledger: Ledger, claims: Mapping[str, Claim]) -> dict[Key, Text]:
    """Every template of the data that says something, by its entry and field."""
    found: dict[Key, Text] = {}
    for kind, id, entry in _entries(ledger, claims):
        for name in FIELDS.get(kind, ()):
            if text := getattr(entry, name):
                about = id if kind == "claim" else ""
                found[kind, id, name] = Text(text, entry.at(name), about)
    for ref, row in ledger.rows.items():
        if row.note:
            found["row", ref, "note"] = Text(row.note, row.note_place)
    for table in ledger.datasets.values():
        labels = {f"columns.{column.name}": column.label for column in table.columns.values()}
        for name, text in {"title": table.title, "note": table.note, **labels}.items():
            if text:
                place = table.places.get(name, table.place)
                found["table", table.name, name] = Text(text, place)
    return found


def refuse_jinja(ledger: Ledger, claims: Mapping[str, Claim], problems: Diagnostics) -> None:
    """Note each text that is quoted as it is and yet holds what begins a template's tag."""
    for name, text, place in _quoted(ledger, claims):
        with problems.at(place):
            no_jinja(name, text)


def _entries(ledger: Ledger, claims: Mapping[str, Claim]) -> Iterator[tuple[str, str, Entry]]:
    yield "briefing", "", ledger.briefing
    kinds: Mapping[str, Mapping[str, Entry]] = {
        "source": ledger.sources,
        "entity": ledger.entities,
        "metric": ledger.metrics,
        "derived": ledger.derived,
    }
    for kind, entries in kinds.items():
        for id, entry in entries.items():
            yield kind, id, entry
    for id, claim in claims.items():
        yield "claim", id, claim.entry
    for correction in ledger.corrections:
        yield "correction", correction_id(correction), correction


def _quoted(
    ledger: Ledger, claims: Mapping[str, Claim]
) -> Iterator[tuple[str, str, SourceLocation]]:
    for kind, _, entry in _entries(ledger, claims):
        for name in QUOTED.get(kind, ()):
            value = getattr(entry, name)
            for text in (value,) if isinstance(value, str) else value:
                yield name, text, entry.at(name)
    for table in ledger.datasets.values():
        yield "locator", table.locator, table.places.get("locator", table.place)


@dataclass(frozen=True)
class RenderedProse:
    """The ledger and its claims in plain words: each template is what it came to."""

    ledger: Ledger
    claims: Mapping[str, Claim]


def render_prose(
    ledger: Ledger, claims: Mapping[str, Claim], prose: Prose, memo: Memo
) -> RenderedProse:
    """The same with what the templates came to in their places; who looks is noted as before."""
    said = {key: prose.plain(*key) for key in prose.texts}

    def entry(kind: str, id: str, it: Any) -> Any:
        words = {name: said[kind, id, name] for name in FIELDS[kind] if (kind, id, name) in said}
        return it.model_copy(update=words) if words else it

    def entries(kind: str, of: Mapping[str, Any]) -> Mapping[str, Any]:
        return Watched({id: entry(kind, id, it) for id, it in of.items()}, kind, memo)

    def figures(of: Mapping[str, Figure]) -> Mapping[str, Figure]:
        return Watched({id: _figure(it, said) for id, it in of.items()}, "figure", memo)

    tables = {id: _table(it, said) for id, it in ledger.datasets.items()}
    # Labels stand in many places, and are no cells of their own: where one comes out otherwise
    # though nobody changed it, everything is made again.
    labels = {
        key: said[key]
        for key, text in prose.texts.items()
        if "{" in text.template and (key[0] == "table" or key[2] in ("label", "kind"))
    }
    memo.rest_on("labels", labels)
    words: dict[str, tuple[Any, ...]] = {
        # Without its search for margins, which holds the whole ledger.
        id: (
            replace(claim, margin_search=None),
            *(said.get(("claim", id, n), "") for n in FIELDS["claim"]),
        )
        for id, claim in claims.items()
    }
    memo.watch("claim", words, lambda a, b: a[0].same(b[0]) and a[1:] == b[1:])
    spoken = replace(
        ledger,
        briefing=entry("briefing", "", ledger.briefing),
        sources=entries("source", ledger.sources),
        entities=entries("entity", ledger.entities),
        metrics=entries("metric", ledger.metrics),
        derived=entries("derived", ledger.derived),
        rows=figures(ledger.rows),
        figures=figures(ledger.figures),
        datasets=Watched(tables, "dataset", memo),
        corrections=tuple(entry("correction", correction_id(it), it) for it in ledger.corrections),
    )
    judged = {id: replace(it, entry=entry("claim", id, it.entry)) for id, it in claims.items()}
    return RenderedProse(spoken, Watched(judged, "claim", memo))


def correction_id(entry: Correction) -> str:
    """What names a correction, which has no id: its line."""
    return str(entry.place.line)


def label_key(figure: Figure) -> Key:
    """The text that is a figure's label."""
    if figure.derived:
        return "derived", figure.id.partition("@")[0], "label"
    return "metric", figure.metric, "label"


def note_key(figure: Figure) -> Key:
    """The text that is a figure's note."""
    own = figure.id.partition("@")[0]
    return ("derived", own, "note") if figure.derived else ("row", f"{own}@{figure.source}", "note")


def _figure(it: Figure, said: Mapping[Key, str]) -> Figure:
    label, note = said.get(label_key(it), it.label), said.get(note_key(it), it.note)
    others = tuple(_figure(other, said) for other in it.others)
    if (label, note) == (it.label, it.note) and others == it.others:
        return it
    return replace(it, label=label, note=note, others=others)


def _table(it: Dataset, said: Mapping[Key, str]) -> Dataset:
    columns = {
        name: replace(c, label=said.get(("table", it.name, f"columns.{name}"), c.label))
        for name, c in it.columns.items()
    }
    title, note = (said.get(("table", it.name, n), getattr(it, n)) for n in ("title", "note"))
    return replace(it, title=title, note=note, columns=columns)
